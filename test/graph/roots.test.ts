import { describe, expect, it } from 'vitest';

import { decodeGlobalId, tariffAliasOf, upstreamIdOf } from '../../src/graphql/node/global-id.ts';
import { dataOf, refusalOf } from '../kit/assert-result.ts';
import { makeCustomer, makeInvoice, makePayment, makeSubscription, makeTariff, times } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import { globalIdOf, SEAL } from '../kit/ids.ts';

const full = (): FakeUpstream =>
  createFakeUpstream({
    invoices: times(3, (n) => makeInvoice({ id: n, number: `EC-${n}`, orderId: 70 + n })),
    customers: times(3, (n) => makeCustomer({ id: n, idno: `100000000000${n}` })),
    subscriptions: times(3, (n) => makeSubscription({ id: n })),
    payments: times(3, (n) => makePayment({ id: n })),
    tariffs: times(3, (n) => makeTariff({ alias: `t${n}` })),
  });
const NOTHING = 'There is no such';

describe('ids', () => {
  const context = { seal: SEAL };

  it('are read in the one spelling that is written', () => {
    const id = globalIdOf('Invoice', 42);
    expect(id).toMatch(/^SW52b2ljZTo0M[\w-]{11}$/);
    expect(decodeGlobalId(id, context)).toEqual({ typename: 'Invoice', id: '42' });
    expect(upstreamIdOf(context, 'Invoice', id)).toBe(42);
    expect(tariffAliasOf(context, globalIdOf('Tariff', 'a:b'))).toBe('a:b');
    expect(tariffAliasOf(context, globalIdOf('Tariff', 'тариф 💥'))).toBe('тариф 💥');
  });

  it.each(['', 'SW52b2ljZTo0Mg', `${globalIdOf('Invoice', 42)}==`, `${globalIdOf('Invoice', 42)}\n`, '42', '💥', 'SW52b2ljZTo', globalIdOf('Department', 1), 'a'.repeat(300), globalIdOf('Tariff', 'x'.repeat(300))])('%j is none', (id) => {
    expect(decodeGlobalId(id, context)).toEqual({ typename: '', id: '' });
    expect(upstreamIdOf(context, 'Invoice', id)).toBeNull();
    expect(tariffAliasOf(context, id)).toBeNull();
  });

  it.each(['0', '-1', '01', '1.5', '1e3', '9007199254740992', ' 1', '+1'])('an invoice number of %j is none', (id) => {
    expect(upstreamIdOf(context, 'Invoice', globalIdOf('Invoice', id))).toBeNull();
  });
});

const SINGLES = [
  { field: 'invoice', type: 'Invoice', key: 2, get: 'invoice.get' },
  { field: 'customer', type: 'Customer', key: 2, get: 'customer.get' },
  { field: 'subscription', type: 'Subscription', key: 2, get: 'subscription.get' },
  { field: 'payment', type: 'Payment', key: 2, get: 'payment.get' },
  { field: 'tariff', type: 'Tariff', key: 't2', get: 'tariff.get' },
] as const;

