import { describe, expect, it } from 'vitest';

import { SCOPES } from '../../src/domain/scopes.ts';
import type { Caller } from '../../src/graphql/caller.ts';
import { makeCustomer, makeInvoice, makePayment, makeSubscription, makeTariff, times } from '../kit/domain-rows.ts';
import type { Executed } from '../kit/execute.ts';
import { execute } from '../kit/execute.ts';
import type { Batching, FakeOptions, FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';

const OWN = 7;
const PAYER: Caller = { name: 'payer', scopes: new Set(SCOPES), payerOf: OWN };

/** Ten customers with thirty invoices each, a payment for each invoice and two subscriptions for each customer. */
const office = (options: FakeOptions = {}): FakeUpstream =>
  createFakeUpstream({
    invoices: times(300, (n) => makeInvoice({ id: n, customerId: ((n - 1) % 10) + 1, subscriptionId: ((n - 1) % 20) + 1 })),
    customers: times(10, (n) => makeCustomer({ id: n })),
    subscriptions: times(20, (n) => makeSubscription({ id: n, customerId: ((n - 1) % 10) + 1, tariffAlias: 'a', lastInvoiceId: n })),
    payments: times(300, (n) => makePayment({ id: n, invoiceId: n })),
    tariffs: [makeTariff({ alias: 'a' })],
    ...options,
  });

const BY_IDS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
/** Of each type that many objects, the payer's own among them. */
const idsOf = (...types: readonly [string, number][]): readonly string[] => types.flatMap(([type, count]) => times(count, (n) => globalIdOf(type, n)));
const BY_LISTS = `{
  customers { totalCount nodes { id } }
  subscriptions { totalCount nodes { id lastInvoice { id } customer { id } } }
  payments(first: 40) { totalCount nodes { id invoice { id customer { id } } } }
  invoices(first: 40) { totalCount nodes { id customer { id balance { openInvoiceCount } } subscription { id } payments { nodes { id } } } }
}`;

const told = ({ data, errors }: Executed) => ({ data, errors: errors.map(({ path, extensions: { code } }) => [path?.join('.'), code]) });

/** What the payer sees of those: its own in their places, `null` for what is another's. */
const seen = (types: readonly [string, number][]) =>
  types.flatMap(([type, count]) => times(count, (n) => ((n - 1) % 10) + 1 === OWN ? { __typename: type, id: globalIdOf(type, n) } : null));

const TYPES: readonly [string, number][] = [['Invoice', 40], ['Payment', 30], ['Customer', 10], ['Subscription', 20]];

describe.each<Batching>(['yes', 'table', 'refused', 'ignored'])('a payer over an upstream that takes lists of ids: %s', (batching) => {
  it.each([100, 3])('sees its own by ids, and the rest as missing, in pages of %i', async (pageCap) => {
    const upstream = office({ batchById: batching, batchByRelation: batching, pageCap });
    const answer = told(await execute(upstream, BY_IDS, { ids: idsOf(...TYPES) }, { caller: PAYER }));
    expect(answer.data).toEqual({ nodes: seen(TYPES) });
    expect(new Set(answer.errors.map(([, code]) => code))).toEqual(new Set(['NOT_FOUND']));
  });

  it.each(TYPES)('sees its own %s among others', async (type, count) => {
    const upstream = office({ batchById: batching, batchByRelation: batching });
    expect(told(await execute(upstream, BY_IDS, { ids: idsOf([type, count]) }, { caller: PAYER })).data).toEqual({ nodes: seen([[type, count]]) });
  });

  it.each([100, 3])('sees the same lists, in pages of %i', async (pageCap) => {
    const upstream = office({ batchById: batching, batchByRelation: batching, pageCap });
    const answer = told(await execute(upstream, BY_LISTS, {}, { caller: PAYER }));
    expect(answer.errors).toEqual([]);
    expect(answer).toEqual(told(await execute(office(), BY_LISTS, {}, { caller: PAYER })));
    expect(answer.data).toMatchObject({ customers: { totalCount: 1 }, subscriptions: { totalCount: 2 }, payments: { totalCount: 30 }, invoices: { totalCount: 30 } });
  });
});

describe('a payer', () => {
  it('costs one call for its lists, but for payments: there its invoices are read, to know whose they are', async () => {
    const counts = async (document: string) => (await execute(office(), document, {}, { caller: PAYER })).counted;
    expect(await counts('{ customers { totalCount nodes { id } } }')).toEqual({ 'customer.get': 1 });
    expect(await counts('{ subscriptions { totalCount nodes { id customer { id } } } }')).toEqual({ 'subscription.list': 1, 'customer.get': 1 });
    expect(await counts('{ invoices { totalCount nodes { id customer { id } payments { nodes { id } } } } }')).toEqual({ 'invoice.list': 1, 'customer.get': 1, 'payment.list': 1 });
    expect(await counts('{ payments { totalCount nodes { id invoice { id } } } }')).toEqual({ 'invoice.list': 1, 'payment.list': 1 });
  });

  it('learns by the calls whether a payment exists that is another’s, and nothing else', async () => {
    const upstream = office();
    const one = async (type: string, id: number) => (await execute(upstream, 'query ($id: ID!) { node(id: $id) { id } }', { id: globalIdOf(type, id) }, { caller: PAYER })).counted;
    for (const [type, endpoint] of [['Invoice', 'invoice.get'], ['Customer', 'customer.get'], ['Subscription', 'subscription.get']] as const) {
      expect([await one(type, 8), await one(type, 999)]).toEqual([{ [endpoint]: 1 }, { [endpoint]: 1 }]);
    }
    expect([await one('Payment', 8), await one('Payment', 999)]).toEqual([{ 'payment.get': 1, 'invoice.get': 1 }, { 'payment.get': 1 }]);
  });
});
