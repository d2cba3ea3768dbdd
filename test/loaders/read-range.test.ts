import { describe, expect, it } from 'vitest';

import type { Invoice, InvoiceFilter, InvoiceSortField } from '../../src/domain/invoice.ts';
import type { ListSource } from '../../src/loaders/list-source.ts';
import { createListSource } from '../../src/loaders/list-source.ts';
import { readRange } from '../../src/loaders/read-range.ts';
import { invoiceShape } from '../../src/loaders/shapes.ts';
import { makeInvoice, times } from '../kit/domain-rows.ts';
import type { FakeOptions, FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';

type Source = ListSource<Invoice, InvoiceFilter, InvoiceSortField>;

const ASCENDING = { filter: {}, sort: [{ field: 'id', direction: 'asc' }] } as const;
const DESCENDING = { filter: {}, sort: [{ field: 'id', direction: 'desc' }] } as const;
const invoices = (count: number): Invoice[] => times(count, (n) => makeInvoice({ id: n }));

const over = (options: FakeOptions): { upstream: FakeUpstream; source: Source; asked: () => unknown } => {
  const upstream = createFakeUpstream(options);
  const source = createListSource(invoiceShape, upstream, { language: 'ro' }, () => undefined);
  const asked = (): unknown => upstream.calls.map(({ query }) => [(query as { start: number }).start, (query as { length: number }).length]);
  return { upstream, source, asked };
};
const ids = ({ rows }: { readonly rows: readonly Invoice[] }): number[] => rows.map(({ id }) => id);
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a range of a list that stands still', () => {
  it('is one call where it fits into a page', async () => {
    const { source, asked } = over({ invoices: invoices(500) });
    const range = await readRange(source, ASCENDING, 40, 100);
    expect(ids(range)).toEqual(from(41, 140));
    expect({ start: range.start, total: range.total }).toEqual({ start: 40, total: 500 });
    expect(asked()).toEqual([[40, 100]]);
  });

  it('asks for exactly the rows it wants, in pages side by side', async () => {
    const { source, asked } = over({ invoices: invoices(500) });
    expect(ids(await readRange(source, ASCENDING, 10, 250))).toEqual(from(11, 260));
    expect(asked()).toEqual([[10, 100], [110, 100], [210, 50]]);
  });

  it.each([1, 7, 30, 99])('is whole where the upstream caps pages at %i', async (pageCap) => {
    const { source, upstream } = over({ invoices: invoices(200), pageCap });
    const range = await readRange(source, ASCENDING, 20, 101);
    expect(ids(range)).toEqual(from(21, 121));
    expect(upstream.calls).toHaveLength(Math.ceil(101 / pageCap));
  });

  it('ends where the list ends', async () => {
    const { source, asked } = over({ invoices: invoices(45) });
    expect(ids(await readRange(source, ASCENDING, 40, 100))).toEqual(from(41, 45));
    expect(asked()).toEqual([[40, 100]]);
  });

  it('reads to the end of a list without a bound', async () => {
    const { source, asked } = over({ invoices: invoices(230) });
    expect(ids(await readRange(source, ASCENDING, 0, Infinity))).toEqual(from(1, 230));
    expect(asked()).toEqual([[0, 100], [100, 100], [200, 30]]);
  });

  it.each([[0, 0], [5, 9]])('of %i rows read from %i is empty', async (count, start) => {
    const { source, asked } = over({ invoices: invoices(count) });
    expect(await readRange(source, ASCENDING, start, 10)).toMatchObject({ start, rows: [], total: count });
    expect(asked()).toEqual([[start, 10]]);
  });

  it('is not endless over an upstream that counts rows it does not give', async () => {
    const { source } = over({});
    const broken: Source = { ...source, list: () => Promise.resolve({ total: 50, rows: [] }) };
    expect(await readRange(broken, ASCENDING, 0, 20)).toMatchObject({ rows: [], total: 50 });
    let first = true;
    const drying: Source = {
      ...source,
      list: () => {
        const rows = first ? invoices(3) : [];
        first = false;
        return Promise.resolve({ total: 50, rows });
      },
    };
    expect(ids(await readRange(drying, ASCENDING, 0, 20))).toEqual([1, 2, 3]);
  });
});

/** A source whose list changes right before the call of this number (from 1). */
const changing = (options: FakeOptions, changes: Readonly<Record<number, (upstream: FakeUpstream) => void>>) => {
  const fixture = over(options);
  fixture.upstream.beforeAnswer = () => {
    changes[fixture.upstream.calls.length]?.(fixture.upstream);
  };
  return fixture;
};
const insert = (...newIds: number[]) => ({ rows }: FakeUpstream): void => void rows.invoices.push(...newIds.map((id) => makeInvoice({ id })));
const remove = (...oldIds: number[]) => ({ rows }: FakeUpstream): void => {
  for (const id of oldIds) rows.invoices.splice(rows.invoices.findIndex((row) => row.id === id), 1);
};

