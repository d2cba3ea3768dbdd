import type { InvoiceReference } from '../client.ts';
import type { Wire } from './fields.ts';
import { integerOf, objectOf, textOf } from './fields.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

const usableId = (value: unknown): number | null => {
  const id = integerOf(value);
  return id !== null && id > 0 ? id : null;
};

/** What `put/invoice` made: its whole row, only `id` or only `inner_hash` may come back. With neither, nobody knows what was made. */
export const writtenInvoice = (data: unknown): InvoiceReference => {
  const row = objectOf(data);
  const id = usableId(row?.id);
  if (id !== null) return { id };
  const publicKey = textOf(row?.inner_hash);
  if (publicKey !== null) return { publicKey };
  throw new WireProblem('data', 'does not say which object was made');
};

/** The id of what a `put` made or changed; what was changed is known even when the reply is silent. */
export const writtenId = (data: unknown, changed: number | undefined): { readonly id: number } => {
  const id = usableId(objectOf(data)?.id) ?? changed;
  if (id === undefined) throw new WireProblem('data', 'does not say which object was made');
  return { id };
};

/** The row that a change answered with. The change is done either way, so a row that is missing or unusable is just read again. */
export const writtenRow = <Row>(data: unknown, parse: (row: Wire, parsing: Parsing) => Row, parsing: Parsing): Row | null => {
  const row = objectOf(data);
  if (row === null) return null;
  try {
    return parse(row, parsing);
  } catch (thrown) {
    if (thrown instanceof WireProblem) return null;
    throw thrown;
  }
};
