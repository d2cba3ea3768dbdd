import { money } from '../../domain/money.ts';
import { builder } from '../builder.ts';
import { Invoice } from '../invoice/invoice-ref.ts';
import { Money } from '../shared/money.ts';
import { Payment } from './payment-ref.ts';
import { PaymentRefunds } from './payment-refunds.ts';
import { PaymentStatus } from './payment-status.ts';
import { PaymentTransactionType } from './payment-transaction-type.ts';

builder.node(Payment, {
  description: 'Money received, or being received, for an invoice.',
  id: { resolve: ({ id }) => id },
  fields: (t) => ({
    upstreamId: t.exposeInt('id', { description: 'The number that e-Cont.md knows it by.' }),
    status: t.field({ type: PaymentStatus, description: 'Where it stands.', resolve: ({ status }) => status }),
    transactionType: t.field({ type: PaymentTransactionType, description: 'The last step it took at its gateway.', resolve: ({ transactionType }) => transactionType }),
    method: t.exposeString('method', { nullable: true, description: 'The way it was made: `maib`, `mia_bpay`, `cash`, `bank_transfer` or another; an open list.' }),
    terminal: t.exposeString('terminal', { nullable: true, description: 'Terminal of the gateway.' }),
    transactionId: t.exposeString('transactionId', { nullable: true, description: "The gateway's id of the transaction." }),
    amount: t.field({ type: Money, description: 'What was paid.', resolve: ({ amount, currency }) => money(amount, currency) }),
    remaining: t.field({ type: Money, nullable: true, description: 'What was left to pay of the invoice after it; `null` where the upstream tells none.', resolve: ({ remaining, currency }) => (remaining === null ? null : money(remaining, currency)) }),
    refunds: t.field({ type: PaymentRefunds, description: 'What was paid back of it.', resolve: (payment) => payment }),
    approvalCode: t.exposeString('approvalCode', { nullable: true, description: "The bank's approval code." }),
    referenceNumber: t.exposeString('referenceNumber', { nullable: true, description: 'Retrieval reference number (RRN).' }),
    maskedCard: t.exposeString('maskedCard', { nullable: true, description: 'Card number, masked by the gateway.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
    invoice: t.field({
      type: Invoice,
      nullable: true,
      description: 'What was paid for.',
      resolve: ({ invoiceId }, _args, { loaders }) => (invoiceId === null ? null : loaders.invoiceById.load(invoiceId)),
    }),
  }),
});
