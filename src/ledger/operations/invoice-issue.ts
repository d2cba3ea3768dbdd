import type { Invoice } from '../../domain/invoice.ts';
import { done } from '../../domain/result.ts';
import type { UpstreamClient, UpstreamScope } from '../../upstream/client.ts';
import { UpstreamError } from '../../upstream/errors.ts';
import type { OperationSpec, Payloads } from './operation-spec.ts';
import { onlyFree } from './operation-spec.ts';

/** Rows of one order id that are looked at: we make one, and even a crowd of strangers fits. */
const LOOK_AT = 50;

const invoicesOfOrder = async (upstream: UpstreamClient, scope: UpstreamScope, orderId: number): Promise<readonly Invoice[]> => {
  try {
    return (await upstream.listInvoices(scope, { filter: { orderIds: [orderId] }, sort: [{ field: 'id', direction: 'asc' }], start: 0, length: LOOK_AT })).rows;
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== 'rejected') throw error;
    // An upstream whose list cannot filter by it may still know it by itself.
    const invoice = await upstream.getInvoice(scope, { orderId });
    return invoice === null ? [] : [invoice];
  }
};

/** `put/invoice`. Found again by its `order.id`, which the ledger gives to no other. */
export const invoiceIssue: OperationSpec<Payloads['invoiceIssue']> = {
  async send(upstream, scope, { departmentId: _departmentId, ...order }) {
    const put = await upstream.putInvoice(scope, order);
    if (put.outcome !== 'done') return put;
    const made = put.value;
    return done('id' in made ? { reference: { type: 'Invoice', id: made.id }, invoice: made.invoice } : { reference: { type: 'Invoice', id: null, publicKey: made.publicKey } });
  },
  async find(upstream, scope, { orderId, orderNumber, billing }, trail) {
    const rows = await invoicesOfOrder(upstream, scope, orderId);
    // An upstream that does not filter answers with anything: that tells nothing.
    if (rows.some((row) => row.orderId !== orderId)) return 'ambiguous';
    // An invoice of the same order id may have been issued past this ledger: ours has our number and payer.
    const ours = rows.filter((row) => row.orderNumber === orderNumber && (row.buyer.email ?? billing.email).toLowerCase() === billing.email.toLowerCase());
    return onlyFree(ours.map(({ id }) => ({ type: 'Invoice', id })), trail);
  },
};
