import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import type { Instant } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Invoice, InvoiceOrder } from '../../src/domain/invoice.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import { CLOSED_PORT, cutBody, cutJson, html, noBody, reset, stall } from './kit/faults.ts';
import type { Responder } from './kit/loopback.ts';
import { fail, inTurn, ok, reply } from './kit/loopback.ts';
import { invoiceRow, paymentRow, subscriptionRow } from './kit/rows.ts';
import { withClient } from './kit/with-client.ts';

const scope = { language: 'ro' } as const;
const KEY = '0123456789abcdef0123456789abcdef';
const retry = { attempts: 3, baseDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 100 };
const order: InvoiceOrder = {
  orderId: 77, orderNumber: '77', amount: decimal('1.00'), currency: 'MDL' as CurrencyCode, createdAt: '2026-07-01T10:00:00+03:00' as Instant, orderStatus: 'pending',
  billing: { email: 'b@e.md' }, lines: [{ name: 'x', unitPrice: decimal('1.00'), quantity: 1, total: decimal('1.00') }],
};

describe('what became of invoice.put', () => {
  it.each<[string, Responder, object]>([
    ['the whole row', ok(invoiceRow()), { outcome: 'done', value: { id: 1001 } }],
    ['only the id', ok({ id: 5 }), { outcome: 'done', value: { id: 5 } }],
    ['an id as text', ok({ id: '5' }), { outcome: 'done', value: { id: 5 } }],
    ['only the key', ok({ inner_hash: KEY }), { outcome: 'done', value: { publicKey: KEY } }],
    ['a key beside a useless id', ok({ id: 0, inner_hash: KEY }), { outcome: 'done', value: { publicKey: KEY } }],
    ['201 and the id', reply(201, JSON.stringify({ status: 'OK', data: { id: 5 } })), { outcome: 'done', value: { id: 5 } }],
    ['OK and nothing', ok({}), { outcome: 'unknown', failure: { kind: 'protocol', sent: 'maybe', message: 'e-Cont.md answered invoice.put with something else than its contract says: data does not say which object was made.' } }],
    ['201 without a body', noBody(201), { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['204', noBody(204), { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['an empty 200', noBody(200), { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['an id beyond 2^53', reply(200, '{"status":"OK","data":{"id":9007199254740993}}'), { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['HTML', html, { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['cut JSON', cutJson, { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['a cut body', cutBody, { outcome: 'unknown', failure: { kind: 'connectionLost' } }],
    ['a reset', reset, { outcome: 'unknown', failure: { kind: 'connectionLost' } }],
    ['500 FAIL', fail(500, { status: 500, message: 'x' }), { outcome: 'unknown', failure: { kind: 'failed' } }],
    ['502', reply(502, ''), { outcome: 'unknown', failure: { kind: 'failed' } }],
    ['a bare 400', reply(400, ''), { outcome: 'unknown', failure: { kind: 'protocol' } }],
    ['FAIL without a status', fail(200, { message: 'x' }), { outcome: 'unknown', failure: { kind: 'protocol', message: 'x' } }],
    ['400 FAIL', fail(400, { status: 400, message: { email: 'x' } }), { outcome: 'refused', failure: { kind: 'rejected', sent: 'answered', fields: { email: 'x' } } }],
    ['400 FAIL under 200', fail(200, { status: 400, message: 'x' }), { outcome: 'refused', failure: { kind: 'rejected' } }],
    ['401 FAIL', fail(401, { status: 401 }), { outcome: 'refused', failure: { kind: 'unauthenticated' } }],
    ['403 FAIL', fail(403, { status: 403 }), { outcome: 'refused', failure: { kind: 'forbidden' } }],
    ['404 FAIL', fail(404, { status: 404 }), { outcome: 'refused', failure: { kind: 'notFound' } }],
    ['429 FAIL', fail(429, { status: 429 }, { 'retry-after': '0' }), { outcome: 'refused', failure: { kind: 'rateLimited', sent: 'answered', retryAfterMs: 0 } }],
  ])('%s: sent once', async (_name, answer, expected) => {
    const { client, upstream } = await withClient(answer, { retry });
    expect(await client.putInvoice(scope, order)).toMatchObject(expected);
    expect(upstream.seen).toHaveLength(1);
  });

  it('comes with the new invoice where the whole row was answered', async () => {
    const { client } = await withClient(ok(invoiceRow()), { retry });
    const outcome = await client.putInvoice(scope, order);
    const { invoice } = (outcome as { value: { invoice: Invoice } }).value;
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual({ outcome: 'done', value: { id: 1001, invoice: JSON.parse(JSON.stringify(await client.getInvoice(scope, { id: 1001 }))) as unknown } });
    expect([invoice.id, invoice.status, invoice.amount, invoice.lines[0]?.name]).toEqual([1001, 'SENT', '554.30', 'Cablu']);
  });

  const { id, ...columns } = invoiceRow();
  it.each(Object.keys(columns))('comes without it where %s is left out: that might be read', async (column) => {
    const { client } = await withClient(ok({ id, ...columns, [column]: undefined }), { retry });
    expect(await client.putInvoice(scope, order)).toStrictEqual({ outcome: 'done', value: { id: 1001 } });
  });

  it.each([['amount', 'x'], ['amount', null], ['buyer_id', {}], ['amount_paid', []], ['items', 'x'], ['items', { 1: { Name: 'Cablu', UnitPrice: 'x' } }]])('comes without it where %s is %j: the invoice is made all the same', async (column, value) => {
    const { client } = await withClient(ok(invoiceRow({ [column]: value })), { retry });
    expect(await client.putInvoice(scope, order)).toStrictEqual({ outcome: 'done', value: { id: 1001 } });
  });

  it('is unknown after a timeout', async () => {
    const { client, upstream } = await withClient(stall, { retry, headersTimeoutMs: 50 });
    expect(await client.putInvoice(scope, order)).toMatchObject({ outcome: 'unknown', failure: { kind: 'timeout', sent: 'maybe', attempts: 1 } });
    expect(upstream.seen).toHaveLength(1);
  });

  it('is refused when no connection could be made, after trying again', async () => {
    const { client } = await withClient(stall, { retry, apiUrl: CLOSED_PORT });
    expect(await client.putInvoice(scope, order)).toMatchObject({ outcome: 'refused', failure: { kind: 'unreachable', sent: 'nothing', attempts: 3 } });
  });

  describe('when the deadlines of several pass in one instant', () => {
    const DEADLINE_MS = 80;
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
    afterEach(() => void vi.useRealTimers());

    /** Makes `count` calls at once, lets the deadline of all pass when the first is with the upstream, and answers what became of each. */
    const outcomesOf = async (count: number, settings: Partial<UpstreamSettings>) => {
      let arrived = (): void => undefined;
      const arrival = new Promise<void>((resolve) => (arrived = resolve));
      const { client, upstream } = await withClient(() => arrived(), { deadlineMs: DEADLINE_MS, ...settings });
      const outcomes = Promise.all(Array.from({ length: count }, () => client.putInvoice(scope, order)));
      await arrival;
      vi.advanceTimersByTime(DEADLINE_MS);
      vi.useRealTimers();
      return { client, upstream, outcomes: await outcomes };
    };

    it('is refused in line, and nothing is sent later', async () => {
      const { client, upstream, outcomes } = await outcomesOf(2, { maxConcurrent: 1 });
      expect(outcomes).toMatchObject([
        { outcome: 'unknown', failure: { kind: 'timeout', attempts: 1 } },
        { outcome: 'refused', failure: { kind: 'timeout', sent: 'nothing' } },
      ]);
      upstream.answer = ok([]);
      await client.getTariff(scope, 'x');
      expect(upstream.seen.map(({ url }) => url)).toStrictEqual(['/facturare/v1/put/invoice', '/facturare/v1/get/tariff']);
    });

    it('is never left in the pool, to be sent after its caller gave up', async () => {
      const { client, upstream, outcomes } = await outcomesOf(3, { connections: 1, maxConcurrent: 8 });
      expect(outcomes.map(({ outcome }) => outcome)).toStrictEqual(['unknown', 'refused', 'refused']);
      upstream.answer = ok([]);
      await client.getTariff(scope, 'x');
      expect(upstream.seen).toHaveLength(2);
    });
  });
});

describe('the other writes', () => {
  const cases: readonly [string, (c: Awaited<ReturnType<typeof withClient>>['client']) => Promise<unknown>, Responder, object][] = [
    ['send, 204', (c) => c.sendInvoice(scope, KEY), noBody(204), { outcome: 'done', value: null }],
    ['send, OK', (c) => c.sendInvoice(scope, KEY), ok({}), { outcome: 'done', value: null }],
    ['send, empty 200', (c) => c.sendInvoice(scope, KEY), noBody(200), { outcome: 'unknown' }],
    ['push', (c) => c.pushInvoice(scope, KEY), ok(null), { outcome: 'done', value: null }],
    ['sign', (c) => c.signInvoice(scope, KEY), ok({ sign_url: 'https://msign.gov.md/x' }), { outcome: 'done', value: { signUrl: 'https://msign.gov.md/x' } }],
    ['sign, no address', (c) => c.signInvoice(scope, KEY), noBody(204), { outcome: 'done', value: { signUrl: null } }],
    ['sign, a trap', (c) => c.signInvoice(scope, KEY), ok({ sign_url: 'javascript:alert(1)' }), { outcome: 'done', value: { signUrl: null } }],
    ['set', (c) => c.setInvoice(scope, 1001, { status: 'SENT' }), ok(invoiceRow()), { outcome: 'done', value: { id: 1001, status: 'SENT' } }],
    ['set, 204', (c) => c.setInvoice(scope, 1001, { status: 'SENT' }), noBody(204), { outcome: 'done', value: null }],
    ['set, only the id', (c) => c.setInvoice(scope, 1001, { status: 'SENT' }), ok({ id: 1001 }), { outcome: 'done', value: null }],
    ['customer.put, create', (c) => c.putCustomer(scope, {}), ok({ id: 6, caption: 'x' }), { outcome: 'done', value: { id: 6 } }],
    ['customer.put, create, 204', (c) => c.putCustomer(scope, {}), noBody(204), { outcome: 'unknown' }],
    ['customer.put, update, 204', (c) => c.putCustomer(scope, { id: 5 }), noBody(204), { outcome: 'done', value: { id: 5 } }],
    ['subscription.put', (c) => c.putSubscription(scope, {}), ok({ id: 41 }), { outcome: 'done', value: { id: 41 } }],
    ['subscription.set', (c) => c.setSubscription(scope, 41, 'ACTIVE'), ok(subscriptionRow()), { outcome: 'done', value: { id: 41, status: 'ACTIVE' } }],
    ['payment.put', (c) => c.putPayment(scope, { invoiceId: 1, method: 'cash', amount: decimal('1'), currency: 'MDL' as CurrencyCode }), ok({ id: 301 }), { outcome: 'done', value: { id: 301 } }],
    ['payment.refund', (c) => c.refundPayment(scope, 301, decimal('1')), ok(paymentRow()), { outcome: 'done', value: { id: 301, amount: '100.00' } }],
    ['payment.refund, refused', (c) => c.refundPayment(scope, 301, decimal('1')), fail(400, { status: 400, message: 'x' }), { outcome: 'refused' }],
  ];
  it.each(cases)('%s', async (_name, call, answer, expected) => {
    const { client } = await withClient(answer);
    expect(await call(client)).toMatchObject(expected);
  });
});

describe('reads are made again', () => {
  const list = { filter: {}, sort: [], start: 0, length: 10 };
  const page = ok({ recordsFiltered: 0, records: [] });

  it.each<[string, Responder, Partial<UpstreamSettings>]>([
    ['after a reset', reset, {}],
    ['after a cut body', cutBody, {}],
    ['after 500', fail(500, { status: 500 }), {}],
    ['after 429', fail(429, { status: 429 }, { 'retry-after': '0' }), {}],
    ['after a timeout', stall, { headersTimeoutMs: 50 }],
  ])('%s', async (_name, fault, settings) => {
    const attempts: number[] = [];
    const { client, upstream } = await withClient(inTurn(fault, fault, page), { retry, ...settings }, { onCall: ({ attempt }) => attempts.push(attempt) });
    expect(await client.listInvoices(scope, list)).toStrictEqual({ total: 0, rows: [] });
    expect(upstream.seen).toHaveLength(3);
    expect(attempts).toStrictEqual([1, 2, 3]);
  });

  it('waits as long as Retry-After says', async () => {
    const { client } = await withClient(inTurn(fail(429, { status: 429 }, { 'retry-after': '1' }), page), { retry: { ...retry, maxRetryAfterMs: 1000 } });
    const startedAt = performance.now();
    await client.listInvoices(scope, list);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it('but not for long', async () => {
    const { client, upstream } = await withClient(fail(429, { status: 429 }, { 'retry-after': '60' }), { retry });
    await expect(client.listInvoices(scope, list)).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 60_000, attempts: 1 });
    expect(upstream.seen).toHaveLength(1);
  });
});
