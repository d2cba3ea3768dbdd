import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { ErrorCode } from '../domain/error-codes.ts';
import { finished } from './finished-error.ts';
import type { RequestInfo } from './request-info.ts';

/** Marks an error that has no code yet; errors of cached documents are marked once. */
const mark = (error: unknown, code: ErrorCode): void => {
  if (error instanceof GraphQLError && error.extensions.code === undefined) error.extensions.code = code;
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
