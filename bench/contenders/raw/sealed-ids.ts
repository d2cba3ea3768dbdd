import type { Seal } from '../../../src/graphql/seal.ts';
import type { Wire } from '../../shared/econt.ts';

/** Seals the ids of rows of one type together, and hands them out in the order of the rows. */
export const sealedIds = (seal: Seal, typename: string, rows: readonly Wire[]): (() => string) => {
  const ids = seal.closeIds(typename, rows.map(({ id }) => Number(id)));
  let next = 0;
  return () => ids[next++] ?? '';
};