describe('a range that is read while rows are inserted', () => {
  it('repeats no row, and is filled up from behind', async () => {
    const { source, asked } = changing({ invoices: invoices(250) }, { 2: insert(901, 902) });
    const range = await readRange(source, DESCENDING, 0, 200);
    expect(ids(range)).toEqual(from(51, 250).reverse());
    expect(range.total).toBe(252);
    expect(asked()).toEqual([[0, 100], [100, 100], [200, 2]]);
  });

  it('loses no row at the end of the list', async () => {
    const { source } = changing({ invoices: invoices(250) }, { 2: insert(901), 3: insert(902) });
    expect(ids(await readRange(source, DESCENDING, 0, 250))).toEqual(from(1, 250).reverse());
  });

  it('reads again where a page further on was counted before the insert that an earlier one has', async () => {
    const fixture = over({ invoices: invoices(300) });
    // The third page is answered at once; the second only after a row came into it.
    let calls = 0;
    const source: Source = {
      ...fixture.source,
      async list(query) {
        calls += 1;
        if (calls !== 2) return fixture.source.list(query);
        await new Promise((resolve) => setTimeout(resolve, 5));
        fixture.upstream.rows.invoices.push(makeInvoice({ id: 1000, createdAt: makeInvoice({ id: 150 }).createdAt }));
        return fixture.source.list(query);
      },
    };
    const range = await readRange(source, { filter: {}, sort: [{ field: 'createdAt', direction: 'asc' }, { field: 'id', direction: 'asc' }] }, 0, 301);
    expect(ids(range)).toEqual([...from(1, 150), 1000, ...from(151, 300)]);
    expect(fixture.asked()).toEqual([[0, 100], [200, 100], [100, 100], [0, 100], [100, 100], [200, 100], [300, 1]]);
  });
});

describe('a range in an order of text that is read while rows are inserted', () => {
  it('is read again, since a new row may belong into the part already read', async () => {
    const named = (id: number, number: string): Invoice => makeInvoice({ id, number });
    const byNumber = { filter: {}, sort: [{ field: 'number', direction: 'asc' }, { field: 'id', direction: 'asc' }] } as const;
    const { source, asked } = changing({ invoices: times(5, (n) => named(n, `c${n}`)), pageCap: 3 }, { 2: ({ rows }) => void rows.invoices.push(named(11, 'a'), named(12, 'c25')) });
    expect(ids(await readRange(source, byNumber, 0, 5))).toEqual([11, 1, 2, 12, 3]);
    expect(asked()).toEqual([[0, 5], [3, 2], [5, 2], [0, 5], [3, 2]]);
  });

  it('in an order that can be told leaves such a row out instead', async () => {
    const { source, asked } = changing({ invoices: times(5, (n) => makeInvoice({ id: n * 10 })), pageCap: 3 }, { 2: insert(1, 25) });
    // 25 came between 20 and 30, which were read by then; 30 was moved behind it.
    expect(ids(await readRange(source, ASCENDING, 0, 5))).toEqual([10, 20, 30, 40, 50]);
    expect(asked()).toEqual([[0, 5], [3, 2], [5, 2]]);
  });
});

describe('a range that is read while rows are removed', () => {
  it('is read again, so that no row is hidden', async () => {
    const { source, asked } = changing({ invoices: invoices(250) }, { 2: remove(250) });
    const range = await readRange(source, DESCENDING, 0, 200);
    expect(ids(range)).toEqual(from(50, 249).reverse());
    expect(range.total).toBe(249);
    expect(asked()).toEqual([[0, 100], [100, 100], [0, 100], [100, 100]]);
  });

  it('is given up on after the fourth reading, and answers the rows it has', async () => {
    const { source, upstream } = changing({ invoices: invoices(250) }, { 2: remove(250), 4: remove(249), 6: remove(248), 8: remove(247) });
    const range = await readRange(source, DESCENDING, 0, 200);
    expect(upstream.calls).toHaveLength(8);
    expect(new Set(ids(range)).size).toBe(range.rows.length);
    expect(range.rows).toHaveLength(200);
  });
});

describe('a list source', () => {
  it('answers the same question once, until it is told to forget', async () => {
    const { source, upstream } = over({ invoices: invoices(5) });
    const query = { ...ASCENDING, start: 0, length: 5 };
    const [a, b] = await Promise.all([source.list(query), source.list({ length: 5, start: 0, sort: query.sort, filter: {} })]);
    expect(a).toBe(b);
    expect(upstream.calls).toHaveLength(1);
    source.forget();
    await source.list(query);
    expect(upstream.calls).toHaveLength(2);
  });

  it('tells of every row it saw', async () => {
    const upstream = createFakeUpstream({ invoices: invoices(3) });
    const seen: number[] = [];
    const source = createListSource(invoiceShape, upstream, { language: 'ro' }, ({ id }) => seen.push(id));
    await source.list({ ...ASCENDING, start: 1, length: 5 });
    expect(seen).toEqual([2, 3]);
  });
});
