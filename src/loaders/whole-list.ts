import type { Window, WindowPage } from './window.ts';

/** Rows of one parent that are read as a whole (for a balance, or to sort them here). Beyond it the question is refused. */
export const MAX_WHOLE_LIST = 5_000;

/** All rows of a parent, as a window. */
export const WHOLE: Window = { from: 'start', count: MAX_WHOLE_LIST };

/** Thrown where one object has more rows hanging from it than are read as a whole. */
export class ListTooLongError extends Error {
  override readonly name = 'ListTooLongError';
}

/** The rows of a whole-list reading; throws when the limit cut them, since part of a sum is a wrong sum. */
export const wholeRows = <Row>(page: WindowPage<Row>): readonly Row[] => {
  if (page.hasNextPage) throw new ListTooLongError(`more than ${MAX_WHOLE_LIST} rows would have to be read`);
  return page.rows.map(({ row }) => row);
};
