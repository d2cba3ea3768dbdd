import type { Anchor } from './anchor.ts';
import { AnchorLostError } from './anchor.ts';
import type { Window, WindowPage } from './window.ts';

/** A list that is held here as a whole, in its final order. */
export interface WholeList<Row> {
  readonly rows: readonly Row[];
  readonly anchorOf: (row: Row, offset: number) => Anchor;
  /** Where a row stands against an anchor: negative before, 0 it is the row, positive after. `null`: the order does not tell. */
  readonly compare: (row: Row, anchor: Anchor) => number | null;
}

/**
 * The place of the first row that is not before the anchor, and whether that row is the anchor's own.
 * Throws `AnchorLostError` when the row is gone and nothing tells where it stood.
 */
const placeOf = <Row>({ rows, anchorOf, compare }: WholeList<Row>, anchor: Anchor): { readonly at: number; readonly own: boolean } => {
  const own = rows.findIndex((row, i) => anchorOf(row, i).id === anchor.id);
  if (own !== -1) return { at: own, own: true };
  const after = rows.findIndex((row) => {
    const side = compare(row, anchor);
    if (side === null) throw new AnchorLostError('the row of the cursor is gone');
    return side > 0;
  });
  return { at: after === -1 ? rows.length : after, own: false };
};

/** Cuts a window out of a list that is held as a whole. */
export const sliceWindow = <Row>(list: WholeList<Row>, window: Window): WindowPage<Row> => {
  const { length } = list.rows;
  const [start, end] = bounds(list, window, length);
  return {
    rows: list.rows.slice(start, end).map((row, i) => ({ row, anchor: list.anchorOf(row, start + i) })),
    hasNextPage: end < length,
    hasPreviousPage: start > 0,
    total: length,
  };
};

const bounds = <Row>(list: WholeList<Row>, window: Window, length: number): readonly [start: number, end: number] => {
  switch (window.from) {
    case 'start':
      return [0, Math.min(length, window.count)];
    case 'end':
      return [Math.max(0, length - window.count), length];
    case 'after': {
      const { at, own } = placeOf(list, window.anchor);
      const start = own ? at + 1 : at;
      return [start, Math.min(length, start + window.count)];
    }
    case 'before': {
      const { at } = placeOf(list, window.anchor);
      return [Math.max(0, at - window.count), at];
    }
  }
};
