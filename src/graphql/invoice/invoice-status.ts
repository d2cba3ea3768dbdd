import { builder } from '../builder.ts';

export const InvoiceStatus = builder.enumType('InvoiceStatus', {
  description: 'Where an invoice stands. Overdue is not a status: see `Invoice.isOverdue`.',
  values: {
    DRAFT: { description: 'Being prepared; not to be paid yet (`draft` upstream).' },
    OPEN: { description: 'To be paid (`actual` upstream).' },
    SUSPENDED: { description: 'Put on hold; not to be paid for now (`suspended` upstream).' },
    SENT: { description: 'To be paid, and e-mailed to the payer (`sended` upstream).' },
    PARTIALLY_PAID: { description: 'Part of it is paid (`part` upstream).' },
    PAID: { description: 'Paid in full (`full` upstream).' },
    REVERSED: { description: 'Its payment was reversed (`reverse` upstream).' },
    REFUNDED: { description: 'All that was paid is refunded (`refunded` upstream).' },
    CANCELLED: { description: 'Withdrawn by the seller (`rejected` upstream).' },
    DENIED: { description: 'Refused by the payer (`denied` upstream).' },
    ARCHIVED: { description: 'Put away for good (`archived` upstream). See also `Invoice.isArchived`.' },
    UNKNOWN: { description: 'A status that this version has no name for; it cannot be filtered by.' },
  } as const,
});
