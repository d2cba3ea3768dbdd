import type { Anchor } from '../../loaders/anchor.ts';
import type { Cursors } from './cursor.ts';

/** A row in a page. */
export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** Cursors are sealed when they are read: most pages are asked for without those of single rows. */
class PlacedEdge<Row> implements Edge<Row> {
  readonly node: Row;
  readonly #cursors: Cursors;
  readonly #placed: { readonly anchor: Anchor };

  constructor(cursors: Cursors, node: Row, placed: { readonly anchor: Anchor }) {
    this.node = node;
    this.#cursors = cursors;
    this.#placed = placed;
  }

  get cursor(): string {
    return this.#cursors.write(this.#placed.anchor);
  }
}

/** The edge of a row at its place. */
export const edgeOf = <Row>(cursors: Cursors, node: Row, placed: { readonly anchor: Anchor }): Edge<Row> => new PlacedEdge(cursors, node, placed);

/** A class, and no object with accessors of its own: V8 makes a hidden class for each of those. */
class PlacedPage<Row> implements PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #edges: readonly Edge<Row>[];

  constructor(edges: readonly Edge<Row>[], hasNextPage: boolean, hasPreviousPage: boolean) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#edges = edges;
  }

  get startCursor(): string | null {
    return this.#edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

export const pageInfoOf = <Row>(edges: readonly Edge<Row>[], { hasNextPage, hasPreviousPage }: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>): PageInfo => new PlacedPage(edges, hasNextPage, hasPreviousPage);
