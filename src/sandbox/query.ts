import { fold } from './fold.ts';
import type { Key } from './fields.ts';
import { SortedIds, type Sort } from './sorted-ids.ts';
import type { Table } from './table.ts';

/** One condition on a field. */
export type Condition =
  | { field: string; oneOf: ReadonlySet<string> }
  | { field: string; from: number; to: number };

/** What a list was asked for, checked. */
export interface Query {
  conditions: readonly Condition[];
  /** Computed conditions that hold of whole rows, such as an invoice view. */
  extra?: (key: (field: string) => Key) => boolean;
  search?: string;
  sort: readonly Sort[];
  start: number;
  length: number;
}

/** A page of rows. */
export interface Page<Row> {
  recordsTotal: number;
  recordsFiltered: number;
  records: Row[];
}

/** Answers list queries over a table. */
export class Lister<Row extends { id: number }> {
  readonly #table: Table<Row>;
  readonly #sorted: SortedIds<Row>;

  constructor(table: Table<Row>) {
    this.#table = table;
    this.#sorted = new SortedIds(table);
  }

  page(department: number, query: Query): Page<Row> {
    const recordsTotal = this.#table.count(department);
    const test = this.#test(query);
    const candidates = this.#candidates(query);
    const ids: number[] = [];
    let passed = 0;
    const take = (id: number): void => {
      if (passed >= query.start && ids.length < query.length) ids.push(id);
      passed += 1;
    };
    if (candidates) {
      const own = candidates.filter((id) => this.#table.has(id) && this.#table.departmentOf(id) === department && (!test || test(id)));
      for (const id of this.#sorted.sort(own, query.sort)) take(id);
    } else if (test) {
      this.#sorted.walk(department, query.sort, (id) => {
        if (test(id)) take(id);
        return true;
      });
    } else {
      this.#sorted.walk(department, query.sort, (id) => {
        take(id);
        return ids.length < query.length;
      });
      passed = recordsTotal;
    }
    return { recordsTotal, recordsFiltered: passed, records: ids.flatMap((id) => this.#table.get(id) ?? []) };
  }

  /** The rows that can match at all, when an index tells; the rest of the conditions still decides. */
  #candidates(query: Query): number[] | undefined {
    let best: number[] | undefined;
    for (const condition of query.conditions) {
      if (!('oneOf' in condition)) continue;
      const ids =
        condition.field === 'id' ? [...condition.oneOf].map(Number) : this.#table.lookup(condition.field, condition.oneOf);
      if (ids && (!best || [...ids].length < best.length)) best = [...ids];
    }
    return best;
  }

  #test(query: Query): ((id: number) => boolean) | undefined {
    const { conditions, extra, search } = query;
    const needle = search === undefined ? '' : fold(search);
    if (conditions.length === 0 && !extra && needle === '') return undefined;
    return (id) => {
      for (const condition of conditions) {
        const key = this.#table.key(id, condition.field);
        if ('oneOf' in condition) {
          if (!condition.oneOf.has(String(key))) return false;
        } else if (typeof key !== 'number' || key < condition.from || key > condition.to) return false;
      }
      if (extra && !extra((field) => this.#table.key(id, field))) return false;
      return needle === '' || this.#table.list.search.some((field) => fold(this.#table.text(id, field)).includes(needle));
    };
  }
}
