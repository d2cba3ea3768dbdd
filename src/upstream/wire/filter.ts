import type { CalendarDate, Instant } from '../../domain/dates.ts';
import { formatUpstreamDateTime } from '../../domain/dates.ts';
import type { Literals } from './literals.ts';

type WireFilter = Record<string, unknown>;

/** How one member of a filter is written. `null`: nothing can match it. */
export type Term<Value> = (value: Value) => WireFilter | null;
/** How every member of a filter is written. */
export type FilterTable<Filter> = { readonly [Member in keyof Filter]-?: Term<NonNullable<Filter[Member]>> };

/** One value goes as a plain value, so that an upstream that takes no lists still understands it. */
const listTerm = (name: string, values: readonly unknown[]): WireFilter | null =>
  values.length === 0 ? null : { [name]: values.length === 1 ? values[0] : values };

/** Any of the values; of none, nothing matches. */
export const anyOf =
  (name: string): Term<readonly (string | number)[]> =>
  (values) =>
    listTerm(name, values);

/** Any of the names, in the upstream's spelling. `UNKNOWN` has none, so it finds nothing. */
export const anyLiteral =
  <Name extends string>(name: string, table: Literals<Name>): Term<readonly Name[]> =>
  (names) =>
    listTerm(name, names.flatMap((value) => (value in table.write ? [table.write[value as Exclude<Name, 'UNKNOWN'>]] : [])));

/** Yes or no as 1 or 0. */
export const flag =
  (name: string): Term<boolean> =>
  (value) => ({ [name]: value ? 1 : 0 });

export const text =
  (name: string): Term<string> =>
  (value) => ({ [name]: value });

interface Range<Value> {
  readonly from?: Value;
  readonly to?: Value;
}

/** `name_from` and `name_to`, both inclusive. */
export const range =
  <Value>(name: string, write: (value: Value) => unknown): Term<Range<Value>> =>
  ({ from, to }) => ({
    ...(from === undefined ? {} : { [`${name}_from`]: write(from) }),
    ...(to === undefined ? {} : { [`${name}_to`]: write(to) }),
  });

export const instants = (name: string): Term<Range<Instant>> => range(name, formatUpstreamDateTime);
/** Whole days: the upstream keeps a moment in `due_on`, and the last day belongs to the range to its last second. */
export const days =
  (name: string): Term<Range<CalendarDate>> =>
  ({ from, to }) => ({
    ...(from === undefined ? {} : { [`${name}_from`]: `${from} 00:00:00` }),
    ...(to === undefined ? {} : { [`${name}_to`]: `${to} 23:59:59` }),
  });
/** Decimals are text on both sides. */
export const verbatim = <Value extends string>(name: string): Term<Range<Value>> => range(name, (value) => value);

/** The `filter` of a list request, or `null` when no row can pass it: then nothing needs to be asked. */
export const writeFilter = <Filter extends object>(table: FilterTable<Filter>, filter: Filter): WireFilter | null => {
  const written: WireFilter = {};
  for (const member of Object.keys(filter) as (keyof Filter)[]) {
    const value = filter[member];
    if (value === undefined || value === null) continue;
    const term = table[member](value);
    if (term === null) return null;
    Object.assign(written, term);
  }
  return written;
};
