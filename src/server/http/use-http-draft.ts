import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { ErrorCode } from '../../domain/error-codes.ts';
import type { RequestInfo } from '../request-info.ts';
import { GRAPH_TYPE, JSON_TYPE } from './negotiate.ts';

/** Data and errors. Not registered with IANA: who does not know it takes it for 200. */
const PARTIAL_SUCCESS = 294;

/** As Yoga says it: the only request that is wrong in its syntax and not in what it means. */
const NOT_JSON = 'POST body sent invalid JSON.';

/** Statuses of mistakes that the edition tells apart; what is not here keeps its own. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 422,
  INVALID_INPUT: 422,
  BAD_REQUEST: 422,
};

const statusOf = ({ message, extensions }: Pick<GraphQLError, 'message' | 'extensions'>): number => {
  const own = typeof extensions.http?.status === 'number' ? extensions.http.status : 400;
  return message === NOT_JSON ? 400 : (STATUS[extensions.code as ErrorCode] ?? own);
};

/** The status of a reply by what is in it, with the media type of GraphQL. */
export const draftStatus = (hasData: boolean, errors: readonly Pick<GraphQLError, 'message' | 'extensions'>[]): number => {
  if (errors.length === 0) return 200;
  return hasData ? PARTIAL_SUCCESS : Math.max(...errors.map(statusOf));
};

/**
 * Statuses and media types by the edition of September 2026 of GraphQL over HTTP: 422 for what parses but cannot be run, 294 for data with
 * errors, and the media type of GraphQL unless the caller takes plain JSON alone. That one gets plain JSON, and 200, when there is data.
 */
export const useHttpDraft = (): Plugin<object, RequestInfo> => ({
  onResultProcess: (payload) => {
    const { result, request } = payload;
    if (Array.isArray(result) || Symbol.asyncIterator in result) return;
    const errors = ('errors' in result ? result.errors : undefined) ?? [];
    const hasData = 'data' in result;
    // The endpoint has negotiated before, and passes the outcome alone.
    const takesJson = request.headers.get('accept') === JSON_TYPE && (hasData || errors.length === 0);
    const status = takesJson ? 200 : draftStatus(hasData, errors);
    // Yoga takes the highest status of all: those of the errors have had their say.
    for (const { extensions } of errors) {
      const headers = extensions.http?.headers;
      // Never changed in place: it is that of a document whose errors are kept.
      extensions.http = headers === undefined ? {} : { headers };
    }
    payload.setResult({ ...result, extensions: { ...('extensions' in result ? result.extensions : {}), http: { status, headers: { 'Content-Type': `${takesJson ? JSON_TYPE : GRAPH_TYPE}; charset=utf-8` } } } });
  },
});
