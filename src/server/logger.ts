import type { Logger } from 'pino';
import { destination, pino } from 'pino';

import { escapeOdd } from './http/escape-odd.ts';

export type { Logger } from 'pino';

/** Members that may hold credentials, wherever they turn up. Nothing logs them on purpose: this is the net below. */
const SECRETS = ['connect', 'token', 'client', 'authorization', 'secret', '*.connect', '*.token', '*.client', '*.authorization', '*.secret', 'err.connect', 'err.cause'];

/** So long lines may wait for others, to be written together: at most this much of the log is lost where the process is killed. */
const GATHER_MS = 10;
/** Characters that are written together at most, as whole lines. */
const GATHER_LENGTH = 2_048;
/** Bytes of one write at most, but for a longer line: so much goes into a pipe in one piece, and workers write to the same one. */
const PIECE_BYTES = 2 * GATHER_LENGTH;

/**
 * Lines go out as fast as whoever reads them takes them, and no request waits for that; what is left is written when the process ends.
 * What is gathered here is never kept by the stream, which writes it as soon as it may: one that gathers itself keeps what came during
 * a write until the next line.
 */
const standardError = (): { write(line: string): void } => {
  const stream = destination({ dest: 2, sync: false, minLength: 0, maxWrite: PIECE_BYTES });
  let gathered = '';
  const hand = (): void => {
    if (gathered === '') return;
    const lines = gathered;
    gathered = '';
    stream.write(lines);
  };
  let isTimed = false;
  const onTime = (): void => {
    isTimed = false;
    hand();
  };
  process.once('exit', () => {
    try {
      hand();
      stream.flushSync();
    } catch {
      // Whoever read it has gone first.
    }
  });
  return {
    write(line) {
      if (gathered.length + line.length > GATHER_LENGTH) hand();
      gathered += line;
      if (isTimed) return;
      isTimed = true;
      setTimeout(onTime, GATHER_MS).unref();
    },
  };
};

/** JSON lines on stderr, so that stdout keeps what a person reads. `always`: members of every line. */
export const createLogger = (level: string, stream: { write(line: string): void } = standardError(), always: Readonly<Record<string, number>> | null = null): Logger =>
  pino({ level, redact: { paths: SECRETS, censor: '[secret]' }, base: always, timestamp: () => `,"time":"${new Date().toISOString()}"` }, { write: (line: string) => stream.write(escapeOdd(line)) });

/** The same log without the net, for lines whose members are all named where they are written and are no secrets: the net costs six times as much as the line. */
export const plainLog = (logger: Logger): Logger => logger.child({}, { redact: [] });
