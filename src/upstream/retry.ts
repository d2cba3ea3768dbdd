import type { UpstreamFailure, UpstreamFailureKind } from './errors.ts';
import type { RetrySettings } from './settings.ts';

/** What is known when an attempt has failed. */
export interface RetryQuestion {
  /** Attempts made so far, this one included. */
  readonly attempt: number;
  /** The endpoint changes nothing upstream. */
  readonly safe: boolean;
  readonly kind: UpstreamFailureKind;
  readonly sent: UpstreamFailure['sent'];
  /** The upstream's `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** 0 … 1, random: callers that failed together shall not come back together. */
  readonly jitter: number;
  /** Until the deadline of the call. */
  readonly remainingMs: number;
}

export type RetryDecision = { readonly waitMs: number } | 'stop';

/** Kinds that may pass by themselves. The rest are answers: asking again gets the same. */
const PASSING: ReadonlySet<UpstreamFailureKind> = new Set(['unreachable', 'timeout', 'connectionLost', 'rateLimited', 'failed']);

/** Half of the exponential step is certain, half is jitter. */
const backoff = (attempt: number, jitter: number, { baseDelayMs, maxDelayMs }: RetrySettings): number => {
  const step = Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
  return Math.round(step / 2 + (step / 2) * jitter);
};

/**
 * Whether a failed attempt is made again, and after how long. A call that changes something upstream is repeated only when
 * no byte of it left: the upstream knows no idempotency, and a second `put/invoice` is a second invoice.
 */
export const decideRetry = (question: RetryQuestion, settings: RetrySettings): RetryDecision => {
  const { attempt, safe, kind, sent, retryAfterMs, jitter, remainingMs } = question;
  if (attempt >= settings.attempts || !PASSING.has(kind)) return 'stop';
  if (!safe && sent !== 'nothing') return 'stop';
  if (retryAfterMs !== undefined && retryAfterMs > settings.maxRetryAfterMs) return 'stop';

  const waitMs = Math.max(retryAfterMs ?? 0, backoff(attempt, jitter, settings));
  return waitMs < remainingMs ? { waitMs } : 'stop';
};
