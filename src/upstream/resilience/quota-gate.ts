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
  /** Calls of those in line under way at once, at most. */
  readonly maxWindow: number;
  /** So long after its last 429 a tenant leaves the line. */
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
 * Shares the quota of one upstream between its tenants. Whoever met a 429 joins a line, and waits out the pause that it was told; those
 * in line then take turns, one call of each, first one at a time and one more after each success. Who has met none passes by, and a
 * pause is its tenant's own: where the quota is an account's, one tenant's haste costs the others nothing, and where it is shared, each joins with its first 429.
 */
export interface QuotaGate {
  readonly laneOf: () => QuotaLane;
}

interface Waiter {
  readonly turn: () => void;
  readonly refuse: (pauseMs: number) => void;
}

interface Lane {
  isInLine: boolean;
  pausedUntil: number;
  limitedAt: number;
  readonly line: WaitingLine<Waiter>;
}

export const createQuotaGate = (settings: QuotaSettings, clock: GateClock = CLOCK): QuotaGate => {
  /** Those in line; the first is the next to go. */
  const ring: Lane[] = [];
  let window = 1;
  let underWay = 0;
  let alarmAt = Infinity;

  /** Takes the next call out of the lane whose turn it is; that lane is the last from then on. */
  const nextCall = (now: number): Waiter | undefined => {
    for (let i = ring.length; i > 0; i -= 1) {
      const lane = ring.shift();
      if (lane === undefined) return undefined;
      ring.push(lane);
      const call = lane.pausedUntil <= now ? lane.line.next() : undefined;
      if (call !== undefined) return call;
    }
    return undefined;
  };

  const admit = (): void => {
    const now = clock.nowMs();
    while (underWay < window) {
      const call = nextCall(now);
      if (call === undefined) break;
      underWay += 1;
      call.turn();
    }
    const wakeAt = Math.min(...ring.filter(({ pausedUntil, line }) => pausedUntil > now && line.length > 0).map(({ pausedUntil }) => pausedUntil));
    if (wakeAt >= alarmAt) return;
    alarmAt = wakeAt;
    clock.later(wakeAt - now, () => {
      alarmAt = Infinity;
      admit();
    });
  };

  const limit = (lane: Lane, retryAfterMs: number | undefined): void => {
    const now = clock.nowMs();
    lane.limitedAt = now;
    lane.pausedUntil = Math.max(lane.pausedUntil, now + Math.min(retryAfterMs ?? settings.defaultPauseMs, settings.maxPauseMs));
    window = 1;
    if (!lane.isInLine) ring.push(lane);
    lane.isInLine = true;
    const pauseMs = lane.pausedUntil - now;
    if (pauseMs <= settings.maxWaitMs) return;
    for (let call = lane.line.next(); call !== undefined; call = lane.line.next()) call.refuse(pauseMs);
  };

  /** Nobody of it waits, and its last 429 was long ago. */
  const isCalm = ({ limitedAt, pausedUntil, line }: Lane, now: number): boolean => now - limitedAt >= settings.calmMs && now >= pausedUntil && line.length === 0;

  const leave = (lane: Lane): void => {
    ring.splice(ring.indexOf(lane), 1);
    lane.isInLine = false;
  };

  const endTurn = (lane: Lane): EndTurn => (answer) => {
    underWay -= 1;
    if (answer.limited) limit(lane, answer.retryAfterMs);
    else if (answer.succeeded) window = Math.min(window + 1, settings.maxWindow);
    admit();
  };

  return {
    laneOf: () => {
      const lane: Lane = { isInLine: false, pausedUntil: -Infinity, limitedAt: -Infinity, line: new WaitingLine(settings.writesInARow) };
      const passBy: EndTurn = (answer) => {
        if (answer.limited) limit(lane, answer.retryAfterMs);
      };
      return {
        enter(kind, life) {
          if (!lane.isInLine) return passBy;
          const now = clock.nowMs();
          if (isCalm(lane, now)) {
            leave(lane);
            return passBy;
          }
          const pauseMs = lane.pausedUntil - now;
          if (pauseMs > settings.maxWaitMs || pauseMs > life.remainingMs) throw new NotAdmitted('rateLimited', pauseMs);
          return new Promise((resolve, reject) => {
            const waiter: Waiter = {
              turn: () => {
                forget();
                resolve(endTurn(lane));
              },
              refuse: (longerMs) => {
                forget();
                reject(new NotAdmitted('rateLimited', longerMs));
              },
            };
            const forget = life.onEnd((ending) => {
              lane.line.remove(kind, waiter);
              reject(new EndedWhileWaiting(ending));
            });
            lane.line.add(kind, waiter);
            admit();
          });
        },
      };
    },
  };
};
