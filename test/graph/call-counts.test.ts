import { describe, expect, it } from 'vitest';

import type { Invoice, InvoiceFilter } from '../../src/domain/invoice.ts';
import { dataOf, listAt, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, makeInvoice, makePayment, makeSubscription, makeTariff, minute, times } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import type { Batching, FakeOptions, FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { operation } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';

/** 40 customers with two subscriptions each; invoices go round them, each with a payment; every second one is a subscription's. */
const office = (invoices: number, options: FakeOptions = {}): FakeUpstream =>
  createFakeUpstream({
    invoices: times(invoices, (n) => makeInvoice({ id: n, customerId: ((n - 1) % 40) + 1, subscriptionId: n % 2 === 0 ? ((n - 1) % 80) + 1 : null })),
    customers: times(40, (n) => makeCustomer({ id: n })),
    subscriptions: times(80, (n) => makeSubscription({ id: n, customerId: ((n - 1) % 40) + 1, tariffAlias: n % 2 === 0 ? 'a' : 'b', lastInvoiceId: n })),
    payments: times(invoices, (n) => makePayment({ id: n, invoiceId: n })),
    tariffs: ['a', 'b'].map((alias) => makeTariff({ alias })),
    ...options,
  });

describe('a page of 100 invoices with customer, subscription, payments and each customer’s subscriptions', () => {
  it('costs exactly 5 calls', async () => {
    const answer = await execute(office(300), await operation('BillingOverview'), { first: 100 });
    expect(listAt(answer, 'invoices.nodes')).toHaveLength(100);
    expect(answer.counted).toEqual({ 'invoice.list': 1, 'customer.list': 1, 'subscription.list': 2, 'payment.list': 1 });
    expect(valueAt(answer, 'invoices.nodes.0')).toMatchObject({
      number: 'EC-300', customer: { name: 'Client 20', subscriptions: { nodes: [{ id: globalIdOf('Subscription', 60) }, { id: globalIdOf('Subscription', 20) }] } },
      subscription: { id: globalIdOf('Subscription', 60) }, payments: { nodes: [{ method: 'maib' }] },
    });
  });

  it('costs the further pages more where a list is longer than a page', async () => {
    const upstream = office(300);
    upstream.rows.payments.push(...times(150, (n) => makePayment({ id: 1000 + n, invoiceId: 300 - (n % 100) })));
    const answer = await execute(upstream, await operation('BillingOverview'), { first: 100 });
    expect(answer.counted).toEqual({ 'invoice.list': 1, 'customer.list': 1, 'subscription.list': 2, 'payment.list': 3 });
  });

  it.each<[Batching, number]>([['table', 0], ['refused', 1], ['ignored', 1]])('costs one call for each distinct key on an upstream that does not batch (%s)', async (batching, probes) => {
    const upstream = office(300, { batchById: batching, batchByRelation: batching });
    upstream.rows.customers.push(makeCustomer({ id: 0 }));
    upstream.rows.subscriptions.push(makeSubscription({ id: 900, customerId: 900 }));
    upstream.rows.payments.push(makePayment({ id: 900, invoiceId: 1 }));
    const answer = await execute(upstream, await operation('BillingOverview'), { first: 100 });
    const batched = await execute(office(300), await operation('BillingOverview'), { first: 100 });
    expect(dataOf(answer)).toEqual(dataOf(batched));
    expect(answer.counted).toEqual({
      'invoice.list': 1, 'customer.get': 40, ...(probes === 0 ? {} : { 'customer.list': 1 }), 'subscription.get': 40, 'subscription.list': 40 + 2 * probes, 'payment.list': 100 + probes,
    });
    // Learnt once: the next request goes the right way at once.
    const again = await execute(upstream, await operation('BillingOverview'), { first: 100 });
    expect(again.counted).toEqual({ 'invoice.list': 1, 'customer.get': 40, 'subscription.get': 40, 'subscription.list': 40, 'payment.list': 100 });
  });

  it('answers the same over pages of 30, for the pages more', async () => {
    const answer = await execute(office(300, { pageCap: 30 }), await operation('BillingOverview'), { first: 100 });
    expect(dataOf(answer)).toEqual(dataOf(await execute(office(300), await operation('BillingOverview'), { first: 100 })));
    expect(answer.counted).toEqual({ 'invoice.list': 4, 'customer.list': 2, 'subscription.list': 2 + 3, 'payment.list': 4 });
  });
});

describe('customers(first: 50) { invoices(first: 10) { payments } }', () => {
  const document = `query ($first: Int!) { customers(first: $first) { nodes { upstreamId
    invoices(first: 10) { pageInfo { hasNextPage } nodes { upstreamId payments(first: 10) { nodes { upstreamId } } } } } } }`;
  const of = (each: number): FakeUpstream => {
    const invoices: Invoice[] = times(50 * each, (n) => makeInvoice({ id: n, customerId: ((n - 1) % 50) + 1 }));
    return createFakeUpstream({ customers: times(50, (n) => makeCustomer({ id: n })), invoices, payments: invoices.map(({ id }) => makePayment({ id, invoiceId: id })) });
  };

  it.each([
    { each: 2, invoiceLists: 1, paymentLists: 1 },
    { each: 8, invoiceLists: 4, paymentLists: 4 },
    { each: 40, invoiceLists: 20, paymentLists: 5 },
    { each: 102, invoiceLists: 51, paymentLists: 5 },
    { each: 400, invoiceLists: 51, paymentLists: 5 },
  ])('with $each invoices a customer: $invoiceLists lists of invoices, $paymentLists of payments', async ({ each, invoiceLists, paymentLists }) => {
    const answer = await execute(of(each), document, { first: 50 });
    expect(answer.counted).toEqual({ 'customer.list': 1, 'invoice.list': invoiceLists, 'payment.list': paymentLists });
    const newest = times(Math.min(each, 10), (n) => 50 * (each - n + 1));
    expect(valueAt(answer, 'customers.nodes.0')).toEqual({
      upstreamId: 50, invoices: { pageInfo: { hasNextPage: each > 10 }, nodes: newest.map((id) => ({ upstreamId: id, payments: { nodes: [{ upstreamId: id }] } })) },
    });
  });

  it('goes on after a cursor of one customer in one call', async () => {
    const upstream = of(40);
    const page = 'customer(id: $id) { invoices(first: 10, after: $after) { pageInfo { endCursor } nodes { upstreamId } } }';
    const id = globalIdOf('Customer', 7);
    const first = await execute(upstream, `query ($id: ID!, $after: String) { ${page} }`, { id });
    const second = await execute(upstream, `query ($id: ID!, $after: String) { ${page} }`, { id, after: valueAt(first, 'customer.invoices.pageInfo.endCursor') });
    expect(listAt(second, 'customer.invoices.nodes')).toEqual(times(10, (n) => ({ upstreamId: 1957 - 500 - 50 * (n - 1) })));
    expect(second.counted).toEqual({ 'customer.get': 1, 'invoice.list': 1 });
  });
});

describe('totalCount', () => {
  it('comes with the page, and costs no rows where it is all that is selected', async () => {
    const upstream = office(300);
    const lengths = (await execute(upstream, '{ invoices(first: 100) { totalCount } }')).calls.map(({ query }) => (query as { readonly length: number }).length);
    expect(lengths).toEqual([1]);
    expect((await execute(upstream, '{ invoices(first: 5) { totalCount nodes { id } } }')).counted).toEqual({ 'invoice.list': 1 });
    const after = valueAt(await execute(upstream, '{ invoices(first: 5) { pageInfo { endCursor } } }'), 'invoices.pageInfo.endCursor');
    const both = await execute(upstream, 'query ($after: String) { invoices(first: 5, after: $after) { totalCount nodes { id } } }', { after });
    expect([valueAt(both, 'invoices.totalCount'), both.calls.length]).toEqual([300, 1]);
  });

  it('of many customers is asked for only where it is selected', async () => {
    const document = 'query ($with: Boolean!) { customers(first: 3) { nodes { invoices(first: 1) { ...Total nodes { id } } } } } fragment Total on InvoiceConnection { totalCount @include(if: $with) }';
    const upstream = createFakeUpstream({ customers: times(3, (n) => makeCustomer({ id: n })), invoices: times(3000, (n) => makeInvoice({ id: n, customerId: (n % 3) + 1 })) });
    expect((await execute(upstream, document, { with: false })).counted).toEqual({ 'customer.list': 1, 'invoice.list': 1 });
    const answer = await execute(upstream, document, { with: true });
    expect(answer.counted).toEqual({ 'customer.list': 1, 'invoice.list': 1 + 3 });
    expect(valueAt(answer, 'customers.nodes.2.invoices.totalCount')).toBe(1000);
  });
});

describe('what hangs from customers', () => {
  it('balances of a page are one list of open invoices', async () => {
    const answer = await execute(office(80), '{ customers(first: 40) { nodes { balance { openInvoiceCount } } } }');
    expect(answer.counted).toEqual({ 'customer.list': 1, 'invoice.list': 1 });
    expect(valueAt(answer, 'customers.nodes.0.balance.openInvoiceCount')).toBe(2);
    expect((answer.calls[1]?.query as { readonly filter: InvoiceFilter }).filter.statuses).toEqual(['OPEN', 'SENT', 'PARTIALLY_PAID']);
  });

  it('a balance of a customer without open invoices asks for the department’s currency', async () => {
    const answer = await execute(createFakeUpstream({ customers: [makeCustomer({ id: 1 })] }), '{ customers { nodes { balance { due { amount currency } } } } }');
    expect(valueAt(answer, 'customers.nodes.0.balance.due')).toEqual({ amount: '0.00', currency: 'MDL' });
    expect(answer.counted).toEqual({ 'customer.list': 1, 'invoice.list': 1, 'department.get': 1 });
  });

  it('a balance of more than 5000 open invoices is refused, not summed up in part', async () => {
    const upstream = createFakeUpstream({ customers: [makeCustomer({ id: 1 })], invoices: times(5001, (n) => makeInvoice({ id: n, customerId: 1 })) });
    const answer = await execute(upstream, '{ customers { nodes { upstreamId balance { openInvoiceCount } } } }');
    expect(answer.data).toEqual({ customers: { nodes: [{ upstreamId: 1, balance: null }] } });
    expect(answer.errors[0]?.extensions.code).toBe('LIST_TOO_LONG');
  });

  it('payments of a page are two shared lists, in order, page by page', async () => {
    const upstream = office(80);
    const document = 'query ($after: String, $direction: OrderDirection!) { customers(first: 2) { nodes { payments(first: 1, after: $after, orderBy: { field: CREATED_AT, direction: $direction }) { totalCount pageInfo { endCursor hasNextPage } nodes { upstreamId } } } } }';
    const answer = await execute(upstream, document, { direction: 'DESC' });
    expect(answer.counted).toEqual({ 'customer.list': 1, 'invoice.list': 1, 'payment.list': 1 });
    expect(listAt(answer, 'customers.nodes')).toMatchObject([
      { payments: { totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ upstreamId: 80 }] } },
      { payments: { totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ upstreamId: 79 }] } },
    ]);
    expect(valueAt(await execute(upstream, document, { direction: 'ASC' }), 'customers.nodes.0.payments.nodes')).toEqual([{ upstreamId: 40 }]);
  });

  it('payments go on after the place of one that is gone', async () => {
    const upstream = createFakeUpstream({ customers: [makeCustomer({ id: 1 })], invoices: [makeInvoice({ id: 1, customerId: 1 })], payments: times(4, (n) => makePayment({ id: n, invoiceId: 1, createdAt: minute(1) })) });
    const document = 'query ($id: ID!, $after: String) { customer(id: $id) { payments(first: 2, after: $after) { pageInfo { endCursor } nodes { upstreamId } } } }';
    const id = globalIdOf('Customer', 1);
    const first = await execute(upstream, document, { id });
    expect(valueAt(first, 'customer.payments.nodes')).toEqual([{ upstreamId: 4 }, { upstreamId: 3 }]);
    upstream.rows.payments.splice(2, 1);
    expect(valueAt(await execute(upstream, document, { id, after: valueAt(first, 'customer.payments.pageInfo.endCursor') }), 'customer.payments.nodes')).toEqual([{ upstreamId: 2 }, { upstreamId: 1 }]);
  });
});

describe('tariffs of many subscriptions', () => {
  it('are the price list, read once', async () => {
    const answer = await execute(office(10), '{ subscriptions(first: 80) { nodes { tariff { alias } lastInvoice { upstreamId } } } }');
    expect(answer.counted).toEqual({ 'subscription.list': 1, 'tariff.list': 1, 'invoice.list': 1 });
  });
});
