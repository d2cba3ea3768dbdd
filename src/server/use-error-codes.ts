import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import type { ExecutionArgs, ExecutionResult, GraphQLErrorExtensions } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { ErrorCode } from '../domain/error-codes.ts';
import { ERROR_CODES, isRetryable } from '../domain/error-codes.ts';
import { withoutSuggestion } from './http/without-suggestion.ts';
import type { RequestInfo } from './request-info.ts';

/** Marks an error that has no code yet; errors of cached documents are marked once. */
const mark = (error: unknown, code: ErrorCode): void => {
  if (error instanceof GraphQLError && error.extensions.code === undefined) error.extensions.code = code;
};

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
const finished = (error: GraphQLError, requestId: string, suggestions: boolean): GraphQLError => {
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

/** Gives every entry of `errors` a code and the request id, whatever stage it comes from. */
export const useErrorCodes = ({ suggestions }: { readonly suggestions: boolean }): Plugin<object, RequestInfo> => ({
  onParse: () => ({ result }) => mark(result, 'GRAPHQL_PARSE_FAILED'),
  onValidate: () => ({ result }) => {
    for (const error of result) mark(error, 'GRAPHQL_VALIDATION_FAILED');
  },
  onExecute: ({ args }) => {
    const { noted } = args.contextValue as unknown as RequestInfo;
    const { document, operationName } = args as ExecutionArgs;
    const operation = getOperationAST(document, operationName);
    noted.operationKind = operation?.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
    noted.operationName ??= operation?.name?.value;
    return {
      onExecuteDone: ({ result }) => {
        // Before any field runs there are two ways to fail: variables that do not fit, and an operation that is not there.
        const errors = 'errors' in result ? ((result as ExecutionResult).errors ?? []) : [];
        for (const error of errors) if (error.path === undefined) mark(error, error.message.startsWith('Variable') ? 'INVALID_INPUT' : 'BAD_REQUEST');
      },
    };
  },
  onResultProcess: (payload) => {
    const { result, serverContext } = payload;
    if (Array.isArray(result) || !('errors' in result)) return;
    const errors = result.errors.map((error) => finished(error, serverContext.requestId, suggestions));
    serverContext.noted.codes.push(...errors.map(({ extensions }) => extensions.code as ErrorCode));
    payload.setResult({ ...result, errors });
  },
});
