import type { Logger } from 'pino';
import { destination, pino } from 'pino';

import { escapeOdd } from './http/escape-odd.ts';

export type { Logger } from 'pino';

/** Members that may hold credentials, wherever they turn up. Nothing logs them on purpose: this is the net below. */
const SECRETS = ['connect', 'token', 'client', 'authorization', 'secret', '*.connect', '*.token', '*.client', '*.authorization', '*.secret', 'err.connect', 'err.cause'];

/** So long lines may wait for others, to be written together: at most this much of the log is lost where the process is killed. */
const GATHER_MS = 10;
/** Bytes that are written together at most, as whole lines; a longer line is written by itself. */
const PIECE_BYTES = 16_384;
/** The same where several processes write to one pipe: so much goes into it in one piece, whoever else writes. */
const SHARED_PIECE_BYTES = 4_096;

/**
 * Lines go out as fast as whoever reads them takes them, and no request waits for that; what is left is written when the process ends.
 * What is gathered here is never kept by the stream, which writes it as soon as it may: one that gathers itself keeps what came during
 * a write until the next line.
 */
const standardError = (isShared: boolean): { write(line: string): void } => {
  const most = isShared ? SHARED_PIECE_BYTES : PIECE_BYTES;
  const stream = destination({ dest: 2, sync: false, minLength: 0, maxWrite: most });
  let gathered = '';
  let bytes = 0;
  const hand = (): void => {
    if (gathered === '') return;
    const lines = gathered;
    gathered = '';
    bytes = 0;
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
      const length = Buffer.byteLength(line);
      if (bytes + length > most) hand();
      gathered += line;
      bytes += length;
      if (isTimed) return;
      isTimed = true;
      setTimeout(onTime, GATHER_MS).unref();
    },
  };
};

export interface LoggerOptions {
  /** Where lines go instead of stderr. */
  readonly stream?: { write(line: string): void };
  /** Members of every line. */
  readonly always?: Readonly<Record<string, number>>;
  /** Other processes write to the same stderr. */
  readonly isShared?: boolean;
}

/** JSON lines on stderr, so that stdout keeps what a person reads. */
export const createLogger = (level: string, { isShared = false, stream = standardError(isShared), always }: LoggerOptions = {}): Logger =>
  pino({ level, redact: { paths: SECRETS, censor: '[secret]' }, base: always ?? null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, { write: (line: string) => stream.write(escapeOdd(line)) });

/** The same log without the net, for lines whose members are all named where they are written and are no secrets: the net costs six times as much as the line. */
export const plainLog = (logger: Logger): Logger => logger.child({}, { redact: [] });
