import { copy } from './copy.ts';
import { keyOf, type Key, type ListSpec } from './fields.ts';

/** Rows that exist from the start, ids 1 … size; each can be made again at any time, so that none has to be held. */
export interface SeedRows<Row> {
  readonly size: number;
  departmentOf(id: number): number;
  /** The ids of a department, rising. */
  idsOf(department: number): Int32Array;
  /** A row of its own for the caller. */
  row(id: number): Row;
  /** A field's comparable form without making the row; undefined: make the row. */
  key(id: number, field: string): Key | undefined;
  /** The ids that hold a value, for the fields that have an index; undefined: no index. */
  lookup(field: string, value: string): Iterable<number> | undefined;
}

const NONE = new Int32Array(0);

/** Groups ids 1 … n by a whole number each holds: the ids of a group without a Map of a million lists. */
export function groupIds(size: number, groupOf: (id: number) => number): (group: number) => Int32Array {
  let top = 0;
  for (let id = 1; id <= size; id += 1) top = Math.max(top, groupOf(id));
  const ends = new Int32Array(top + 2);
  for (let id = 1; id <= size; id += 1) ends[groupOf(id) + 1] = (ends[groupOf(id) + 1] ?? 0) + 1;
  for (let group = 1; group < ends.length; group += 1) ends[group] = (ends[group] ?? 0) + (ends[group - 1] ?? 0);
  const starts = ends.slice();
  const ids = new Int32Array(size);
  for (let id = 1; id <= size; id += 1) {
    const group = groupOf(id);
    const at = starts[group] ?? 0;
    ids[at] = id;
    starts[group] = at + 1;
  }
  return (group) => (Number.isInteger(group) && group >= 0 && group <= top ? ids.subarray(ends[group], ends[group + 1]) : NONE);
}

/** Seed rows held as they are, for the kinds that are few; `indexed` fields can be looked up. */
export function heldRows<Row extends { id: number }>(
  rows: readonly Row[],
  departmentOf: (row: Row) => number,
  list: ListSpec,
  indexed: readonly (keyof Row & string)[],
): SeedRows<Row> {
  const at = (id: number): Row => {
    const row = rows[id - 1];
    if (!row) throw new Error(`There is no seed row ${id}.`);
    return row;
  };
  const departments = new Map<number, number[]>();
  for (const row of rows) {
    const list = departments.get(departmentOf(row));
    if (list) list.push(row.id);
    else departments.set(departmentOf(row), [row.id]);
  }
  const ids = new Map([...departments].map(([department, list]) => [department, Int32Array.from(list)]));
  const indexes = new Map<string, Map<string, number[]>>(indexed.map((field) => [field, indexBy(rows, field)]));
  return {
    size: rows.length,
    departmentOf: (id) => departmentOf(at(id)),
    idsOf: (department) => ids.get(department) ?? NONE,
    row: (id) => copy(at(id)),
    key: (id, field) => {
      const value: unknown = at(id)[field as keyof Row];
      const spec = list.fields[field];
      if (spec) return keyOf(spec.kind, value);
      return typeof value === 'string' ? value : undefined;
    },
    lookup: (field, value) => {
      const index = indexes.get(field);
      return index && (index.get(value) ?? []);
    },
  };
}

function indexBy<Row extends { id: number }>(rows: readonly Row[], field: keyof Row & string): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const row of rows) {
    const value = String(row[field]);
    const list = index.get(value);
    if (list) list.push(row.id);
    else index.set(value, [row.id]);
  }
  return index;
}
