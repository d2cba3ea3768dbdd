import type { CallLife } from '../call-life.ts';
import { EndedWhileWaiting } from '../limiter.ts';
import type { CallClass } from './call-class.ts';
import { NotAdmitted } from './not-admitted.ts';
import { WaitingLine } from './waiting-line.ts';

export interface QuotaSettings {
  /** What a 429 without `Retry-After` asks to wait. */
  readonly defaultPauseMs: number;
  /** A longer one is not believed: after this time a call tries. */
  readonly maxPauseMs: number;
  /** A longer pause is not waited for: calls are refused until it is over. */
  readonly maxWaitMs: number;
  /** Calls under way at once when the line is about to dissolve. */
  readonly maxWindow: number;
  /** So long after the last 429 the line dissolves. */
  readonly calmMs: number;
  readonly writesInARow: number;
}

/** Time, so that tests can move it. */
export interface GateClock {
  readonly nowMs: () => number;
  /** Calls back once, later. */
  readonly later: (ms: number, callback: () => void) => void;
}

const CLOCK: GateClock = { nowMs: () => performance.now(), later: (ms, callback) => void setTimeout(callback, ms) };

/** What became of a call that was let through. */
export type QuotaAnswer = { readonly limited: false; readonly succeeded: boolean } | { readonly limited: true; readonly retryAfterMs: number | undefined };

/** Gives the turn back; called once, when the call has its answer. */
export type EndTurn = (answer: QuotaAnswer) => void;

/** One tenant's way through the gate of its upstream. */
export interface QuotaLane {
  /** Answers at once while the tenant has not met a 429; else when it is its turn. Throws `NotAdmitted` when the pause is too long to wait for. */
  readonly enter: (kind: CallClass, life: CallLife) => EndTurn | Promise<EndTurn>;
}

/**
 * Shares the quota of one upstream between its tenants. Whoever met a 429 joins a line; those in line wait out the pause that the
 * upstream asks for, and then take turns, one call of each, first one at a time and one more after each success. Who has met none
 * passes by: where the quota is an account's own, one tenant's haste costs the others nothing, and where it is shared, each joins with its first 429.
 */
export interface QuotaGate {
  readonly laneOf: () => QuotaLane;
}

interface Lane {
  isInLine: boolean;
  readonly line: WaitingLine<() => void>;
}

export const createQuotaGate = (settings: QuotaSettings, clock: GateClock = CLOCK): QuotaGate => {
  /** Those in line; the first is the next to go. */
  const ring: Lane[] = [];
  let pausedUntil = -Infinity;
  let limitedAt = -Infinity;
  let window = 1;
  let underWay = 0;
  let isTimed = false;

  const isNobodyWaiting = (): boolean => ring.every(({ line }) => line.length === 0);

  const dissolve = (): void => {
    for (const lane of ring.splice(0)) lane.isInLine = false;
  };

  /** Takes the next call out of the lane whose turn it is; that lane is the last from then on. */
  const nextCall = (): (() => void) | undefined => {
    for (let i = ring.length; i > 0; i -= 1) {
      const lane = ring.shift();
      if (lane === undefined) return undefined;
      ring.push(lane);
      const call = lane.line.next();
      if (call !== undefined) return call;
    }
    return undefined;
  };

  const admit = (): void => {
    const pauseMs = pausedUntil - clock.nowMs();
    if (pauseMs > 0) {
      if (isTimed || isNobodyWaiting()) return;
      isTimed = true;
      clock.later(pauseMs, () => {
        isTimed = false;
        admit();
      });
      return;
    }
    while (underWay < window) {
      const call = nextCall();
      if (call === undefined) return;
      underWay += 1;
      call();
    }
  };

  const limit = (lane: Lane, retryAfterMs: number | undefined): void => {
    limitedAt = clock.nowMs();
    pausedUntil = Math.max(pausedUntil, limitedAt + Math.min(retryAfterMs ?? settings.defaultPauseMs, settings.maxPauseMs));
    window = 1;
    if (lane.isInLine) return;
    lane.isInLine = true;
    ring.push(lane);
  };

  const endTurn = (lane: Lane): EndTurn => (answer) => {
    underWay -= 1;
    if (answer.limited) limit(lane, answer.retryAfterMs);
    else if (answer.succeeded) window = Math.min(window + 1, settings.maxWindow);
    admit();
  };

  return {
    laneOf: () => {
      const lane: Lane = { isInLine: false, line: new WaitingLine(settings.writesInARow) };
      const passBy: EndTurn = (answer) => {
        if (answer.limited) limit(lane, answer.retryAfterMs);
      };
      return {
        enter(kind, life) {
          if (!lane.isInLine) return passBy;
          const now = clock.nowMs();
          if (now - limitedAt >= settings.calmMs && now >= pausedUntil && isNobodyWaiting()) {
            dissolve();
            return passBy;
          }
          const pauseMs = pausedUntil - now;
          if (pauseMs > settings.maxWaitMs || pauseMs > life.remainingMs) throw new NotAdmitted('rateLimited', pauseMs);
          return new Promise((resolve, reject) => {
            const turn = (): void => {
              forget();
              resolve(endTurn(lane));
            };
            const forget = life.onEnd((ending) => {
              lane.line.remove(kind, turn);
              reject(new EndedWhileWaiting(ending));
            });
            lane.line.add(kind, turn);
            admit();
          });
        },
      };
    },
  };
};
