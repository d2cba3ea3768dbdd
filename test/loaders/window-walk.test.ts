import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Invoice, InvoiceFilter, InvoiceSortField } from '../../src/domain/invoice.ts';
import type { SortDirection } from '../../src/domain/list-query.ts';
import { totalOrder } from '../../src/graphql/pagination/order.ts';
import { createListSource } from '../../src/loaders/list-source.ts';
import { invoiceShape } from '../../src/loaders/shapes.ts';
import type { Window, WindowPage } from '../../src/loaders/window.ts';
import { readWindow } from '../../src/loaders/window.ts';
import { day, makeInvoice, minute } from '../kit/domain-rows.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { invoiceList, pageOf } from '../kit/fake-lists.ts';

const RANKED = ['id', 'createdAt', 'issuedAt', 'dueOn', 'amount'] as const satisfies readonly InvoiceSortField[];
/** The text order of the upstream is not ours to know: only the row itself tells its place. */
const FIELDS = [...RANKED, 'number'] as const;

/** An invoice whose values come from few, so that many tie. */
const row = fc.record({ id: fc.integer({ min: 1, max: 100_000 }), value: fc.integer({ min: 0, max: 6 }), isUnset: fc.boolean() });
type Seed = typeof row extends fc.Arbitrary<infer Value> ? Value : never;
const invoiceOf = ({ id, value, isUnset }: Seed): Invoice =>
  makeInvoice({
    id,
    number: `EC-${value}`,
    createdAt: minute(value),
    issuedAt: isUnset && value === 0 ? null : minute(value * 60),
    dueOn: isUnset && value === 0 ? null : addDays(day('2026-03-01'), value),
    amount: decimal(`${value}.${isUnset ? '50' : '5'}`),
  });
const rows = (max: number): fc.Arbitrary<Seed[]> => fc.uniqueArray(row, { maxLength: max, size: 'max', selector: ({ id }) => id });
/** The time of day behind `dueOn`, unknown to us and in no order of ids. */
const hiddenTime = ({ id }: Invoice): number => (id * 7919) % 86_400_000;

interface Walk {
  readonly field: InvoiceSortField;
  readonly direction: SortDirection;
  readonly isForward: boolean;
  readonly size: number;
}

const allInOrder = (upstream: FakeUpstream, { field, direction }: Walk): number[] =>
  pageOf(invoiceList(hiddenTime), upstream.rows.invoices, { filter: {}, sort: totalOrder<InvoiceSortField>(field, direction), start: 0, length: Infinity }, Infinity).rows.map(({ id }) => id);

/** Walks a list as a client does: each page is a request of its own, with what it remembers from the last cursor. */
const walk = async (upstream: FakeUpstream, { field, direction, isForward, size }: Walk, between: () => void): Promise<number[]> => {
  const order = { filter: {} as InvoiceFilter, sort: totalOrder<InvoiceSortField>(field, direction) };
  let window: Window = { from: isForward ? 'start' : 'end', count: size };
  const seen: number[] = [];
  for (let pages = 0; pages < 500; pages += 1) {
    const source = createListSource(invoiceShape, upstream, { language: 'ro' }, () => undefined);
    const page: WindowPage<Invoice> = await readWindow(source, order, window);
    const ids = page.rows.map((edge) => edge.row.id);
    if (isForward) seen.push(...ids);
    else seen.unshift(...ids);
    const anchor = isForward ? page.rows.at(-1)?.anchor : page.rows[0]?.anchor;
    if (anchor === undefined || !(isForward ? page.hasNextPage : page.hasPreviousPage)) return seen;
    window = { from: isForward ? 'after' : 'before', anchor, count: size };
    between();
  }
  throw new Error('the walk does not end');
};

const walks = FIELDS.flatMap((field) => (['asc', 'desc'] as const).flatMap((direction) => [true, false].map((isForward) => ({ field, direction, isForward }))));
const hard = { numRuns: 40 };

describe.each(walks)('walking by $field $direction, forward: $isForward', ({ field, direction, isForward }) => {
  it('meets each original row once and in order while rows are inserted between pages and calls', async () => {
    await fc.assert(
      fc.asyncProperty(rows(24), rows(24), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 4 }), fc.boolean(), async (before, inserts, size, pageCap, rate, isBetweenCalls) => {
        const upstream = createFakeUpstream({ invoices: before.map(invoiceOf), pageCap, hiddenTime });
        const original = allInOrder(upstream, { field, direction, isForward, size });
        const taken = new Set(original);
        const pending = inserts.filter(({ id }) => !taken.has(id)).map(invoiceOf);
        const insert = (): void => void upstream.rows.invoices.push(...pending.splice(0, rate));
        // Where the order is only the upstream's to know, a page of several calls needs a moment of rest.
        if (isBetweenCalls && field !== 'number' && field !== 'dueOn') upstream.beforeAnswer = insert;
        const seen = await walk(upstream, { field, direction, isForward, size }, insert);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => taken.has(id))).toEqual(original);
      }),
      hard,
    );
  });
});

const exact = walks.filter(({ field }) => field !== 'number' && field !== 'dueOn');

describe.each(exact)('walking by $field $direction, forward: $isForward', ({ field, direction, isForward }) => {
  it('goes on at the right place while rows, also the anchor’s own, are removed and inserted between pages', async () => {
    await fc.assert(
      fc.asyncProperty(rows(24), rows(12), fc.array(fc.nat(), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), async (before, inserts, removals, size) => {
        const upstream = createFakeUpstream({ invoices: before.map(invoiceOf), hiddenTime });
        const original = allInOrder(upstream, { field, direction, isForward, size });
        const taken = new Set(original);
        const removed = new Set<number>();
        const pending = inserts.filter(({ id }) => !taken.has(id)).map(invoiceOf);
        const places = [...removals];
        const seen = await walk(upstream, { field, direction, isForward, size }, () => {
          upstream.rows.invoices.push(...pending.splice(0, 2));
          for (const place of places.splice(0, 3)) {
            const [gone] = upstream.rows.invoices.splice(place % Math.max(1, upstream.rows.invoices.length), 1);
            if (gone !== undefined) removed.add(gone.id);
          }
        });
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => taken.has(id) && !removed.has(id))).toEqual(original.filter((id) => !removed.has(id)));
      }),
      hard,
    );
  });
});
