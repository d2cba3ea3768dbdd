import { sortKey } from './fields.ts';
import type { Table } from './table.ts';

/** One sort: a field and its direction. */
export type Sort = readonly [field: string, direction: 'asc' | 'desc'];

/** Sorted seeds are kept, because sorting a million ids takes most of a second. */
const KEPT_VIEWS = 16;

type Compare = (a: number, b: number) => number;

/** A table's ids in sort order; equal rows follow their ids in the last direction asked for. */
export class SortedIds<Row extends { id: number }> {
  readonly #table: Table<Row>;
  readonly #seeds = new Map<string, Int32Array>();
  readonly #changes = new Map<string, { version: number; ids: number[] }>();

  constructor(table: Table<Row>) {
    this.#table = table;
  }

  /** Sorts a few ids. */
  sort(ids: number[], sorts: readonly Sort[]): number[] {
    return ids.sort(this.#compare(sorts));
  }

  /** Visits all ids of a department in order, until the visitor answers false. */
  walk(department: number, sorts: readonly Sort[], visit: (id: number) => boolean): void {
    const seed = this.#seedView(department, sorts);
    const changed = this.#changedView(department, sorts);
    const compare = this.#compare(sorts);
    let next = 0;
    for (const id of seed) {
      if (changed.length > 0) {
        if (this.#table.isChanged(id)) continue;
        for (let other = changed[next]; other !== undefined && compare(other, id) < 0; other = changed[next]) {
          next += 1;
          if (!visit(other)) return;
        }
      }
      if (!visit(id)) return;
    }
    for (const other of changed.slice(next)) if (!visit(other)) return;
  }

  #compare(sorts: readonly Sort[]): Compare {
    const fields = sorts.map(([field, direction]) => ({
      field,
      kind: this.#table.list.fields[field]?.kind ?? 'text',
      sign: direction === 'asc' ? 1 : -1,
    }));
    const last = fields.at(-1)?.sign ?? 1;
    return (a, b) => {
      for (const { field, kind, sign } of fields) {
        if (field === 'id') return sign * (a - b);
        const x = sortKey(kind, this.#table.key(a, field));
        const y = sortKey(kind, this.#table.key(b, field));
        if (x !== y) return x < y ? -sign : sign;
      }
      return last * (a - b);
    };
  }

  #seedView(department: number, sorts: readonly Sort[]): Int32Array {
    const name = `${department} ${JSON.stringify(sorts)}`;
    const kept = this.#seeds.get(name);
    if (kept) return kept;
    const view = this.#sortSeed(this.#table.seed.idsOf(department), sorts);
    const oldest = this.#seeds.keys().next().value;
    if (this.#seeds.size >= KEPT_VIEWS && oldest !== undefined) this.#seeds.delete(oldest);
    this.#seeds.set(name, view);
    return view;
  }

  #sortSeed(ids: Int32Array, sorts: readonly Sort[]): Int32Array {
    const [first] = sorts;
    if (!first || first[0] === 'id') return first?.[1] === 'desc' ? ids.toReversed() : ids;
    // The seed is read, not what lies over it, because the view stays; each key once, because reading it again
    // in every comparison would make the row again.
    const columns = sorts.map(([field, direction]) => {
      const kind = this.#table.list.fields[field]?.kind ?? 'text';
      const keys = Array.from(ids, (id) => (field === 'id' ? id : sortKey(kind, this.#table.seedKey(id, field))));
      return { keys, sign: direction === 'asc' ? 1 : -1 };
    });
    const last = columns.at(-1)?.sign ?? 1;
    const order = Int32Array.from(ids, (_id, position) => position);
    order.sort((a, b) => {
      for (const { keys, sign } of columns) {
        const x = keys[a] ?? 0;
        const y = keys[b] ?? 0;
        if (x !== y) return x < y ? -sign : sign;
      }
      return last * (a - b);
    });
    return order.map((position) => ids[position] ?? 0);
  }

  #changedView(department: number, sorts: readonly Sort[]): number[] {
    const name = `${department} ${JSON.stringify(sorts)}`;
    const kept = this.#changes.get(name);
    if (kept?.version === this.#table.version) return kept.ids;
    const ids = this.sort(this.#table.changedIds(department), sorts);
    if (this.#changes.size >= KEPT_VIEWS) this.#changes.clear();
    this.#changes.set(name, { version: this.#table.version, ids });
    return ids;
  }
}
