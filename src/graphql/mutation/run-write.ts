import type { GraphQLResolveInfo } from 'graphql';

import { faultOfKey } from '../../ledger/idempotency-key.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference, OperationName } from '../../ledger/operations.ts';
import { UpstreamError } from '../../upstream/errors.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { createFaultCollector } from '../errors/fault-collector.ts';
import type { InvalidInputErrorModel } from '../errors/invalid-input-error.ts';
import { invalidInput } from '../errors/invalid-input-error.ts';
import type { UpstreamRejectedErrorModel } from '../errors/upstream-rejected-error.ts';
import { upstreamRejected } from '../errors/upstream-rejected-error.ts';
import type { UserErrorModel } from '../errors/user-error.ts';
import { canonicalInput } from './canonical-input.ts';
import type { WriteErrorModel } from './write-result.ts';
import { writeError } from './write-result.ts';

/** One mutation, as its file describes it. */
export interface Write<Operation extends OperationName, Refusal extends UserErrorModel, Payload> {
  readonly operation: Operation;
  readonly input: { readonly idempotencyKey?: string | number | null | undefined };
  /**
   * Checks the input, reads what must be known, and answers what to send. Faults go to `faults`: with any there, nothing is sent and
   * what is answered does not matter. `null`: the faults say it all. A failure to read refuses the write: nothing was sent.
   */
  readonly prepare: (faults: FaultCollector) => Promise<Preparation<Operation, Refusal> | null>;
  readonly payload: (reference: ObjectReference) => Payload;
}

/** The error of an input with faults; `null` without. */
export const faultsAsError = ({ faults: [first, ...others] }: FaultCollector): InvalidInputErrorModel | null => (first === undefined ? null : invalidInput([first, ...others]));

/** Carries a mutation out through the ledger: the key and the input are checked, at most one write is sent, and what was read before is forgotten. */
export const runWrite = async <Operation extends OperationName, Payload, Refusal extends UserErrorModel = never>(
  { operation, input, prepare, payload }: Write<Operation, Refusal, Payload>,
  { ledger, loaders }: GraphContext,
  info: GraphQLResolveInfo,
): Promise<Payload | WriteErrorModel | Refusal> => {
  type Refused = Refusal | InvalidInputErrorModel | UpstreamRejectedErrorModel;
  const key = input.idempotencyKey == null ? null : `${input.idempotencyKey}`;
  const keyFaults = createFaultCollector();
  keyFaults.note(['idempotencyKey'], key === null ? null : faultOfKey(key));
  const badKey = faultsAsError(keyFaults);
  if (badKey !== null) {
    await ledger.noteRefusal(operation, null, badKey.code);
    return badKey;
  }

  const prepareOrRefuse = async (): Promise<Preparation<Operation, Refused>> => {
    // What an earlier field of this operation read, or an earlier preparation, may not hold any more.
    loaders.forget();
    const faults = createFaultCollector();
    try {
      const prepared = await prepare(faults);
      const refusal = faultsAsError(faults);
      if (refusal !== null) return { ok: false, refusal };
      if (prepared === null) throw new Error(`${operation} prepared nothing and found no fault`);
      return prepared;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return { ok: false, refusal: upstreamRejected(error) };
    }
  };
  const typeName = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`;
  const result = await ledger.write<Operation, Refused>({ operation, key, input: canonicalInput(info.schema, typeName, input), prepare: prepareOrRefuse });
  // Whatever happened, what was read before the write may be stale now.
  loaders.forget();
  if (result.outcome !== 'done') return writeError(result);
  // Read a moment ago, in the reply to the write itself.
  if (result.invoice !== undefined) loaders.invoiceById.note(result.invoice.id, result.invoice);
  return payload(result.reference);
};
