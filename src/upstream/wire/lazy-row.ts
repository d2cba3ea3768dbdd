import type { Wire } from './fields.ts';
import type { Parsing } from './parsing.ts';

/** How members of a row are read; none of them throws. */
export type Readers<Members> = { readonly [Name in keyof Members]: (row: Wire, parsing: Parsing) => Members[Name] };

/** All members of a row at once. */
export const readAll = <Members extends object>(readers: Readers<Members>, row: Wire, parsing: Parsing): Members => {
  const members: Partial<Members> = {};
  for (const name of Object.keys(readers) as (keyof Members)[]) members[name] = readers[name](row, parsing);
  return members as Members;
};

/**
 * Rows whose members are read when they are asked for: of the many that a list has, most are never looked at. What may be wrong with a
 * row is `sure`, read at once. A copy by `...` would hold that alone: `toJSON` tells all.
 */
export const lazyRows = <Sure extends object, Members extends object>(sure: (row: Wire, parsing: Parsing) => Sure, readers: Readers<Members>): ((row: Wire, parsing: Parsing) => Sure & Members) => {
  class Row {
    readonly #row: Wire;
    readonly #parsing: Parsing;

    constructor(row: Wire, parsing: Parsing) {
      this.#row = row;
      this.#parsing = parsing;
    }

    toJSON(): object {
      return { ...sure(this.#row, this.#parsing), ...readAll(readers, this.#row, this.#parsing) };
    }

    static {
      for (const name of Object.keys(readers) as (keyof Members & string)[]) {
        const read = readers[name];
        Object.defineProperty(this.prototype, name, {
          get(this: Row) {
            return read(this.#row, this.#parsing);
          },
        });
      }
    }
  }
  return (row, parsing) => Object.assign(new Row(row, parsing), sure(row, parsing)) as unknown as Sure & Members;
};
