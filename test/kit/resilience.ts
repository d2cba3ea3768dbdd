import type { ResilienceSettings } from '../../src/upstream/create-client.ts';

/** How the client of a test behaves under failure; a test overrides what it is about. */
export const RESILIENCE: ResilienceSettings = {
  reservedForWrites: 0,
  maxWaiting: 100,
  writesInARow: 4,
  busyRetryAfterMs: 1_000,
  breaker: { failures: 1_000, openMs: 5_000 },
  stale: { maxAgeMs: 0, maxBytes: 1_000_000 },
};
