import { faultOfEmail } from '../../domain/text.ts';
import { actDraft, addInvoiceAct } from './invoice-act.ts';

addInvoiceAct({
  name: 'invoiceSend',
  action: 'SEND',
  description: 'Has e-Cont.md make the PDF and e-mail it to the payer. A DRAFT or OPEN invoice becomes SENT by it. Sending once more, with another key, e-mails it once more.',
  done: 'The invoice was e-mailed to its payer.',
  takes: 'It is DRAFT, OPEN, SENT, PARTIALLY_PAID or PAID, and its buyer has a well-formed e-mail address.',
  draft(invoice, faults) {
    const { email } = invoice.buyer;
    const fault = email === null ? 'is missing' : faultOfEmail(email);
    if (fault === null) return actDraft(invoice, faults);
    faults.add(['invoiceId'], `\`invoiceId\` names an invoice that cannot be e-mailed: the address of its buyer ${fault}. Set it right at e-Cont.md.`);
    return null;
  },
});
