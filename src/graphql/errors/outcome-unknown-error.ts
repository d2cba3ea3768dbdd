import type { Instant } from '../../domain/dates.ts';
import { builder } from '../builder.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface OutcomeUnknownErrorModel extends UserErrorModel {
  readonly kind: 'OutcomeUnknownError';
  readonly orderId: number;
  readonly since: Instant;
}

/** A write was sent, and no answer that can be trusted came back. */
export const outcomeUnknown = (orderId: number, since: Instant): OutcomeUnknownErrorModel => ({
  kind: 'OutcomeUnknownError',
  code: 'OUTCOME_UNKNOWN',
  message: `It is not known whether the invoice was made. Look for it with invoices(filter: { orderId: [${orderId}] }) before anything else.`,
  path: null,
  orderId,
  since,
});

export const OutcomeUnknownError = builder.objectRef<OutcomeUnknownErrorModel>('OutcomeUnknownError').implement({
  description: 'The write was sent, but e-Cont.md gave no answer that can be trusted: the object may exist. It is not sent again by itself.',
  interfaces: [UserError],
  fields: (t) => ({
    orderId: t.exposeInt('orderId', { description: 'The order id it was sent under: look for the invoice with `invoices(filter: { orderId: … })`.' }),
    since: t.expose('since', { type: 'DateTime', description: 'When it was sent: from then on its outcome is not known.' }),
  }),
});
