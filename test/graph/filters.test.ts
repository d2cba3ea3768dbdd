import { describe, expect, it } from 'vitest';

import { dataOf, refusalOf, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, makeInvoice, makePayment, times } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';

const invoice = (id: number): string => globalIdOf('Invoice', id);
const customer = (id: number): string => globalIdOf('Customer', id);
const subscription = (id: number): string => globalIdOf('Subscription', id);
const payment = (id: number): string => globalIdOf('Payment', id);
const span = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00+02:00' };
const spanModel = { from: '2026-01-01T02:00:00+02:00', to: '2026-01-02T00:00:00+02:00' };

/** What a list asked the upstream for. */
const asked = async (field: string, variables: string, values: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const args = variables === '' ? '' : `(${variables.replaceAll(/(\w+): \w+!?/g, '$1: $$$1')})`;
  const header = variables === '' ? '' : `(${variables.replaceAll(/(\w+): /g, '$$$1: ')})`;
  const answer = await execute(createFakeUpstream(), `query ${header} { ${field}${args} { nodes { id } } }`, values);
  dataOf(answer);
  return answer.calls.map(({ query }) => query);
};

describe('the query that reaches the upstream', () => {
  it('of invoices with every filter', async () => {
    const filter = {
      id: [invoice(1), invoice(2)], publicKey: ['k'], number: ['EC-1'], orderId: [7], orderNumber: ['A-7'], customerId: [customer(5)], subscriptionId: [subscription(41)],
      status: ['SENT', 'PAID'], isArchived: false, buyerIdno: ['1002600000001'], buyerEmail: ['a@b.md'], createdAt: span, issuedAt: { from: span.from }, dueOn: { from: '2026-01-01', to: '2026-01-31' },
      paidAt: { to: span.to }, refundedAt: span, amount: { from: '0.50', to: '100' },
    };
    const variables = 'filter: InvoiceFilter, view: InvoiceView, search: String, orderBy: InvoiceOrder, first: Int';
    expect(await asked('invoices', variables, { filter, view: 'EXPIRED', search: 'agro', orderBy: { field: 'DUE_ON', direction: 'ASC' }, first: 7 })).toEqual([{
      filter: {
        ids: [1, 2], publicKeys: ['k'], numbers: ['EC-1'], orderIds: [7], orderNumbers: ['A-7'], customerIds: [5], subscriptionIds: [41], statuses: ['SENT', 'PAID'], isArchived: false,
        buyerIdnos: ['1002600000001'], buyerEmails: ['a@b.md'], createdAt: spanModel, issuedAt: { from: spanModel.from }, dueOn: { from: '2026-01-01', to: '2026-01-31' }, paidAt: { to: spanModel.to },
        refundedAt: spanModel, amount: { from: '0.50', to: '100' }, search: 'agro', view: 'EXPIRED',
      },
      sort: [{ field: 'dueOn', direction: 'asc' }, { field: 'id', direction: 'asc' }],
      start: 0,
      length: 7,
    }]);
  });

  it('of customers with every filter', async () => {
    const filter = { id: [customer(1)], isIndividual: true, idno: ['1'], email: ['a@b.md'], preferredLanguage: ['RU', 'EN'], createdAt: span };
    expect(await asked('customers', 'filter: CustomerFilter, search: String, orderBy: CustomerOrder', { filter, search: 'x', orderBy: { field: 'NAME' } })).toEqual([{
      filter: { ids: [1], isIndividual: true, idnos: ['1'], emails: ['a@b.md'], preferredLanguages: ['ru', 'en'], createdAt: spanModel, search: 'x' },
      sort: [{ field: 'name', direction: 'desc' }, { field: 'id', direction: 'desc' }], start: 0, length: 20,
    }]);
  });

  it('of subscriptions with every filter', async () => {
    const filter = { id: [subscription(1)], customerId: [customer(5)], tariffAlias: ['a'], status: ['DEMO'], startsAt: span, nextInvoiceAt: span, createdAt: span };
    expect(await asked('subscriptions', 'filter: SubscriptionFilter, search: String, orderBy: SubscriptionOrder', { filter, search: 'x', orderBy: { field: 'UPSTREAM_ID', direction: 'ASC' } })).toEqual([{
      filter: { ids: [1], customerIds: [5], tariffAliases: ['a'], statuses: ['DEMO'], startsAt: spanModel, nextInvoiceAt: spanModel, createdAt: spanModel, search: 'x' },
      sort: [{ field: 'id', direction: 'asc' }], start: 0, length: 20,
    }]);
  });

  it('of payments with every filter', async () => {
    const filter = { id: [payment(1)], invoiceId: [invoice(9)], method: ['cash'], transactionId: ['t'], status: ['WAITING'], createdAt: span, amount: { from: '1' } };
    expect(await asked('payments', 'filter: PaymentFilter, search: String, orderBy: PaymentOrder', { filter, search: 'x', orderBy: { field: 'AMOUNT', direction: 'ASC' } })).toEqual([{
      filter: { ids: [1], invoiceIds: [9], methods: ['cash'], transactionIds: ['t'], statuses: ['WAITING'], createdAt: spanModel, amount: { from: '1' }, search: 'x' },
      sort: [{ field: 'amount', direction: 'asc' }, { field: 'id', direction: 'asc' }], start: 0, length: 20,
    }]);
  });

  it.each([
    ['invoices', 'InvoiceFilter', { id: null, publicKey: null, number: null, orderId: null, orderNumber: null, customerId: null, subscriptionId: null, status: null, isArchived: null, buyerIdno: null, buyerEmail: null, createdAt: null, issuedAt: { from: null, to: null }, dueOn: null, paidAt: null, refundedAt: null, amount: null }, { issuedAt: {} }],
    ['customers', 'CustomerFilter', { id: null, isIndividual: null, idno: null, email: null, preferredLanguage: null, createdAt: null }, {}],
    ['subscriptions', 'SubscriptionFilter', { id: null, customerId: null, tariffAlias: null, status: null, startsAt: null, nextInvoiceAt: null, createdAt: null }, {}],
    ['payments', 'PaymentFilter', { id: null, invoiceId: null, method: null, transactionId: null, status: null, createdAt: null, amount: null }, {}],
  ])('of %s is the same for nulls as for nothing', async (field, type, filter, left) => {
    const bare = await asked(field, '', {});
    expect(await asked(field, `filter: ${type}, search: String`, { filter: null, search: null })).toEqual(bare);
    expect(await asked(field, `filter: ${type}`, { filter })).toEqual([{ ...(bare as readonly object[])[0], filter: left }]);
  });
});

