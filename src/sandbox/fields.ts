import { parseCents } from './cents.ts';
import { fold } from './fold.ts';
import { parseWall } from './wall-time.ts';

/** How a field compares: `number` is `{prefix}-{n}`, which sorts by n. */
export type FieldKind = 'int' | 'text' | 'date' | 'money' | 'number';

/** What a list may do with a field. */
export interface FieldSpec {
  kind: FieldKind;
  /** ● in the contract: takes a value or a list. */
  filter?: boolean;
  /** Takes `_from` and `_to`. */
  range?: boolean;
  /** ▲ in the contract. */
  sort?: boolean;
}

/** What one kind of list understands. */
export interface ListSpec {
  fields: Readonly<Record<string, FieldSpec>>;
  /** The fields that `search` looks through. */
  search: readonly string[];
}

/** A field's value in its comparable form: seconds, cents, a number or a text. */
export type Key = number | string | null;

/** A stored value made comparable; odd values (null, a wrong type) count as not set. */
export function keyOf(kind: FieldKind, value: unknown): Key {
  switch (kind) {
    case 'int':
      return typeof value === 'number' || typeof value === 'string' ? value : null;
    case 'date':
      return typeof value === 'string' ? (parseWall(value) ?? 0) : 0;
    case 'money':
      return typeof value === 'string' ? Number(parseCents(value) ?? 0n) : 0;
    case 'text':
    case 'number':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

/** A comparable form made sortable. */
export function sortKey(kind: FieldKind, key: Key): number | string {
  if (kind === 'text') return fold(String(key ?? ''));
  if (kind === 'number') return Number(/(\d+)$/.exec(String(key))?.[1] ?? 0);
  return Number(key ?? 0);
}

const of = (kind: FieldKind, marks = ''): FieldSpec => ({
  kind,
  filter: marks.includes('●'),
  sort: marks.includes('▲'),
  range: kind === 'date' || kind === 'money',
});

/** Lists of invoices. */
export const INVOICE_LIST: ListSpec = {
  fields: {
    id: of('int', '●▲'),
    inner_hash: of('text', '●'),
    outer_number: of('number', '●▲'),
    order_id: of('int', '●'),
    order_number: of('text', '●'),
    buyer_id: of('int', '●'),
    subscription_id: of('int', '●'),
    status: of('text', '●'),
    is_archived: of('int', '●'),
    moment: of('date', '▲'),
    issue_date: of('date', '▲'),
    due_on: of('date', '▲'),
    paid_date: of('date'),
    refund_date: of('date'),
    currency: of('text', '●'),
    amount: of('money', '▲'),
    amount_paid: of('money'),
    amount_refunded: of('money'),
    buyer_idno: of('text', '●'),
    buyer_email: of('text', '●'),
  },
  search: ['outer_number', 'order_number', 'buyer_name', 'buyer_idno', 'buyer_email', 'topic', 'remark'],
};

/** Lists of customers. */
export const CUSTOMER_LIST: ListSpec = {
  fields: {
    id: of('int', '●▲'),
    is_individual: of('int', '●'),
    idno: of('text', '●'),
    caption: of('text', '▲'),
    contact_email: of('text', '●'),
    preferred_language: of('text', '●'),
    moment: of('date', '▲'),
    last_update: of('date'),
  },
  search: ['caption', 'caption_long', 'first_name', 'last_name', 'idno', 'contact_email', 'contact_phone', 'city'],
};

/** Lists of subscriptions. */
export const SUBSCRIPTION_LIST: ListSpec = {
  fields: {
    id: of('int', '●▲'),
    customer_id: of('int', '●'),
    tariff_alias: of('text', '●'),
    status: of('text', '●'),
    amount: of('money'),
    date_start: of('date', '▲'),
    date_stop: of('date'),
    next_issue_on: of('date', '▲'),
    moment: of('date', '▲'),
  },
  search: ['tariff_alias', 'items'],
};

/** Lists of payments. */
export const PAYMENT_LIST: ListSpec = {
  fields: {
    id: of('int', '●▲'),
    invoice_id: of('int', '●'),
    bank: of('text', '●'),
    transaction_id: of('text', '●'),
    amount: of('money', '▲'),
    refund: of('money'),
    status: of('text', '●'),
    moment: of('date', '▲'),
    reverse_moment: of('date'),
  },
  search: ['transaction_id', 'bank', 'terminal', 'rrn', 'approval', 'card', 'hash'],
};

/** Lists of tariffs; the contract marks no field, these are the plausible ones. */
export const TARIFF_LIST: ListSpec = {
  fields: { alias: of('text', '●▲'), frequency: of('text', '●'), is_show: of('int', '●') },
  search: ['alias', 'caption'],
};
