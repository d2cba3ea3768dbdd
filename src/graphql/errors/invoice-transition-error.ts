import type { InvoiceStatus as InvoiceStatusName } from '../../domain/invoice.ts';
import { builder } from '../builder.ts';
import { InvoiceStatus } from '../invoice/invoice-status.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface InvoiceTransitionErrorModel extends UserErrorModel {
  readonly kind: 'InvoiceTransitionError';
  readonly currentStatus: InvoiceStatusName;
}

/** The status of an invoice forbids what was asked; the message says what it is, and what would be right. */
export const invoiceTransition = (currentStatus: InvoiceStatusName, message: string, path: readonly string[] = ['input', 'invoiceId']): InvoiceTransitionErrorModel => ({
  kind: 'InvoiceTransitionError',
  code: 'INVALID_STATUS_TRANSITION',
  message,
  path,
  currentStatus,
});

export const InvoiceTransitionError = builder.objectRef<InvoiceTransitionErrorModel>('InvoiceTransitionError').implement({
  description: 'The status of the invoice does not allow this. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({
    currentStatus: t.field({ type: InvoiceStatus, description: 'Where the invoice stands, read just before.', resolve: ({ currentStatus }) => currentStatus }),
  }),
});
