import { add, equal } from '../../domain/decimal.ts';
import type { OperationSpec, Payloads } from './operation-spec.ts';
import { refer } from './operation-spec.ts';

/** `put/refund`. One refund of a payment is open at a time, so what has been refunded of it since is this one. */
export const paymentRefund: OperationSpec<Payloads['paymentRefund']> = {
  isLocked: true,
  async send(upstream, scope, { paymentId, amount }) {
    return refer(await upstream.refundPayment(scope, paymentId, amount), () => ({ type: 'Payment', id: paymentId }));
  },
  async find(upstream, scope, { paymentId, amount, refundedBefore }) {
    const payment = await upstream.getPayment(scope, paymentId);
    if (payment === null) return 'ambiguous';
    if (equal(payment.amountRefunded, refundedBefore)) return 'absent';
    return equal(payment.amountRefunded, add(refundedBefore, amount)) ? { found: { type: 'Payment', id: paymentId } } : 'ambiguous';
  },
};
