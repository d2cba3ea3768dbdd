/** Which changed rows hold a value of an indexed field. */
export class ChangeIndex<Row extends { id: number }> {
  readonly #fields: readonly (keyof Row & string)[];
  readonly #ids = new Map<string, Set<number>>();

  constructor(fields: readonly (keyof Row & string)[]) {
    this.#fields = fields;
  }

  /** True when the field can be looked up. */
  has(field: string): boolean {
    return (this.#fields as readonly string[]).includes(field);
  }

  lookup(field: string, value: string): Iterable<number> {
    return this.#ids.get(`${field}=${value}`) ?? [];
  }

  add(row: Row): void {
    for (const field of this.#fields) {
      const name = `${field}=${String(row[field])}`;
      const ids = this.#ids.get(name);
      if (ids) ids.add(row.id);
      else this.#ids.set(name, new Set([row.id]));
    }
  }

  remove(row: Row): void {
    for (const field of this.#fields) this.#ids.get(`${field}=${String(row[field])}`)?.delete(row.id);
  }

  clear(): void {
    this.#ids.clear();
  }
}
