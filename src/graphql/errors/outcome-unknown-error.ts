import type { Instant } from '../../domain/dates.ts';
import { builder } from '../builder.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface OutcomeUnknownErrorModel extends UserErrorModel {
  readonly kind: 'OutcomeUnknownError';
  readonly idempotencyKey: string;
  readonly since: Instant;
  readonly nextCheckAt: Instant | null;
}

/** A write was sent, and no answer that can be trusted came back. */
export const outcomeUnknown = (idempotencyKey: string, since: Instant, nextCheckAt: Instant | null): OutcomeUnknownErrorModel => ({
  kind: 'OutcomeUnknownError',
  code: 'OUTCOME_UNKNOWN',
  message: 'It is not known whether this took place. Repeat it with the same idempotencyKey, or ask mutationOutcome: both look for it and send nothing.',
  path: null,
  idempotencyKey,
  since,
  nextCheckAt,
});

export const OutcomeUnknownError = builder.objectRef<OutcomeUnknownErrorModel>('OutcomeUnknownError').implement({
  description: 'The write was sent, but e-Cont.md gave no answer that can be trusted: the object may exist. It is looked for, and not sent again by itself.',
  interfaces: [UserError],
  fields: (t) => ({
    idempotencyKey: t.exposeID('idempotencyKey', { description: 'The key to ask by: with `mutationOutcome`, or by repeating the same mutation. Made by the server where the caller gave none.' }),
    since: t.expose('since', { type: 'DateTime', description: 'When it was sent: from then on its outcome is not known.' }),
    nextCheckAt: t.expose('nextCheckAt', { type: 'DateTime', nullable: true, description: 'When the server looks for it next by itself; `null` when it has given up and a person must look.' }),
  }),
});
