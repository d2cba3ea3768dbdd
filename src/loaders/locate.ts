import type { Anchor, ListOrder } from './anchor.ts';
import { AnchorLostError } from './anchor.ts';
import type { ListSource } from './list-source.ts';
import { UPSTREAM_PAGE } from './list-source.ts';
import type { Range } from './read-range.ts';
import { readRange } from './read-range.ts';


/** The places beside an anchor: of the last row before it, and of the first row after it. */
export interface Place {
  readonly previous: number;
  readonly next: number;
}

/** Reads while looking for a moved row: enough to bisect a million rows, few enough to stay bounded. */
export const MAX_LOCATE_READS = 24;

/** Where a row stands against the anchor: −1 before it, 0 it is the row, 1 after it; `null` when only the upstream could tell. */
const side = <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  sort: ListOrder<Filter, SortField>['sort'],
  anchor: Anchor,
  row: Row,
): -1 | 0 | 1 | null => {
  const id = source.shape.idOf(row);
  if (id === anchor.id) return 0;
  const [first] = sort;
  const rank = first === undefined ? null : source.shape.rank(row, first.field);
  if (first === undefined || rank === null || anchor.rank === null) return null;
  const ascending = rank === anchor.rank ? id > Number(anchor.id) : rank > anchor.rank;
  return ascending === (first.direction === 'asc') ? 1 : -1;
};

/**
 * Finds an anchor whose row is not where it was: first among the rows just read, then by doubling steps in the direction that
 * the order tells, then by halving. Where the order of text is the upstream's own, both sides are searched for the row itself.
 * Throws `AnchorLostError` when the row is gone and nothing tells where it stood.
 */
export const locate = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  anchor: Anchor,
  seen: Range<Row>,
): Promise<Place> => {
  let low = 0; // every row before `low` stands before the anchor
  let high = seen.total; // every row from `high` on stands after the anchor
  let range = seen;
  let step = UPSTREAM_PAGE;

  for (let reads = 0; reads < MAX_LOCATE_READS; reads += 1) {
    const sides = range.rows.map((row) => side(source, order.sort, anchor, row));
    const found = sides.indexOf(0);
    if (found !== -1) return { previous: range.start + found - 1, next: range.start + found + 1 };
    if (anchor.rank === null || sides.includes(null)) return searchAround(source, order, anchor, seen);

    const after = sides.indexOf(1);
    if (after > 0) return { previous: range.start + after - 1, next: range.start + after };
    const forward = after === -1 && sides.length > 0;
    if (forward) low = Math.max(low, range.start + range.rows.length);
    else high = Math.min(high, range.start);
    if (low >= high) return { previous: high - 1, next: high };

    const doubled = forward ? range.start + step : range.start - step;
    const inside = doubled > low && doubled < high;
    const start = inside ? doubled : Math.max(low, Math.floor((low + high - UPSTREAM_PAGE) / 2));
    step *= 2;
    range = await readRange(source, order, start, Math.min(UPSTREAM_PAGE, high - start));
  }
  throw new AnchorLostError('the row of the cursor moved too far');
};

/** Pages on both sides of where the row stood, nearest first, looking for the row itself. */
const searchAround = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  anchor: Anchor,
  seen: Range<Row>,
): Promise<Place> => {
  const starts: number[] = [];
  for (let distance = 0; starts.length < MAX_LOCATE_READS; distance += UPSTREAM_PAGE) {
    const ahead = seen.start + distance;
    const behind = seen.start - distance - UPSTREAM_PAGE;
    if (ahead >= seen.total && behind <= -UPSTREAM_PAGE) break;
    if (ahead < seen.total) starts.push(ahead);
    if (behind > -UPSTREAM_PAGE) starts.push(Math.max(0, behind));
  }
  for (const start of starts) {
    const { rows } = await readRange(source, order, start, UPSTREAM_PAGE);
    const found = rows.findIndex((row) => source.shape.idOf(row) === anchor.id);
    if (found !== -1) return { previous: start + found - 1, next: start + found + 1 };
  }
  throw new AnchorLostError('the row of the cursor is gone');
};
