import { GraphQLError } from 'graphql';

import { LedgerUnavailableError } from '../../ledger/ledger-unavailable-error.ts';
import { AnchorLostError } from '../../loaders/anchor.ts';
import { ListTooLongError } from '../../loaders/whole-list.ts';
import { UpstreamError } from '../../upstream/errors.ts';
import type { ErrorCode } from '../../domain/error-codes.ts';
import { isRetryable } from '../../domain/error-codes.ts';

/** Code, text and further members of an error that clients may see; `null` for a fault whose text must stay here. */
const known = (error: unknown): { readonly code: ErrorCode; readonly message: string; readonly extra: Readonly<Record<string, unknown>> } | null => {
  if (error instanceof UpstreamError) {
    return {
      code: error.code,
      message: error.message,
      extra: {
        ...(error.fields === undefined ? {} : { fields: error.fields }),
        ...(error.retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1000) }),
      },
    };
  }
  if (error instanceof AnchorLostError) return { code: 'CURSOR_EXPIRED', message: 'The place of the cursor cannot be found any more. Start again without it.', extra: {} };
  if (error instanceof ListTooLongError) return { code: 'LIST_TOO_LONG', message: `Too many rows for this field: ${error.message}.`, extra: {} };
  if (error instanceof LedgerUnavailableError) return { code: 'LEDGER_UNAVAILABLE', message: error.message, extra: {} };
  return null;
};

/**
 * The error that leaves the server. Errors made for clients (they carry a code, or are graphql-js's own) stay as they are;
 * known failures get their code; anything else becomes `INTERNAL`, and its text goes to the log alone.
 */
export const maskError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError && (error.originalError === undefined || error.originalError instanceof GraphQLError)) return error;
  const original = error instanceof GraphQLError ? error.originalError : error;
  const located = error instanceof GraphQLError ? error : undefined;
  const seen = known(original);
  const code: ErrorCode = seen?.code ?? 'INTERNAL';
  return new GraphQLError(seen?.message ?? 'The server failed. Report the request id.', {
    nodes: located?.nodes ?? null,
    path: located?.path ?? null,
    extensions: { code, retryable: isRetryable(code), ...seen?.extra },
  });
};
