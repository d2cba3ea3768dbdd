import type { GraphQLErrorExtensions } from 'graphql';
import { GraphQLError } from 'graphql';

import type { ErrorCode } from '../domain/error-codes.ts';
import { ERROR_CODES, isRetryable } from '../domain/error-codes.ts';
import { withoutSuggestion } from './http/without-suggestion.ts';

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in ERROR_CODES;

/** A request that is no GraphQL request is a 4xx for every media type; only GraphQL's own refusals are 200 in `application/json`. */
const statusOf = (code: ErrorCode, http: GraphQLErrorExtensions['http']): Pick<GraphQLErrorExtensions, 'http'> => {
  if (http === undefined) return {};
  // Yoga's `Allow` belongs to another method's refusal.
  return { http: code === 'BAD_REQUEST' && http.status !== undefined ? { status: http.status, spec: false } : http };
};

const codeOf = ({ extensions, path }: GraphQLError): ErrorCode => {
  if (extensions.http?.status === 405) return 'METHOD_NOT_ALLOWED';
  return isErrorCode(extensions.code) ? extensions.code : path === undefined ? 'BAD_REQUEST' : 'INTERNAL';
};

/** An error as it leaves: with a code of ours, whether it may help to try again, and the id of the request. */
export const finished = (error: GraphQLError, requestId: string, suggestions: boolean): GraphQLError => {
  const code = codeOf(error);
  // Yoga tells a JSON parser's own words there; the message says enough.
  const { originalError: _words, http, ...extensions } = error.extensions;
  // Names that are suggested come from the schema, and only before anything runs.
  return new GraphQLError(suggestions || error.path !== undefined ? error.message : withoutSuggestion(error.message), {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    ...(error.originalError === undefined ? {} : { originalError: error.originalError }),
    extensions: { ...extensions, ...statusOf(code, http), code, retryable: isRetryable(code), requestId },
  });
};
