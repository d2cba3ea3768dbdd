import type { GraphQLResolveInfo } from 'graphql';

import type { Window, WindowPage } from '../../loaders/window.ts';
import type { GraphContext } from '../context.ts';
import { cursorsOf } from './cursor.ts';
import type { Edge, PageInfo } from './edges.ts';
import { edgeOf, pageInfoOf } from './edges.ts';
import type { PageArguments } from './page-window.ts';
import { pageWindow } from './page-window.ts';
import { selectedFields } from './selection.ts';

/** What a connection field resolves to. */
export interface ConnectionResult<Row> {
  readonly edges: Edge<Row>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number | null>;
}

/** A list that a connection field pages through. */
export interface PagedList<Row> {
  /** Everything that makes this list this list (its name, its parent, filter and order): cursors are bound to it. */
  readonly identity: unknown;
  readonly read: (window: Window, withTotal: boolean) => Promise<WindowPage<Row>>;
}

/** Reads the page that a connection field asks for. The total is asked for only where it is selected and was not learnt anyway. */
export const readConnection = async <Row>(list: PagedList<Row>, args: PageArguments, context: Pick<GraphContext, 'seal' | 'language'>, info: GraphQLResolveInfo): Promise<ConnectionResult<Row>> => {
  const cursors = cursorsOf(context, list.identity);
  const window = pageWindow(args, cursors);
  const fields = selectedFields(info);
  const rowsWanted = fields.has('edges') || fields.has('nodes') || fields.has('pageInfo');
  const withTotal = fields.has('totalCount');
  const page = await list.read(rowsWanted ? window : { from: 'start', count: 1 }, withTotal);
  const edges = page.rows.map((placed) => edgeOf(cursors, placed.row, placed));
  return {
    edges,
    pageInfo: pageInfoOf(edges, page),
    totalCount: async () => page.total ?? (await list.read({ from: 'start', count: 1 }, true)).total,
  };
};
