import { describe, expect, it } from 'vitest';

import type { Invoice, InvoiceFilter, InvoiceSortField } from '../../src/domain/invoice.ts';
import { totalOrder } from '../../src/graphql/pagination/order.ts';
import type { Loaders } from '../../src/loaders/loaders.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import type { RelationQuery } from '../../src/loaders/relation-pages.ts';
import { readsOn } from '../../src/loaders/shared-list.ts';
import { WHOLE } from '../../src/loaders/whole-list.ts';
import type { Window, WindowPage } from '../../src/loaders/window.ts';
import { makeInvoice, times } from '../kit/domain-rows.ts';
import type { Batching, FakeOptions, FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';

type Query = RelationQuery<InvoiceFilter, InvoiceSortField>;

/** Invoices of customers 1 … `customers`, `each` for each, the newest of all customers first in the list. */
const invoicesOf = (customers: number, each: number): Invoice[] => times(customers * each, (n) => makeInvoice({ id: n, customerId: ((n - 1) % customers) + 1 }));
/** Customer 1 has the newest `first` invoices, the others `each`. */
const uneven = (first: number, customers: number, each: number): Invoice[] => [
  ...times((customers - 1) * each, (n) => makeInvoice({ id: n, customerId: ((n - 1) % (customers - 1)) + 2 })),
  ...times(first, (n) => makeInvoice({ id: 100_000 + n, customerId: 1 })),
];
const query = (parentId: number, over: Partial<Query> = {}): Query => ({
  parentId, filter: {}, sort: totalOrder<InvoiceSortField>('id', 'desc'), window: { from: 'start', count: 10 }, withTotal: false, ...over,
});
const of = (options: FakeOptions): { upstream: FakeUpstream; loaders: Loaders } => {
  const upstream = createFakeUpstream(options);
  return { upstream, loaders: createLoaders(upstream, { language: 'ro' }) };
};
const load = (loaders: Loaders, parents: number, over: Partial<Query> = {}): Promise<WindowPage<Invoice>[]> =>
  Promise.all(times(parents, (n) => loaders.invoicesByCustomerId.load(query(n, over))));
const idsOf = (page: WindowPage<Invoice> | undefined): number[] => page?.rows.map(({ row }) => row.id) ?? [];
/** Tells the calls that ask for a parent's rows. */
const one = (parentId: number) => (asked: unknown): boolean => (asked as { readonly filter: InvoiceFilter }).filter.customerIds?.includes(parentId) === true;
/** What the page must be, straight from the rows. */
const expected = (rows: readonly Invoice[], parentId: number, count: number): number[] =>
  rows.filter(({ customerId }) => customerId === parentId).map(({ id }) => id).sort((a, b) => b - a).slice(0, count);

describe('readsOn', () => {
  it.each([
    [0, 0, true], [0, 1, true], [1, 1, true], [2, 1, false], [49, 50, true], [50, 50, true], [51, 50, false], [1, 0, false],
  ])('%i pages left against %i single calls: %s', (pages, singles, reads) => {
    expect(readsOn({ pages, singles })).toBe(reads);
  });
});

describe('invoices of many customers, ten each', () => {
  it.each([
    { name: 'one page holds all', rows: invoicesOf(50, 2), parents: 50, calls: 1 },
    { name: 'exactly one page', rows: invoicesOf(50, 2), parents: 50, calls: 1 },
    { name: 'the list is 15 pages, 50 singles would be more', rows: invoicesOf(50, 30), parents: 50, calls: 15 },
    { name: 'as many pages left as singles', rows: invoicesOf(50, 102), parents: 50, calls: 51 },
    { name: 'one page more than singles', rows: invoicesOf(50, 103), parents: 50, calls: 51 },
    { name: 'three customers with long lists: the probe answers them', rows: invoicesOf(3, 1000), parents: 3, calls: 1 },
    { name: 'the probe answers none but the first', rows: uneven(400, 3, 5), parents: 3, calls: 1 + 2 },
    { name: 'ten customers with 95 each: the probe holds 10 of each, one too few to know of more', rows: invoicesOf(10, 95), parents: 10, calls: 10 },
  ])('$name: $calls calls', async ({ rows, parents, calls }) => {
    const { upstream, loaders } = of({ invoices: rows });
    const pages = await load(loaders, parents);
    expect(upstream.counted()).toEqual({ 'invoice.list': calls });
    pages.forEach((page, i) => {
      const all = expected(rows, i + 1, Infinity);
      expect(idsOf(page)).toEqual(all.slice(0, 10));
      expect(page.hasNextPage).toBe(all.length > 10);
      expect(page.hasPreviousPage).toBe(false);
      if (page.total !== null) expect(page.total).toBe(all.length);
    });
  });

  it('never costs more than one call more than single calls', async () => {
    for (const each of [1, 3, 9, 11, 25, 60]) {
      const { upstream, loaders } = of({ invoices: invoicesOf(20, each) });
      await load(loaders, 20);
      expect(upstream.calls.length).toBeLessThanOrEqual(21);
    }
  });

  it('asks for at most 100 parents in one call', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(150, 1) });
    await load(loaders, 150);
    expect(upstream.calls.map((call) => (call.query as { readonly filter: InvoiceFilter }).filter.customerIds?.length)).toEqual([100, 50]);
  });

  it('asks for the parents together that ask the same, and shares the probe of those that only differ in length', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(4, 3) });
    const [ten, five, paid] = await Promise.all([
      load(loaders, 4), load(loaders, 4, { window: { from: 'start', count: 2 } }), load(loaders, 4, { filter: { statuses: ['PAID'] } }),
    ]);
    expect(idsOf(ten[0])).toEqual([9, 5, 1]);
    expect(idsOf(five[0])).toEqual([9, 5]);
    expect(idsOf(paid[0])).toEqual([]);
    expect(upstream.calls).toHaveLength(2);
  });

  it('asks once for the same question of the same parent', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(1, 3) });
    const [a, b] = await Promise.all([loaders.invoicesByCustomerId.load(query(1)), loaders.invoicesByCustomerId.load(query(1))]);
    expect(a).toBe(b);
    expect(upstream.calls).toHaveLength(1);
  });
});

