import type { Call } from './call.ts';
import { FieldReader } from './field-reader.ts';
import { notFound, refuseField } from './refusal.ts';
import type { InvoiceRow } from './rows.ts';

const WAYS = { id: 'id', key: 'inner_hash', outer_number: 'outer_number', order_id: 'order_id' } as const;

/** The department's invoice named by exactly one of `id`, `key`, `outer_number`, `order_id`; of several with one order, the latest. */
export function findInvoice({ state, department, body }: Call): InvoiceRow {
  const request = new FieldReader(body);
  const given = (Object.keys(WAYS) as (keyof typeof WAYS)[]).filter((name) => request.has(name));
  const [name] = given;
  if (!name || given.length > 1) throw refuseField(name ?? 'id', 'oneKey', { names: Object.keys(WAYS).join(', ') });
  const value = name === 'id' || name === 'order_id' ? request.integer(name, 1) : request.string(name, 64);
  request.check();
  const ids = name === 'id' ? [Number(value)] : [...(state.invoices.lookup(WAYS[name], [String(value)]) ?? [])];
  const row = ids
    .sort((a, b) => b - a)
    .map((id) => state.invoices.get(id, department.id))
    .find((one) => one !== undefined);
  if (!row) throw notFound(name);
  return row;
}
