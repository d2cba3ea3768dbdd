import type { CompiledQuery, RootOperationNode } from 'kysely';
import { CompiledQuery as Compiled } from 'kysely';

import type { StoreKind } from './store.ts';

/** A query that was put together once, whatever it is asked with. */
export interface PreparedQuery<Row> extends CompiledQuery<Row> {
  /** One row at most comes back, and that is known beforehand: SQLite then need not be asked for more. */
  readonly isOfOne: boolean;
}

class Prepared<Row> implements PreparedQuery<Row> {
  readonly sql: string;
  readonly query: RootOperationNode;
  readonly queryId: CompiledQuery['queryId'];
  readonly parameters: readonly unknown[];
  readonly isOfOne: boolean;

  constructor({ sql, query, queryId }: CompiledQuery, parameters: readonly unknown[], isOfOne: boolean) {
    this.sql = sql;
    this.query = query;
    this.queryId = queryId;
    this.parameters = parameters;
    this.isOfOne = isOfOne;
  }
}

export const isPrepared = (query: CompiledQuery): query is PreparedQuery<unknown> => query instanceof Prepared;

/** A query of either kind of store, ready to be asked with its parameters. */
export type Prepare<Row> = (kind: StoreKind) => (parameters: readonly unknown[]) => CompiledQuery<Row>;

/**
 * What every write needs is not put together anew each time. The text is PostgreSQL's, with `$1` for the first parameter, and SQLite's
 * but for that sign; where the two differ further, it is a function of the kind.
 */
export const prepareQuery = <Row>(text: string | ((kind: StoreKind) => string), { isOfOne = true }: { readonly isOfOne?: boolean } = {}): Prepare<Row> => {
  const made = new Map<StoreKind, (parameters: readonly unknown[]) => CompiledQuery<Row>>();
  return (kind) => {
    const known = made.get(kind);
    if (known !== undefined) return known;
    const sql = typeof text === 'string' ? text : text(kind);
    const compiled = Compiled.raw(kind === 'sqlite' ? sql.replaceAll(/\$(\d+)/g, '?$1') : sql);
    const ask = (parameters: readonly unknown[]): CompiledQuery<Row> => new Prepared<Row>(compiled, parameters, isOfOne);
    made.set(kind, ask);
    return ask;
  };
};
