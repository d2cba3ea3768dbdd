import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';

import { UpstreamError } from '../errors.ts';
import { isOutage, isUndecided } from './is-outage.ts';
import { NotAdmitted } from './not-admitted.ts';

export interface BreakerSettings {
  /** Calls that fail in a row, each with all its retries, before no more are made. */
  readonly failures: number;
  /** How long none are made; then one tries. */
  readonly openMs: number;
}

export type BreakerState = 'closed' | 'open' | 'halfOpen';

/** Stops the calls of one tenant and class while the upstream is down. */
export interface Breaker {
  readonly isClosed: () => boolean;
  /**
   * Makes a call, unless none may be made now: then it throws `NotAdmitted` and nothing was sent. One call at a time tries whether the
   * upstream is back; it is told that it is that one, since it shall not be repeated.
   */
  readonly run: <Value>(call: (isTrial: boolean) => Promise<Value>) => Promise<Value>;
}

/** The trial ended without telling whether the upstream is back. */
class TrialWasted extends Error {
  readonly reason: UpstreamError;

  constructor(reason: UpstreamError) {
    super('the trial told nothing');
    this.reason = reason;
  }
}

const STATES: Readonly<Record<CircuitState, BreakerState>> = { [CircuitState.Closed]: 'closed', [CircuitState.HalfOpen]: 'halfOpen', [CircuitState.Open]: 'open', [CircuitState.Isolated]: 'open' };

/** How soon to ask again while another call tries: most take less. */
const TRIAL_MS = 1_000;

export const createBreaker = ({ failures, openMs }: BreakerSettings, onState: (state: BreakerState) => void): Breaker => {
  const inARow = new ConsecutiveBreaker(failures);
  const isFailure = (error: unknown): boolean => {
    if (error instanceof TrialWasted || isOutage(error)) return true;
    // A refusal is a sign of life; cockatiel counts only what succeeded.
    if (error instanceof UpstreamError && !isUndecided(error)) inARow.success();
    return false;
  };
  const policy = circuitBreaker(handleWhen(isFailure), { halfOpenAfter: openMs, breaker: inARow });
  let openedAt = 0;
  policy.onBreak(() => {
    openedAt = Date.now();
  });
  policy.onStateChange((state) => onState(STATES[state]));

  const asTrial = async <Value>(call: (isTrial: boolean) => Promise<Value>): Promise<Value> => {
    try {
      return await policy.execute(async () => {
        try {
          return await call(true);
        } catch (error) {
          // cockatiel would take it for a success: it knows failures and the rest.
          throw error instanceof UpstreamError && isUndecided(error) ? new TrialWasted(error) : error;
        }
      });
    } catch (error) {
      throw error instanceof TrialWasted ? error.reason : error;
    }
  };

  return {
    isClosed: () => policy.state === CircuitState.Closed,
    run(call) {
      if (policy.state === CircuitState.Closed) return policy.execute(() => call(false));
      // By itself cockatiel lets the others wait for the trial; nobody shall wait for an upstream that is down.
      const waitMs = policy.state === CircuitState.HalfOpen ? TRIAL_MS : openedAt + openMs - Date.now();
      return waitMs > 0 ? Promise.reject(new NotAdmitted('circuitOpen', waitMs)) : asTrial(call);
    },
  };
};
