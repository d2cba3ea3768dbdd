import { money } from '../../domain/money.ts';
import type { Payment } from '../../domain/payment.ts';
import { refundableOf } from '../../domain/payment-rules.ts';
import { builder } from '../builder.ts';
import { Money } from '../shared/money.ts';

export const PaymentRefunds = builder.objectRef<Payment>('PaymentRefunds').implement({
  description: 'What was paid back of a payment. The upstream keeps the sum of all refunds, not each one.',
  fields: (t) => ({
    total: t.field({ type: Money, description: 'Paid back so far.', resolve: ({ amountRefunded, currency }) => money(amountRefunded, currency) }),
    refundable: t.field({ type: Money, description: 'What can still be paid back; zero unless the payment is confirmed.', resolve: (payment) => money(refundableOf(payment), payment.currency) }),
    reversedAt: t.expose('reversedAt', { type: 'DateTime', nullable: true, description: 'When all of it was paid back; `null` before that.' }),
  }),
});
