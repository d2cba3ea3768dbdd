import { itemsOf, type Line } from '../invoice-items.ts';
import { formatCents, parseCents } from '../cents.ts';
import type { Key } from '../fields.ts';
import { idOfPublicKey, KEY_OF, publicKey } from '../public-key.ts';
import type { CustomerRow, InvoiceRow, Language } from '../rows.ts';
import { groupIds, type SeedRows } from '../seed-rows.ts';
import { INVOICE_STATUSES } from '../statuses.ts';
import { formatWall } from '../wall-time.ts';
import { decimalAt, VAT_MODES, type InvoiceColumns } from './invoice-columns.ts';
import { PRODUCTS } from './catalogue.ts';
import { seedLines } from './invoice-lines.ts';
import { strangerName, type SeedCustomer } from './customers.ts';
import type { Office } from './offices.ts';
import type { SeedSubscription } from './subscriptions.ts';

/** Where the upstream keeps the PDFs; never fetched. */
export const PDF_BASE = 'https://e-cont.md/storage/pdf';

const FIRST_ORDER = 500_000;
/** Every nth invoice was made by hand and has no order. */
const BY_HAND = 4;

const REMARKS: Readonly<Record<Language, string>> = {
  ro: 'Livrare în 2 zile lucrătoare.',
  ru: 'Доставка в течение 2 рабочих дней.',
  en: 'Delivery within 2 working days.',
};

