import type { ListOrder } from './anchor.ts';
import type { ListSource } from './list-source.ts';
import { UPSTREAM_PAGE } from './list-source.ts';
import { sideOf } from './side-of.ts';

/** Rows of a list at known places. `start` is the place of the first row. */
export interface Range<Row> {
  readonly start: number;
  readonly rows: readonly Row[];
  /** Rows that the filter leaves in all, as the upstream last counted them. */
  readonly total: number;
}

/** A list that moves again and again while it is read is read at most this often from its start. */
const MAX_RESTARTS = 3;

/**
 * Reads the rows `start` … `start + count − 1`, however small the upstream's pages are: the first page tells the total and,
 * where it comes back shorter than asked, the real cap; the other pages are then read side by side.
 *
 * Rows move while a list is read by offset. An insert shows as a row seen twice: it is dropped, and the range is filled up
 * from behind; a new row in the part already read is left out, so that the rows stay in the order of the list;
 * where that order is only the upstream's to know, the range is read again. A removal shows as a smaller total, and would have hidden a row: the range is read again. So it is where, of two
 * pages read side by side, the later one in the list was counted before an insert that the earlier one already has.
 */
export const readRange = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  start: number,
  count: number,
): Promise<Range<Row>> => {
  for (let restart = 0; ; restart += 1) {
    const range = await readOnce(source, order, start, count);
    if (!range.moved || restart === MAX_RESTARTS) return range;
    source.forget();
  }
};

const readOnce = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  { filter, sort }: ListOrder<Filter, SortField>,
  start: number,
  count: number,
): Promise<Range<Row> & { readonly moved: boolean }> => {
  const first = await source.list({ filter, sort, start, length: Math.min(count, UPSTREAM_PAGE) });
  const rows = new Map(first.rows.map((row) => [source.shape.idOf(row), row]));
  let last = first.rows.at(-1);
  let { total } = first;
  let moved = false;
  const cap = first.rows.length < Math.min(count, UPSTREAM_PAGE) ? first.rows.length : UPSTREAM_PAGE;
  let next = start + first.rows.length;

  while (cap > 0 && rows.size < count && next < total) {
    const missing = Math.min(count - rows.size, total - next);
    const starts = Array.from({ length: Math.ceil(missing / cap) }, (_, i) => next + i * cap);
    const pages = await Promise.all(
      starts.map((at) => source.list({ filter, sort, start: at, length: Math.min(cap, next + missing - at) })),
    );
    const before = rows.size;
    for (const page of pages) {
      if (page.total < total || (page.total > total && !ordersExactly(source, sort, last))) moved = true;
      ({ total } = page);
      const known = page.rows.findLastIndex((row) => rows.has(source.shape.idOf(row)));
      // Rows of a page stand in the order of the list: after the first that belongs here, all do.
      let from = known + 1;
      while (from < page.rows.length && standsBefore(source, sort, page.rows[from] as Row, last)) from += 1;
      for (let at = from; at < page.rows.length; at += 1) {
        const row = page.rows[at] as Row;
        rows.set(source.shape.idOf(row), row);
        last = row;
      }
    }
    next += missing;
    // Pages that bring nothing new will not end by asking on.
    if (rows.size === before && pages.every((page) => page.rows.length === 0)) break;
  }
  return { start, rows: [...rows.values()].slice(0, count), total, moved };
};

/** Whether the order of rows can be told here. */
const ordersExactly = <Row, Filter, SortField extends string>({ shape }: ListSource<Row, Filter, SortField>, [first]: ListOrder<Filter, SortField>['sort'], row: Row | undefined): boolean =>
  first !== undefined && row !== undefined && shape.rank(row, first.field) !== null && !shape.coarse.includes(first.field);

/** Whether the order tells that a row stands before another. */
const standsBefore = <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  sort: ListOrder<Filter, SortField>['sort'],
  row: Row,
  other: Row | undefined,
): boolean => {
  const [first] = sort;
  if (first === undefined || other === undefined) return false;
  return sideOf(source, sort, { id: source.shape.idOf(other), rank: source.shape.rank(other, first.field), offset: 0 }, row) === -1;
};
