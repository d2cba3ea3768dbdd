import type { GraphQLResolveInfo } from 'graphql';

import type { LoadMany } from '../../execution/plan.ts';
import type { ListOrder } from '../../loaders/anchor.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { RelationLoader } from '../../loaders/relation-pages.ts';
import type { Window, WindowPage } from '../../loaders/window.ts';
import type { GraphContext } from '../context.ts';
import { loadManyExtension } from '../many-extension.ts';
import type { PageArguments } from './page-window.ts';
import type { ConnectionResult, PagedList } from './read-connection.ts';
import { askedPage, connectionOf, hasCursor, readConnection } from './read-connection.ts';

type Pages<Row, Filter, SortField extends string> = Pick<RelationLoader<Row, Filter, SortField>, 'load' | 'loadMany'>;

/** What a field shows of the rows that hang from an object. */
export interface RelatedRows<Args, Row, Filter, SortField extends string> {
  /** `Type.field`: cursors are bound to it. */
  readonly name: string;
  readonly orderOf: (args: Args, context: GraphContext) => ListOrder<Filter, SortField>;
  readonly pagesIn: (loaders: Loaders) => Pages<Row, Filter, SortField>;
}

/** The rows of one object. A class, since there are as many as objects, and most are never asked for more than they hold. */
class RelatedList<Row, Filter, SortField extends string> implements PagedList<Row> {
  readonly #name: string;
  readonly #parentId: number;
  readonly #order: ListOrder<Filter, SortField>;
  readonly #pages: Pages<Row, Filter, SortField>;

  constructor(name: string, parentId: number, order: ListOrder<Filter, SortField>, pages: Pages<Row, Filter, SortField>) {
    this.#name = name;
    this.#parentId = parentId;
    this.#order = order;
    this.#pages = pages;
  }

  get identity(): object {
    return { list: this.#name, parent: this.#parentId, ...this.#order };
  }

  read(window: Window, withTotal: boolean): Promise<WindowPage<Row>> {
    return this.#pages.load({ parentId: this.#parentId, window, withTotal, ...this.#order });
  }
}

/** What hangs from objects with a number of the upstream. */
interface Parent {
  readonly id: number;
}

/**
 * How a connection of what hangs from an object is resolved: for one object, and for all objects of a place at once where they are asked for
 * the same page. A page that hangs from a cursor is one object's, so those are asked one by one.
 */
export const relatedConnection = <Args extends object, Row, Filter, SortField extends string>({ name, orderOf, pagesIn }: RelatedRows<Args, Row, Filter, SortField>) => {
  const load: LoadMany<Parent, Args & PageArguments, GraphContext> = (parents, args, context, info) => {
    const [first] = parents;
    if (first === undefined || hasCursor(args)) return null;
    const pages = pagesIn(context.loaders);
    const order = orderOf(args, context);
    const listOf = (id: number): RelatedList<Row, Filter, SortField> => new RelatedList(name, id, order, pages);
    const question = { ...askedPage(listOf(first.id), args, context, info), ...order };
    // The objects themselves are let go of meanwhile.
    const ids = parents.map(({ id }) => id);
    return pages.loadMany(question, ids).then((read) => read.map((page, n) => (page instanceof Error ? page : connectionOf(listOf(ids[n] ?? 0), page, context))));
  };
  return {
    resolve: ({ id }: Parent, args: Args & PageArguments, context: GraphContext, info: GraphQLResolveInfo): Promise<ConnectionResult<Row>> =>
      readConnection(new RelatedList(name, id, orderOf(args, context), pagesIn(context.loaders)), args, context, info),
    extensions: loadManyExtension(load),
  };
};
