import { formatUpstreamDateTime } from '../../domain/dates.ts';
import type { InvoiceBilling, InvoiceOrder, InvoiceOrderLine } from '../../domain/invoice.ts';
import type { UpstreamSettings } from '../settings.ts';

type Written = Readonly<Record<string, unknown>>;

const writeBilling = (billing: InvoiceBilling): Written => ({
  id: billing.id,
  company: billing.company,
  idno: billing.idno,
  idnp: billing.idnp,
  first_name: billing.firstName,
  last_name: billing.lastName,
  address_1: billing.addressLine1,
  address_2: billing.addressLine2,
  city: billing.city,
  postcode: billing.postalCode,
  country: billing.countryCode,
  email: billing.email,
  phone: billing.phone,
});

const writeLine = (line: InvoiceOrderLine): Written => ({
  product_id: line.productCode,
  product_sku: line.sku,
  product_name: line.name,
  product_price: line.unitPrice,
  product_qnt: line.quantity,
  product_unit: line.unit,
  line_total: line.total,
});

/** Keyed by place: the upstream ignores the key. */
export const writeLines = (lines: readonly InvoiceOrderLine[]): Written => Object.fromEntries(lines.map((line, index) => [`${index + 1}`, writeLine(line)]));

/** Members the documented request does not have (ASSUMED). */
const writeAdditions = (order: InvoiceOrder): Written => ({
  due_on: order.dueOn,
  subscription_id: order.subscriptionId,
  pattern_language: order.patternLanguage,
  remark: order.remark,
});

/** The body of `put/invoice` beside `connect`. What is not set is left out when it becomes JSON. */
export const writeInvoiceOrder = (order: InvoiceOrder, settings: Pick<UpstreamSettings, 'itemsPosition' | 'orderAdditions'>): Written => {
  const items = writeLines(order.lines);
  const written = {
    id: order.orderId,
    order_number: order.orderNumber,
    amount: order.amount,
    currency: order.currency,
    date_created: formatUpstreamDateTime(order.createdAt),
    status: order.orderStatus,
    customer_note: order.note,
    billing: writeBilling(order.billing),
    ...(settings.orderAdditions ? writeAdditions(order) : {}),
  };
  return settings.itemsPosition === 'top' ? { order: written, items } : { order: { ...written, items } };
};
