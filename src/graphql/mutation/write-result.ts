import type { WriteResult } from '../../ledger/ledger.ts';
import type { IdempotencyKeyExpiredErrorModel, IdempotencyKeyReusedErrorModel, InProgressErrorModel, WriteAbandonedErrorModel } from '../errors/idempotency-errors.ts';
import {
  IdempotencyKeyExpiredError, IdempotencyKeyReusedError, inProgress, InProgressError, keyExpired, keyReused, writeAbandoned, WriteAbandonedError,
} from '../errors/idempotency-errors.ts';
import type { InvalidInputErrorModel } from '../errors/invalid-input-error.ts';
import { InvalidInputError } from '../errors/invalid-input-error.ts';
import type { OutcomeUnknownErrorModel } from '../errors/outcome-unknown-error.ts';
import { outcomeUnknown, OutcomeUnknownError } from '../errors/outcome-unknown-error.ts';
import type { UpstreamRejectedErrorModel } from '../errors/upstream-rejected-error.ts';
import { upstreamRejected, UpstreamRejectedError } from '../errors/upstream-rejected-error.ts';

/** What can go wrong with every write. */
export type WriteErrorModel =
  | InvalidInputErrorModel
  | UpstreamRejectedErrorModel
  | OutcomeUnknownErrorModel
  | IdempotencyKeyReusedErrorModel
  | IdempotencyKeyExpiredErrorModel
  | InProgressErrorModel
  | WriteAbandonedErrorModel;

/** Their types, for the union of a mutation. */
export const WRITE_ERRORS = [
  InvalidInputError, UpstreamRejectedError, OutcomeUnknownError, IdempotencyKeyReusedError, IdempotencyKeyExpiredError, InProgressError, WriteAbandonedError,
] as const;

/** What the ledger says of a write that is not done, as the error that a client sees. */
export const writeError = <Refusal>(result: Exclude<WriteResult<Refusal>, { readonly outcome: 'done' }>): WriteErrorModel | Refusal => {
  switch (result.outcome) {
    case 'notSent':
      return result.refusal;
    case 'refused':
      return upstreamRejected(result.failure);
    case 'unknown':
      return outcomeUnknown(result.key, result.since, result.nextCheckAt);
    case 'keyReused':
      return keyReused(result.key, result.since);
    case 'keyExpired':
      return keyExpired(result.key, result.since);
    case 'inProgress':
      return inProgress(result.key, result.since);
    case 'abandoned':
      return writeAbandoned(result.key, result.reason, result.at);
  }
};

/** The description of every `idempotencyKey` of an input that must have one. */
export const REQUIRED_KEY = 'Names this write, 1 to 255 visible ASCII characters; a fresh UUID is a good one. The same key with the same input is the same write: it is sent at most once, and repeating it is safe.';
/** The description of every `idempotencyKey` of an input that may have one. */
export const OPTIONAL_KEY = 'Names this write, 1 to 255 visible ASCII characters. The same key with the same input is the same write: it is sent at most once. The server makes one when it is left out.';
