import { addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceArchive',
  action: 'ARCHIVE',
  description: 'Puts an invoice aside. Its status stays as it is; `invoiceUnarchive` takes it back.',
  done: 'The invoice was put aside; its status is what it was.',
  takes: 'It is not in the archive yet.',
  draft: ({ id }) => ({ invoiceId: id, isArchived: true }),
});
