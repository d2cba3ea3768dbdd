import { describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import type { Customer, CustomerFilter, CustomerSortField } from '../../src/domain/customer.ts';
import type { Invoice, InvoiceFilter, InvoiceSortField } from '../../src/domain/invoice.ts';
import type { Anchor, ListOrder } from '../../src/loaders/anchor.ts';
import { AnchorLostError } from '../../src/loaders/anchor.ts';
import type { ListSource } from '../../src/loaders/list-source.ts';
import { createListSource } from '../../src/loaders/list-source.ts';
import { MAX_LOCATE_READS } from '../../src/loaders/locate.ts';
import { customerShape, invoiceShape } from '../../src/loaders/shapes.ts';
import type { Window, WindowPage } from '../../src/loaders/window.ts';
import { readWindow } from '../../src/loaders/window.ts';
import { day, makeCustomer, makeInvoice, times } from '../kit/domain-rows.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';

const byId: ListOrder<InvoiceFilter, InvoiceSortField> = { filter: {}, sort: [{ field: 'id', direction: 'desc' }] };
const byAmount: ListOrder<InvoiceFilter, InvoiceSortField> = { filter: {}, sort: [{ field: 'amount', direction: 'asc' }, { field: 'id', direction: 'asc' }] };
const byDueOn: ListOrder<InvoiceFilter, InvoiceSortField> = { filter: {}, sort: [{ field: 'dueOn', direction: 'asc' }, { field: 'id', direction: 'asc' }] };

/** Reads one window in a request of its own; tells its calls as [start, length]. */
const read = async (upstream: FakeUpstream, order: ListOrder<InvoiceFilter, InvoiceSortField>, window: Window) => {
  const before = upstream.calls.length;
  const page = await readWindow(createListSource(invoiceShape, upstream, { language: 'ro' }, () => undefined), order, window);
  const calls = upstream.calls.slice(before).map(({ query }) => {
    const { start, length } = query as { readonly start: number; readonly length: number };
    return [start, length];
  });
  return { page, ids: page.rows.map(({ row }) => row.id), calls };
};
const around = ({ hasPreviousPage, hasNextPage, total }: WindowPage<unknown>): unknown => [hasPreviousPage, hasNextPage, total];
const anchorOf = async (upstream: FakeUpstream, order: ListOrder<InvoiceFilter, InvoiceSortField>, id: number): Promise<Anchor> => {
  const { page } = await read(upstream, order, { from: 'start', count: 10_000 });
  const anchor = page.rows.find(({ row }) => row.id === id)?.anchor;
  if (anchor === undefined) throw new Error(`no row ${id}`);
  return anchor;
};
const ten = (): FakeUpstream => createFakeUpstream({ invoices: times(10, (n) => makeInvoice({ id: n * 10 })) });
const remove = ({ rows }: FakeUpstream, id: number): void => void rows.invoices.splice(rows.invoices.findIndex((row) => row.id === id), 1);

describe('a window of a list that stands still', () => {
  it('from the start', async () => {
    const { ids, page, calls } = await read(ten(), byId, { from: 'start', count: 3 });
    expect(ids).toEqual([100, 90, 80]);
    expect(around(page)).toEqual([false, true, 10]);
    expect(page.rows.map(({ anchor }) => anchor)).toEqual([{ id: 100, rank: 100, offset: 0 }, { id: 90, rank: 90, offset: 1 }, { id: 80, rank: 80, offset: 2 }]);
    expect(calls).toEqual([[0, 3]]);
  });

  it('from the start, longer than the list', async () => {
    const { ids, page } = await read(ten(), byId, { from: 'start', count: 50 });
    expect(ids).toHaveLength(10);
    expect(around(page)).toEqual([false, false, 10]);
  });

  it('from the end, in one call', async () => {
    const { ids, page, calls } = await read(ten(), byId, { from: 'end', count: 3 });
    expect(ids).toEqual([30, 20, 10]);
    expect(around(page)).toEqual([true, false, 10]);
    expect(page.rows.map(({ anchor }) => anchor.offset)).toEqual([7, 8, 9]);
    expect(calls).toEqual([[0, 3]]);
  });

  it.each([
    [100, [90, 80, 70], [true, true, 10]],
    [50, [40, 30, 20], [true, true, 10]],
    [40, [30, 20, 10], [true, false, 10]],
    [20, [10], [true, false, 10]],
    [10, [], [true, false, 10]],
  ])('after %i, in one call', async (id, expected, sides) => {
    const upstream = ten();
    const { ids, page, calls } = await read(upstream, byId, { from: 'after', anchor: await anchorOf(upstream, byId, id), count: 3 });
    expect(ids).toEqual(expected);
    expect(around(page)).toEqual(sides);
    expect(calls).toHaveLength(1);
  });

  it.each([
    [100, [], [false, true, 10]],
    [90, [100], [false, true, 10]],
    [70, [100, 90, 80], [false, true, 10]],
    [60, [90, 80, 70], [true, true, 10]],
    [10, [40, 30, 20], [true, true, 10]],
  ])('before %i, in one call', async (id, expected, sides) => {
    const upstream = ten();
    const { ids, page, calls } = await read(upstream, byId, { from: 'before', anchor: await anchorOf(upstream, byId, id), count: 3 });
    expect(ids).toEqual(expected);
    expect(around(page)).toEqual(sides);
    expect(calls).toHaveLength(1);
  });

  it.each(['start', 'end'] as const)('of an empty list, from the %s', async (from) => {
    const { page } = await read(createFakeUpstream(), byId, { from, count: 3 });
    expect(page).toEqual({ rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 });
  });
});

describe('an anchor whose row moved', () => {
  it('a little costs one call more', async () => {
    const upstream = ten();
    const anchor = await anchorOf(upstream, byId, 80);
    upstream.rows.invoices.push(makeInvoice({ id: 101 }), makeInvoice({ id: 102 }));
    const { ids, page, calls } = await read(upstream, byId, { from: 'after', anchor, count: 3 });
    expect(ids).toEqual([70, 60, 50]);
    expect(around(page)).toEqual([true, true, 12]);
    expect(calls).toEqual([[2, 4], [4, 4]]);
    expect(page.rows[0]?.anchor.offset).toBe(5);
    expect((await read(upstream, byId, { from: 'before', anchor, count: 2 })).ids).toEqual([100, 90]);
  });

  it('far, in either direction, is found in a few reads', async () => {
    const upstream = createFakeUpstream({ invoices: times(1000, (n) => makeInvoice({ id: n })) });
    const anchor = await anchorOf(upstream, byId, 500);
    upstream.rows.invoices.push(...times(5000, (n) => makeInvoice({ id: 1000 + n })));
    const down = await read(upstream, byId, { from: 'after', anchor, count: 2 });
    expect(down.ids).toEqual([499, 498]);
    expect(down.calls.length).toBeLessThanOrEqual(14);
    expect((await read(upstream, byId, { from: 'before', anchor, count: 2 })).ids).toEqual([502, 501]);
    upstream.rows.invoices.splice(600);
    const up = await read(upstream, byId, { from: 'after', anchor, count: 2 });
    expect(up.ids).toEqual([499, 498]);
  });

  it('by a change of its own value goes on from its new place', async () => {
    const upstream = createFakeUpstream({ invoices: times(10, (n) => makeInvoice({ id: n, amount: decimal(`${n}.00`) })) });
    const anchor = await anchorOf(upstream, byAmount, 3);
    remove(upstream, 3);
    upstream.rows.invoices.push(makeInvoice({ id: 3, amount: decimal('7.50') }));
    // Its old rank still tells the place: nothing that was to come is skipped.
    expect((await read(upstream, byAmount, { from: 'after', anchor, count: 3 })).ids).toEqual([4, 5, 6]);
  });
});

describe('an anchor whose row is gone', () => {
  it.each([
    ['after', 100, [90, 80]],
    ['after', 50, [40, 30]],
    ['after', 10, []],
    ['before', 100, []],
    ['before', 50, [70, 60]],
    ['before', 10, [30, 20]],
  ] as const)('goes on %s the place of %i by its rank', async (from, id, expected) => {
    const upstream = ten();
    const anchor = await anchorOf(upstream, byId, id);
    remove(upstream, id);
    const { ids, page } = await read(upstream, byId, { from, anchor, count: 2 });
    expect(ids).toEqual(expected);
    expect(page.total).toBe(9);
  });

  it('and everything with it: nothing is left to answer', async () => {
    const upstream = ten();
    const anchor = await anchorOf(upstream, byId, 50);
    upstream.rows.invoices.length = 0;
    expect((await read(upstream, byId, { from: 'after', anchor, count: 2 })).page).toEqual({ rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 });
    expect((await read(upstream, byId, { from: 'before', anchor, count: 2 })).page).toEqual({ rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 });
  });

  it('among rows of the same day, whose order only the upstream knows, is told as lost', async () => {
    const upstream = createFakeUpstream({ invoices: times(9, (n) => makeInvoice({ id: n, dueOn: day('2026-05-01') })), hiddenTime: ({ id }) => (id * 7) % 9 });
    const anchor = await anchorOf(upstream, byDueOn, 4);
    remove(upstream, 4);
    await expect(read(upstream, byDueOn, { from: 'after', anchor, count: 2 })).rejects.toThrow(AnchorLostError);
  });

  it('on a day of its own goes on by the day', async () => {
    const upstream = createFakeUpstream({ invoices: times(9, (n) => makeInvoice({ id: n, dueOn: day(`2026-05-0${n}`) })) });
    const anchor = await anchorOf(upstream, byDueOn, 4);
    remove(upstream, 4);
    expect((await read(upstream, byDueOn, { from: 'after', anchor, count: 2 })).ids).toEqual([5, 6]);
  });
});

/** A list of `count` invoices `step` apart, counted and not held. */
const longList = (count: number, idAt: (place: number) => number): { source: ListSource<Invoice, InvoiceFilter, InvoiceSortField>; reads: () => number } => {
  let reads = 0;
  return {
    reads: () => reads,
    source: {
      shape: invoiceShape,
      forget: () => undefined,
      list: ({ start, length }) => {
        reads += 1;
        const rows = Array.from({ length: Math.max(0, Math.min(length, count - start)) }, (_, i) => makeInvoice({ id: idAt(start + i) }));
        return Promise.resolve({ total: count, rows });
      },
    },
  };
};
const ascending: ListOrder<InvoiceFilter, InvoiceSortField> = { filter: {}, sort: [{ field: 'id', direction: 'asc' }] };

describe('looking for an anchor', () => {
  it.each([0, 1, 99, 12_345, 499_999, 777_777, 999_998])('in a million rows, from place %i to any other, stays within its bound', async (place) => {
    for (const target of [1, 4_321, 333_333, 500_000, 876_543, 999_999]) {
      const { source, reads } = longList(1_000_000, (at) => at * 2);
      const page = await readWindow(source, ascending, { from: 'after', anchor: { id: target * 2 - 1, rank: target * 2 - 1, offset: place }, count: 1 });
      expect(page.rows.map(({ row }) => row.id)).toEqual([target * 2]);
      expect(reads()).toBeLessThanOrEqual(MAX_LOCATE_READS);
    }
  });

  it('by text gives up after its bound', async () => {
    const { source, reads } = longList(1_000_000, (at) => at + 1);
    const order: ListOrder<InvoiceFilter, InvoiceSortField> = { filter: {}, sort: [{ field: 'number', direction: 'asc' }, { field: 'id', direction: 'asc' }] };
    await expect(readWindow(source, order, { from: 'after', anchor: { id: -5, rank: null, offset: 500_000 }, count: 5 })).rejects.toThrow(AnchorLostError);
    expect(reads()).toBe(1 + MAX_LOCATE_READS);
  });
});

describe('a list ordered by text', () => {
  const byName: ListOrder<CustomerFilter, CustomerSortField> = { filter: {}, sort: [{ field: 'name', direction: 'asc' }, { field: 'id', direction: 'asc' }] };
  const named = (count: number): Customer[] => times(count, (n) => makeCustomer({ id: n, name: `c${String(n).padStart(5, '0')}` }));
  const readNames = (upstream: FakeUpstream, window: Window) =>
    readWindow(createListSource(customerShape, upstream, { language: 'ro' }, () => undefined), byName, window);

  it.each([
    ['ahead', 350, 0],
    ['behind', 0, 260],
  ])('finds a row that moved %s by looking on both sides', async (_where, inserted, removed) => {
    const upstream = createFakeUpstream({ customers: named(1000) });
    const anchor: Anchor = { id: 500, rank: null, offset: 499 };
    upstream.rows.customers.splice(0, removed);
    upstream.rows.customers.push(...times(inserted, (n) => makeCustomer({ id: 5000 + n, name: 'a' })));
    expect((await readNames(upstream, { from: 'after', anchor, count: 2 })).rows.map(({ row }) => row.id)).toEqual([501, 502]);
    expect((await readNames(upstream, { from: 'before', anchor, count: 2 })).rows.map(({ row }) => row.id)).toEqual([498, 499]);
  });

  it('finds a row although the list has become far shorter than its place', async () => {
    const upstream = createFakeUpstream({ customers: named(5000) });
    upstream.rows.customers.splice(0, 4900);
    const page = await readNames(upstream, { from: 'after', anchor: { id: 4950, rank: null, offset: 4949 }, count: 2 });
    expect(page.rows.map(({ row }) => row.id)).toEqual([4951, 4952]);
  });

  it('tells a row that is gone as lost', async () => {
    const upstream = createFakeUpstream({ customers: named(300) });
    upstream.rows.customers.splice(99, 1);
    await expect(readNames(upstream, { from: 'after', anchor: { id: 100, rank: null, offset: 99 }, count: 2 })).rejects.toThrow(AnchorLostError);
    expect(upstream.counted()).toEqual({ 'customer.list': 4 });
  });
});
