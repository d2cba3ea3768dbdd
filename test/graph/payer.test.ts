import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { SCOPES } from '../../src/domain/scopes.ts';
import type { Caller } from '../../src/graphql/caller.ts';
import { limited } from '../../src/graphql/caller.ts';
import { schema } from '../../src/graphql/schema.ts';
import { forPayer } from '../../src/loaders/for-payer.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf as idOf } from '../kit/ids.ts';

let graph: GraphOverSandbox;
/** The payer, and somebody else: both with invoices, payments and subscriptions. */
let own: number;
let other: number;
let payer: Caller;
beforeAll(async () => {
  graph = await startGraphOverSandbox({ invoices: 300 });
  const { data } = await graph.run('{ customers(first: 20) { nodes { upstreamId invoices { totalCount } } } }');
  const customers = (data as { readonly customers: { readonly nodes: readonly { readonly upstreamId: number; readonly invoices: { readonly totalCount: number } }[] } }).customers.nodes;
  const [first, second] = [...customers].sort((a, b) => b.invoices.totalCount - a.invoices.totalCount);
  [own, other] = [first!.upstreamId, second!.upstreamId];
  for (const customer_id of [own, other]) {
    graph.sandbox.state.insertSubscription({ customer_id, status: 'active' });
    const invoice = graph.sandbox.state.insertInvoice({ buyer_id: customer_id, status: 'part', amount: '100.00', amount_paid: '10.00' });
    graph.sandbox.state.insertPayment({ invoice_id: invoice.id, amount: '10.00' });
  }
  // Whatever scopes a key has, a payer's are these at most.
  payer = { name: 'payer', scopes: new Set(SCOPES), payerOf: own };
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.calls.clear());

const ask = (document: string, variables: Readonly<Record<string, unknown>> = {}) => graph.run(document, variables, { caller: payer });
const firstOf = (customerId: number) => {
  const invoice = graph.sandbox.state.invoices.find((row) => row.buyer_id === customerId)[0]!;
  const payment = graph.sandbox.state.payments.find((row) => graph.sandbox.state.invoices.get(row.invoice_id)?.buyer_id === customerId)[0]!;
  const subscription = graph.sandbox.state.subscriptions.find((row) => row.customer_id === customerId)[0]!;
  return { invoice, payment, subscription };
};
const everybodys = (endpoint: 'invoices' | 'subscriptions') =>
  endpoint === 'invoices' ? graph.sandbox.state.invoices.find((row) => row.buyer_id === own) : graph.sandbox.state.subscriptions.find((row) => row.customer_id === own);

/** What is someone else's answers like what is not there: the same reply, but for the id that was asked for. */
const expectAsMissing = async (document: string, foreign: Readonly<Record<string, unknown>>, missing: Readonly<Record<string, unknown>>): Promise<void> => {
  const [one, none] = [await ask(document, foreign), await ask(document, missing)];
  expect([one.data, one.errors]).toEqual([none.data, none.errors]);
  expect(one.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
};

/** Every root query, and how it treats a payer. */
const CASES: Readonly<Record<string, () => Promise<void>>> = {
  async invoice() {
    const document = 'query ($id: ID!) { invoice(id: $id) { upstreamId customer { upstreamId } } }';
    expect((await ask(document, { id: idOf('Invoice', firstOf(own).invoice.id) })).data).toEqual({ invoice: { upstreamId: firstOf(own).invoice.id, customer: { upstreamId: own } } });
    await expectAsMissing(document, { id: idOf('Invoice', firstOf(other).invoice.id) }, { id: idOf('Invoice', 999_999) });
  },
  async invoices() {
    const { data, errors } = await ask('{ invoices(first: 100) { totalCount nodes { customer { upstreamId } payments { nodes { invoice { customer { upstreamId } } } } } } }');
    expect(errors).toEqual([]);
    const { totalCount, nodes } = (data as { readonly invoices: { readonly totalCount: number; readonly nodes: readonly { readonly customer: { readonly upstreamId: number } }[] } }).invoices;
    expect(totalCount).toBe(everybodys('invoices').length);
    expect(new Set(nodes.map(({ customer }) => customer.upstreamId))).toEqual(new Set([own]));
    expect((await ask('query ($id: [ID!]) { invoices(filter: { customerId: $id }) { totalCount nodes { id } } }', { id: [idOf('Customer', other)] })).data).toEqual({ invoices: { totalCount: 0, nodes: [] } });
    expect((await ask('query ($id: [ID!]) { invoices(filter: { id: $id }) { totalCount nodes { id } } }', { id: [idOf('Invoice', firstOf(other).invoice.id)] })).data).toEqual({ invoices: { totalCount: 0, nodes: [] } });
  },
  async customer() {
    const document = 'query ($id: ID!) { customer(id: $id) { upstreamId balance { due { amount } } } }';
    expect((await ask(document, { id: idOf('Customer', own) })).data).toMatchObject({ customer: { upstreamId: own } });
    await expectAsMissing(document, { id: idOf('Customer', other) }, { id: idOf('Customer', 999_999) });
  },
  async customers() {
    expect((await ask('{ customers(first: 100) { totalCount nodes { upstreamId } } }')).data).toEqual({ customers: { totalCount: 1, nodes: [{ upstreamId: own }] } });
    expect((await ask('query ($id: [ID!]) { customers(filter: { id: $id }) { totalCount nodes { upstreamId } } }', { id: [idOf('Customer', other)] })).data).toEqual({ customers: { totalCount: 0, nodes: [] } });
  },
  async subscription() {
    const document = 'query ($id: ID!) { subscription(id: $id) { upstreamId } }';
    expect((await ask(document, { id: idOf('Subscription', firstOf(own).subscription.id) })).data).toEqual({ subscription: { upstreamId: firstOf(own).subscription.id } });
    await expectAsMissing(document, { id: idOf('Subscription', firstOf(other).subscription.id) }, { id: idOf('Subscription', 999_999) });
  },
  async subscriptions() {
    const { data } = await ask('{ subscriptions(first: 100) { totalCount nodes { customer { upstreamId } } } }');
    const mine = everybodys('subscriptions').length;
    expect(data).toEqual({ subscriptions: { totalCount: mine, nodes: Array.from({ length: mine }, () => ({ customer: { upstreamId: own } })) } });
    expect((await ask('query ($id: [ID!]) { subscriptions(filter: { customerId: $id }) { totalCount nodes { id } } }', { id: [idOf('Customer', other)] })).data).toEqual({ subscriptions: { totalCount: 0, nodes: [] } });
  },
  async payment() {
    const document = 'query ($id: ID!) { payment(id: $id) { upstreamId } }';
    expect((await ask(document, { id: idOf('Payment', firstOf(own).payment.id) })).data).toEqual({ payment: { upstreamId: firstOf(own).payment.id } });
    await expectAsMissing(document, { id: idOf('Payment', firstOf(other).payment.id) }, { id: idOf('Payment', 999_999) });
  },
  async payments() {
    const { data, errors } = await ask('{ payments(first: 100) { totalCount nodes { invoice { customer { upstreamId } } } } }');
    expect(errors).toEqual([]);
    const mine = graph.sandbox.state.payments.find((row) => graph.sandbox.state.invoices.get(row.invoice_id)?.buyer_id === own).length;
    expect(data).toEqual({ payments: { totalCount: mine, nodes: Array.from({ length: Math.min(mine, 100) }, () => ({ invoice: { customer: { upstreamId: own } } })) } });
    for (const filter of [{ invoiceId: [idOf('Invoice', firstOf(other).invoice.id)] }, { id: [idOf('Payment', firstOf(other).payment.id)] }]) {
      expect((await ask('query ($f: PaymentFilter) { payments(filter: $f) { totalCount nodes { id } } }', { f: filter })).data).toEqual({ payments: { totalCount: 0, nodes: [] } });
    }
  },
  async node() {
    for (const [type, row] of [['Invoice', 'invoice'], ['Payment', 'payment'], ['Subscription', 'subscription']] as const) {
      const document = 'query ($id: ID!) { node(id: $id) { __typename } }';
      expect((await ask(document, { id: idOf(type, firstOf(own)[row].id) })).data).toEqual({ node: { __typename: type } });
      await expectAsMissing(document, { id: idOf(type, firstOf(other)[row].id) }, { id: idOf(type, 999_999) });
    }
    await expectAsMissing('query ($id: ID!) { node(id: $id) { __typename } }', { id: idOf('Customer', other) }, { id: idOf('Customer', 999_999) });
  },
  async nodes() {
    const { data } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', { ids: [idOf('Invoice', firstOf(own).invoice.id), idOf('Invoice', firstOf(other).invoice.id), idOf('Customer', other)] });
    expect(data).toEqual({ nodes: [{ __typename: 'Invoice' }, null, null] });
  },
  // What is on offer, and what it has. A tariff that others have is hidden.
  async tariff() {
    const document = 'query ($alias: String!) { tariff(alias: $alias) { alias } }';
    expect((await ask(document, { alias: 'start' })).data).toEqual({ tariff: { alias: 'start' } });
    await expectAsMissing(document, { alias: 'legacy' }, { alias: 'nothing' });
    expect([(await ask(document, { alias: 'legacy' })).calls, (await ask(document, { alias: 'nothing' })).calls]).toEqual([['subscription.list', 'tariff.get'], ['subscription.list', 'tariff.get']]);
    await expectAsMissing('query ($id: ID!) { node(id: $id) { id } }', { id: idOf('Tariff', 'legacy') }, { id: idOf('Tariff', 'nothing') });
  },
  async tariffs() {
    const document = '{ tariffs { totalCount nodes { alias } } }';
    const aliases = ['start', 'business', 'pro', 'business-year'].map((alias) => ({ alias }));
    expect((await ask(document)).data).toEqual({ tariffs: { totalCount: 4, nodes: aliases } });
    const { id } = graph.sandbox.state.insertSubscription({ customer_id: other, status: 'active', tariff_alias: 'legacy' });
    const caller = { ...payer, payerOf: other };
    expect((await graph.run(document, {}, { caller })).data).toEqual({ tariffs: { totalCount: 5, nodes: [...aliases, { alias: 'legacy' }] } });
    const { data } = await graph.run('query ($id: ID!) { subscription(id: $id) { tariff { alias } } tariff(alias: "legacy") { alias } }', { id: idOf('Subscription', id) }, { caller });
    expect(data).toEqual({ subscription: { tariff: { alias: 'legacy' } }, tariff: { alias: 'legacy' } });
    expect((await ask(document)).data).toEqual({ tariffs: { totalCount: 4, nodes: aliases } });
  },
  // The seller's bank account is for its payers too; its account with e-Cont.md is not.
  async department() {
    expect((await ask('{ department { currency bankAccount { iban } } }')).errors).toEqual([]);
    const { data, errors } = await ask('{ department { account { __typename } } }');
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([{ department: null }, ['FORBIDDEN']]);
  },
  invoiceIssueJob: () => expectForbidden('{ it: invoiceIssueJob(idempotencyKey: "k") { id } }'),
  mutationOutcome: () => expectForbidden('{ it: mutationOutcome(idempotencyKey: "k") { state } }'),
  mutationOutcomes: () => expectForbidden('{ it: mutationOutcomes { totalCount } }'),
  auditLog: () => expectForbidden('{ it: auditLog { totalCount } }'),
};

const expectForbidden = async (document: string): Promise<void> => {
  const { data, errors, calls } = await ask(document);
  expect([data, errors.map(({ extensions }) => extensions.code), calls]).toEqual([{ it: null }, ['FORBIDDEN'], []]);
};

describe('a payer', () => {
  it.each(Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => name !== 'rateLimit'))('sees what is its own alone through %s', async (name) => {
    const check = CASES[name];
    if (check === undefined) throw new Error(`say here what ${name} shows to a payer`);
    await check();
  });

  it('sees its balance as the seller sees it', async () => {
    const document = 'query ($id: ID!) { customer(id: $id) { balance { due { amount } } } }';
    const variables = { id: idOf('Customer', own) };
    expect((await ask(document, variables)).data).toEqual((await graph.run(document, variables)).data);
  });

  it('holds no scope to write, to settle or to audit, whatever its key says', () => {
    expect([...limited(payer).scopes]).toEqual(['invoices:read', 'customers:read', 'subscriptions:read', 'payments:read', 'catalog:read']);
    expect([...limited({ ...payer, scopes: new Set(['payments:read', 'payments:write'] as const) }).scopes]).toEqual(['payments:read']);
  });
});

describe('the upstream of a payer', () => {
  const scope = { language: 'ro' } as const;
  const everything = { filter: {}, sort: [], start: 0, length: 100 } as const;

  it('shows nothing at all where the upstream ignores the customer', async () => {
    const { customers, invoices } = graph.sandbox.state;
    expect([customers.find(() => true).length > 1, invoices.find(() => true).length > 1]).toEqual([true, true]);
    // Every list as if no filter had been given.
    const careless: UpstreamClient = {
      ...graph.upstream,
      listInvoices: (terms) => graph.upstream.listInvoices(terms, everything),
      listCustomers: (terms) => graph.upstream.listCustomers(terms, everything),
      listSubscriptions: (terms) => graph.upstream.listSubscriptions(terms, everything),
    };
    const narrow = forPayer(careless, own);
    for (const read of [() => narrow.listInvoices(scope, everything), () => narrow.listCustomers(scope, { ...everything, filter: { search: 'a' } }), () => narrow.listSubscriptions(scope, everything)]) {
      await expect(read()).rejects.toMatchObject({ kind: 'protocol' });
    }
  });

  it('writes nothing, and opens no document of another', async () => {
    const narrow = forPayer(graph.upstream, own);
    const calls = graph.sandbox.calls.count();
    expect(() => narrow.setInvoice(scope, 1, { isArchived: true })).toThrow('a payer writes nothing');
    expect(graph.sandbox.calls.count()).toBe(calls);
    await expect(narrow.openInvoicePdf(scope, { id: firstOf(other).invoice.id })).rejects.toMatchObject({ kind: 'notFound' });
  });
});
