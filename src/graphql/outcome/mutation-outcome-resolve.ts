import { faultOfKey } from '../../ledger/idempotency-key.ts';
import type { KeyRecord, Resolution } from '../../ledger/ledger.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { createFaultCollector } from '../errors/fault-collector.ts';
import type { InProgressErrorModel } from '../errors/idempotency-errors.ts';
import { InProgressError, resolvedTooEarly } from '../errors/idempotency-errors.ts';
import type { InvalidInputErrorModel } from '../errors/invalid-input-error.ts';
import { InvalidInputError } from '../errors/invalid-input-error.ts';
import type { OutcomeSettledErrorModel } from '../errors/outcome-settled-error.ts';
import { outcomeSettled, OutcomeSettledError } from '../errors/outcome-settled-error.ts';
import { faultsAsError } from '../mutation/run-write.ts';
import { MutationOutcome } from './mutation-outcome.ts';
import { MutationResolution } from './mutation-resolution.ts';

const OPERATION = 'mutationOutcomeResolve';
const REASON_LENGTH = 500;

const MutationOutcomeResolveInput = builder.inputType('MutationOutcomeResolveInput', {
  description: 'What a person decides about a write of unknown outcome.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: 'The key of the write. Resolving it twice is safe: of two decisions the first holds.' }),
    resolution: t.field({ type: MutationResolution, required: true, description: 'Whether to send it once more, or to give it up.' }),
    reason: t.string({ required: true, description: `Why, for whoever reads the audit log; up to ${REASON_LENGTH} characters.` }),
  }),
});

interface ResolvePayloadModel {
  readonly kind: 'MutationOutcomeResolvePayload';
  readonly outcome: KeyRecord;
}

const MutationOutcomeResolvePayload = builder.objectRef<ResolvePayloadModel>('MutationOutcomeResolvePayload').implement({
  description: 'The decision was recorded and carried out.',
  fields: (t) => ({ outcome: t.field({ type: MutationOutcome, description: 'What became of the write. After RESEND it may be DONE, REFUSED, or UNKNOWN once more.', resolve: ({ outcome }) => outcome }) }),
});

const MutationOutcomeResolveResult = builder.unionType('MutationOutcomeResolveResult', {
  description: 'What became of `mutationOutcomeResolve`.',
  types: [MutationOutcomeResolvePayload, OutcomeSettledError, InProgressError, InvalidInputError],
  resolveType: ({ kind }) => kind,
});

interface ResolveInput {
  readonly idempotencyKey: string | number;
  readonly resolution: Resolution;
  readonly reason: string;
}

type Refusal = OutcomeSettledErrorModel | InProgressErrorModel | InvalidInputErrorModel;

const resolve = async ({ idempotencyKey, resolution, reason }: ResolveInput, { ledger, loaders }: GraphContext): Promise<ResolvePayloadModel | Refusal> => {
  const key = `${idempotencyKey}`;
  const faults = createFaultCollector();
  const keyFault = faultOfKey(key);
  faults.note(['idempotencyKey'], keyFault);
  faults.text(['reason'], reason, { maxLength: REASON_LENGTH });

  const carryOut = async (): Promise<ResolvePayloadModel | Refusal> => {
    const resolved = await ledger.resolve({ key, resolution, reason });
    switch (resolved.outcome) {
      case 'resolved':
        return { kind: 'MutationOutcomeResolvePayload', outcome: resolved.record };
      case 'settled':
        return outcomeSettled(resolved.record);
      case 'tooEarly':
        return resolvedTooEarly(key, resolved.record.sentAt, resolved.retryAt);
      case 'noSuchKey':
        faults.note(['idempotencyKey'], 'is not the key of a write that was sent');
        return faultsAsError(faults) as InvalidInputErrorModel;
    }
  };
  const result = faultsAsError(faults) ?? (await carryOut());
  // It may have been sent, or have turned up.
  loaders.forget();
  if (result.kind !== 'MutationOutcomeResolvePayload') await ledger.noteRefusal(OPERATION, keyFault === null ? key : null, result.code);
  return result;
};

builder.mutationField(OPERATION, (t) =>
  t.field({
    type: MutationOutcomeResolveResult,
    nullable: true,
    description: 'Closes a write of unknown outcome by the word of a person: the only way to send anything again. It is looked for first; where its object has turned up, nothing is sent. The decision and its reason are in the audit log.',
    args: { input: t.arg({ type: MutationOutcomeResolveInput, required: true, description: 'The write, and what to do about it.' }) },
    resolve: (_root, { input }, context) => resolve(input, context),
  }),
);
