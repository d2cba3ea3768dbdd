import type { GraphQLResolveInfo } from 'graphql';

import type { Window, WindowPage } from '../../loaders/window.ts';
import { encodeCursor, listFingerprint } from './cursor.ts';
import type { PageArguments } from './page-window.ts';
import { pageWindow } from './page-window.ts';
import { selectedFields } from './selection.ts';

/** What a connection field resolves to. */
export interface ConnectionResult<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number | null>;
}

/** A list that a connection field pages through. */
export interface PagedList<Row> {
  /** Everything that makes this list this list (its name, its parent, filter and order): cursors are bound to it. */
  readonly identity: unknown;
  readonly read: (window: Window, withTotal: boolean) => Promise<WindowPage<Row>>;
}

/** Reads the page that a connection field asks for. The total is asked for only where it is selected and was not learnt anyway. */
export const readConnection = async <Row>(list: PagedList<Row>, args: PageArguments, info: GraphQLResolveInfo): Promise<ConnectionResult<Row>> => {
  const fingerprint = listFingerprint(list.identity);
  const window = pageWindow(args, fingerprint);
  const fields = selectedFields(info);
  const rowsWanted = fields.has('edges') || fields.has('nodes') || fields.has('pageInfo');
  const withTotal = fields.has('totalCount');
  const page = await list.read(rowsWanted ? window : { from: 'start', count: 1 }, withTotal);
  const edges = page.rows.map(({ row, anchor }) => ({ cursor: encodeCursor(fingerprint, anchor), node: row }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => page.total ?? (await list.read({ from: 'start', count: 1 }, true)).total,
  };
};
