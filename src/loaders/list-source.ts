import type { ListPage, ListQuery } from '../domain/list-query.ts';
import type { EndpointName } from '../upstream/endpoints.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import { sharedKey } from '../domain/canonical-key.ts';

/** Rows in one upstream page; the contract's cap. An upstream that gives fewer is noticed from its answers. */
export const UPSTREAM_PAGE = 100;

/** How the rows of one list endpoint are told apart and ordered. */
export interface ListShape<Row, Filter, SortField extends string> {
  readonly endpoint: EndpointName;
  readonly list: (upstream: UpstreamClient, scope: UpstreamScope, query: ListQuery<Filter, SortField>) => Promise<ListPage<Row>>;
  readonly idOf: (row: Row) => number;
  /** The row's value in a sort field as a number that grows in `asc` order, or `null` where the upstream's own order of text decides. */
  readonly rank: (row: Row, field: SortField) => number | null;
  /** Fields whose rank is coarser than what the upstream orders by: rows of one rank may stand in any order. */
  readonly coarse: readonly string[];
}

/** One list endpoint within one request: identical queries share one call, and every row seen is told to `onRow`. */
export interface ListSource<Row, Filter, SortField extends string> {
  readonly shape: ListShape<Row, Filter, SortField>;
  list(query: ListQuery<Filter, SortField>): Promise<ListPage<Row>>;
  forget(): void;
}

export const createListSource = <Row, Filter, SortField extends string>(
  shape: ListShape<Row, Filter, SortField>,
  upstream: UpstreamClient,
  scope: UpstreamScope,
  onRow: (row: Row) => void,
): ListSource<Row, Filter, SortField> => {
  const calls = new Map<string, Promise<ListPage<Row>>>();
  return {
    shape,
    list(query) {
      // Filter and order are the same objects for all pages of a list.
      const key = `${query.start} ${query.length} ${sharedKey(query.sort)} ${sharedKey(query.filter as object)}`;
      const known = calls.get(key);
      if (known !== undefined) return known;
      const call = shape.list(upstream, scope, query).then((page) => {
        page.rows.forEach(onRow);
        return page;
      });
      calls.set(key, call);
      return call;
    },
    forget() {
      calls.clear();
    },
  };
};
