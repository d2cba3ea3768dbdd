import { addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceResume',
  action: 'RESUME',
  description: 'Makes a suspended invoice payable again. It becomes OPEN, also where it was SENT before.',
  done: 'The invoice is OPEN.',
  takes: 'It is SUSPENDED.',
  draft: ({ id }) => ({ invoiceId: id, status: 'OPEN' }),
});
