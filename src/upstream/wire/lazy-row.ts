import type { Wire } from './fields.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

/** How members of a row are read. */
export type Readers<Members> = { readonly [Name in keyof Members]: (row: Wire, parsing: Parsing) => Members[Name] };

/** All members of a row at once. */
export const readAll = <Members extends object>(readers: Readers<Members>, row: Wire, parsing: Parsing): Members => {
  const members: Partial<Members> = {};
  for (const name of Object.keys(readers) as (keyof Members)[]) members[name] = readers[name](row, parsing);
  return members as Members;
};

/**
 * Rows whose members are read when they are asked for: of the many that a list has, most are never looked at. What a row cannot do
 * without is `sure`, read at once; where another member cannot be read, who asks for it is told. A copy by `...` would hold what is sure
 * alone: `toJSON` tells all.
 */
export const lazyRows = <Sure extends object, Members extends object>(sure: Readers<Sure>, readers: Readers<Members>): ((row: Wire, parsing: Parsing) => Sure & Members) => {
  const names = Object.keys(sure) as (keyof Sure & string)[];
  const others = Object.keys(readers) as (keyof Members & string)[];

  class Row {
    readonly #row: Wire;
    readonly #parsing: Parsing;
    /** What was read already, in the order of the readers: sums ask for the same members again and again, and requests share rows. */
    readonly #known = new Array<unknown>(others.length);

    constructor(row: Wire, parsing: Parsing) {
      this.#row = row;
      this.#parsing = parsing;
      const own = this as unknown as Sure;
      for (const name of names) own[name] = sure[name](row, parsing);
    }

    toJSON(): object {
      const own = this as unknown as Readonly<Record<string, unknown>>;
      return Object.fromEntries([...names, ...others].map((name) => [name, own[name]]));
    }

    static {
      for (const [at, name] of others.entries()) {
        const read = readers[name];
        Object.defineProperty(this.prototype, name, {
          get(this: Row) {
            const known = this.#known[at];
            if (known !== undefined) return known;
            try {
              const value = read(this.#row, this.#parsing);
              this.#known[at] = value;
              return value;
            } catch (thrown) {
              throw thrown instanceof WireProblem ? this.#parsing.fault(thrown) : thrown;
            }
          },
        });
      }
    }
  }
  return (row, parsing) => new Row(row, parsing) as unknown as Sure & Members;
};
