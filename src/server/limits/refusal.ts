import { GraphQLError } from 'graphql';

import type { ErrorCode } from '../../domain/error-codes.ts';

/** Why an operation is not run. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly limit: number;
  readonly value: number;
  /** Further members of `extensions`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

const TOO_MANY_REQUESTS = 429;
const BAD_REQUEST = 400;

/** The refusal as a client gets it: a 4xx for every media type, since nothing ran. */
export const refusalError = ({ code, message, limit, value, extra }: Refusal): GraphQLError =>
  new GraphQLError(message, { extensions: { code, limit, value, ...extra, http: { status: code === 'RATE_LIMITED' ? TOO_MANY_REQUESTS : BAD_REQUEST, spec: false } } });

/** A refusal where a value is over its limit; `what` is the sentence up to the two numbers. */
export const over = (code: ErrorCode, limit: number, value: number, what: string): Refusal | null => (value > limit ? { code, limit, value, message: `${what} ${value}; at most ${limit} are allowed.` } : null);
