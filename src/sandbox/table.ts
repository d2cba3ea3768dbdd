import { ChangeIndex } from './change-index.ts';
import { copy } from './copy.ts';
import { keyOf, type Key, type ListSpec } from './fields.ts';
import type { SeedRows } from './seed-rows.ts';

/**
 * All objects of one kind: the seed, made on demand, under an overlay of the rows that were changed or added.
 * Every read gives a row of the caller's own.
 */
export class Table<Row extends { id: number }> {
  readonly seed: SeedRows<Row>;
  readonly list: ListSpec;
  readonly #changes = new Map<number, { department: number; row: Row }>();
  readonly #index: ChangeIndex<Row>;
  readonly #addedTo = new Map<number, number>();
  #nextId: number;
  /** Rises with every change. */
  version = 0;

  constructor(seed: SeedRows<Row>, list: ListSpec, indexed: readonly (keyof Row & string)[]) {
    this.seed = seed;
    this.list = list;
    this.#index = new ChangeIndex(indexed);
    this.#nextId = seed.size + 1;
  }

  /** The number of rows added since the start. */
  get added(): number {
    return this.#nextId - 1 - this.seed.size;
  }

  /** The id that the next added row gets. */
  get nextId(): number {
    return this.#nextId;
  }

  has(id: number): boolean {
    return Number.isInteger(id) && id >= 1 && id < this.#nextId;
  }

  isChanged(id: number): boolean {
    return this.#changes.has(id);
  }

  departmentOf(id: number): number {
    return this.#changes.get(id)?.department ?? this.seed.departmentOf(id);
  }

  /** The row, or undefined; with a department, a row of another one is not there. */
  get(id: number, department?: number): Row | undefined {
    if (!this.has(id)) return undefined;
    if (department !== undefined && this.departmentOf(id) !== department) return undefined;
    const change = this.#changes.get(id);
    return change ? copy(change.row) : this.seed.row(id);
  }

  /** Adds a row under the next id, which it must already hold. */
  insert(department: number, row: Row): void {
    if (row.id !== this.#nextId) throw new Error(`The next id is ${this.#nextId}, not ${row.id}.`);
    this.#nextId += 1;
    this.#addedTo.set(department, (this.#addedTo.get(department) ?? 0) + 1);
    this.#write(department, row);
  }

  /** Replaces a row that exists. */
  put(row: Row): void {
    const old = this.#changes.get(row.id);
    if (old) this.#index.remove(old.row);
    this.#write(this.departmentOf(row.id), row);
  }

  #write(department: number, row: Row): void {
    const own = copy(row);
    this.#changes.set(row.id, { department, row: own });
    this.#index.add(own);
    this.version += 1;
  }

  /** A field's comparable form. */
  key(id: number, field: string): Key {
    const change = this.#changes.get(id);
    return change ? this.#read(change.row, field) : this.seedKey(id, field);
  }

  /** The same of the seed's row, whatever lies over it. */
  seedKey(id: number, field: string): Key {
    const quick = this.seed.key(id, field);
    return quick === undefined ? this.#read(this.seed.row(id), field) : quick;
  }

  /** A field as text to search in; a text in three languages is searched in all of them. */
  text(id: number, field: string): string {
    const change = this.#changes.get(id);
    const quick = change ? undefined : this.seed.key(id, field);
    if (quick !== undefined) return String(quick ?? '');
    const value = ((change?.row ?? this.seed.row(id)) as unknown as Record<string, unknown>)[field];
    return typeof value === 'string' ? value : JSON.stringify(value ?? '');
  }

  #read(row: Row, field: string): Key {
    return keyOf(this.list.fields[field]?.kind ?? 'text', (row as unknown as Record<string, unknown>)[field]);
  }

  /** The ids that hold one of the values of an indexed field; undefined when the field has no index. */
  lookup(field: string, values: Iterable<string>): Set<number> | undefined {
    if (!this.#index.has(field)) return undefined;
    const ids = new Set<number>();
    for (const value of values) {
      for (const id of this.seed.lookup(field, value) ?? []) if (!this.isChanged(id)) ids.add(id);
      for (const id of this.#index.lookup(field, value)) ids.add(id);
    }
    return ids;
  }

  /** The changed and added rows' ids, of one department. */
  changedIds(department: number): number[] {
    const ids: number[] = [];
    for (const [id, change] of this.#changes) if (change.department === department) ids.push(id);
    return ids;
  }

  count(department: number): number {
    return this.seed.idsOf(department).length + (this.#addedTo.get(department) ?? 0);
  }

  /** Rows that pass, in id order; generates every row it looks at. */
  find(match: (row: Row) => boolean = () => true, limit = Infinity): Row[] {
    const found: Row[] = [];
    for (let id = 1; id < this.#nextId && found.length < limit; id += 1) {
      const row = this.get(id);
      if (row && match(row)) found.push(row);
    }
    return found;
  }

  /** Forgets every change. */
  reset(): void {
    this.#changes.clear();
    this.#index.clear();
    this.#addedTo.clear();
    this.#nextId = this.seed.size + 1;
    this.version += 1;
  }
}
