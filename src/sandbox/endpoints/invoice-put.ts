import type { Call } from '../call.ts';
import { FieldReader } from '../field-reader.ts';
import { buyerFrom, issueInvoice, type Buyer } from '../issue-invoice.ts';
import { readItems } from '../read-items.ts';
import { say } from '../texts.ts';
import { renderInvoice } from './render-invoice.ts';

/** `put/invoice`: issues an invoice for an order. */
export function putInvoice(call: Call): unknown {
  const { state, switches, department, body } = call;
  const request = new FieldReader(body);
  if (body['order'] === undefined) request.fail('order', 'required');
  const order = request.nested('order');
  const lines = readItems(request, body, 'order', switches.itemsPosition, true);
  const buyer = readBuyer(order.nested('billing'), call);

  const orderId = order.integer('id');
  const orderNumber = order.string('order_number', 64);
  const amount = order.decimal('amount');
  const currency = order.string('currency', 3) ?? department.currency;
  if (currency !== department.currency && (switches.currencyMismatch === 'refuse' || !/^[A-Z]{3}$/.test(currency))) {
    order.fail('currency', 'currency', { currency: department.currency });
  }
  order.date('date_created');
  order.string('status', 32);
  const note = order.string('customer_note', 2000);
  const due = order.date('due_on');
  const language = order.oneOf('pattern_language', ['ro', 'ru', 'en']);
  const remark = order.string('remark', 2000);
  const subscriptionId = order.integer('subscription_id', 1);
  if (subscriptionId !== undefined && !state.subscriptions.get(subscriptionId, department.id)) order.fail('subscription_id', 'notFound');
  if (orderId !== undefined && switches.duplicateOrderId === 'refuse') {
    const same = [...(state.invoices.lookup('order_id', [String(orderId)]) ?? [])];
    if (orderId > 0 && same.some((id) => state.invoices.departmentOf(id) === department.id)) order.fail('id', 'duplicateOrder');
  }
  request.check();

  const row = issueInvoice(state, {
    department: department.id,
    at: call.clock.seconds(),
    buyer,
    lines,
    currency,
    status: switches.newInvoiceStatus,
    source: 'api',
    language: language ?? call.language,
    remark: remark ?? note ?? '',
    ...(amount === undefined ? {} : { amount }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...(orderNumber === undefined ? {} : { topic: say(language ?? call.language, { key: 'order', args: { number: orderNumber } }) }),
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(due === undefined || due === 0 ? {} : { due }),
  });
  if (switches.putReply === 'id') return { id: row.id };
  if (switches.putReply === 'inner_hash') return { inner_hash: row.inner_hash };
  return renderInvoice(row, switches);
}

function readBuyer(billing: FieldReader, { state, department }: Call): Buyer {
  billing.require('email');
  const email = billing.email('email') ?? '';
  billing.integer('id');
  const company = billing.string('company');
  const idno = billing.string('idno', 14) ?? '';
  const idnp = billing.string('idnp', 14) ?? '';
  const person = [billing.string('first_name', 64), billing.string('last_name', 64)].filter(Boolean).join(' ');
  const address = ['city', 'address_1', 'address_2', 'postcode'].map((name) => billing.string(name)).filter(Boolean).join(', ');
  const country = billing.string('country', 2);
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) billing.fail('country', 'string');
  const phone = billing.string('phone', 32) ?? '';
  const key = idno === '' ? idnp : idno;
  const known = key === '' ? [] : [...(state.customers.lookup('idno', [key]) ?? [])].sort((a, b) => a - b);
  const customer = known.map((id) => state.customers.get(id, department.id)).find((row) => row !== undefined);
  const linked = customer && buyerFrom(customer);
  return {
    id: linked?.id ?? 0,
    name: company ?? (person === '' ? (linked?.name ?? email) : person),
    idno: key,
    tva: linked?.tva ?? '',
    email,
    phone: phone === '' ? (linked?.phone ?? '') : phone,
    address: address === '' ? (linked?.address ?? '') : address,
  };
}
