import { addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceSuspend',
  action: 'SUSPEND',
  description: 'Takes an invoice out of payment for a while. `invoiceResume` takes it back.',
  done: 'The invoice is SUSPENDED.',
  takes: 'It is OPEN or SENT.',
  draft: ({ id }) => ({ invoiceId: id, status: 'SUSPENDED' }),
});
