import { describe, expect, it } from 'vitest';

import { AnchorLostError } from '../../src/loaders/anchor.ts';
import { sliceWindow } from '../../src/loaders/slice-window.ts';
import type { Window } from '../../src/loaders/window.ts';

const list = (rows: readonly number[], isOrdered = true) => ({
  rows: rows.map((id) => ({ id })),
  anchorOf: ({ id }: { readonly id: number }, offset: number) => ({ id, rank: id, offset }),
  compare: ({ id }: { readonly id: number }, anchor: { readonly rank: number | null }) => (isOrdered ? id - (anchor.rank ?? 0) : null),
});
const at = (id: number) => ({ id, rank: id, offset: 0 });
const cut = (rows: readonly number[], window: Window, isOrdered = true): unknown => {
  const page = sliceWindow(list(rows, isOrdered), window);
  expect(page.total).toBe(rows.length);
  return [page.rows.map(({ row }) => row.id), page.hasPreviousPage, page.hasNextPage];
};

describe('a window of a list that is held whole', () => {
  it.each<[string, Window, unknown]>([
    ['start', { from: 'start', count: 2 }, [[1, 3], false, true]],
    ['start, all', { from: 'start', count: 9 }, [[1, 3, 5, 7], false, false]],
    ['end', { from: 'end', count: 2 }, [[5, 7], true, false]],
    ['end, all', { from: 'end', count: 9 }, [[1, 3, 5, 7], false, false]],
    ['after', { from: 'after', anchor: at(3), count: 1 }, [[5], true, true]],
    ['after the last', { from: 'after', anchor: at(7), count: 1 }, [[], true, false]],
    ['before', { from: 'before', anchor: at(5), count: 1 }, [[3], true, true]],
    ['before the first', { from: 'before', anchor: at(1), count: 1 }, [[], false, true]],
    ['after one that is gone', { from: 'after', anchor: at(4), count: 2 }, [[5, 7], true, false]],
    ['before one that is gone', { from: 'before', anchor: at(4), count: 2 }, [[1, 3], false, true]],
    ['after the last, which is gone', { from: 'after', anchor: at(9), count: 2 }, [[], true, false]],
  ])('%s', (_name, window, expected) => {
    expect(cut([1, 3, 5, 7], window)).toEqual(expected);
  });

  it('of nothing', () => {
    expect(cut([], { from: 'start', count: 2 })).toEqual([[], false, false]);
    expect(cut([], { from: 'after', anchor: at(1), count: 2 })).toEqual([[], false, false]);
  });

  it('does not guess where the order does not tell', () => {
    expect(cut([5, 1, 3], { from: 'after', anchor: at(1), count: 2 }, false)).toEqual([[3], true, false]);
    expect(() => cut([5, 1, 3], { from: 'after', anchor: at(4), count: 2 }, false)).toThrow(AnchorLostError);
    expect(() => cut([5, 1, 3], { from: 'before', anchor: at(4), count: 2 }, false)).toThrow(AnchorLostError);
  });
});
