import type { SortDirection } from '../domain/list-query.ts';
import type { Anchor, ListOrder } from './anchor.ts';
import { AnchorLostError } from './anchor.ts';
import type { ListShape, ListSource } from './list-source.ts';
import { locate, placeIn } from './locate.ts';
import type { Range } from './read-range.ts';
import { readRange } from './read-range.ts';

/** Which rows of an ordered list are wanted. */
export type Window =
  | { readonly from: 'start'; readonly count: number }
  | { readonly from: 'end'; readonly count: number }
  | { readonly from: 'after'; readonly anchor: Anchor; readonly count: number }
  | { readonly from: 'before'; readonly anchor: Anchor; readonly count: number };

/** A row of a window, and its anchor for who needs a cursor. */
export interface PlacedRow<Row> {
  readonly row: Row;
  readonly anchor: Anchor;
}

/** Rows of a window with their anchors, and what lies around them. */
export interface WindowPage<Row> {
  readonly rows: readonly PlacedRow<Row>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** How many rows the filter leaves in all; `null` where that was not learnt on the way. */
  readonly total: number | null;
}

type Shape<Row, SortField extends string> = Pick<ListShape<Row, never, SortField>, 'idOf' | 'rank'>;

/** Most rows are never asked for their anchors. */
class RowAt<Row, SortField extends string> implements PlacedRow<Row> {
  readonly row: Row;
  readonly #shape: Shape<Row, SortField>;
  readonly #field: SortField | undefined;
  readonly #offset: number;

  constructor(row: Row, shape: Shape<Row, SortField>, field: SortField | undefined, offset: number) {
    this.row = row;
    this.#shape = shape;
    this.#field = field;
    this.#offset = offset;
  }

  get anchor(): Anchor {
    return { id: this.#shape.idOf(this.row), rank: this.#field === undefined ? null : this.#shape.rank(this.row, this.#field), offset: this.#offset };
  }
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
  return rows.map((row, i) => new RowAt(row, source.shape, field, start + i));
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
    case 'after':
      return readAfter(source, order, window.anchor, window.count);
    case 'before':
      return readBefore(source, order, window.anchor, window.count);
  }
};

/** Rows that move again while they are read are followed at most this often. */
const MAX_TRIES = 5;
/** Rows read beyond the page from the third try on: where rows come in between any two calls, the page still lies inside. */
const slackOf = (tries: number): number => (tries < 2 ? 0 : 10 * tries);

/** The row before the page is read too, at best the anchor's own: it proves that nothing moved. */
const readAfter = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  anchor: Anchor,
  count: number,
): Promise<WindowPage<Row>> => {
  let start = anchor.offset;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const range = await readRange(source, order, start, count + 1 + slackOf(tries));
    const place = placeIn(source, order, anchor, range);
    const skipped = place === null ? 0 : place.after - start;
    const isEnough = range.rows.length - skipped >= count || start + range.rows.length >= range.total;
    if (place !== null && isEnough) {
      return pageOf(source, order, { start: place.after, rows: range.rows.slice(skipped, skipped + count), total: range.total });
    }
    if (tries > 0) source.forget();
    const { after } = place ?? (await locate(source, order, anchor, range));
    start = Math.max(0, after - 1);
  }
  throw new AnchorLostError('the list changes faster than it can be read');
};

/** The row behind the page is read too, at best the anchor's own. */
const readBefore = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  anchor: Anchor,
  count: number,
): Promise<WindowPage<Row>> => {
  let end = anchor.offset;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const slack = slackOf(tries);
    const start = Math.max(0, end - count - slack);
    const range = await readRange(source, order, start, end - start + 1 + slack);
    const place = placeIn(source, order, anchor, range);
    const before = place === null ? 0 : place.before - start;
    if (place !== null && (before >= count || start === 0)) {
      const from = Math.max(0, before - count);
      return pageOf(source, order, { start: start + from, rows: range.rows.slice(from, before), total: range.total });
    }
    if (tries > 0) source.forget();
    end = (place ?? (await locate(source, order, anchor, range))).before;
  }
  throw new AnchorLostError('the list changes faster than it can be read');
};
