import { describe, expect, it } from 'vitest';

import { alignByKey } from '../../src/loaders/align.ts';
import { canonicalKey } from '../../src/domain/canonical-key.ts';
import { chunk } from '../../src/loaders/chunk.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { makeCustomer, makeInvoice, makePayment, makeSubscription, makeTariff, times } from '../kit/domain-rows.ts';
import type { Batching } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';

const customers = (count: number) => times(count, (n) => makeCustomer({ id: n }));
const ids = (rows: readonly ({ readonly id: number } | Error | null)[]): (number | string | null)[] => rows.map((row) => (row instanceof Error ? row.message : (row?.id ?? null)));

describe('alignByKey', () => {
  it('goes by key, not by position; leaves out strangers and answers null for what is missing', () => {
    const rows = [{ id: 3 }, { id: 1 }, { id: 9 }];
    expect(alignByKey([1, 2, 3, 1], rows, ({ id }) => id)).toEqual([{ id: 1 }, null, { id: 3 }, { id: 1 }]);
    expect(alignByKey([], rows, ({ id }) => id)).toEqual([]);
  });
});

describe('chunk', () => {
  it.each([[0, []], [1, [1]], [3, [3]], [4, [3, 1]], [7, [3, 3, 1]]])('%i by 3', (count, sizes) => {
    expect(chunk(times(count, (n) => n), 3).map(({ length }) => length)).toEqual(sizes);
    expect(chunk(times(count, (n) => n), 3).flat()).toEqual(times(count, (n) => n));
  });
});

describe('canonicalKey', () => {
  it('is the same for the same value, and differs for another', () => {
    expect(canonicalKey({ b: 1, a: { d: [1, 2], c: undefined } })).toBe(canonicalKey({ a: { d: [1, 2] }, b: 1 }));
    expect(canonicalKey({ a: [1, 2] })).not.toBe(canonicalKey({ a: [2, 1] }));
    expect(canonicalKey({ a: 1 })).not.toBe(canonicalKey({ a: '1' }));
    expect(canonicalKey({ a: null })).not.toBe(canonicalKey({}));
  });
});

describe('objects by id', () => {
  it('one id is one get', async () => {
    const upstream = createFakeUpstream({ customers: customers(3) });
    expect(await createLoaders(upstream, { language: 'ro' }).customerById.load(2)).toEqual(makeCustomer({ id: 2 }));
    expect(upstream.calls).toEqual([{ endpoint: 'customer.get', query: { id: 2 } }]);
  });

  it('a missing one is null, not an error', async () => {
    const upstream = createFakeUpstream({ customers: customers(3) });
    expect(ids(await createLoaders(upstream, { language: 'ro' }).customerById.loadMany([3, 99, 1]))).toEqual([3, null, 1]);
    expect(await createLoaders(upstream, { language: 'ro' }).customerById.load(99)).toBeNull();
  });

  it.each([[2, 1], [100, 1], [101, 2], [250, 3]])('%i ids are %i list calls', async (count, calls) => {
    const upstream = createFakeUpstream({ customers: customers(300) });
    const asked = times(count, (n) => 301 - n);
    expect(ids(await createLoaders(upstream, { language: 'ro' }).customerById.loadMany(asked))).toEqual(asked);
    expect(upstream.counted()).toEqual({ 'customer.list': calls });
  });

  it('101 ids are a list call and a list call of one: the last is not a get', async () => {
    const upstream = createFakeUpstream({ customers: customers(300) });
    await createLoaders(upstream, { language: 'ro' }).customerById.loadMany(times(101, (n) => n));
    expect(upstream.calls.map(({ query }) => (query as { readonly filter: { readonly ids: readonly number[] } }).filter.ids.length)).toEqual([100, 1]);
  });

  it('all come from an upstream whose pages are smaller than the batch', async () => {
    const upstream = createFakeUpstream({ customers: customers(120), pageCap: 30 });
    const asked = times(100, (n) => n);
    expect(ids(await createLoaders(upstream, { language: 'ro' }).customerById.loadMany(asked))).toEqual(asked);
    expect(upstream.counted()).toEqual({ 'customer.list': 4 });
  });

  it('the same id is read once a request, also after it came with a list', async () => {
    const upstream = createFakeUpstream({ customers: customers(3) });
    const loaders = createLoaders(upstream, { language: 'ro' });
    await loaders.customers({ filter: {}, sort: [{ field: 'id', direction: 'asc' }] }, { from: 'start', count: 2 });
    expect(ids(await loaders.customerById.loadMany([1, 2, 1]))).toEqual([1, 2, 1]);
    expect(upstream.counted()).toEqual({ 'customer.list': 1 });
    await Promise.all([loaders.customerById.load(3), loaders.customerById.load(3)]);
    expect(upstream.counted()).toEqual({ 'customer.list': 1, 'customer.get': 1 });
    loaders.forget();
    await loaders.customerById.load(1);
    expect(upstream.counted()).toEqual({ 'customer.list': 1, 'customer.get': 2 });
  });

  it('an object that was read by another key is known by its id', async () => {
    const upstream = createFakeUpstream({ invoices: [makeInvoice({ id: 5, number: 'EC-5' })], customers: customers(1) });
    const loaders = createLoaders(upstream, { language: 'ro' });
    await loaders.invoiceBySelector.load({ number: 'EC-5' });
    await loaders.customerBySelector.load({ idno: '1000000000001' });
    expect((await loaders.invoiceById.load(5))?.id).toBe(5);
    expect((await loaders.customerById.load(1))?.id).toBe(1);
    expect(upstream.counted()).toEqual({ 'invoice.get': 1, 'customer.get': 1 });
  });

  it('every kind is read through its own endpoints', async () => {
    const upstream = createFakeUpstream({
      invoices: times(2, (n) => makeInvoice({ id: n })), subscriptions: times(2, (n) => makeSubscription({ id: n })), payments: times(2, (n) => makePayment({ id: n })),
    });
    for (const asked of [[1], [1, 2]]) {
      const { invoiceById, subscriptionById, paymentById } = createLoaders(upstream, { language: 'ro' });
      for (const loader of [invoiceById, subscriptionById, paymentById]) expect(ids(await loader.loadMany(asked))).toEqual(asked);
    }
    expect(upstream.counted()).toEqual({ 'invoice.get': 1, 'subscription.get': 1, 'payment.get': 1, 'invoice.list': 1, 'subscription.list': 1, 'payment.list': 1 });
  });
});