describe('a filter that cannot be used', () => {
  const many = times(101, (n) => `${n}`);
  it.each([
    ['invoices', 'filter: { id: [] }', 'INVALID_INPUT', 'filter.id'],
    ['invoices', 'filter: { status: [] }', 'INVALID_INPUT', 'filter.status'],
    ['invoices', 'filter: { orderId: [] }', 'INVALID_INPUT', 'filter.orderId'],
    ['invoices', 'filter: { number: [] }', 'INVALID_INPUT', 'filter.number'],
    ['invoices', `filter: { number: ${JSON.stringify(many)} }`, 'INVALID_INPUT', 'filter.number'],
    ['invoices', `filter: { orderId: [${many.join(', ')}] }`, 'INVALID_INPUT', 'filter.orderId'],
    ['invoices', `filter: { id: ${JSON.stringify(many)} }`, 'INVALID_INPUT', 'filter.id'],
    ['invoices', 'filter: { status: [SENT, UNKNOWN] }', 'INVALID_INPUT', 'filter.status.1'],
    ['invoices', 'filter: { id: ["garbage"] }', 'INVALID_ID', 'filter.id.0'],
    ['invoices', `filter: { id: ["${invoice(1)}", "${customer(1)}"] }`, 'INVALID_ID', 'filter.id.1'],
    ['invoices', `filter: { customerId: ["${invoice(1)}"] }`, 'INVALID_ID', 'filter.customerId.0'],
    ['invoices', `filter: { subscriptionId: ["${customer(1)}"] }`, 'INVALID_ID', 'filter.subscriptionId.0'],
    ['invoices', 'filter: { number: ["a", ""] }', 'INVALID_INPUT', 'filter.number.1'],
    ['invoices', 'filter: { buyerEmail: ["a\\r\\nb"] }', 'INVALID_INPUT', 'filter.buyerEmail.0'],
    ['invoices', 'search: ""', 'INVALID_INPUT', 'search'],
    ['invoices', 'search: " "', 'INVALID_INPUT', 'search'],
    ['invoices', 'search: "a\\nb"', 'INVALID_INPUT', 'search'],
    ['invoices', 'search: "a\\u0000b"', 'INVALID_INPUT', 'search'],
    ['invoices', 'search: "a\\u202eb"', 'INVALID_INPUT', 'search'],
    ['invoices', `search: "${'a'.repeat(201)}"`, 'INVALID_INPUT', 'search'],
    ['customers', 'search: "\\u2066"', 'INVALID_INPUT', 'search'],
    ['customers', 'filter: { preferredLanguage: [] }', 'INVALID_INPUT', 'filter.preferredLanguage'],
    ['customers', `filter: { id: ["${payment(1)}"] }`, 'INVALID_ID', 'filter.id.0'],
    ['subscriptions', 'filter: { status: [UNKNOWN] }', 'INVALID_INPUT', 'filter.status.0'],
    ['subscriptions', `filter: { customerId: ["${subscription(1)}"] }`, 'INVALID_ID', 'filter.customerId.0'],
    ['payments', 'filter: { status: [UNKNOWN] }', 'INVALID_INPUT', 'filter.status.0'],
    ['payments', `filter: { invoiceId: ["${payment(1)}"] }`, 'INVALID_ID', 'filter.invoiceId.0'],
    ['tariffs', 'search: "\\u0085a"', 'INVALID_INPUT', 'search'],
    ['tariffs', 'filter: { alias: [] }', 'INVALID_INPUT', 'filter.alias'],
  ])('%s(%s): %s of %s, and nothing is sent', async (field, args, code, argument) => {
    const answer = await execute(createFakeUpstream(), `{ it: ${field}(${args}) { nodes { id } } }`);
    expect(answer.data).toEqual({ it: null });
    expect(refusalOf(answer)).toEqual({ code, argument, path: 'it' });
    expect(answer.calls).toEqual([]);
  });

  it.each([
    'filter: { amount: { from: 1.5 } }', 'filter: { amount: { from: 1 } }', 'filter: { amount: { from: "1e3" } }', 'filter: { amount: { from: "" } }', 'filter: { createdAt: { from: "2026-01-01" } }',
    'filter: { createdAt: { from: "2026-02-30T00:00:00Z" } }', 'filter: { dueOn: { from: "2026-02-30" } }', 'filter: { status: [sended] }', 'filter: { nope: 1 }', 'filter: { isArchived: "no" }', 'orderBy: { direction: ASC }',
  ])('invoices(%s) does not fit the schema', async (args) => {
    const answer = await execute(createFakeUpstream(), `{ invoices(${args}) { nodes { id } } }`);
    expect(answer.data).toBeUndefined();
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(answer.calls).toEqual([]);
  });

  it('takes lists and texts up to their limits', async () => {
    const answer = await execute(createFakeUpstream(), `{ invoices(search: "${'a'.repeat(200)}", filter: { orderId: [${many.slice(1).join(', ')}] }) { nodes { id } } }`);
    expect(dataOf(answer)).toEqual({ invoices: { nodes: [] } });
  });
});

