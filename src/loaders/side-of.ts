import type { Anchor, ListOrder } from './anchor.ts';
import type { ListSource } from './list-source.ts';

/** Where a row stands against the anchor: −1 before it, 0 it is the row, 1 after it; `null` when only the upstream could tell. */
export const sideOf = <Row, Filter, SortField extends string>(
  { shape }: Pick<ListSource<Row, Filter, SortField>, 'shape'>,
  sort: ListOrder<Filter, SortField>['sort'],
  anchor: Anchor,
  row: Row,
): -1 | 0 | 1 | null => {
  const id = shape.idOf(row);
  if (id === anchor.id) return 0;
  const [first] = sort;
  const rank = first === undefined ? null : shape.rank(row, first.field);
  if (first === undefined || rank === null || anchor.rank === null) return null;
  if (rank === anchor.rank && shape.coarse.includes(first.field)) return null;
  const ascending = rank === anchor.rank ? id > Number(anchor.id) : rank > anchor.rank;
  return ascending === (first.direction === 'asc') ? 1 : -1;
};
