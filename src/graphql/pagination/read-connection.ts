import type { GraphQLResolveInfo } from 'graphql';

import type { Window, WindowPage } from '../../loaders/window.ts';
import type { GraphContext } from '../context.ts';
import type { Cursors } from './cursor.ts';
import { cursorsOf } from './cursor.ts';
import type { Edge, PageInfo } from './edges.ts';
import { edgeOf, pageInfoOf } from './edges.ts';
import type { PageArguments } from './page-window.ts';
import { pageWindow } from './page-window.ts';
import { perArguments } from './per-arguments.ts';
import { selectedFields } from './selection.ts';

/** What a connection field resolves to. */
export interface ConnectionResult<Row> {
  readonly edges: Edge<Row>[];
  readonly pageInfo: PageInfo;
  totalCount(): Promise<number | null>;
}

/** A list that a connection field pages through. */
export interface PagedList<Row> {
  /** Everything that makes this list this list (its name, its parent, filter and order): cursors are bound to it. */
  readonly identity: unknown;
  readonly read: (window: Window, withTotal: boolean) => Promise<WindowPage<Row>>;
}

/** A page that was read; what is made of it is made when it is asked for. */
class ReadConnection<Row> implements ConnectionResult<Row> {
  readonly #list: PagedList<Row>;
  readonly #page: WindowPage<Row>;
  readonly #cursors: Cursors;
  #edges: Edge<Row>[] | undefined;

  constructor(list: PagedList<Row>, page: WindowPage<Row>, cursors: Cursors) {
    this.#list = list;
    this.#page = page;
    this.#cursors = cursors;
  }

  get edges(): Edge<Row>[] {
    return (this.#edges ??= this.#page.rows.map((placed) => edgeOf(this.#cursors, placed.row, placed)));
  }

  get pageInfo(): PageInfo {
    return pageInfoOf(this.edges, this.#page);
  }

  async totalCount(): Promise<number | null> {
    return this.#page.total ?? (await this.#list.read({ from: 'start', count: 1 }, true)).total;
  }
}

/** A window from an end of a list is the same for all lists that are asked with the same arguments. */
const windowFromEnd = perArguments((args: PageArguments, cursors: Cursors) => pageWindow(args, cursors));

/** Reads the page that a connection field asks for. The total is asked for only where it is selected and was not learnt anyway. */
export const readConnection = async <Row>(list: PagedList<Row>, args: PageArguments, context: Pick<GraphContext, 'seal' | 'language'>, info: GraphQLResolveInfo): Promise<ConnectionResult<Row>> => {
  const cursors = cursorsOf(context, list.identity);
  const window = args.after == null && args.before == null ? windowFromEnd(args, cursors) : pageWindow(args, cursors);
  const fields = selectedFields(info);
  const rowsWanted = fields.has('edges') || fields.has('nodes') || fields.has('pageInfo');
  const withTotal = fields.has('totalCount');
  const page = await list.read(rowsWanted ? window : { from: 'start', count: 1 }, withTotal);
  return new ReadConnection(list, page, cursors);
};
