import { describe, expect, it } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import { decimal } from '../../src/domain/decimal.ts';
import { dataOf, valueAt } from '../kit/assert-result.ts';
import { day, instant, makeCustomer, makeDepartment, makeInvoice, makeLine, makePayment, makeSubscription, makeTariff, MDL } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';

const EUR = 'EUR' as CurrencyCode;
const mdl = (amount: string) => ({ amount, currency: 'MDL' });
const MONEY = '{ amount currency }';
const LINES = `lines { position productCode sku name unitPrice ${MONEY} quantity unit total ${MONEY} vatRate vatAmount ${MONEY} }`;

const line = makeLine({
  position: 1, productCode: 7, sku: 'S-1', name: 'Cablu', unitPrice: decimal('277.15'), quantity: decimal('2'), unit: 'm', total: decimal('554.30'), vatRate: decimal('20'), vatAmount: decimal('92.38'),
});
const lineJson = { position: 1, productCode: 7, sku: 'S-1', name: 'Cablu', unitPrice: mdl('277.15'), quantity: '2', unit: 'm', total: mdl('554.30'), vatRate: '20', vatAmount: mdl('92.38') };

describe('every field of', () => {
  it('Invoice', async () => {
    const publicKey = '0123456789abcdef0123456789abcdef';
    const upstream = createFakeUpstream({
      invoices: [makeInvoice({
        id: 1001, publicKey, number: 'EC-17', orderId: 77, orderNumber: 'A-77', customerId: 5, subscriptionId: 41, status: 'PARTIALLY_PAID', isArchived: true,
        createdAt: instant('2026-07-01T10:00:00+03:00'), issuedAt: instant('2026-07-01T10:00:01+03:00'), dueOn: day('2026-07-04'),
        paidAt: instant('2026-07-02T10:00:00+03:00'), refundedAt: instant('2026-07-03T10:00:00+03:00'),
        amount: decimal('554.30'), amountPaid: decimal('100.00'), amountRefunded: decimal('1.50'), vatMode: 'INNER', vatRate: decimal('20'),
        vatAmount: decimal('92.38'), netAmount: decimal('461.92'), supplierIdno: '1003600012345',
        buyer: { name: 'Agro SRL', idno: '1002600000001', vatCode: '0400001', email: 'b@example.md', phone: '+37360000000', address: 'str. Pușkin 1' },
        topic: 'Servicii', remark: 'urgent', patternLanguage: 'ru', source: 'api', pdfUrl: 'https://api.diginet.md/doc/1.pdf', lines: [line],
      })],
      customers: [makeCustomer({ id: 5 })],
      subscriptions: [makeSubscription({ id: 41 })],
      payments: [makePayment({ id: 301, invoiceId: 1001 })],
    });
    const answer = await execute(upstream, `query ($id: ID!) { invoice(id: $id) {
      id upstreamId publicKey number orderId orderNumber status isArchived isOverdue createdAt issuedAt dueOn paidAt refundedAt currency
      totals { net ${MONEY} tax ${MONEY} gross ${MONEY} paid ${MONEY} refunded ${MONEY} due ${MONEY} } vat { mode rate } supplierIdno
      buyer { name idno vatCode email phone address } topic remark language source ${LINES} paymentUrl pdf { url expiresAt filename }
      customer { upstreamId } subscription { upstreamId } department { upstreamId } payments { nodes { upstreamId } }
    } }`, { id: globalIdOf('Invoice', 1001) });
    expect(dataOf(answer).invoice).toEqual({
      id: globalIdOf('Invoice', 1001), upstreamId: 1001, publicKey, number: 'EC-17', orderId: 77, orderNumber: 'A-77', status: 'PARTIALLY_PAID', isArchived: true, isOverdue: true,
      createdAt: '2026-07-01T10:00:00+03:00', issuedAt: '2026-07-01T10:00:01+03:00', dueOn: '2026-07-04', paidAt: '2026-07-02T10:00:00+03:00', refundedAt: '2026-07-03T10:00:00+03:00',
      currency: 'MDL', totals: { net: mdl('461.92'), tax: mdl('92.38'), gross: mdl('554.30'), paid: mdl('100.00'), refunded: mdl('1.50'), due: mdl('454.30') },
      vat: { mode: 'INNER', rate: '20' }, supplierIdno: '1003600012345',
      buyer: { name: 'Agro SRL', idno: '1002600000001', vatCode: '0400001', email: 'b@example.md', phone: '+37360000000', address: 'str. Pușkin 1' },
      topic: 'Servicii', remark: 'urgent', language: 'RU', source: 'api', lines: [lineJson], paymentUrl: `https://api.diginet.md/order/${publicKey}`,
      pdf: { url: 'http://facade.test/documents/1001.pdf', expiresAt: '2026-11-20T09:00:00+02:00', filename: '1001.pdf' },
      customer: { upstreamId: 5 }, subscription: { upstreamId: 41 }, department: { upstreamId: 2 }, payments: { nodes: [{ upstreamId: 301 }] },
    });
  });

  it('Customer', async () => {
    const upstream = createFakeUpstream({
      customers: [makeCustomer({
        id: 5, isIndividual: true, idno: '2002600000001', isIdnoVerified: true, vatCode: '0400001', juridicalType: 'SRL', name: 'Agro', legalName: { ro: 'Agro SRL', ru: 'Агро', en: 'Agro Ltd' },
        firstName: 'Ion', lastName: 'Ceban', email: 'b@example.md', phone: '+37360000000', countryCode: 'MD', city: 'Chișinău', postalCode: 'MD-2001', address: 'str. Pușkin 1',
        currency: EUR, preferredLanguage: 'en', source: 'self', createdAt: instant('2026-01-10T09:00:00+02:00'), updatedAt: instant('2026-07-01T10:00:00+03:00'),
      })],
      invoices: [makeInvoice({ id: 9, customerId: 5, dueOn: day('2026-01-01') }), makeInvoice({ id: 10, customerId: 5, amountPaid: decimal('0.01') }), makeInvoice({ id: 11, customerId: 5, status: 'PAID' })],
      subscriptions: [makeSubscription({ id: 41, customerId: 5 })],
      payments: [makePayment({ id: 301, invoiceId: 9 }), makePayment({ id: 302, invoiceId: 8 })],
    });
    const answer = await execute(upstream, `query ($id: ID!) { customer(id: $id) {
      id upstreamId isIndividual idno isIdnoVerified vatCode juridicalType name legalName { text ro ru en } firstName lastName email phone
      address { line city postalCode countryCode } currency preferredLanguage source createdAt updatedAt
      balance { due ${MONEY} overdue ${MONEY} openInvoiceCount overdueInvoiceCount }
      invoices { nodes { upstreamId } } subscriptions { nodes { upstreamId } } payments { nodes { upstreamId } }
    } }`, { id: globalIdOf('Customer', 5) }, { language: 'ru' });
    expect(dataOf(answer).customer).toEqual({
      id: globalIdOf('Customer', 5), upstreamId: 5, isIndividual: true, idno: '2002600000001', isIdnoVerified: true, vatCode: '0400001', juridicalType: 'SRL', name: 'Agro',
      legalName: { text: 'Агро', ro: 'Agro SRL', ru: 'Агро', en: 'Agro Ltd' }, firstName: 'Ion', lastName: 'Ceban', email: 'b@example.md', phone: '+37360000000',
      address: { line: 'str. Pușkin 1', city: 'Chișinău', postalCode: 'MD-2001', countryCode: 'MD' }, currency: 'EUR', preferredLanguage: 'EN', source: 'self',
      createdAt: '2026-01-10T09:00:00+02:00', updatedAt: '2026-07-01T10:00:00+03:00',
      balance: { due: mdl('199.99'), overdue: mdl('100.00'), openInvoiceCount: 2, overdueInvoiceCount: 1 },
      invoices: { nodes: [{ upstreamId: 11 }, { upstreamId: 10 }, { upstreamId: 9 }] }, subscriptions: { nodes: [{ upstreamId: 41 }] }, payments: { nodes: [{ upstreamId: 301 }] },
    });
  });

  it('Subscription', async () => {
    const upstream = createFakeUpstream({
      subscriptions: [makeSubscription({
        id: 41, customerId: 5, tariffAlias: 'business', status: 'DEMO', amount: decimal('120.00'), frequency: 'YEARLY', startsAt: instant('2026-01-01T00:00:00+02:00'),
        endsAt: instant('2027-01-01T00:00:00+02:00'), nextInvoiceAt: instant('2026-12-01T00:00:00+02:00'), lastInvoiceId: 1001, lines: [line], createdAt: instant('2025-12-30T10:00:00+02:00'),
      })],
      customers: [makeCustomer({ id: 5 })],
      tariffs: [makeTariff({ alias: 'business' })],
      invoices: [makeInvoice({ id: 1001, subscriptionId: 41 }), makeInvoice({ id: 1002 })],
    });
    const answer = await execute(upstream, `query ($id: ID!) { subscription(id: $id) {
      id upstreamId status amount ${MONEY} frequency startsAt endsAt nextInvoiceAt createdAt ${LINES}
      customer { upstreamId } tariff { alias } lastInvoice { upstreamId } invoices { nodes { upstreamId } }
    } }`, { id: globalIdOf('Subscription', 41) });
    expect(dataOf(answer).subscription).toEqual({
      id: globalIdOf('Subscription', 41), upstreamId: 41, status: 'DEMO', amount: mdl('120.00'), frequency: 'YEARLY', startsAt: '2026-01-01T00:00:00+02:00',
      endsAt: '2027-01-01T00:00:00+02:00', nextInvoiceAt: '2026-12-01T00:00:00+02:00', createdAt: '2025-12-30T10:00:00+02:00', lines: [lineJson],
      customer: { upstreamId: 5 }, tariff: { alias: 'business' }, lastInvoice: { upstreamId: 1001 }, invoices: { nodes: [{ upstreamId: 1001 }] },
    });
  });

  it('Payment', async () => {
    const upstream = createFakeUpstream({
      payments: [makePayment({
        id: 301, invoiceId: 1001, invoiceKey: 'f'.repeat(32), method: 'mia_bpay', terminal: 'T1', transactionId: 'tx-9', amount: decimal('100.00'), remaining: decimal('454.30'),
        amountRefunded: decimal('20.5'), transactionType: 'REFUND', status: 'CONFIRMED', approvalCode: '123456', referenceNumber: '000111222333', maskedCard: '4***1111',
        createdAt: instant('2026-07-02T12:00:00+03:00'), reversedAt: instant('2026-07-05T12:00:00+03:00'),
      })],
      invoices: [makeInvoice({ id: 1001 })],
    });
    const answer = await execute(upstream, `query ($id: ID!) { payment(id: $id) {
      id upstreamId status transactionType method terminal transactionId amount ${MONEY} remaining ${MONEY} refunds { total ${MONEY} refundable ${MONEY} reversedAt }
      approvalCode referenceNumber maskedCard createdAt invoice { upstreamId }
    } }`, { id: globalIdOf('Payment', 301) });
    expect(dataOf(answer).payment).toEqual({
      id: globalIdOf('Payment', 301), upstreamId: 301, status: 'CONFIRMED', transactionType: 'REFUND', method: 'mia_bpay', terminal: 'T1', transactionId: 'tx-9', amount: mdl('100.00'),
      remaining: mdl('454.30'), refunds: { total: mdl('20.5'), refundable: mdl('79.50'), reversedAt: '2026-07-05T12:00:00+03:00' },
      approvalCode: '123456', referenceNumber: '000111222333', maskedCard: '4***1111', createdAt: '2026-07-02T12:00:00+03:00', invoice: { upstreamId: 1001 },
    });
  });

  it('Tariff', async () => {
    const upstream = createFakeUpstream({
      tariffs: [makeTariff({
        alias: 'business', name: { ro: 'Afaceri', ru: null, en: 'Business' }, currency: EUR, frequency: 'YEARLY', rate: decimal('120.00'), extensionRate: decimal('1.50'), isVisible: false,
        limits: [{ name: 'invoices', value: '100' }],
      })],
    });
    const answer = await execute(upstream, `query ($id: ID!) { tariff(id: $id) {
      id alias name { text ro ru en } price ${MONEY} extensionPrice ${MONEY} frequency isVisible limits { name value }
    } }`, { id: globalIdOf('Tariff', 'business') }, { language: 'en' });
    expect(dataOf(answer).tariff).toEqual({
      id: globalIdOf('Tariff', 'business'), alias: 'business', name: { text: 'Business', ro: 'Afaceri', ru: null, en: 'Business' }, price: { amount: '120.00', currency: 'EUR' },
      extensionPrice: { amount: '1.50', currency: 'EUR' }, frequency: 'YEARLY', isVisible: false, limits: [{ name: 'invoices', value: '100' }],
    });
  });

  it('Department', async () => {
    const upstream = createFakeUpstream({
      department: makeDepartment({
        id: 2, name: { ro: 'Oficiu', ru: 'Офис', en: 'Office' }, description: { ro: 'Sediul central', ru: null, en: null }, invoicePrefix: 'EC', paymentTermDays: 3, preferredLanguage: 'ro', mode: 'PRODUCTION',
        idno: '1003600012345', vatCode: '0500001', isVatPayer: true, vatMode: 'OVER', vatRate: decimal('12'), bankName: 'maib', bankCode: 'AGRNMD2X', iban: 'MD24AG000225100013104168',
        countryCode: 'MD', city: 'Chișinău', address: 'bd. Ștefan cel Mare 1', email: 'office@example.md', phone: '+37322000000', accountName: 'Exemplu SRL', accountTariffAlias: 'pro',
      }),
    });
    const answer = await execute(upstream, `{ department {
      upstreamId name { text } description { text } invoicePrefix paymentTermDays currency preferredLanguage mode idno vatCode isVatPayer vat { mode rate }
      bankAccount { bankName bankCode iban } address { line city postalCode countryCode } email phone account { name tariffAlias }
    } }`);
    expect(dataOf(answer).department).toEqual({
      upstreamId: 2, name: { text: 'Oficiu' }, description: { text: 'Sediul central' }, invoicePrefix: 'EC', paymentTermDays: 3, currency: 'MDL', preferredLanguage: 'RO', mode: 'PRODUCTION',
      idno: '1003600012345', vatCode: '0500001', isVatPayer: true, vat: { mode: 'OVER', rate: '12' }, bankAccount: { bankName: 'maib', bankCode: 'AGRNMD2X', iban: 'MD24AG000225100013104168' },
      address: { line: 'bd. Ștefan cel Mare 1', city: 'Chișinău', postalCode: null, countryCode: 'MD' }, email: 'office@example.md', phone: '+37322000000', account: { name: 'Exemplu SRL', tariffAlias: 'pro' },
    });
  });
});

