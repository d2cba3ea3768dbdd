import type { ListOrder } from './anchor.ts';
import type { ListSource } from './list-source.ts';
import { UPSTREAM_PAGE } from './list-source.ts';
import { readRange } from './read-range.ts';

/** What one shared reading of several parents' rows brought. */
export interface SharedRows<Row> {
  /** Parents whose question is answered, each with its rows in list order. */
  readonly answered: ReadonlyMap<number, readonly Row[]>;
  /** The whole list was read, so each parent's rows are all of them. */
  readonly complete: boolean;
}

/** What reading on costs on either way, in upstream calls. */
export interface RemainingCost {
  readonly pages: number;
  readonly singles: number;
}

/** The rule of ADR 0004: read the shared list to its end unless asking for the unanswered parents one by one takes fewer calls. */
export const readsOn = ({ pages, singles }: RemainingCost): boolean => pages <= singles;

/**
 * Reads the merged list of several parents. The first page is a probe: it tells how long the list is and answers the parents
 * that it already holds enough rows of. Then the cheaper way is taken; parents it leaves unanswered are the caller's to ask for.
 * `enough: null` means that each parent's rows must be complete. `window` is what a single call would ask for: one that is
 * longer than a page reads each parent's list in pages of its own, so together they never take fewer calls than the merged list.
 */
export const readWholeUntil = async <Row, Filter, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  order: ListOrder<Filter, SortField>,
  parents: readonly number[],
  parentOf: (row: Row) => number | null,
  { enough, window }: { readonly enough: number | null; readonly window: number },
): Promise<SharedRows<Row> | 'foreignRows'> => {
  const byParent = new Map<number, Row[]>(parents.map((id) => [id, []]));
  const take = (rows: readonly Row[]): boolean =>
    rows.every((row) => {
      const own = byParent.get(parentOf(row) ?? NaN);
      own?.push(row);
      return own !== undefined;
    });

  const probe = await source.list({ ...order, start: 0, length: UPSTREAM_PAGE });
  if (!take(probe.rows)) return 'foreignRows';
  if (probe.rows.length >= probe.total) return { answered: byParent, complete: true };

  // One row more than wanted proves that there is a next page.
  const answered = new Map([...byParent].filter(([, rows]) => enough !== null && rows.length > enough));
  const pages = Math.ceil((probe.total - probe.rows.length) / Math.max(1, probe.rows.length));
  const unanswered = parents.length - answered.size;
  if (!readsOn({ pages, singles: window > UPSTREAM_PAGE ? Math.max(pages, unanswered) : unanswered })) return { answered, complete: false };

  // `readRange` asks for the probe's page again: the list source answers it from this request's memory.
  // To the end, wherever that is by then: a row inserted meanwhile must not push out the last one.
  const whole = await readRange(source, order, 0, Infinity);
  for (const rows of byParent.values()) rows.length = 0;
  if (!take(whole.rows)) return 'foreignRows';
  return { answered: byParent, complete: true };
};
