import type { Logger } from 'pino';
import { destination, pino } from 'pino';

import { escapeOdd } from './http/escape-odd.ts';

export type { Logger } from 'pino';

/** Members that may hold credentials, wherever they turn up. Nothing logs them on purpose: this is the net below. */
const SECRETS = ['connect', 'token', 'client', 'authorization', 'secret', '*.connect', '*.token', '*.client', '*.authorization', '*.secret', 'err.connect', 'err.cause'];

/** Lines go out as fast as whoever reads them takes them, and no request waits for that; what is left is written when the process ends. */
const standardError = (): { write(line: string): void } => {
  const stream = destination({ dest: 2, sync: false });
  process.once('exit', () => {
    try {
      stream.flushSync();
    } catch {
      // Whoever read it has gone first.
    }
  });
  return stream;
};

/** JSON lines on stderr, so that stdout keeps what a person reads. */
export const createLogger = (level: string, stream: { write(line: string): void } = standardError()): Logger =>
  pino({ level, redact: { paths: SECRETS, censor: '[secret]' }, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, { write: (line: string) => stream.write(escapeOdd(line)) });
