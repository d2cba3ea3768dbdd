import type { ExecutionResult, GraphQLError } from 'graphql';

import { LIMITS } from '../../config/limits.ts';
import { actualCost } from '../../graphql/cost/actual-cost.ts';
import type { PriceTerms } from '../../graphql/cost/price.ts';
import { priceOf } from '../../graphql/cost/price.ts';
import type { RequestInfo } from '../request-info.ts';
import type { Buckets } from './buckets.ts';
import type { Charge } from './charge.ts';
import { remainingCost, retryAfterSeconds } from './charge.ts';
import type { KnownDocuments } from './known-documents.ts';
import { refusalOfPrice } from './price-refusal.ts';
import { refusalError } from './refusal.ts';
import type { Tokens } from './token-bucket.ts';

/** A document and which of its operations is asked for. Of unknown types: a client may send anything. */
export interface OperationParams {
  readonly query?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: unknown;
}

const termsOf = ({ tenant }: RequestInfo): PriceTerms => ({
  defaultPageSize: LIMITS.defaultPageSize,
  maxPageSize: LIMITS.pageSize,
  maxListValues: LIMITS.listValues,
  batches: (endpoint, by) => tenant.upstream.capabilities(endpoint)[by],
});

/** The refusal of what there is too little left for. */
export const rateLimited = (charge: Charge): GraphQLError => {
  const seconds = retryAfterSeconds(charge);
  const { capacity, price } = charge;
  const isCost = charge.left.requests >= 1;
  return refusalError({
    code: 'RATE_LIMITED',
    message: `Of the ${isCost ? 'cost' : 'requests'} of a minute too little is left. Try again in ${seconds} s.`,
    limit: isCost ? capacity.cost : capacity.requests,
    value: isCost ? price.cost : 1,
    extra: { remaining: Math.floor(isCost ? charge.left.cost : charge.left.requests), retryAfterSeconds: seconds },
  });
};

/** What the operation did cost; the caller gets back what it did not use. */
const settle = (charge: Charge, result: ExecutionResult, buckets: Buckets): number => {
  const { price, capacity } = charge;
  if (!charge.granted) return 0;
  const actual = actualCost(charge.plan, price, result.data);
  const unused = price.cost - actual;
  if (unused > 0) {
    buckets.giveBack(charge.key, unused, capacity);
    charge.left = { ...charge.left, cost: Math.min(capacity.cost, charge.left.cost + unused) };
  }
  return actual;
};

export type Judged = { readonly refusal: GraphQLError } | Pick<Charge, 'plan' | 'price'>;

/** Whether an operation may run, but for what its caller has left; `null` where the stages that follow will tell what is wrong. */
export const judge = ({ query, operationName, variables }: OperationParams, documents: KnownDocuments, info: RequestInfo, capacity: Tokens): Judged | null => {
  if (typeof query !== 'string') return null;
  const known = documents.look(query);
  if (known.kind === 'refused') return { refusal: known.error };
  const plan = known.kind === 'measured' ? known.planOf(operationName) : null;
  if (plan === null) return null;
  const price = priceOf(plan, variables, termsOf(info));
  const refusal = refusalOfPrice(price, Math.min(LIMITS.operationCost, capacity.cost));
  return refusal === null ? { plan, price } : { refusal: refusalError(refusal) };
};

/** What a result tells of its cost, and of the calls upstream that it needed; gives back what was not used. */
export const costExtensions = (charge: Charge, result: ExecutionResult, { use, caller }: Pick<RequestInfo, 'use' | 'caller'>, buckets: Buckets): Readonly<Record<string, unknown>> => {
  const actual = settle(charge, result, buckets);
  const { calls, bytes, ms, retries, shared } = use;
  const cost = { requested: charge.price.cost, actual, limit: charge.capacity.cost, remaining: remainingCost(charge) };
  // How much came back would tell a payer what is there and is another's.
  const told = caller.payerOf === null ? { calls, bytes, ms: Math.round(ms), retries } : { calls, retries };
  if (result.extensions === undefined && shared === 0) return { cost, upstream: told };
  const { upstream, ...extensions } = (result.extensions ?? {}) as { readonly upstream?: object };
  return { ...extensions, cost, upstream: { ...told, ...(shared === 0 ? {} : { shared }), ...upstream } };
};
