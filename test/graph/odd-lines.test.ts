import { describe, expect, it } from 'vitest';

import { execute } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';
import { ok, reply } from '../upstream/kit/loopback.ts';
import { customerRow, invoiceRow, pageOf, subscriptionRow } from '../upstream/kit/rows.ts';
import { withClient } from '../upstream/kit/with-client.ts';

type Responder = Parameters<typeof withClient>[0];

/** An upstream whose second invoice and second subscription have lines that cannot be read. */
const rows: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  invoice: [invoiceRow({ id: 1, buyer_id: 5 }), invoiceRow({ id: 2, buyer_id: 5, items: { 1: { Name: 'x', UnitPrice: '1.00', Quantity: 1 } } }), invoiceRow({ id: 3, buyer_id: 6 })],
  subscription: [subscriptionRow({ id: 1 }), subscriptionRow({ id: 2, items: 'none' })],
  customer: [customerRow({ id: 5 }), customerRow({ id: 6 })],
};

const answerWith = (write: (json: string) => string): Responder => (request, response, index) => {
  const [verb, kind = ''] = request.url.split('/').slice(-2);
  const all = rows[kind] ?? [];
  const { filter, id } = request.json as { readonly filter?: Readonly<Record<string, number | readonly number[]>>; readonly id?: number };
  const passing = all.filter((row) => Object.entries(filter ?? {}).every(([name, value]) => [value].flat().includes(row[name] as number)));
  reply(200, write(JSON.stringify({ status: 'OK', data: verb === 'get' ? all.find((row) => row.id === id) : pageOf(...passing) })))(request, response, index);
};

const FORMS: readonly (readonly [string, (json: string) => string])[] = [['as it is written', (json) => json], ['with white space', (json) => `${json}\n`]];

/** The graph over the client, as it reads that upstream. */
const graphOver = async (write: (json: string) => string): Promise<FakeUpstream> => {
  const { client } = await withClient(answerWith(write));
  return {
    ...createFakeUpstream(),
    capabilities: (endpoint) => client.capabilities(endpoint),
    getInvoice: (scope, selector) => client.getInvoice(scope, selector),
    listInvoices: (scope, query) => client.listInvoices(scope, query),
    listSubscriptions: (scope, query) => client.listSubscriptions(scope, query),
    listCustomers: (scope, query) => client.listCustomers(scope, query),
  };
};

const faultAt = (endpoint: string, problem: string, ...path: readonly (string | number)[]): object => ({
  message: `e-Cont.md answered ${endpoint} with something else than its contract says: ${problem}.`, path, extensions: { code: 'UPSTREAM_PROTOCOL', retryable: true },
});
const OF_INVOICE = ['invoice.list', 'items.1.TotalPrice is missing'] as const;
const OF_SUBSCRIPTION = ['subscription.list', 'items is neither an object nor a list'] as const;

describe.each(FORMS)('lines that cannot be read, of a reply %s', (_form, write) => {
  it('fail nobody who does not ask for them', async () => {
    const answer = await execute(await graphOver(write), '{ invoices(first: 10) { totalCount nodes { upstreamId totals { gross { amount } } } } subscriptions(first: 10) { edges { node { upstreamId status } } } }');
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      invoices: { totalCount: 3, nodes: [1, 2, 3].map((upstreamId) => ({ upstreamId, totals: { gross: { amount: '554.30' } } })) },
      subscriptions: { edges: [1, 2].map((upstreamId) => ({ node: { upstreamId, status: 'ACTIVE' } })) },
    });
  });

  it('fail the list that was asked with them, as rows of a list are never null, and no other of the operation', async () => {
    const answer = await execute(await graphOver(write), `{
      odd: invoices(first: 10) { nodes { upstreamId lines { name } } }
      good: invoices(first: 10) { nodes { upstreamId status } }
      subscriptions(first: 10) { nodes { upstreamId lines { name } } }
      customers(first: 10) { nodes { upstreamId invoices(first: 10) { nodes { upstreamId lines { name } } } } }
    }`);
    expect(answer.errors).toHaveLength(3);
    expect(answer.errors).toEqual(expect.arrayContaining([
      faultAt(...OF_INVOICE, 'odd', 'nodes', 1, 'lines'),
      faultAt(...OF_SUBSCRIPTION, 'subscriptions', 'nodes', 1, 'lines'),
      faultAt(...OF_INVOICE, 'customers', 'nodes', 0, 'invoices', 'nodes', 1, 'lines'),
    ]));
    expect(answer.data).toEqual({
      odd: null,
      good: { nodes: [1, 2, 3].map((upstreamId) => ({ upstreamId, status: 'SENT' })) },
      subscriptions: null,
      customers: { nodes: [{ upstreamId: 5, invoices: null }, { upstreamId: 6, invoices: { nodes: [{ upstreamId: 3, lines: [{ name: 'Cablu' }] }] } }] },
    });
  });

  it('fail one object, and none of those beside it', async () => {
    const ids = Object.fromEntries([1, 2, 3].map((id) => [`i${id}`, globalIdOf('Invoice', id)]));
    const answer = await execute(await graphOver(write), `query ($i1: ID!, $i2: ID!, $i3: ID!) {
      first: invoice(id: $i1) { upstreamId lines { name } }
      second: invoice(id: $i2) { upstreamId lines { name } }
      third: invoice(id: $i3) { upstreamId lines { name } }
      whole: invoice(id: $i2) { upstreamId number }
    }`, ids);
    expect(answer.errors).toEqual([faultAt(...OF_INVOICE, 'second', 'lines')]);
    expect(answer.data).toEqual({
      first: { upstreamId: 1, lines: [{ name: 'Cablu' }] }, second: null, third: { upstreamId: 3, lines: [{ name: 'Cablu' }] }, whole: { upstreamId: 2, number: 'EC-17' },
    });
  });
});

it('a row without what it cannot do without fails its page', async () => {
  const { client } = await withClient(ok(pageOf(invoiceRow(), invoiceRow({ amount: null }))));
  const upstream: FakeUpstream = { ...createFakeUpstream(), listInvoices: (scope, query) => client.listInvoices(scope, query) };
  const answer = await execute(upstream, '{ invoices(first: 10) { nodes { upstreamId } } }');
  expect(answer.data).toEqual({ invoices: null });
  expect(answer.errors).toEqual([faultAt('invoice.list', 'records[1].amount is missing', 'invoices')]);
});
