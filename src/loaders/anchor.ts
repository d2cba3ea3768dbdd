import type { ListQuery } from '../domain/list-query.ts';

/** The row that a cursor marks: who it is, where it sorts, and where it stood when the cursor was given. */
export interface Anchor {
  readonly id: number | string;
  readonly rank: number | null;
  readonly offset: number;
}

/** Filter and order of a list. The last sort field is always `id`, so that the order is total. */
export type ListOrder<Filter, SortField extends string> = Pick<ListQuery<Filter, SortField>, 'filter' | 'sort'>;

/** Thrown where the place of a cursor cannot be found any more. */
export class AnchorLostError extends Error {
  override readonly name = 'AnchorLostError';
}
