import { chisinauNow, formatWall, parseWall, startOfDay } from './wall-time.ts';

/** A span to advance the clock by. */
export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** The sandbox's wall clock (Europe/Chisinau). */
export interface Clock {
  /** Now, `YYYY-MM-DD hh:mm:ss`. */
  now(): string;
  /** Now, in seconds of wall time. */
  seconds(): number;
  advance(duration: Duration): void;
  reset(): void;
}

/** A clock that stands still at `now`, or, without it, starts today at 09:00:00 and runs on with real time. */
export function createClock(now?: string): Clock {
  const start = now === undefined ? startOfDay(chisinauNow()) + 9 * 3600 : parseWall(now);
  if (!start) throw new Error(`now must be a date-time YYYY-MM-DD hh:mm:ss, not "${now ?? ''}"`);
  let base = performance.now();
  let shift = 0;
  const seconds = (): number => start + shift + (now === undefined ? Math.floor((performance.now() - base) / 1000) : 0);
  return {
    seconds,
    now: () => formatWall(seconds()),
    advance({ days = 0, hours = 0, minutes = 0, seconds: extra = 0 }) {
      const span = days * 86_400 + hours * 3600 + minutes * 60 + extra;
      if (!Number.isSafeInteger(span) || span < 0) throw new Error('The clock advances by a whole number of seconds, 0 or more.');
      shift += span;
    },
    reset() {
      shift = 0;
      base = performance.now();
    },
  };
}
