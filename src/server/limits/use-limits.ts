import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { ErrorCode } from '../../domain/error-codes.ts';
import type { RequestInfo } from '../request-info.ts';
import type { Buckets } from './buckets.ts';
import { bucketKeyOf, capacityOf } from './charge.ts';
import { costExtensions, judge, rateLimited } from './charge-operation.ts';
import type { KnownDocuments } from './known-documents.ts';
import type { Taken } from './token-bucket.ts';

export interface LimitsOptions {
  readonly documents: KnownDocuments;
  readonly buckets: Buckets;
  readonly countRefusal: (code: ErrorCode) => void;
}

const NO_COST = { requests: 1, cost: 0 } as const;

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
    const taken = noted.taken ?? buckets.take(key, { requests: 1, cost: judged.price.cost }, capacity);
    if (taken instanceof Promise) return taken.then(charge);
    charge(taken);
    return undefined;
  },
  onResultProcess(payload) {
    const { result, serverContext } = payload;
    const { charge } = serverContext.noted;
    if (charge === undefined || Array.isArray(result) || Symbol.asyncIterator in result) return;
    const executed = result as ExecutionResult;
    payload.setResult({ ...executed, extensions: costExtensions(charge, executed, serverContext, buckets) });
  },
});
