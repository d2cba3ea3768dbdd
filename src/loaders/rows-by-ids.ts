import type { ListSource } from './list-source.ts';
import { readRange } from './read-range.ts';

/** The rows with these ids, at most one page of them: on an upstream with smaller pages that is several calls. */
export const rowsByIds = async <Row, Filter extends { readonly ids?: readonly number[] }>(source: ListSource<Row, Filter, 'id'>, ids: readonly number[]): Promise<readonly Row[]> =>
  (await readRange(source, { filter: { ids } as Filter, sort: [{ field: 'id', direction: 'asc' }] }, 0, ids.length)).rows;
