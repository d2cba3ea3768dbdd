import type { KeyRecord } from '../../ledger/ledger.ts';
import { builder } from '../builder.ts';
import { MutationOutcome } from '../outcome/mutation-outcome.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface OutcomeSettledErrorModel extends UserErrorModel {
  readonly kind: 'OutcomeSettledError';
  readonly outcome: KeyRecord;
}

/** There is nothing to resolve. */
export const outcomeSettled = (outcome: KeyRecord): OutcomeSettledErrorModel => ({
  kind: 'OutcomeSettledError',
  code: 'OUTCOME_SETTLED',
  message: outcome.state === 'DONE' ? 'This write is done: its object is there. Nothing was sent.' : 'The outcome of this write is known: nothing was made. Nothing was sent.',
  path: ['input', 'idempotencyKey'],
  outcome,
});

export const OutcomeSettledError = builder.objectRef<OutcomeSettledErrorModel>('OutcomeSettledError').implement({
  description: 'The outcome of the write is known, perhaps because its object has just turned up. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({ outcome: t.field({ type: MutationOutcome, description: 'What became of the write.', resolve: ({ outcome }) => outcome }) }),
});
