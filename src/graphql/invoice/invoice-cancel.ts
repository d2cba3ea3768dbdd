import { addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceCancel',
  action: 'CANCEL',
  description: 'Cancels an invoice that nothing was paid on. That is for good.',
  done: 'The invoice is CANCELLED.',
  takes: 'It is DRAFT, OPEN, SENT or SUSPENDED.',
  draft: ({ id }) => ({ invoiceId: id, status: 'CANCELLED' }),
});
