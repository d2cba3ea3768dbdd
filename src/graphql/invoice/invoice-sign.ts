import { builder } from '../builder.ts';
import { actDraft, addInvoiceAct } from './invoice-act.ts';

const InvoiceSignPayload = addInvoiceAct({
  name: 'invoiceSign',
  action: 'SIGN',
  description: 'Starts the signing of an invoice by MSign. The signer goes on at the address in the answer.',
  done: 'The signing has begun.',
  takes: 'Its status does not matter.',
  draft: actDraft,
});

builder.objectField(InvoiceSignPayload, 'signUrl', (t) =>
  t.field({
    type: 'URL',
    nullable: true,
    description: 'Where the signer goes on; `null` when e-Cont.md did not tell, or when the signing was found out about later.',
    resolve: ({ reference: { signUrl } }) => signUrl ?? null,
  }),
);
