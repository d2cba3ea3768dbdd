import type { ListPage } from '../../domain/list-query.ts';
import type { Wire } from './fields.ts';
import { integerOf, objectOf } from './fields.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

/** The rows of a list; PHP writes a list with gaps in its keys as an object. */
const recordsOf = (data: Wire): readonly unknown[] => {
  if (Array.isArray(data.records)) return data.records;
  const keyed = objectOf(data.records);
  if (keyed === null) throw new WireProblem('records', 'is not a list');
  return Object.values(keyed);
};

/**
 * A page of rows, each read by `parse`. One row that cannot be read fails the page, by name: leaving it out would
 * show less than there is without a word.
 */
export const parseListPage = <Row>(data: unknown, parse: (row: Wire, parsing: Parsing) => Row, parsing: Parsing): ListPage<Row> => {
  const page = objectOf(data);
  if (page === null) throw new WireProblem('data', 'is not a page of a list');
  const rows = recordsOf(page).map((value, index) => {
    const row = objectOf(value);
    if (row === null) throw new WireProblem(`records[${index}]`, 'is not an object');
    try {
      return parse(row, parsing);
    } catch (thrown) {
      throw thrown instanceof WireProblem ? thrown.inside(`records[${index}]`) : thrown;
    }
  });
  const total = integerOf(page.recordsFiltered) ?? integerOf(page.recordsTotal);
  if (total === null || total < 0) throw new WireProblem('recordsFiltered', 'is not a count');
  return { total, rows };
};
