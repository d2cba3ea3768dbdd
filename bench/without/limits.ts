import type { MemoryBuckets } from '../../src/server/limits/buckets.ts';
import type * as Charging from '../../src/server/limits/charge-operation.ts';
import type * as Charges from '../../src/server/limits/charge.ts';
import type * as Refusals from '../../src/server/limits/json-refusal.ts';
import type { Taken, Tokens } from '../../src/server/limits/token-bucket.ts';

/**
 * In place of all that a request is counted, priced and looked at for: nobody is turned away, and replies tell no cost. A document is
 * still looked at, once for each text, since that is also how its tree is kept; so it costs nothing in the long run.
 */
const ENOUGH: Tokens = { requests: 1, cost: 1 };
const GRANTED: Taken = { granted: true, left: ENOUGH };
const BUCKETS: MemoryBuckets = { take: () => GRANTED, giveBack: () => undefined, restore: () => undefined, close: () => Promise.resolve() };
export const createMemoryBuckets = (): MemoryBuckets => BUCKETS;

export { rateLimited } from '../../src/server/limits/charge-operation.ts';
const JUDGED: Charging.Judged = { plan: { fields: [] } as unknown as Extract<Charging.Judged, { readonly plan: unknown }>['plan'], price: { cost: 0, writes: 0, upstreamCalls: 0 } };
export const judge: typeof Charging.judge = () => JUDGED;
export const costExtensions = (() => undefined) as unknown as typeof Charging.costExtensions;

export { rateLimitOf, remainingCost, resetSeconds, retryAfterSeconds } from '../../src/server/limits/charge.ts';
export const bucketKeyOf: typeof Charges.bucketKeyOf = () => '';
export const capacityOf: typeof Charges.capacityOf = () => ENOUGH;
const NO_HEADERS: string[] = [];
export const rateLimitHeaders: typeof Charges.rateLimitHeaders = () => NO_HEADERS;

export const refusalOfBody: typeof Refusals.refusalOfBody = () => null;
export const refusalOfSearch: typeof Refusals.refusalOfSearch = () => null;
