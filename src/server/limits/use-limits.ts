import type { ExecutionResult, GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

import { LIMITS } from '../../config/limits.ts';
import type { ErrorCode } from '../../domain/error-codes.ts';
import { actualCost } from '../../graphql/cost/actual-cost.ts';
import type { PriceTerms } from '../../graphql/cost/price.ts';
import { priceOf } from '../../graphql/cost/price.ts';
import type { RequestInfo } from '../request-info.ts';
import type { Buckets } from './buckets.ts';
import type { Charge } from './charge.ts';
import { bucketKeyOf, capacityOf, remainingCost, retryAfterSeconds } from './charge.ts';
import type { KnownDocuments } from './known-documents.ts';
import { refusalOfPrice } from './price-refusal.ts';
import { refusalError } from './refusal.ts';
import type { Taken, Tokens } from './token-bucket.ts';

export interface LimitsOptions {
  readonly documents: KnownDocuments;
  readonly buckets: Buckets;
  readonly countRefusal: (code: ErrorCode) => void;
}

const NO_COST = { requests: 1, cost: 0 } as const;

const termsOf = ({ tenant }: RequestInfo): PriceTerms => ({
  defaultPageSize: LIMITS.defaultPageSize,
  maxPageSize: LIMITS.pageSize,
  maxListValues: LIMITS.listValues,
  batches: (endpoint, by) => tenant.upstream.capabilities(endpoint)[by],
});

const rateLimited = (charge: Charge): GraphQLError => {
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

type Judged = { readonly refusal: GraphQLError } | Pick<Charge, 'plan' | 'price'>;

/** Whether an operation may run, but for what its caller has left; `null` where the stages that follow will tell what is wrong. */
const judge = ({ query, operationName, variables }: GraphQLParams, documents: KnownDocuments, info: RequestInfo, capacity: Tokens): Judged | null => {
  if (typeof query !== 'string') return null;
  const known = documents.look(query);
  if (known.kind === 'refused') return { refusal: known.error };
  const plan = known.kind === 'measured' ? known.planOf(operationName) : null;
  if (plan === null) return null;
  const price = priceOf(plan, variables, termsOf(info));
  const refusal = refusalOfPrice(price, Math.min(LIMITS.operationCost, capacity.cost));
  return refusal === null ? { plan, price } : { refusal: refusalError(refusal) };
};

/**
 * Refuses what is too large before it is validated and before anything is sent upstream, charges the rest to its caller, and tells in
 * `extensions` what it cost. Stands behind whatever finds the document of a request.
 */
export const useLimits = ({ documents, buckets, countRefusal }: LimitsOptions): Plugin<object, RequestInfo> => ({
  onParams({ params, setResult, context: info }) {
    const { tenant, caller, noted } = info;
    const key = bucketKeyOf(tenant, caller);
    const capacity = capacityOf(tenant, caller);
    const refuse = (error: GraphQLError): void => {
      countRefusal(error.extensions.code as ErrorCode);
      setResult({ errors: [error] });
    };

    const judged = judge(params, documents, info, capacity);
    if (judged === null || 'refusal' in judged) {
      // It counts as a request, and nobody waits for the count.
      void buckets.take(key, NO_COST, capacity);
      if (judged !== null) refuse(judged.refusal);
      return undefined;
    }
    const charge = ({ granted, left }: Taken): void => {
      noted.charge = { ...judged, key, capacity, granted, left };
      if (!granted) refuse(rateLimited(noted.charge));
    };
    const taken = buckets.take(key, { requests: 1, cost: judged.price.cost }, capacity);
    if (taken instanceof Promise) return taken.then(charge);
    charge(taken);
    return undefined;
  },
  onResultProcess(payload) {
    const { result, serverContext } = payload;
    const { noted, use } = serverContext;
    const { charge } = noted;
    if (charge === undefined || Array.isArray(result) || Symbol.asyncIterator in result) return;
    const executed = result as ExecutionResult;
    const actual = settle(charge, executed, buckets);
    const { calls, bytes, ms, retries } = use;
    const { upstream, ...extensions } = (executed.extensions ?? {}) as { readonly upstream?: object };
    payload.setResult({
      ...executed,
      extensions: {
        ...extensions,
        cost: { requested: charge.price.cost, actual, limit: charge.capacity.cost, remaining: remainingCost(charge) },
        upstream: { calls, bytes, ms: Math.round(ms), retries, ...upstream },
      },
    });
  },
});