describe('what is not there', () => {
  it('costs nothing and is null', async () => {
    const upstream = createFakeUpstream({ invoices: [makeInvoice({ id: 1, publicKey: null })], payments: [makePayment({ id: 1 })], subscriptions: [makeSubscription({ id: 1 })] });
    const answer = await execute(upstream, `{
      invoices { nodes { customer { id } subscription { id } paymentUrl vat { rate } } }
      payments { nodes { invoice { id } remaining { amount } } }
      subscriptions { nodes { customer { id } tariff { id } lastInvoice { id } } }
    }`);
    expect(dataOf(answer)).toEqual({
      invoices: { nodes: [{ customer: null, subscription: null, paymentUrl: null, vat: { rate: null } }] },
      payments: { nodes: [{ invoice: null, remaining: null }] },
      subscriptions: { nodes: [{ customer: null, tariff: null, lastInvoice: null }] },
    });
    expect(answer.counted).toEqual({ 'invoice.list': 1, 'payment.list': 1, 'subscription.list': 1 });
  });

  it('a relation to an object that is gone is null without an error', async () => {
    const upstream = createFakeUpstream({ invoices: [makeInvoice({ id: 1, customerId: 404, subscriptionId: 404 })] });
    expect(dataOf(await execute(upstream, '{ invoices { nodes { customer { id } subscription { id } } } }'))).toEqual({ invoices: { nodes: [{ customer: null, subscription: null }] } });
  });
});

