import { describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import type { InvoiceOrder } from '../../src/domain/invoice.ts';
import { done } from '../../src/domain/result.ts';
import type { OrderIntent } from '../../src/ledger/ledger.ts';
import { createRequestLedger } from '../../src/ledger/ledger.ts';
import { allocateOrderId, MAX_ORDER_ID } from '../../src/ledger/order-id.ts';
import type { UpstreamScope } from '../../src/upstream/client.ts';
import { MDL } from '../kit/domain-rows.ts';
import { NOW } from '../kit/execute.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';

const intent: OrderIntent = { amount: decimal('1.00'), currency: MDL, createdAt: NOW, orderStatus: 'pending', billing: { email: 'a@b.md' }, lines: [] };

describe('the ledger of a request', () => {
  it('sends an order once, in the language of the request, and never with a signal to end it', async () => {
    const upstream = createFakeUpstream();
    const sent: { readonly scope: UpstreamScope; readonly order: InvoiceOrder }[] = [];
    upstream.putInvoice = (scope, order) => {
      sent.push({ scope, order });
      return Promise.resolve(done({ id: 1 }));
    };
    const outcome = await createRequestLedger(upstream, { language: 'ru' }).issueInvoice({ ...intent, orderId: 7, orderNumber: 'A-7' });
    expect(outcome).toEqual({ orderId: 7, result: { outcome: 'done', value: { id: 1 } } });
    expect(sent).toEqual([{ scope: { language: 'ru' }, order: { ...intent, orderId: 7, orderNumber: 'A-7' } }]);
  });

  it('gives an order its id and number where it has none', async () => {
    const upstream = createFakeUpstream();
    const { orderId } = await createRequestLedger(upstream, { language: 'ro' }).issueInvoice(intent);
    expect(upstream.orders).toEqual([{ ...intent, orderId, orderNumber: `${orderId}` }]);
  });

  it.each(['refused', 'unknown'] as const)('passes on that it is %s, without another try', async (outcome) => {
    const upstream = createFakeUpstream();
    upstream.putOutcome = { outcome, failure: upstreamError('failed') };
    expect(await createRequestLedger(upstream, { language: 'ro' }).issueInvoice({ ...intent, orderId: 7 })).toEqual({ orderId: 7, result: upstream.putOutcome });
    expect(upstream.orders).toHaveLength(1);
  });
});

describe('allocateOrderId', () => {
  it('gives whole numbers of 31 bits, hardly ever the same twice', () => {
    const ids = Array.from({ length: 2000 }, allocateOrderId);
    expect(ids.every((id) => Number.isInteger(id) && id >= 1 && id <= MAX_ORDER_ID)).toBe(true);
    expect(new Set(ids).size).toBeGreaterThan(1990);
  });
});
