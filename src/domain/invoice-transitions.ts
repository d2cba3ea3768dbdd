import type { Invoice, InvoiceStatus } from './invoice.ts';

export const INVOICE_ACTIONS = ['SEND', 'CANCEL', 'SUSPEND', 'RESUME', 'ARCHIVE', 'UNARCHIVE', 'PUSH', 'SIGN'] as const;
/** What can be done with an invoice that is there. */
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];

/** The statuses from which an action leads on (ASSUMED, but for SEND from OPEN). What is not here, the status does not decide. */
const FROM: Partial<Readonly<Record<InvoiceAction, readonly InvoiceStatus[]>>> = {
  SEND: ['DRAFT', 'OPEN', 'SENT', 'PARTIALLY_PAID', 'PAID'],
  CANCEL: ['DRAFT', 'OPEN', 'SENT', 'SUSPENDED'],
  SUSPEND: ['OPEN', 'SENT'],
  RESUME: ['SUSPENDED'],
};

const DONE: Readonly<Record<InvoiceAction, string>> = {
  SEND: 'sent', CANCEL: 'cancelled', SUSPEND: 'suspended', RESUME: 'resumed', ARCHIVE: 'archived', UNARCHIVE: 'taken out of the archive', PUSH: 'pushed', SIGN: 'signed',
};

const listed = (statuses: readonly InvoiceStatus[]): string => (statuses.length === 1 ? statuses.join('') : `${statuses.slice(0, -1).join(', ')} or ${statuses.at(-1) ?? ''}`);

/** Why the invoice, as it stands, does not allow the action; `null` when it does. A status without a name here is left to the upstream to judge. */
export const faultOfInvoiceAction = (action: InvoiceAction, { status, isArchived }: Pick<Invoice, 'status' | 'isArchived'>): string | null => {
  if (action === 'ARCHIVE' && (isArchived || status === 'ARCHIVED')) return 'The invoice is in the archive already.';
  if (action === 'UNARCHIVE' && status === 'ARCHIVED') return 'The invoice is ARCHIVED, and that status is for good; only one that was put aside as it stands can be taken out of the archive.';
  if (action === 'UNARCHIVE' && !isArchived) return 'The invoice is not in the archive.';
  const from = FROM[action];
  if (from === undefined || status === 'UNKNOWN' || from.includes(status)) return null;
  return `The invoice is ${status}; only one that is ${listed(from)} can be ${DONE[action]}.`;
};
