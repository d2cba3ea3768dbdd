import { addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceUnarchive',
  action: 'UNARCHIVE',
  description: 'Takes an invoice out of the archive, as it stands.',
  done: 'The invoice is not in the archive any more.',
  takes: 'It is in the archive, and its status is another than ARCHIVED.',
  draft: ({ id }) => ({ invoiceId: id, isArchived: false }),
});
