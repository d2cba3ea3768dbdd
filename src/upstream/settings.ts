import type { EndpointTable } from './endpoints.ts';
import type { BreakerSettings } from './resilience/breaker.ts';
import type { LastGoodSettings } from './resilience/last-good.ts';
import type { SharingSettings } from './sharing/shared-reads.ts';

/** Limits of repeating a call; `retry.ts` decides with them. */
export interface RetrySettings {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** A longer `Retry-After` is not waited for: the caller gets the refusal with the hint in it. */
  readonly maxRetryAfterMs: number;
}

/** How the client behaves while the upstream fails, or has no time for all. */
export interface ResilienceSettings {
  /** Of `maxConcurrent`; see `Bulkhead`. */
  readonly reservedForWrites: number;
  readonly maxWaiting: number;
  readonly writesInARow: number;
  readonly busyRetryAfterMs: number;
  readonly breaker: BreakerSettings;
  readonly stale: LastGoodSettings;
}

/** Everything the client needs to know; nothing is read from the environment here. */
export interface UpstreamSettings {
  readonly apiUrl: string;
  readonly client: string;
  readonly token: string;
  readonly endpoints: EndpointTable;
  /** Where `put/invoice` carries its lines: beside `order` (ASSUMED) or inside it. */
  readonly itemsPosition: 'top' | 'order';
  /** `false`: `due_on`, `subscription_id`, `pattern_language` and `remark` of an order (ASSUMED additions) are never sent. */
  readonly orderAdditions: boolean;
  /** Sockets to the upstream at most. */
  readonly connections: number;
  /** Calls under way at once; the rest wait in line within their deadline. */
  readonly maxConcurrent: number;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  /** For a whole call: waiting in line, every attempt and the pauses between them. */
  readonly deadlineMs: number;
  readonly retry: RetrySettings;
  /** Without it the line is endless, no breaker opens and nothing is kept. */
  readonly resilience?: ResilienceSettings | undefined;
  /** Without it each request reads for itself, and nothing is kept. */
  readonly sharing?: SharingSettings | undefined;
}
