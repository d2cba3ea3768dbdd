import type { ListPage, ListQuery } from '../../domain/list-query.ts';
import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import type { Call, Sender } from '../sender.ts';
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

/** The ids of a query that asks for rows by them and for nothing else, all of them in one page. */
const idsOf = ({ filter, sort, start, length }: ListQuery<object, string>): readonly number[] | null => {
  const { ids, ...rest } = filter as { readonly ids?: readonly number[] };
  const [first] = sort;
  const isPlain = sort.length === 1 && first?.field === 'id' && first.direction === 'asc' && start === 0 && Object.values(rest).every((value) => value === undefined);
  return isPlain && ids !== undefined && ids.length === length ? ids : null;
};

/** The call for one page; `null`: nothing can pass the filter (a list of no ids). */
const callOf = <Row, Filter extends object, SortField extends string>(spec: ListSpec<Row, Filter, SortField>, asked: ListQuery<Filter, SortField>): Call<ListPage<Row>> | null => {
  const filter = writeFilter(spec.filter, asked.filter);
  const sort = asked.sort.map(({ field, direction }) => [spec.sort[field], direction]);
  return filter === null ? null : { endpoint: spec.endpoint, body: { filter, sort, start: asked.start, length: asked.length, ...spec.beside?.(asked.filter) }, form: 'page', read: (data, parsing) => parseListPage(data, spec.parse, parsing) };
};

/** How a row that is asked for by its id is asked of the list. */
export const inList = <Row, Filter extends { readonly ids?: readonly number[] }>(spec: ListSpec<Row, Filter, 'id'>, id: number): NonNullable<Call<never>['byId']> => ({
  id,
  callFor(ids) {
    const call = callOf(spec, { filter: { ids } as unknown as Filter, sort: [{ field: 'id', direction: 'asc' }], start: 0, length: ids.length });
    if (call === null) throw new Error('a list was asked for no ids');
    return call;
  },
});

/** Reads one page. A filter that nothing can pass (a list of no ids) is answered without a call. */
export const listRows = async <Row, Filter extends object, SortField extends string>(
  sender: Sender,
  scope: UpstreamScope,
  spec: ListSpec<Row, Filter, SortField>,
  query: ListQuery<Filter, SortField>,
): Promise<ListPage<Row>> => {
  const call = callOf(spec, query);
  if (call === null) return { total: 0, rows: [] };
  const ids = idsOf(query);
  if (ids === null) return sender.read(scope, call);
  return sender.read(scope, { byIds: { ids, callFor: (others) => callOf(spec, { ...query, filter: { ...query.filter, ids: others }, length: others.length }) ?? call }, ...call });
};
