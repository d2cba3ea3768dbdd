import type { CallLife } from '../call-life.ts';
import type { UpstreamError } from '../errors.ts';
import { createLimiter } from '../limiter.ts';
import type { UpstreamObserver } from '../observer.ts';
import type { UpstreamSettings } from '../settings.ts';
import type { Breaker } from './breaker.ts';
import { createBreaker } from './breaker.ts';
import type { Bulkhead } from './bulkhead.ts';
import { createBulkhead } from './bulkhead.ts';
import type { CallClass } from './call-class.ts';
import { NotAdmitted } from './not-admitted.ts';
import type { EndTurn, QuotaLane } from './quota-gate.ts';

/** The right to make one attempt. */
export interface Admission {
  /** Tells what came of it; once. */
  readonly answered: (error: UpstreamError | null) => void;
  /** Gives the place back: then its socket is free. */
  readonly giveBack: () => void;
}

/** What stands between the calls of one tenant and its upstream: a breaker each for reads and writes, places, and the quota. */
export interface Guard {
  /** Makes a call with its retries. Throws `NotAdmitted` at once where the breaker is open. */
  readonly call: <Value>(kind: CallClass, make: (isTrial: boolean) => Promise<Value>) => Promise<Value>;
  /** Whether a call may be made again, or after it has waited: the breaker may have opened meanwhile. */
  readonly mayGoOn: (kind: CallClass, isTrial: boolean) => boolean;
  /** Waits until the attempt may be made. Throws `NotAdmitted` or `EndedWhileWaiting`: nothing was sent. */
  readonly admit: (kind: CallClass, life: CallLife, isTrial: boolean) => Promise<Admission>;
}

const NO_QUOTA: EndTurn = () => undefined;

/** How soon to come back when the breaker opened while the call waited. */
const OPENED_MS = 1_000;

export const createGuard = ({ maxConcurrent, resilience }: Pick<UpstreamSettings, 'maxConcurrent' | 'resilience'>, quota: QuotaLane | undefined, observer: UpstreamObserver): Guard => {
  const tell = (event: () => void): void => {
    try {
      event();
    } catch {
      // An observer's fault is not the call's.
    }
  };
  const queued = (why: 'place' | 'quota') => (kind: CallClass, ms: number) => tell(() => observer.onQueued?.({ kind, why, ms }));
  const onTurn = queued('quota');

  const plain = createLimiter(maxConcurrent);
  const bulkhead: Bulkhead =
    resilience === undefined ? { acquire: (_kind, life) => plain.acquire(life) } : createBulkhead({ ...resilience, places: maxConcurrent }, queued('place'));

  const breakerOf = (kind: CallClass): Breaker | undefined =>
    resilience === undefined ? undefined : createBreaker(resilience.breaker, (state) => tell(() => observer.onBreaker?.({ kind, state })));
  const breakers = { read: breakerOf('read'), write: breakerOf('write') };

  const mayGoOn = (kind: CallClass, isTrial: boolean): boolean => isTrial || breakers[kind]?.isClosed() !== false;

  const turnOf = async (kind: CallClass, turn: Promise<EndTurn>): Promise<EndTurn> => {
    const since = performance.now();
    const endTurn = await turn;
    onTurn(kind, performance.now() - since);
    return endTurn;
  };

  return {
    call: (kind, make) => breakers[kind]?.run(make) ?? make(false),
    mayGoOn,
    async admit(kind, life, isTrial) {
      const giveBack = await bulkhead.acquire(kind, life);
      try {
        const entered = quota?.enter(kind, life) ?? NO_QUOTA;
        const endTurn = typeof entered === 'function' ? entered : await turnOf(kind, entered);
        if (!mayGoOn(kind, isTrial)) {
          endTurn({ limited: false, succeeded: false });
          throw new NotAdmitted('circuitOpen', OPENED_MS);
        }
        return {
          answered: (error) => endTurn(error?.kind === 'rateLimited' ? { limited: true, retryAfterMs: error.retryAfterMs } : { limited: false, succeeded: error === null }),
          giveBack,
        };
      } catch (error) {
        giveBack();
        throw error;
      }
    },
  };
};
