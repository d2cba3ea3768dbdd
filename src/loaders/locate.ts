import type { Anchor, ListOrder } from './anchor.ts';
import { AnchorLostError } from './anchor.ts';
import type { ListSource } from './list-source.ts';
import { UPSTREAM_PAGE } from './list-source.ts';
import type { Range } from './read-range.ts';
import { readRange } from './read-range.ts';
import { sideOf } from './side-of.ts';

/** Where an anchor stands in its list. */
export interface Place {
  /** How many rows stand before it: the place of its own row, or where that is gone, of the first row after it. */
  readonly before: number;
  /** The place of the first row after it. */
  readonly after: number;
}

/** Reads while looking for a moved row: enough to bisect a million rows, few enough to stay bounded. */
export const MAX_LOCATE_READS = 32;

/** Where an anchor stands, if the rows of a range prove it: by its own row, by the two rows around it, or by an end of the list. */
export const placeIn = <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  { sort }: ListOrder<Filter, SortField>,
  anchor: Anchor,
  { start, rows, total }: Range<Row>,
): Place | null => {
  const sides = rows.map((row) => sideOf(source, sort, anchor, row));
  const own = sides.indexOf(0);
  if (own !== -1) return { before: start + own, after: start + own + 1 };
  if (sides.includes(null)) return null;
  const after = sides.indexOf(1);
  if (after > 0 || (after === 0 && start === 0)) return { before: start + after, after: start + after };
  const end = start + rows.length;
  return after === -1 && end >= total && (rows.length > 0 || start === 0) ? { before: end, after: end } : null;
};

/**
 * Finds an anchor that the rows just read do not place: by doubling steps in the direction that the order tells, then by
 * halving. Where the order of text is the upstream's own, both sides are searched for the row itself.
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
  let { total } = seen;
  let range = seen;
  let step = UPSTREAM_PAGE;

  for (let reads = 0; reads < MAX_LOCATE_READS; reads += 1) {
    const place = placeIn(source, order, anchor, range);
    if (place !== null) return place;
    const sides = range.rows.map((row) => sideOf(source, order.sort, anchor, row));
    if (anchor.rank === null || sides.includes(null)) return searchAround(source, order, anchor, range);

    // The list changed while it was searched: what the earlier reads told of its ends is void.
    if (range.total !== total) [low, high, total] = [0, range.total, range.total];
    const forward = !sides.includes(1) && sides.length > 0;
    if (forward) low = Math.max(low, range.start + range.rows.length);
    else high = Math.min(high, range.start);
    if (low >= high) return { before: high, after: high };

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
  // Where the list has become shorter than the place of the row, the search begins at its end.
  const middle = Math.min(seen.start, seen.total);
  const starts: number[] = [];
  for (let distance = 0; starts.length < MAX_LOCATE_READS; distance += UPSTREAM_PAGE) {
    const ahead = middle + distance;
    const behind = middle - distance - UPSTREAM_PAGE;
    if (ahead >= seen.total && behind <= -UPSTREAM_PAGE) break;
    if (ahead < seen.total) starts.push(ahead);
    if (behind > -UPSTREAM_PAGE) starts.push(Math.max(0, behind));
  }
  for (const start of starts.slice(0, MAX_LOCATE_READS)) {
    const { rows } = await readRange(source, order, start, UPSTREAM_PAGE);
    const found = rows.findIndex((row) => source.shape.idOf(row) === anchor.id);
    if (found !== -1) return { before: start + found, after: start + found + 1 };
  }
  throw new AnchorLostError('the row of the cursor is gone');
};
