import { describe, expect, it } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import type { CalendarDate, Instant } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { InvoiceOrder } from '../../src/domain/invoice.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import { ok } from './kit/loopback.ts';
import { pageOf } from './kit/rows.ts';
import { CLIENT, TOKEN } from './kit/settings.ts';
import { withClient } from './kit/with-client.ts';

const scope = { language: 'ro' } as const;
const connect = { client: CLIENT, token: TOKEN, language: 'ro' };
const instant = (text: string): Instant => text as Instant;
const MDL = 'MDL' as CurrencyCode;

const order: InvoiceOrder = {
  orderId: 77,
  orderNumber: 'A-77',
  amount: decimal('554.30'),
  currency: MDL,
  // An hour after the clocks went forward in Moldova.
  createdAt: instant('2026-03-29T04:00:00+03:00'),
  orderStatus: 'pending',
  note: 'Nota',
  billing: {
    id: 9, company: 'Agro SRL', idno: '1002600000001', firstName: 'Ion', lastName: 'Rusu', addressLine1: 'str. Puskin 1', addressLine2: 'of. 2',
    city: 'Chisinau', postalCode: 'MD-2001', countryCode: 'MD', email: 'buyer@example.md', phone: '+37360000000',
  },
  lines: [
    { productCode: 7, sku: 'S-1', name: 'Cablu', unitPrice: decimal('270.15'), quantity: 2, unit: 'm', total: decimal('540.30') },
    { name: 'Livrare', unitPrice: decimal('14.00'), quantity: 1, total: decimal('14.00') },
  ],
};

const billing = {
  id: 9, company: 'Agro SRL', idno: '1002600000001', first_name: 'Ion', last_name: 'Rusu', address_1: 'str. Puskin 1', address_2: 'of. 2',
  city: 'Chisinau', postcode: 'MD-2001', country: 'MD', email: 'buyer@example.md', phone: '+37360000000',
};
const items = {
  1: { product_id: 7, product_sku: 'S-1', product_name: 'Cablu', product_price: '270.15', product_qnt: 2, product_unit: 'm', line_total: '540.30' },
  2: { product_name: 'Livrare', product_price: '14.00', product_qnt: 1, line_total: '14.00' },
};
const written = {
  id: 77, order_number: 'A-77', amount: '554.30', currency: 'MDL', date_created: '2026-03-29 04:00:00', status: 'pending', customer_note: 'Nota', billing,
};
const additions = { dueOn: '2026-04-05' as CalendarDate, subscriptionId: 41, patternLanguage: 'ru', remark: 'Fila 1' } as const;

const sentBy = async (call: (client: UpstreamClient) => Promise<unknown>, data: unknown, settings: Partial<UpstreamSettings> = {}) => {
  const { client, upstream } = await withClient(ok(data), settings);
  await call(client);
  expect(upstream.seen).toHaveLength(1);
  return upstream.seen[0]!;
};