describe.each<{ readonly batchById: Batching; readonly lists: number; readonly noted: number }>([
  { batchById: 'table', lists: 0, noted: 0 },
  { batchById: 'refused', lists: 1, noted: 1 },
  { batchById: 'ignored', lists: 1, noted: 1 },
])('an upstream that takes no lists of ids ($batchById)', ({ batchById, lists, noted }) => {
  it('is asked for each, once, and not for lists again', async () => {
    const upstream = createFakeUpstream({ customers: customers(40), batchById });
    const asked = [7, 99, 3];
    expect(ids(await createLoaders(upstream, { language: 'ro' }).customerById.loadMany(asked))).toEqual([7, null, 3]);
    expect(upstream.counted()).toEqual({ ...(lists === 0 ? {} : { 'customer.list': lists }), 'customer.get': 3 });
    expect(upstream.noted).toEqual(times(noted, () => 'customer.list batchById'));
    await createLoaders(upstream, { language: 'ro' }).customerById.loadMany(asked);
    expect(upstream.counted()).toEqual({ ...(lists === 0 ? {} : { 'customer.list': lists }), 'customer.get': 6 });
  });
});

describe('failures', () => {
  it('of one get leave the others their objects', async () => {
    const upstream = createFakeUpstream({ customers: customers(3), batchById: 'table' });
    upstream.fail('customer.get', upstreamError('timeout', { message: 'too slow' }), { when: (query) => (query as { readonly id: number }).id === 2 });
    expect(ids(await createLoaders(upstream, { language: 'ro' }).customerById.loadMany([1, 2, 3]))).toEqual([1, 'too slow', 3]);
  });

  it('of one list call are those of its hundred only', async () => {
    const upstream = createFakeUpstream({ customers: customers(150) });
    upstream.fail('customer.list', upstreamError('failed', { message: 'broken' }), { when: (query) => (query as { readonly filter: { readonly ids: readonly number[] } }).filter.ids.includes(120) });
    const rows = await createLoaders(upstream, { language: 'ro' }).customerById.loadMany(times(150, (n) => n));
    expect(ids(rows)).toEqual([...times(100, (n) => n), ...times(50, () => 'broken')]);
    expect(upstream.counted()).toEqual({ 'customer.list': 2 });
  });

  it('a refusal that single reads share teaches nothing', async () => {
    const upstream = createFakeUpstream({ customers: customers(3), batchById: 'refused' });
    upstream.fail('customer.get', upstreamError('rejected', { message: 'no' }), { times: 1 });
    expect(ids(await createLoaders(upstream, { language: 'ro' }).customerById.loadMany([1, 2]))).toEqual(['no', 2]);
    expect(upstream.noted).toEqual([]);
  });
});

describe('tariffs', () => {
  const tariffs = times(130, (n) => makeTariff({ alias: `t${n}` }));
  it('one alias is one get; several are the list, read once', async () => {
    const upstream = createFakeUpstream({ tariffs });
    const loaders = createLoaders(upstream, { language: 'ro' });
    expect((await loaders.tariffByAlias.load('t7'))?.alias).toBe('t7');
    expect(upstream.counted()).toEqual({ 'tariff.get': 1 });
    const many = await loaders.tariffByAlias.loadMany(['t1', 'none', 't130']);
    expect(many.map((tariff) => (tariff instanceof Error ? tariff : (tariff?.alias ?? null)))).toEqual(['t1', null, 't130']);
    expect(await loaders.tariffs({})).toHaveLength(130);
    expect(upstream.counted()).toEqual({ 'tariff.get': 1, 'tariff.list': 2 });
  });
});

describe('the department', () => {
  it('is read once a request', async () => {
    const upstream = createFakeUpstream();
    const loaders = createLoaders(upstream, { language: 'ro' });
    const [a, b] = await Promise.all([loaders.department(), loaders.department()]);
    expect(a).toBe(b);
    expect(upstream.counted()).toEqual({ 'department.get': 1 });
  });
});
