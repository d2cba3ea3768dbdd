import { formatUpstreamDateTime } from '../../domain/dates.ts';
import type { PaymentDraft } from '../../domain/payment.ts';

/** The body of `put/payment` beside `connect`. That `moment` carries the time of the payment is ASSUMED: it is the column's name. */
export const writePaymentDraft = (draft: PaymentDraft): Readonly<Record<string, unknown>> => ({
  payment: {
    invoice_id: draft.invoiceId,
    bank: draft.method,
    transaction_id: draft.transactionId,
    amount: draft.amount,
    currency: draft.currency,
    moment: draft.paidAt === undefined ? undefined : formatUpstreamDateTime(draft.paidAt),
  },
});