/** The seed invoices over their columns. */
export function invoiceRows(
  columns: InvoiceColumns,
  offices: readonly Office[],
  customers: readonly SeedCustomer[],
  subscriptions: readonly SeedSubscription[],
): SeedRows<InvoiceRow> {
  const cell = (column: { readonly [id: number]: number | undefined }, id: number): number => column[id] ?? 0;
  const officeOf = (id: number): Office => {
    const office = offices[cell(columns.office, id)];
    if (!office) throw new Error(`There is no seed invoice ${id}.`);
    return office;
  };
  const buyerOf = (id: number): CustomerRow | undefined => customers[cell(columns.buyer, id) - 1]?.row;
  const languageOf = (id: number): Language => buyerOf(id)?.preferred_language ?? officeOf(id).row.preferred_language;
  const linesOf = (id: number): Line[] => {
    const subscription = subscriptions[cell(columns.subscription, id) - 1]?.row;
    const item = subscription?.items['1'];
    if (!subscription || !item) return seedLines(id, officeOf(id).row.currency, languageOf(id));
    return [{ code: item.Code, sku: item.SKU, name: item.Name, price: parseCents(item.UnitPrice) ?? 0n, quantity: 1, unit: item.UnitOfMeasure }];
  };
  const topicOf = (id: number): string =>
    subscriptions[cell(columns.subscription, id) - 1]?.row.items['1']?.Name ?? PRODUCTS[cell(columns.product, id)]?.caption[languageOf(id)] ?? '';
  const orderOf = (id: number): number => (id % BY_HAND === 0 || cell(columns.subscription, id) > 0 ? 0 : FIRST_ORDER + id);
  const emailOf = (id: number): string => buyerOf(id)?.contact_email ?? `client${id}@mail.md`;
  const nameOf = (id: number): string => buyerOf(id)?.caption ?? strangerName(id);
  const numberOf = (id: number): string => `${officeOf(id).row.prefix}-${cell(columns.sequence, id)}`;
  const remarkOf = (id: number): string => (id % 17 === 0 ? REMARKS[languageOf(id)] : '');
  const statusOf = (id: number): string => INVOICE_STATUSES[cell(columns.status, id)] ?? 'draft';

  const quick: Readonly<Record<string, (id: number) => Key>> = {
    id: (id) => id,
    inner_hash: (id) => publicKey(KEY_OF.invoice, id),
    outer_number: numberOf,
    order_id: orderOf,
    order_number: (id) => orderNumber(orderOf(id)),
    buyer_id: (id) => cell(columns.buyer, id),
    subscription_id: (id) => cell(columns.subscription, id) || null,
    status: statusOf,
    is_archived: (id) => cell(columns.archived, id),
    moment: (id) => cell(columns.moment, id),
    issue_date: (id) => cell(columns.moment, id),
    due_on: (id) => cell(columns.due, id),
    paid_date: (id) => cell(columns.paidAt, id),
    refund_date: (id) => cell(columns.refundAt, id),
    currency: (id) => officeOf(id).row.currency,
    amount: (id) => cell(columns.amount, id),
    amount_paid: (id) => cell(columns.paid, id),
    amount_refunded: (id) => cell(columns.refunded, id),
    buyer_name: (id) => nameOf(id),
    buyer_idno: (id) => buyerOf(id)?.idno ?? '',
    buyer_email: emailOf,
    topic: topicOf,
    remark: remarkOf,
  };

  const row = (id: number): InvoiceRow => {
    const { row: office } = officeOf(id);
    const buyer = buyerOf(id);
    const mode = VAT_MODES[cell(columns.vatMode, id)] ?? 'none';
    const lines = linesOf(id);
    const rate = String(cell(columns.vatRate, id));
    const { items, vat, net } = itemsOf(lines, { tva_calc: mode, tva_rate: rate });
    const key = publicKey(KEY_OF.invoice, id);
    const order = orderOf(id);
    const moment = formatWall(cell(columns.moment, id));
    return {
      id,
      inner_hash: key,
      outer_number: numberOf(id),
      order_id: order,
      order_number: orderNumber(order),
      buyer_id: cell(columns.buyer, id),
      subscription_id: cell(columns.subscription, id) || null,
      status: statusOf(id),
      is_archived: cell(columns.archived, id),
      moment,
      issue_date: moment,
      due_on: formatWall(cell(columns.due, id)),
      paid_date: formatWall(cell(columns.paidAt, id)),
      refund_date: formatWall(cell(columns.refundAt, id)),
      currency: office.currency,
      amount: decimalAt(columns.amount, id),
      amount_paid: decimalAt(columns.paid, id),
      amount_refunded: decimalAt(columns.refunded, id),
      tva_calc: mode,
      tva_rate: rate,
      tva_amount: formatCents(vat),
      wtva_amount: formatCents(net),
      supplier_idno: office.idno,
      buyer_name: nameOf(id),
      buyer_idno: buyer?.idno ?? '',
      buyer_tva: buyer?.tva ?? '',
      buyer_email: emailOf(id),
      buyer_phone: buyer?.contact_phone ?? '',
      buyer_address: buyer ? `${buyer.city}, ${buyer.address}` : '',
      topic: topicOf(id),
      remark: remarkOf(id),
      pattern_language: languageOf(id),
      source_create: cell(columns.subscription, id) > 0 ? 'subscription' : order === 0 ? 'self' : 'api',
      doc_url: { pdf_url: `${PDF_BASE}/${key}.pdf` },
      items,
    };
  };

  const byOffice = groupIds(columns.size, (id) => cell(columns.office, id));
  const byBuyer = groupIds(columns.size, (id) => cell(columns.buyer, id));
  const bySubscription = groupIds(columns.size, (id) => cell(columns.subscription, id));
  const places = new Map(offices.map((office, place) => [office.row.id, place]));
  const prefixes = new Map(offices.map((office, place) => [office.row.prefix, place]));
  const only = (id: number | undefined): number[] => (id !== undefined && id >= 1 && id <= columns.size ? [id] : []);
  const indexes: Readonly<Record<string, (value: string) => Iterable<number>>> = {
    buyer_id: (value) => byBuyer(Number(value)),
    subscription_id: (value) => bySubscription(value === 'null' ? 0 : Number(value) || -1),
    inner_hash: (value) => only(idOfPublicKey(KEY_OF.invoice, value)),
    order_id: (value) => only(Number(value) - FIRST_ORDER).filter((id) => orderOf(id) === Number(value)),
    outer_number: (value) => {
      const [, prefix = '', n = ''] = /^(.+)-(\d+)$/.exec(value) ?? [];
      const place = prefixes.get(prefix);
      return place === undefined ? [] : only(byOffice(place)[Number(n) - 1]);
    },
  };

  return {
    size: columns.size,
    departmentOf: (id) => officeOf(id).row.id,
    idsOf: (department) => byOffice(places.get(department) ?? -1),
    row,
    key: (id, field) => quick[field]?.(id),
    lookup: (field, value) => indexes[field]?.(value),
  };
}

function orderNumber(order: number): string {
  return order === 0 ? '' : `WEB-${order}`;
}