describe('invoice.put', () => {
  const put = (of: InvoiceOrder, settings: Partial<UpstreamSettings> = {}) => sentBy((client) => client.putInvoice(scope, of), { id: 1 }, settings);

  it('sends the documented request, decimals as text, items keyed beside the order', async () => {
    const seen = await put(order);
    expect(seen).toMatchObject({ method: 'POST', url: '/facturare/v1/put/invoice' });
    expect(seen.headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' });
    expect(seen.json).toStrictEqual({ connect, order: written, items });
    expect(seen.text.startsWith('{"connect":')).toBe(true);
  });

  it('can put the items inside the order', async () => {
    expect((await put(order, { itemsPosition: 'order' })).json).toStrictEqual({ connect, order: { ...written, items } });
  });

  it('sends the additions only when they are set and allowed', async () => {
    const added = { due_on: '2026-04-05', subscription_id: 41, pattern_language: 'ru', remark: 'Fila 1' };
    expect((await put({ ...order, ...additions })).json.order).toStrictEqual({ ...written, ...added });
    expect((await put({ ...order, ...additions }, { orderAdditions: false })).json.order).toStrictEqual(written);
  });
});

describe('the other requests', () => {
  const KEY = '0123456789abcdef0123456789abcdef';
  const post = (path: string, body: object) => ({ method: 'POST', url: path, json: { connect, ...body } });
  const act = (path: string) => ({ method: 'GET', url: `${path}?key=${KEY}`, text: '' });

  it.each<[string, (client: UpstreamClient) => Promise<unknown>, object, unknown]>([
    ['invoice.get by id', (c) => c.getInvoice(scope, { id: 3 }), post('/facturare/v1/get/invoice', { id: 3 }), null],
    ['invoice.get by key', (c) => c.getInvoice(scope, { publicKey: KEY }), post('/facturare/v1/get/invoice', { key: KEY }), null],
    ['invoice.get by number', (c) => c.getInvoice(scope, { number: 'EC-1' }), post('/facturare/v1/get/invoice', { outer_number: 'EC-1' }), null],
    ['invoice.get by order', (c) => c.getInvoice(scope, { orderId: 7 }), post('/facturare/v1/get/invoice', { order_id: 7 }), null],
    ['invoice.set', (c) => c.setInvoice(scope, 3, { status: 'CANCELLED', isArchived: true, remark: 'x' }), post('/facturare/v1/set/invoice', { id: 3, status: 'rejected', is_archived: 1, remark: 'x' }), null],
    ['invoice.set of one member', (c) => c.setInvoice(scope, 3, { isArchived: false }), post('/facturare/v1/set/invoice', { id: 3, is_archived: 0 }), null],
    ['invoice.send', (c) => c.sendInvoice(scope, KEY), act('/facturare/v1/pdf/sendinvoice'), {}],
    ['invoice.push', (c) => c.pushInvoice(scope, KEY), act('/facturare/v1/put/push'), {}],
    ['invoice.sign', (c) => c.signInvoice(scope, KEY), act('/facturare/v1/sign/invoice'), {}],
    ['customer.get by id', (c) => c.getCustomer(scope, { id: 5 }), post('/facturare/v1/get/customer', { id: 5 }), null],
    ['customer.get by idno', (c) => c.getCustomer(scope, { idno: '1002600000001' }), post('/facturare/v1/get/customer', { idno: '1002600000001' }), null],
    ['customer.put, create', (c) => c.putCustomer(scope, { isIndividual: true, firstName: 'Ion', lastName: 'Rusu', email: 'i@e.md' }), post('/facturare/v1/put/customer', { customer: { is_individual: 1, first_name: 'Ion', last_name: 'Rusu', contact_email: 'i@e.md' } }), { id: 6 }],
    ['customer.put, update', (c) => c.putCustomer(scope, {
      id: 5, idno: '1', vatCode: '2', juridicalType: 'SRL', name: 'A', legalName: { ro: 'A SRL' }, phone: '3', countryCode: 'MD', city: 'C', postalCode: 'P', address: 'S', currency: MDL, preferredLanguage: 'ru',
    }), post('/facturare/v1/put/customer', { customer: {
      id: 5, idno: '1', tva: '2', juridical_type: 'SRL', caption: 'A', caption_long: { ro: 'A SRL' }, contact_phone: '3', country_code: 'MD', city: 'C', postal_index: 'P', address: 'S', currency: 'MDL', preferred_language: 'ru',
    } }), { id: 5 }],
    ['tariff.get', (c) => c.getTariff(scope, 'business'), post('/facturare/v1/get/tariff', { alias: 'business' }), null],
    ['subscription.get', (c) => c.getSubscription(scope, 41), post('/facturare/v1/get/subscription', { id: 41 }), null],
    ['subscription.set', (c) => c.setSubscription(scope, 41, 'SUSPENDED'), post('/facturare/v1/set/subscription', { id: 41, status: 'suspended' }), null],
    ['subscription.put', (c) => c.putSubscription(scope, {
      customerId: 5, tariffAlias: 'business', currency: MDL, amount: decimal('120.00'), frequency: 'YEARLY',
      startsAt: instant('2026-08-01T00:00:00+03:00'), endsAt: instant('2027-08-01T00:00:00+03:00'),
      lines: [{ productCode: 1, sku: 'S', name: 'Abonament', unitPrice: decimal('120.00'), quantity: 1, unit: 'luna', total: decimal('120.00') }],
    }), post('/facturare/v1/put/subscription', { subscription: {
      customer_id: 5, tariff_alias: 'business', currency: 'MDL', amount: '120.00', frequency: 'yearly', date_start: '2026-08-01 00:00:00', date_stop: '2027-08-01 00:00:00',
    }, items: { 1: { product_id: 1, product_sku: 'S', product_name: 'Abonament', product_price: '120.00', product_qnt: 1, product_unit: 'luna', line_total: '120.00' } } }), { id: 41 }],
    ['subscription.put, update', (c) => c.putSubscription(scope, { id: 41, amount: decimal('99.00') }), post('/facturare/v1/put/subscription', { subscription: { id: 41, amount: '99.00' } }), {}],
    ['payment.get', (c) => c.getPayment(scope, 301), post('/facturare/v1/get/payment', { id: 301 }), null],
    ['payment.put', (c) => c.putPayment(scope, {
      invoiceId: 3, method: 'cash', transactionId: 'tx', amount: decimal('10.00'), currency: MDL, paidAt: instant('2026-07-01T07:00:00Z'),
    }), post('/facturare/v1/put/payment', { payment: { invoice_id: 3, bank: 'cash', transaction_id: 'tx', amount: '10.00', currency: 'MDL', moment: '2026-07-01 10:00:00' } }), { id: 302 }],
    ['payment.refund', (c) => c.refundPayment(scope, 301, decimal('10.00')), post('/facturare/v1/put/refund', { payment_id: 301, amount: '10.00' }), null],
    ['department.get', (c) => c.getDepartment(scope), post('/facturare/v1/get/department', {}), { id: 2 }],
  ])('%s', async (_name, call, expected, data) => {
    const { method, url, text, json } = await sentBy(call, data);
    expect('json' in expected ? { method, url, json } : { method, url, text }).toStrictEqual(expected);
  });

  it('puts the items of a subscription where those of an invoice go', async () => {
    const line = { name: 'Abonament', unitPrice: decimal('120.00'), quantity: 1, total: decimal('120.00') };
    const { json } = await sentBy((client) => client.putSubscription(scope, { id: 41, lines: [line] }), {}, { itemsPosition: 'order' });
    expect(json.subscription).toStrictEqual({ id: 41, items: { 1: { product_name: 'Abonament', product_price: '120.00', product_qnt: 1, line_total: '120.00' } } });
    expect(json.items).toBeUndefined();
  });

  it('carries the language of the scope', async () => {
    const seen = await sentBy((client) => client.getInvoice({ language: 'ru' }, { id: 1 }), null);
    expect(seen.json.connect).toStrictEqual({ client: CLIENT, token: TOKEN, language: 'ru' });
  });

  it('keeps the path of the base URL', async () => {
    const { client, upstream } = await withClient(ok(null));
    await client.close();
    const { client: under } = await withClient(ok(null), { apiUrl: `${upstream.url}/proxy/` });
    await under.getInvoice(scope, { id: 1 });
    expect(upstream.seen.map(({ url }) => url)).toStrictEqual(['/proxy/facturare/v1/get/invoice']);
    expect(under.paymentUrl('a b')).toBe(`${upstream.url}/proxy/order/a%20b`);
  });
});

describe('list requests', () => {
  const bodyOf = async (call: (client: UpstreamClient) => Promise<unknown>) => (await sentBy(call, pageOf())).json;
  const window = { sort: [], start: 0, length: 10 };

  it('writes every filter of invoices', async () => {
    const body = await bodyOf((client) => client.listInvoices(scope, {
      filter: {
        ids: [1, 2], publicKeys: ['a'], numbers: ['EC-1'], orderIds: [7], orderNumbers: ['A-7'], customerIds: [5, 6], subscriptionIds: [41],
        statuses: ['SENT', 'OPEN', 'UNKNOWN'], isArchived: false, buyerIdnos: ['1'], buyerEmails: ['b@e.md'],
        createdAt: { from: instant('2026-01-01T00:00:00+02:00'), to: instant('2026-02-01T00:00:00Z') },
        issuedAt: { from: instant('2026-07-01T00:00:00+03:00') },
        dueOn: { to: '2026-07-31' as CalendarDate }, paidAt: {}, refundedAt: { to: instant('2026-07-01T00:00:00Z') },
        amount: { from: decimal('0.10'), to: decimal('500') }, search: 'agro', view: 'DEADLINE',
      },
      sort: [{ field: 'issuedAt', direction: 'desc' }, { field: 'id', direction: 'asc' }],
      start: 20,
      length: 100,
    }));
    expect(body).toStrictEqual({
      connect,
      filter: {
        id: [1, 2], inner_hash: 'a', outer_number: 'EC-1', order_id: 7, order_number: 'A-7', buyer_id: [5, 6], subscription_id: 41,
        status: ['sended', 'actual'], is_archived: 0, buyer_idno: '1', buyer_email: 'b@e.md',
        moment_from: '2026-01-01 00:00:00', moment_to: '2026-02-01 02:00:00', issue_date_from: '2026-07-01 00:00:00',
        due_on_to: '2026-07-31 23:59:59', refund_date_to: '2026-07-01 03:00:00', amount_from: '0.10', amount_to: '500', search: 'agro',
      },
      view: 'deadline',
      sort: [['issue_date', 'desc'], ['id', 'asc']],
      start: 20,
      length: 100,
    });
  });

  it('writes the filters of the other lists', async () => {
    expect(await bodyOf((c) => c.listCustomers(scope, { ...window, filter: { isIndividual: true, idnos: ['1'], emails: ['a', 'b'], preferredLanguages: ['ro'] }, sort: [{ field: 'name', direction: 'asc' }] })))
      .toMatchObject({ filter: { is_individual: 1, idno: '1', contact_email: ['a', 'b'], preferred_language: 'ro' }, sort: [['caption', 'asc']] });
    expect(await bodyOf((c) => c.listTariffs(scope, { ...window, filter: { aliases: ['a'], isVisible: true } })))
      .toMatchObject({ filter: { alias: 'a', is_show: 1 }, sort: [] });
    expect(await bodyOf((c) => c.listSubscriptions(scope, { ...window, filter: { customerIds: [5], tariffAliases: ['a'], statuses: ['DEMO'], nextInvoiceAt: { to: instant('2026-07-01T00:00:00Z') } }, sort: [{ field: 'nextInvoiceAt', direction: 'asc' }] })))
      .toMatchObject({ filter: { customer_id: 5, tariff_alias: 'a', status: 'demo', next_issue_on_to: '2026-07-01 03:00:00' }, sort: [['next_issue_on', 'asc']] });
    expect(await bodyOf((c) => c.listPayments(scope, { ...window, filter: { invoiceIds: [1, 2], methods: ['maib'], transactionIds: ['t'], statuses: ['WAITING', 'FAILED'] }, sort: [{ field: 'amount', direction: 'desc' }] })))
      .toMatchObject({ filter: { invoice_id: [1, 2], bank: 'maib', transaction_id: 't', status: ['WAITING', 'FAILED'] }, sort: [['amount', 'desc']] });
  });

  it('asks nothing when nothing can match', async () => {
    const { client, upstream } = await withClient(ok(pageOf()));
    const nothing = { total: 0, rows: [] };
    expect(await client.listInvoices(scope, { ...window, filter: { ids: [] } })).toStrictEqual(nothing);
    expect(await client.listPayments(scope, { ...window, filter: { statuses: ['UNKNOWN'] } })).toStrictEqual(nothing);
    expect(upstream.seen).toStrictEqual([]);
  });
});
