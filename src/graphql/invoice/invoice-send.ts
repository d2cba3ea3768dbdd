import { actDraft, addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceSend',
  action: 'SEND',
  description: 'Has e-Cont.md make the PDF and e-mail it to the payer. A DRAFT or OPEN invoice becomes SENT by it. Sending once more, with another key, e-mails it once more.',
  done: 'The invoice was e-mailed to its payer.',
  takes: 'It is DRAFT, OPEN, SENT, PARTIALLY_PAID or PAID, and has the e-mail address of its buyer.',
  draft(invoice, faults) {
    if (invoice.buyer.email !== null) return actDraft(invoice, faults);
    faults.add(['invoiceId'], '`invoiceId` names an invoice without an e-mail address of its buyer; there is nobody to send it to.');
    return null;
  },
});
