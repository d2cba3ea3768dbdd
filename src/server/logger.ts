import type { Logger } from 'pino';
import { destination, pino } from 'pino';

import { escapeOdd } from './http/escape-odd.ts';

export type { Logger } from 'pino';

/** Members that may hold credentials, wherever they turn up. Nothing logs them on purpose: this is the net below. */
const SECRETS = ['connect', 'token', 'client', 'authorization', 'secret', '*.connect', '*.token', '*.client', '*.authorization', '*.secret', 'err.connect', 'err.cause'];

/** JSON lines on stderr, so that stdout keeps what a person reads. */
export const createLogger = (level: string, stream: { write(line: string): void } = destination(2)): Logger =>
  pino({ level, redact: { paths: SECRETS, censor: '[secret]' }, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, { write: (line: string) => stream.write(escapeOdd(line)) });