describe('a total', () => {
  it('of every parent comes with the whole list', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(20, 30) });
    const pages = await load(loaders, 20, { withTotal: true });
    expect(pages.map(({ total }) => total)).toEqual(times(20, () => 30));
    expect(upstream.counted()).toEqual({ 'invoice.list': 6 });
  });

  it('takes one call for each parent where the list is longer than that', async () => {
    const { upstream, loaders } = of({ invoices: uneven(1500, 3, 5) });
    const pages = await load(loaders, 3, { withTotal: true, window: { from: 'start', count: 1 } });
    expect(pages.map(({ total }) => total)).toEqual([1500, 5, 5]);
    expect(upstream.counted()).toEqual({ 'invoice.list': 1 + 3 });
  });
});

describe('whole lists of several parents', () => {
  it('are read as one list, since single readings take as many pages', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(2, 1000) });
    const pages = await load(loaders, 2, { window: WHOLE, withTotal: true });
    expect(pages.map((page) => [page.rows.length, page.total, page.hasNextPage])).toEqual([[1000, 1000, false], [1000, 1000, false]]);
    expect(upstream.counted()).toEqual({ 'invoice.list': 20 });
  });

  it('lose no row that an insert pushes behind the end', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(2, 100) });
    upstream.beforeAnswer = () => {
      if (upstream.calls.length === 2) upstream.rows.invoices.push(makeInvoice({ id: 50.5, customerId: 1 }));
    };
    const pages = await load(loaders, 2, { window: WHOLE, withTotal: true });
    expect(pages.map(({ total }) => total)).toEqual([101, 100]);
    expect(idsOf(pages[0])).toContain(1);
  });
});

describe('windows that no shared list can answer', () => {
  const windows: readonly { readonly name: string; readonly window: Window; readonly ids: readonly (readonly number[])[] }[] = [
    { name: 'from the end', window: { from: 'end', count: 2 }, ids: [[4, 1], [5, 2], [6, 3]] },
    { name: 'after a cursor', window: { from: 'after', anchor: { id: 0, rank: 20, offset: 3 }, count: 2 }, ids: [[19, 16], [17, 14], [18, 15]] },
  ];
  it.each(windows)('$name: single calls, one or two for each parent', async ({ window, ids }) => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 10) });
    expect((await load(loaders, 3, { window })).map(idsOf)).toEqual(ids);
    expect(upstream.calls.every((call) => (call.query as { readonly filter: InvoiceFilter }).filter.customerIds?.length === 1)).toBe(true);
  });

  it('one parent is one bounded call', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 200) });
    const page = await loaders.invoicesByCustomerId.load(query(2));
    expect([page.rows.length, page.total, page.hasNextPage]).toEqual([10, 200, true]);
    expect(upstream.calls.map((call) => call.query)).toEqual([{ filter: { customerIds: [2] }, sort: [{ field: 'id', direction: 'desc' }], start: 0, length: 10 }]);
  });
});

describe('a filter that names parents itself', () => {
  it('is joined with the parent by AND, and costs nothing where it leaves it out', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 2) });
    const pages = await load(loaders, 3, { filter: { customerIds: [2, 9] } });
    expect(pages.map(idsOf)).toEqual([[], [5, 2], []]);
    expect(pages.map(({ total }) => total)).toEqual([0, 2, 0]);
    expect(upstream.calls).toHaveLength(1);
  });
});