describe('a filter inside a relation', () => {
  const upstream = () =>
    createFakeUpstream({
      customers: times(2, (n) => makeCustomer({ id: n })), invoices: times(4, (n) => makeInvoice({ id: n, customerId: ((n - 1) % 2) + 1 })), payments: times(4, (n) => makePayment({ id: n, invoiceId: n })),
    });

  it('on the parent itself is joined by AND', async () => {
    const answer = await execute(upstream(), `{ customers(orderBy: { field: UPSTREAM_ID, direction: ASC }) { nodes { invoices(filter: { customerId: ["${customer(2)}"] }) { totalCount nodes { upstreamId } } } } }`);
    expect(valueAt(answer, 'customers.nodes')).toEqual([{ invoices: { totalCount: 0, nodes: [] } }, { invoices: { totalCount: 2, nodes: [{ upstreamId: 4 }, { upstreamId: 2 }] } }]);
  });

  it('on the invoice of a payment is joined by AND', async () => {
    const answer = await execute(upstream(), `{ invoice(id: "${invoice(1)}") { payments(filter: { invoiceId: ["${invoice(2)}"] }) { nodes { upstreamId } } } customer(id: "${customer(1)}") { payments(filter: { invoiceId: ["${invoice(2)}", "${invoice(3)}"] }) { nodes { upstreamId } } } }`);
    expect(dataOf(answer)).toEqual({ invoice: { payments: { nodes: [] } }, customer: { payments: { nodes: [{ upstreamId: 3 }] } } });
  });
});
