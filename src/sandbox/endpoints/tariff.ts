import type { Call } from '../call.ts';
import { FieldReader } from '../field-reader.ts';
import { keyOf, sortKey, TARIFF_LIST } from '../fields.ts';
import { fold } from '../fold.ts';
import { readListRequest } from '../list-request.ts';
import { notFound } from '../refusal.ts';
import type { TariffRow } from '../rows.ts';

/** `get/tariff`: by `alias`. */
export function getTariff({ state, department, body }: Call): unknown {
  const request = new FieldReader(body);
  request.require('alias');
  const alias = request.string('alias', 64);
  request.check();
  const row = state.tariffsOf(department.id).find((one) => one.alias === alias);
  if (!row) throw notFound('alias');
  return row;
}

/** `list/tariff`: those in the department's currency, in price list order. */
export function listTariffs({ state, switches, department, body }: Call): unknown {
  const query = readListRequest(body, TARIFF_LIST, switches, []);
  const all = state.tariffsOf(department.id);
  const needle = fold(query.search ?? '');
  const keyAt = (row: TariffRow, field: string): unknown => keyOf(TARIFF_LIST.fields[field]?.kind ?? 'text', row[field as keyof TariffRow]);
  const found = all.filter(
    (row) =>
      query.conditions.every((one) => !('oneOf' in one) || one.oneOf.has(String(keyAt(row, one.field)))) &&
      fold(JSON.stringify([row.alias, row.caption])).includes(needle),
  );
  const [sort] = query.sort;
  const sorted = sort
    ? found.sort((a, b) => (sortKey('text', a.alias) < sortKey('text', b.alias) ? -1 : 1) * (sort[1] === 'asc' ? 1 : -1))
    : found;
  return {
    recordsTotal: all.length,
    recordsFiltered: sorted.length,
    records: sorted.slice(query.start, query.start + query.length),
  };
}
