import type { InvoiceOrder } from '../domain/invoice.ts';
import type { WriteOutcome } from '../domain/result.ts';
import type { InvoiceReference, UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import type { UpstreamError } from '../upstream/errors.ts';
import { allocateOrderId } from './order-id.ts';

/** An order without what the ledger decides: its `order.id`. */
export type OrderIntent = Omit<InvoiceOrder, 'orderId' | 'orderNumber'> & { readonly orderId?: number; readonly orderNumber?: string };

/** What became of an issue, and the `order.id` it was sent under: the way to find the invoice again. */
export interface IssueOutcome {
  readonly orderId: number;
  readonly result: WriteOutcome<InvoiceReference, UpstreamError>;
}

/** Every write of one request goes through here: each is sent at most once. */
export interface RequestLedger {
  readonly issueInvoice: (intent: OrderIntent) => Promise<IssueOutcome>;
}

/** The writes of one request, straight to the upstream. Its client never repeats a write once a byte of it was sent. */
export const createRequestLedger = (upstream: UpstreamClient, scope: Omit<UpstreamScope, 'signal'>): RequestLedger => ({
  async issueInvoice(intent) {
    const orderId = intent.orderId ?? allocateOrderId();
    // No abort signal: a caller who goes away must not leave a write half sent.
    const result = await upstream.putInvoice(scope, { ...intent, orderId, orderNumber: intent.orderNumber ?? `${orderId}` });
    return { orderId, result };
  },
});
