import { GraphQLError } from 'graphql';

import type { ErrorCode } from '../../domain/error-codes.ts';

/** An error of the operation with a code that a client can rely on. The server adds the request id. */
export const codedError = (code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...extensions } });

/** An argument that cannot be used; `argument` is its path below the field, such as `filter.issuedAt.from`. */
export const argumentError = (code: ErrorCode, argument: string, message: string): GraphQLError => codedError(code, message, { argument });
