import { LIMITS } from '../../config/limits.ts';
import { instantOfEpoch } from '../../domain/dates.ts';
import type { OperationPlan } from '../../graphql/cost/operation-plan.ts';
import type { Price } from '../../graphql/cost/price.ts';
import type { Caller } from '../../graphql/caller.ts';
import { ANYBODY } from '../../graphql/caller.ts';
import type { RateLimitStatus } from '../../graphql/context.ts';
import type { Tenant } from '../tenant.ts';
import type { Tokens } from './token-bucket.ts';
import { secondsUntil } from './token-bucket.ts';

/** What an operation was charged, and what its caller has left. */
export interface Charge {
  readonly key: string;
  readonly plan: OperationPlan;
  readonly price: Price;
  readonly capacity: Tokens;
  readonly granted: boolean;
  left: Tokens;
}

/** Whose bucket it is: callers of two tenants may have the same name. */
export const bucketKeyOf = (tenant: Pick<Tenant, 'name'>, caller: Pick<Caller, 'name'>): string => {
  const known = bucketKeys.get(caller);
  if (known?.tenant === tenant.name) return known.key;
  const key = JSON.stringify([tenant.name, caller.name]);
  bucketKeys.set(caller, { tenant: tenant.name, key });
  return key;
};

const bucketKeys = new WeakMap<Pick<Caller, 'name'>, { readonly tenant: string; readonly key: string }>();

/** Of a server without authentication, which only its own machine can reach: nobody is kept from anything, and the numbers still tell. */
const OPEN: Tokens = { requests: 1_000_000, cost: 1_000_000_000 };

/** What a caller of a tenant may use in a minute. */
export const capacityOf = ({ limits }: Pick<Tenant, 'limits'>, caller: Caller): Tokens => {
  const usual: Tokens = caller === ANYBODY ? OPEN : { requests: LIMITS.requestsPerMinute, cost: LIMITS.costPerMinute };
  return { requests: limits.requestsPerMinute ?? usual.requests, cost: limits.costPerMinute ?? usual.cost };
};

/** Seconds until the caller may send the same again. */
export const retryAfterSeconds = ({ left, price, capacity }: Charge): number => Math.max(1, secondsUntil(left.requests, 1, capacity.requests), secondsUntil(left.cost, price.cost, capacity.cost));

/** Seconds until the bucket of cost is full. */
export const resetSeconds = ({ left, capacity }: Charge): number => secondsUntil(left.cost, capacity.cost, capacity.cost);

/** What is left of the cost, as a client is told it. */
export const remainingCost = ({ left }: Charge): number => Math.max(0, Math.floor(left.cost));

/** The charge of an operation as its caller reads it in `rateLimit`. */
export const rateLimitOf = (charge: Charge | undefined, nowMs: () => number): RateLimitStatus =>
  charge === undefined
    ? { limit: 0, remaining: 0, resetAt: instantOfEpoch(nowMs()), cost: 0 }
    : { limit: charge.capacity.cost, remaining: remainingCost(charge), resetAt: instantOfEpoch(nowMs() + resetSeconds(charge) * 1_000), cost: charge.price.cost };

/** Names and values in turn: `RateLimit-*` as most clients read them, and `RateLimit` with `RateLimit-Policy` as the IETF’s draft has them. */
export const rateLimitHeaders = (charge: Charge): string[] => {
  const { capacity, left } = charge;
  const reset = resetSeconds(charge);
  const remaining = remainingCost(charge);
  const headers = [
    'ratelimit-limit', `${capacity.cost}`,
    'ratelimit-remaining', `${remaining}`,
    'ratelimit-reset', `${reset}`,
    'ratelimit-policy', `"cost";q=${capacity.cost};w=60, "requests";q=${capacity.requests};w=60`,
    'ratelimit', `"cost";r=${remaining};t=${reset}, "requests";r=${Math.max(0, Math.floor(left.requests))};t=${secondsUntil(left.requests, capacity.requests, capacity.requests)}`,
  ];
  if (!charge.granted) headers.push('retry-after', `${retryAfterSeconds(charge)}`);
  return headers;
};
