import type { GraphQLResolveInfo } from 'graphql';

import type { Window, WindowPage } from '../../loaders/window.ts';
import type { GraphContext } from '../context.ts';
import type { Cursors, Identified } from './cursor.ts';
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
export interface PagedList<Row> extends Identified {
  readonly read: (window: Window, withTotal: boolean) => Promise<WindowPage<Row>>;
}

type Sealing = Pick<GraphContext, 'seal' | 'language'>;

/** A page that was read; what is made of it is made when it is asked for. */
class ReadConnection<Row> implements ConnectionResult<Row> {
  readonly #list: PagedList<Row>;
  readonly #page: WindowPage<Row>;
  readonly #context: Sealing;
  #edges: Edge<Row>[] | undefined;

  constructor(list: PagedList<Row>, page: WindowPage<Row>, context: Sealing) {
    this.#list = list;
    this.#page = page;
    this.#context = context;
  }

  get edges(): Edge<Row>[] {
    return (this.#edges ??= this.#edgesAt(cursorsOf(this.#context, this.#list)));
  }

  #edgesAt(cursors: Cursors): Edge<Row>[] {
    return this.#page.rows.map((placed) => edgeOf(cursors, placed.row, placed));
  }

  get pageInfo(): PageInfo {
    return pageInfoOf(this.edges, this.#page);
  }

  async totalCount(): Promise<number | null> {
    return this.#page.total ?? (await this.#list.read(FIRST_ROW, true)).total;
  }
}

/** Read where only the number of rows is wanted. */
const FIRST_ROW: Window = { from: 'start', count: 1 };

/** A window from an end of a list is the same for all lists that are asked with the same arguments. */
const windowFromEnd = perArguments((args: PageArguments, cursors: Cursors) => pageWindow(args, cursors));

/** Whether the page hangs from a cursor, and so from one list. */
export const hasCursor = ({ after, before }: PageArguments): boolean => after != null || before != null;

/** The page that a connection field asks for: of the list, or of any list that is asked the same where the page hangs from no cursor. The total is asked for only where it is selected. */
export const askedPage = (list: Identified, args: PageArguments, context: Sealing, info: GraphQLResolveInfo): { readonly window: Window; readonly withTotal: boolean } => {
  const cursors = cursorsOf(context, list);
  const window = hasCursor(args) ? pageWindow(args, cursors) : windowFromEnd(args, cursors);
  const fields = selectedFields(info);
  const rowsWanted = fields.has('edges') || fields.has('nodes') || fields.has('pageInfo');
  return { window: rowsWanted ? window : FIRST_ROW, withTotal: fields.has('totalCount') };
};

/** What a connection field answers with a page that was read. */
export const connectionOf = <Row>(list: PagedList<Row>, page: WindowPage<Row>, context: Sealing): ConnectionResult<Row> => new ReadConnection(list, page, context);

/** Reads the page that a connection field asks for. */
export const readConnection = async <Row>(list: PagedList<Row>, args: PageArguments, context: Sealing, info: GraphQLResolveInfo): Promise<ConnectionResult<Row>> => {
  const { window, withTotal } = askedPage(list, args, context, info);
  return connectionOf(list, await list.read(window, withTotal), context);
};