describe.each(SINGLES)('$field(id:)', ({ field, type, key, get }) => {
  const document = `query ($id: ID!) { it: ${field}(id: $id) { id } }`;
  const read = (upstream: FakeUpstream, id: string) => execute(upstream, document, { id });

  it('reads the object in one call', async () => {
    const id = globalIdOf(type, key);
    const answer = await read(full(), id);
    expect(dataOf(answer)).toEqual({ it: { id } });
    expect(answer.counted).toEqual({ [get]: 1 });
  });

  it('answers NOT_FOUND for one that is missing', async () => {
    const answer = await read(full(), globalIdOf(type, type === 'Tariff' ? 'none' : 99));
    expect(answer.data).toEqual({ it: null });
    expect(answer.errors).toEqual([{ message: `${NOTHING} ${field}.`, path: ['it'], extensions: { code: 'NOT_FOUND' } }]);
  });

  it.each(['garbage', '', globalIdOf('Invoice', '0'), globalIdOf(type === 'Invoice' ? 'Customer' : 'Invoice', 2), globalIdOf('Department', 2)])('answers the same for %j, without a call', async (id) => {
    const answer = await read(full(), id);
    expect(answer.data).toEqual({ it: null });
    expect(answer.errors).toEqual([{ message: `${NOTHING} ${field}.`, path: ['it'], extensions: { code: 'NOT_FOUND' } }]);
    expect(answer.calls).toEqual([]);
  });

  it('through node answers the same object and the same failure', async () => {
    const id = globalIdOf(type, key);
    const answer = await execute(full(), `query ($id: ID!) { node(id: $id) { __typename id } again: node(id: $id) { ... on ${type} { id } } it: ${field}(id: $id) { id } }`, { id });
    expect(dataOf(answer)).toEqual({ node: { __typename: type, id }, again: { id }, it: { id } });
    expect(answer.counted).toEqual({ [get]: 1 });
    expect(refusalOf(await execute(full(), 'query ($id: ID!) { node(id: $id) { id } }', { id: globalIdOf(type, '999') }))).toEqual({ code: 'NOT_FOUND', argument: undefined, path: 'node' });
  });
});

describe('other keys', () => {
  it.each([
    ['invoice(number: "EC-2") { upstreamId }', { upstreamId: 2 }],
    ['invoice(publicKey: "00000000000000000000000000000002") { upstreamId }', { upstreamId: 2 }],
    ['invoice(orderId: 72) { upstreamId }', { upstreamId: 2 }],
    ['invoice(id: null, number: "EC-3", orderId: null) { upstreamId }', { upstreamId: 3 }],
    ['customer(idno: "1000000000002") { upstreamId }', { upstreamId: 2 }],
    ['tariff(alias: "t2") { alias }', { alias: 't2' }],
  ])('%s', async (field, expected) => {
    const answer = await execute(full(), `{ it: ${field} }`);
    expect(dataOf(answer)).toEqual({ it: expected });
    expect(answer.calls).toHaveLength(1);
  });

  it.each([
    ['invoice(number: "EC-9") { id }', 1], ['invoice(orderId: 9) { id }', 1], ['invoice(orderId: 0) { id }', 0], ['invoice(orderId: -1) { id }', 0],
    ['customer(idno: "9") { id }', 1], ['tariff(alias: "t9") { id }', 1],
  ])('%s answers NOT_FOUND', async (field, calls) => {
    const answer = await execute(full(), `{ it: ${field} }`);
    expect(refusalOf(answer)).toEqual({ code: 'NOT_FOUND', argument: undefined, path: 'it' });
    expect(answer.calls).toHaveLength(calls);
  });

  it.each([
    ['invoice { id }', 'id'], ['invoice(id: null) { id }', 'id'], ['invoice(number: "a", orderId: 1) { id }', 'id'], ['invoice(number: "") { id }', 'number'],
    ['invoice(publicKey: "a\\nb") { id }', 'publicKey'], ['customer { id }', 'id'], ['customer(id: "x", idno: "1") { id }', 'id'], ['customer(idno: "1\\u202e") { id }', 'idno'],
    ['tariff { id }', 'id'], ['tariff(id: "x", alias: "y") { id }', 'id'], ['tariff(alias: " ") { id }', 'alias'],
  ])('%s is refused without a call', async (field, argument) => {
    const answer = await execute(full(), `{ it: ${field} }`);
    expect(answer.data).toEqual({ it: null });
    expect(refusalOf(answer)).toEqual({ code: 'INVALID_INPUT', argument, path: 'it' });
    expect(answer.calls).toEqual([]);
  });
});

