import type { ListPage, ListQuery } from '../../domain/list-query.ts';
import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import type { Sender } from '../sender.ts';
import type { Wire } from '../wire/fields.ts';
import type { FilterTable } from '../wire/filter.ts';
import { writeFilter } from '../wire/filter.ts';
import { parseListPage } from '../wire/list-page.ts';
import type { Parsing } from '../wire/parsing.ts';

/** How one list is asked for and read. */
export interface ListSpec<Row, Filter, SortField extends string> {
  readonly endpoint: EndpointName;
  readonly filter: FilterTable<Filter>;
  readonly sort: Readonly<Record<SortField, string>>;
  readonly parse: (row: Wire, parsing: Parsing) => Row;
  /** Members of the request beside `filter`. */
  readonly beside?: (filter: Filter) => Wire;
}

/** Reads one page. A filter that nothing can pass (a list of no ids) is answered without a call. */
export const listRows = async <Row, Filter extends object, SortField extends string>(
  sender: Sender,
  scope: UpstreamScope,
  spec: ListSpec<Row, Filter, SortField>,
  query: ListQuery<Filter, SortField>,
): Promise<ListPage<Row>> => {
  const filter = writeFilter(spec.filter, query.filter);
  if (filter === null) return { total: 0, rows: [] };
  const sort = query.sort.map(({ field, direction }) => [spec.sort[field], direction]);
  return sender.read(scope, {
    endpoint: spec.endpoint,
    body: { filter, ...spec.beside?.(query.filter), sort, start: query.start, length: query.length },
    read: (data, parsing) => parseListPage(data, spec.parse, parsing),
  });
};
