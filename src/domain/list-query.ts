import type { Decimal } from './decimal.ts';
import type { Instant } from './dates.ts';

export type SortDirection = 'asc' | 'desc';

/** Both ends belong to the range. */
export interface InstantRange {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Both ends belong to the range. */
export interface DecimalRange {
  readonly from?: Decimal;
  readonly to?: Decimal;
}

/** One page of an upstream list: rows `start` … `start + length − 1` of what the filter leaves, in `sort` order. */
export interface ListQuery<Filter, SortField extends string> {
  readonly filter: Filter;
  readonly sort: readonly { readonly field: SortField; readonly direction: SortDirection }[];
  readonly start: number;
  readonly length: number;
}

/** The rows of a page, and how many rows the filter leaves in all. */
export interface ListPage<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}