describe('nodes', () => {
  it('answers each in its place, and each failure in its own', async () => {
    const ids = [globalIdOf('Payment', 1), 'garbage', globalIdOf('Invoice', 2), globalIdOf('Invoice', 99), globalIdOf('Tariff', 't1'), globalIdOf('Invoice', 2)];
    const answer = await execute(full(), 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    expect(answer.data).toEqual({
      nodes: [{ __typename: 'Payment', id: ids[0] }, null, { __typename: 'Invoice', id: ids[2] }, null, { __typename: 'Tariff', id: ids[4] }, { __typename: 'Invoice', id: ids[5] }],
    });
    expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['nodes', 1], 'NOT_FOUND'], [['nodes', 3], 'NOT_FOUND']]);
    expect(answer.counted).toEqual({ 'payment.get': 1, 'invoice.list': 1, 'tariff.get': 1 });
  });

  it('shares its reading with node, fields, aliases and fragments', async () => {
    const [a, b] = [globalIdOf('Invoice', 1), globalIdOf('Invoice', 2)];
    const answer = await execute(
      full(),
      `query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b, $a]) { id ...F } node(id: $b) { id } one: invoice(id: $a) { ...F } two: invoice(id: $a) { number } }
       fragment F on Invoice { number }`,
      { a, b },
    );
    expect(dataOf(answer)).toEqual({ nodes: [{ id: a, number: 'EC-1' }, { id: b, number: 'EC-2' }, { id: a, number: 'EC-1' }], node: { id: b }, one: { number: 'EC-1' }, two: { number: 'EC-1' } });
    expect(answer.counted).toEqual({ 'invoice.list': 1 });
  });

  it('takes 0 to 100 ids', async () => {
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(dataOf(await execute(full(), document, { ids: [] }))).toEqual({ nodes: [] });
    expect((await execute(full(), document, { ids: times(100, () => 'x') })).errors).toHaveLength(100);
    const answer = await execute(full(), document, { ids: times(101, (n) => globalIdOf('Invoice', n)) });
    expect(answer.data).toEqual({ nodes: null });
    expect(refusalOf(answer)).toEqual({ code: 'INVALID_INPUT', argument: 'ids', path: 'nodes' });
    expect(answer.calls).toEqual([]);
  });
});

describe('every list', () => {
  it.each(['invoices', 'customers', 'subscriptions', 'payments'] as const)('%s: newest first, one call', async (field) => {
    const answer = await execute(full(), `{ it: ${field}(first: 2) { totalCount nodes { upstreamId } edges { node { upstreamId } } pageInfo { hasNextPage hasPreviousPage } } }`);
    expect(dataOf(answer)).toEqual({
      it: { totalCount: 3, nodes: [{ upstreamId: 3 }, { upstreamId: 2 }], edges: [{ node: { upstreamId: 3 } }, { node: { upstreamId: 2 } }], pageInfo: { hasNextPage: true, hasPreviousPage: false } },
    });
    expect(answer.calls).toHaveLength(1);
  });

  it('tariffs: in the upstream’s order, sifted here', async () => {
    const answer = await execute(full(), '{ a: tariffs(first: 2) { totalCount nodes { alias } } b: tariffs(filter: { alias: ["t3", "no"] }) { nodes { alias } } c: tariffs(filter: { isVisible: false }) { totalCount nodes { alias } } }');
    expect(dataOf(answer)).toEqual({ a: { totalCount: 3, nodes: [{ alias: 't1' }, { alias: 't2' }] }, b: { nodes: [{ alias: 't3' }] }, c: { totalCount: 0, nodes: [] } });
    expect(answer.counted).toEqual({ 'tariff.list': 1 });
  });

  it.each(['invoices', 'customers', 'subscriptions', 'payments', 'tariffs'])('%s that fails is null, beside what went well', async (field) => {
    const upstream = full();
    const endpoint = `${field.slice(0, -1)}.list` as 'invoice.list';
    upstream.fail(endpoint, upstreamError('rateLimited', { endpoint, message: 'prea multe', retryAfterMs: 1500 }));
    const answer = await execute(upstream, `{ it: ${field} { nodes { id } } department { upstreamId } }`);
    expect(answer.data).toEqual({ it: null, department: { upstreamId: 2 } });
    expect(answer.errors).toEqual([{ message: 'prea multe', path: ['it'], extensions: { code: 'UPSTREAM_RATE_LIMITED', retryable: true, retryAfterSeconds: 2 } }]);
  });
});
