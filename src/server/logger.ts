import type { Logger } from 'pino';
import { destination, pino } from 'pino';

import { escapeOdd } from './http/escape-odd.ts';

export type { Logger } from 'pino';

/** Members that may hold credentials, wherever they turn up. Nothing logs them on purpose: this is the net below. */
const SECRETS = ['connect', 'token', 'client', 'authorization', 'secret', '*.connect', '*.token', '*.client', '*.authorization', '*.secret', 'err.connect', 'err.cause'];

/** So long lines may wait for others, to be written together: at most this much of the log is lost where the process is killed. */
const GATHER_MS = 10;
/** Bytes that are written without waiting. */
const GATHER_BYTES = 2_048;
/** Written at once at most, as whole lines: so much goes into a pipe in one piece, and workers write to the same one. */
const PIECE_BYTES = 4_096;

/** Lines go out as fast as whoever reads them takes them, and no request waits for that; what is left is written when the process ends. */
const standardError = (): { write(line: string): void } => {
  const stream = destination({ dest: 2, sync: false, minLength: GATHER_BYTES, maxWrite: PIECE_BYTES });
  process.once('exit', () => {
    try {
      stream.flushSync();
    } catch {
      // Whoever read it has gone first.
    }
  });
  let isGathering = false;
  const flush = (): void => {
    isGathering = false;
    stream.flush();
  };
  return {
    write(line) {
      stream.write(line);
      if (isGathering) return;
      isGathering = true;
      setTimeout(flush, GATHER_MS).unref();
    },
  };
};

/** JSON lines on stderr, so that stdout keeps what a person reads. `always`: members of every line. */
export const createLogger = (level: string, stream: { write(line: string): void } = standardError(), always: Readonly<Record<string, number>> | null = null): Logger =>
  pino({ level, redact: { paths: SECRETS, censor: '[secret]' }, base: always, timestamp: () => `,"time":"${new Date().toISOString()}"` }, { write: (line: string) => stream.write(escapeOdd(line)) });

/** The same log without the net, for lines whose members are all named where they are written and are no secrets: the net costs six times as much as the line. */
export const plainLog = (logger: Logger): Logger => logger.child({}, { redact: [] });