describe('text in the languages of e-Cont.md', () => {
  it.each([
    ['ro', { ro: 'r', ru: 'u', en: 'e' }, 'r'],
    ['ru', { ro: 'r', ru: 'u', en: 'e' }, 'u'],
    ['en', { ro: 'r', ru: 'u', en: null }, 'r'],
    ['en', { ro: null, ru: 'u', en: null }, 'u'],
    ['ru', { ro: null, ru: null, en: 'e' }, 'e'],
    ['ro', { ro: null, ru: null, en: null }, null],
  ] as const)('%s of %j: %s', async (language, legalName, expected) => {
    const upstream = createFakeUpstream({ customers: [makeCustomer({ id: 1, legalName })] });
    expect(valueAt(await execute(upstream, '{ customers { nodes { legalName { text } } } }', {}, { language }), 'customers.nodes.0.legalName.text')).toBe(expected);
  });
});

describe('refunds', () => {
  it.each([
    ['CONFIRMED', '100.00', '0.00', '100.00'],
    ['CONFIRMED', '100.00', '100.00', '0.00'],
    ['CONFIRMED', '100.00', '150.00', '0.00'],
    ['WAITING', '100.00', '0.00', '0.00'],
    ['FAILED', '100.00', '0.00', '0.00'],
    ['REVERSED', '100.00', '50.00', '0.00'],
    ['UNKNOWN', '100.00', '0.00', '0.00'],
  ] as const)('of a %s payment of %s, %s paid back: %s can be', async (status, amount, refunded, refundable) => {
    const upstream = createFakeUpstream({ payments: [makePayment({ id: 1, status, amount: decimal(amount), amountRefunded: decimal(refunded), currency: MDL })] });
    expect(valueAt(await execute(upstream, '{ payments { nodes { refunds { total { amount } refundable { amount } reversedAt } } } }'), 'payments.nodes.0.refunds')).toEqual({
      total: { amount: refunded }, refundable: { amount: refundable }, reversedAt: null,
    });
  });
});
