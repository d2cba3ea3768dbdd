import { actDraft, addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoicePush',
  action: 'PUSH',
  description: 'Has e-Cont.md push an invoice to the integrations that the department has connected.',
  done: 'The invoice was pushed. What the integrations make of it, e-Cont.md does not tell.',
  takes: 'Its status does not matter.',
  draft: actDraft,
});
