import { equal } from '../../domain/decimal.ts';
import type { OperationSpec, Payloads } from './operation-spec.ts';
import { onlyFree, refer } from './operation-spec.ts';

/** `put/payment`. Found again by its transaction id on its invoice. */
export const paymentRecord: OperationSpec<Payloads['paymentRecord']> = {
  isLocked: true,
  async send(upstream, scope, payload) {
    return refer(await upstream.putPayment(scope, payload), ({ id }) => ({ type: 'Payment', id }));
  },
  async find(upstream, scope, { invoiceId, transactionId, amount }, trail) {
    const query = { filter: { transactionIds: [transactionId], invoiceIds: [invoiceId] }, sort: [{ field: 'id', direction: 'asc' }], start: 0, length: 50 } as const;
    const { rows } = await upstream.listPayments(scope, query);
    if (rows.some((row) => row.transactionId !== transactionId || row.invoiceId !== invoiceId)) return 'ambiguous';
    return onlyFree(rows.filter((row) => equal(row.amount, amount)).map(({ id }) => ({ type: 'Payment', id })), trail);
  },
};
