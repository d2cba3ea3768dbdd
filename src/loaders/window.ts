import type { SortDirection } from '../domain/list-query.ts';
import type { Anchor, ListOrder } from './anchor.ts';
import type { ListSource } from './list-source.ts';
import { locate } from './locate.ts';
import type { Range } from './read-range.ts';
import { readRange } from './read-range.ts';

/** Which rows of an ordered list are wanted. */
export type Window =
  | { readonly from: 'start'; readonly count: number }
  | { readonly from: 'end'; readonly count: number }
  | { readonly from: 'after'; readonly anchor: Anchor; readonly count: number }
  | { readonly from: 'before'; readonly anchor: Anchor; readonly count: number };

/** Rows of a window with their anchors, and what lies around them. */
export interface WindowPage<Row> {
  readonly rows: readonly { readonly row: Row; readonly anchor: Anchor }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** How many rows the filter leaves in all; `null` where that was not learnt on the way. */
  readonly total: number | null;
}

const reverse = (direction: SortDirection): SortDirection => (direction === 'asc' ? 'desc' : 'asc');

/** Gives rows their anchors; `start` is the place of the first. */
export const anchorRows = <Row, Filter, SortField extends string>(
  source: Pick<ListSource<Row, Filter, SortField>, 'shape'>,
  sort: ListOrder<Filter, SortField>['sort'],
  rows: readonly Row[],
  start: number,
): WindowPage<Row>['rows'] => {
  const field = sort[0]?.field;
  return rows.map((row, i) => ({
    row,
    anchor: { id: source.shape.idOf(row), rank: field === undefined ? null : source.shape.rank(row, field), offset: start + i },
  }));
};

const pageOf = <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  { start, rows, total }: Range<Row>,
): WindowPage<Row> => ({
  rows: anchorRows(source, order.sort, rows, start),
  hasNextPage: start + rows.length < total,
  hasPreviousPage: start > 0,
  total,
});

/** Reads one window of one list. Windows that hang from an anchor stay true when rows were inserted or removed meanwhile. */
export const readWindow = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  window: Window,
): Promise<WindowPage<Row>> => {
  switch (window.from) {
    case 'start':
      return pageOf(source, order, await readRange(source, order, 0, window.count));
    case 'end': {
      // Read backwards from the end: one call, and no need to know the length beforehand.
      const sort = order.sort.map(({ field, direction }) => ({ field, direction: reverse(direction) }));
      const { rows, total } = await readRange(source, { filter: order.filter, sort }, 0, window.count);
      return pageOf(source, order, { start: total - rows.length, rows: rows.toReversed(), total });
    }
    case 'after': {
      // The anchor's own row is read again: it proves that nothing moved.
      const range = await readRange(source, order, window.anchor.offset, window.count + 1);
      if (range.rows[0] !== undefined && source.shape.idOf(range.rows[0]) === window.anchor.id) {
        return pageOf(source, order, { start: range.start + 1, rows: range.rows.slice(1), total: range.total });
      }
      const place = await locate(source, order, window.anchor, range);
      return pageOf(source, order, await readRange(source, order, place.next, window.count));
    }
    case 'before': {
      const start = Math.max(0, window.anchor.offset - window.count);
      const range = await readRange(source, order, start, window.anchor.offset - start + 1);
      const last = range.rows.at(-1);
      if (last !== undefined && source.shape.idOf(last) === window.anchor.id && range.rows.length === window.anchor.offset - start + 1) {
        return pageOf(source, order, { start, rows: range.rows.slice(0, -1), total: range.total });
      }
      const { previous } = await locate(source, order, window.anchor, range);
      const from = Math.max(0, previous + 1 - window.count);
      if (previous < 0) return { rows: [], hasNextPage: range.total > 0, hasPreviousPage: false, total: range.total };
      return pageOf(source, order, await readRange(source, order, from, previous + 1 - from));
    }
  }
};