describe.each<{ readonly batchByRelation: Batching; readonly probes: number; readonly noted: number }>([
  { batchByRelation: 'table', probes: 0, noted: 0 },
  { batchByRelation: 'refused', probes: 1, noted: 1 },
  { batchByRelation: 'ignored', probes: 1, noted: 1 },
])('an upstream that takes no lists of parents ($batchByRelation)', ({ batchByRelation, probes, noted }) => {
  it('is asked for one parent at a time, and never again for several', async () => {
    const rows = [...invoicesOf(5, 4), makeInvoice({ id: 999, customerId: 77 })];
    const { upstream, loaders } = of({ invoices: rows, batchByRelation });
    const pages = await load(loaders, 5);
    expect(pages.map(idsOf)).toEqual(times(5, (n) => expected(rows, n, 10)));
    expect(upstream.counted()).toEqual({ 'invoice.list': probes + 5 });
    expect(upstream.noted).toEqual(times(noted, () => 'invoice.list batchByRelation'));
    await load(createLoaders(upstream, { language: 'ro' }), 5);
    expect(upstream.calls).toHaveLength(probes + 10);
  });
});

describe('failures', () => {
  it('of one parent’s call leave the others their answers', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 2), batchByRelation: 'table' });
    upstream.fail('invoice.list', upstreamError('failed'), { when: one(2) });
    const settled = await Promise.allSettled(times(3, (n) => loaders.invoicesByCustomerId.load(query(n))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(settled[1]).toMatchObject({ reason: { kind: 'failed' } });
  });

  it('of the shared call are every parent’s own', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 2) });
    upstream.fail('invoice.list', upstreamError('rateLimited'));
    const settled = await Promise.allSettled(times(3, (n) => loaders.invoicesByCustomerId.load(query(n))));
    expect(settled.map((result) => result.status === 'rejected' && (result.reason as { kind: string }).kind)).toEqual(['rateLimited', 'rateLimited', 'rateLimited']);
    expect([upstream.calls.length, upstream.noted]).toEqual([1, []]);
  });

  it('refusals that single calls share teach nothing', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 2) });
    upstream.fail('invoice.list', upstreamError('rejected'));
    const settled = await Promise.allSettled(times(3, (n) => loaders.invoicesByCustomerId.load(query(n))));
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
    expect([upstream.calls.length, upstream.noted]).toEqual([4, []]);
  });

  it('rows of other parents are refused also from a single call', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(1, 2) });
    const listInvoices = upstream.listInvoices.bind(upstream);
    upstream.listInvoices = (scope, asked) => listInvoices(scope, { ...asked, filter: {} });
    upstream.rows.invoices.push(makeInvoice({ id: 50, customerId: 2 }));
    await expect(loaders.invoicesByCustomerId.load(query(1))).rejects.toMatchObject({ kind: 'protocol', endpoint: 'invoice.list' });
  });
});

describe('many parents asked at once', () => {
  const { parentId: _parent, ...question } = query(0);
  const pageIds = (pages: readonly (WindowPage<Invoice> | Error)[]): unknown[] => pages.map((page) => (page instanceof Error ? page : idsOf(page)));

  it('are answered in their order, each as often as it was named', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 2) });
    expect(pageIds(await loaders.invoicesByCustomerId.loadMany(question, [3, 1, 3]))).toEqual([[6, 3], [4, 1], [6, 3]]);
    expect(upstream.calls).toMatchObject([{ endpoint: 'invoice.list', query: { filter: { customerIds: [3, 1] } } }]);
    expect(await loaders.invoicesByCustomerId.loadMany(question, [])).toEqual([]);
  });

  it('share calls with whoever asks the same in the same turn, and are not asked again later', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(4, 2) });
    const [first, second, one] = await Promise.all([loaders.invoicesByCustomerId.loadMany(question, [1, 2]), loaders.invoicesByCustomerId.loadMany(question, [2, 3]), loaders.invoicesByCustomerId.load(query(3))]);
    expect([pageIds(first), pageIds(second), idsOf(one)]).toEqual([[[5, 1], [6, 2]], [[6, 2], [7, 3]], [7, 3]]);
    expect(pageIds(await loaders.invoicesByCustomerId.loadMany(question, [4, 1, 3]))).toEqual([[8, 4], [5, 1], [7, 3]]);
    expect(upstream.calls).toMatchObject([{ query: { filter: { customerIds: [1, 2, 3] } } }, { query: { filter: { customerIds: [4] } } }]);
    loaders.forget();
    await loaders.invoicesByCustomerId.load(query(1));
    expect(upstream.calls).toHaveLength(3);
  });

  it('have errors in the places of those alone that failed', async () => {
    const { upstream, loaders } = of({ invoices: invoicesOf(3, 2), batchByRelation: 'table' });
    upstream.fail('invoice.list', upstreamError('failed'), { when: one(2) });
    const pages = await loaders.invoicesByCustomerId.loadMany(question, [1, 2, 3]);
    expect(pageIds(pages)).toEqual([[4, 1], expect.objectContaining({ kind: 'failed' }), [6, 3]]);
  });
});
