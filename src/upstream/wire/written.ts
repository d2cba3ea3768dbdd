import type { Invoice } from '../../domain/invoice.ts';
import type { InvoiceReference } from '../client.ts';
import type { Wire } from './fields.ts';
import { integerOf, objectOf, textOf } from './fields.ts';
import { parseInvoiceLazily } from './invoice.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

const usableId = (value: unknown): number | null => {
  const id = integerOf(value);
  return id !== null && id > 0 ? id : null;
};

/** Everything that an invoice is read from, beside its id. */
const INVOICE_COLUMNS = [
  'inner_hash', 'outer_number', 'order_id', 'order_number', 'buyer_id', 'subscription_id', 'status', 'is_archived', 'moment', 'issue_date', 'due_on', 'paid_date', 'refund_date',
  'currency', 'amount', 'amount_paid', 'amount_refunded', 'tva_calc', 'tva_rate', 'tva_amount', 'wtva_amount', 'supplier_idno', 'buyer_name', 'buyer_idno', 'buyer_tva', 'buyer_email',
  'buyer_phone', 'buyer_address', 'topic', 'remark', 'pattern_language', 'source_create', 'doc_url', 'items',
] as const;

/** The row as an invoice, if it is whole: what one column less would leave out, a reading might tell. The invoice is made either way, so nothing that is wrong with its row is thrown. */
const wholeInvoice = (row: Wire, parsing: Parsing): Invoice | null => {
  if (INVOICE_COLUMNS.some((column) => row[column] === undefined)) return null;
  try {
    const invoice = parseInvoiceLazily(row, parsing);
    // They are read when they are asked for, and may be unreadable.
    return Array.isArray(invoice.lines) ? invoice : null;
  } catch {
    return null;
  }
};

/** What `put/invoice` made: its whole row, only `id` or only `inner_hash` may come back. With neither, nobody knows what was made. */
export const writtenInvoice = (data: unknown, parsing: Parsing): InvoiceReference => {
  const row = objectOf(data);
  const id = usableId(row?.id);
  if (row !== null && id !== null) {
    const invoice = wholeInvoice(row, parsing);
    return invoice?.id === id ? { id, invoice } : { id };
  }
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
