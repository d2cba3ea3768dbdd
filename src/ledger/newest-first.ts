import type { LedgerPage, LedgerWindow } from './ledger-page.ts';

/** Most rows that a total counts: beyond, a list is only known to be longer, and nobody waits for the count. */
export const MAX_TOTAL = 10_000;

/** Rows of the ledger that only ever get new ones at their newest end, each with a position of its own. */
export interface PositionedRows<Row> {
  /** At most `limit` rows on one side of a position, the nearest first; of `null`, from the oldest or from the newest. */
  readonly read: (side: 'older' | 'newer', than: number | null, limit: number) => Promise<readonly Row[]>;
  /** How many there are, up to `MAX_TOTAL`. */
  readonly count: () => Promise<number>;
}

type Span<Row> = Omit<LedgerPage<Row>, 'total'>;

const spanOf = async <Row>({ read }: PositionedRows<Row>, window: LedgerWindow): Promise<Span<Row>> => {
  const { count } = window;
  const isForward = window.from === 'start' || window.from === 'after';
  const position = 'position' in window ? window.position : null;
  const found = await read(isForward ? 'older' : 'newer', position, count + 1);
  const rows = found.slice(0, count);
  const isMore = found.length > count;
  // The row of the cursor itself counts too, if it is still in the list.
  const isBehind = position !== null && (await read(isForward ? 'newer' : 'older', isForward ? position - 1 : position + 1, 1)).length > 0;
  return isForward ? { rows, hasNextPage: isMore, hasPreviousPage: isBehind } : { rows: rows.toReversed(), hasNextPage: isBehind, hasPreviousPage: isMore };
};

/** A page of such rows, the newest first. */
export const newestFirst = async <Row>(source: PositionedRows<Row>, window: LedgerWindow): Promise<LedgerPage<Row>> => {
  const [span, total] = await Promise.all([spanOf(source, window), source.count()]);
  return { ...span, total };
};
