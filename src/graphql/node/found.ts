import { codedError } from '../errors/coded-error.ts';

/** The object, or a coded error: a garbage id, a foreign one and a missing object answer alike. */
export const found = <Row>(what: string, row: Row | null): Row => {
  if (row === null) throw codedError('NOT_FOUND', `There is no such ${what}.`);
  return row;
};
