import { LIMITS } from '../../config/limits.ts';
import type { Window } from '../../loaders/window.ts';
import { argumentError } from '../errors/coded-error.ts';
import type { Cursors } from './cursor.ts';

/** The paging arguments of a connection, as GraphQL gives them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

const sizeOf = (name: 'first' | 'last', size: number): number => {
  if (size < 1 || size > LIMITS.pageSize) throw argumentError('INVALID_PAGE_SIZE', name, `\`${name}\` is ${size}; it must be from 1 to ${LIMITS.pageSize}.`);
  return size;
};

const anchorOf = (name: 'after' | 'before', cursor: string, cursors: Cursors) => {
  const anchor = cursors.read(cursor);
  if (anchor === null) throw argumentError('INVALID_CURSOR', name, `\`${name}\` is not a cursor of this list with this filter and order.`);
  return anchor;
};

/** Which rows the paging arguments ask for; throws a coded error naming the argument that cannot be used. */
export const pageWindow = ({ first, after, last, before }: PageArguments, cursors: Cursors): Window => {
  if (first != null && last != null) throw argumentError('INVALID_PAGE_SIZE', 'last', '`first` and `last` cannot both be given: a page is counted from one end.');
  if (after != null && before != null) throw argumentError('INVALID_PAGE_SIZE', 'before', '`after` and `before` cannot both be given.');
  if (last != null && after != null) throw argumentError('INVALID_PAGE_SIZE', 'after', '`after` goes with `first`; `last` counts from the end or from `before`.');
  if (first != null && before != null) throw argumentError('INVALID_PAGE_SIZE', 'before', '`before` goes with `last`; `first` counts from the start or from `after`.');
  if (last != null || before != null) {
    const count = sizeOf('last', last ?? LIMITS.defaultPageSize);
    return before == null ? { from: 'end', count } : { from: 'before', anchor: anchorOf('before', before, cursors), count };
  }
  const count = sizeOf('first', first ?? LIMITS.defaultPageSize);
  return after == null ? { from: 'start', count } : { from: 'after', anchor: anchorOf('after', after, cursors), count };
};
