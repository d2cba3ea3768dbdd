import { describe, expect, it } from 'vitest';

import { parseCustomer } from '../../src/upstream/wire/customer.ts';
import { parseDepartment } from '../../src/upstream/wire/department.ts';
import { parseInvoice } from '../../src/upstream/wire/invoice.ts';
import { parsePayment } from '../../src/upstream/wire/payment.ts';
import { parseSubscription } from '../../src/upstream/wire/subscription.ts';
import { parseTariff } from '../../src/upstream/wire/tariff.ts';
import { customerRow, departmentRow, invoiceRow, paymentRow, subscriptionRow, tariffRow } from './kit/rows.ts';

const strict = { oddity: (member: string, value: unknown) => expect.fail(`oddity ${member}=${String(value)}`), fault: (problem: Error) => problem };

describe('a row of the contract', () => {
  it('is an invoice', () => {
    expect(parseInvoice(invoiceRow(), strict)).toStrictEqual({
      id: 1001, publicKey: '0123456789abcdef0123456789abcdef', number: 'EC-17', orderId: 77, orderNumber: 'A-77', customerId: 5, subscriptionId: null,
      status: 'SENT', isArchived: false, createdAt: '2026-07-01T10:00:00+03:00', issuedAt: '2026-07-01T10:00:00+03:00', dueOn: '2026-07-04', paidAt: null, refundedAt: null,
      currency: 'MDL', amount: '554.30', amountPaid: '0.00', amountRefunded: '0.00', vatMode: 'INNER', vatRate: '20', vatAmount: '92.38', netAmount: '461.92',
      supplierIdno: '1003600012345',
      buyer: { name: 'Agro SRL', idno: '1002600000001', vatCode: '0400001', email: 'buyer@example.md', phone: '+37360000000', address: 'str. Puskin 1' },
      topic: 'Servicii', remark: null, patternLanguage: 'ro', source: 'api', pdfUrl: 'https://api.diginet.md/doc/1.pdf',
      lines: [{ position: 1, productCode: 7, sku: 'S-1', name: 'Cablu', unitPrice: '277.15', quantity: '2', unit: 'm', total: '554.30', vatRate: '20', vatAmount: '92.38' }],
    });
  });

  it('is a customer', () => {
    expect(parseCustomer(customerRow(), strict)).toStrictEqual({
      id: 5, isIndividual: false, idno: '1002600000001', isIdnoVerified: true, vatCode: '0400001', juridicalType: 'SRL', name: 'Agro',
      legalName: { ro: 'Agro SRL', ru: 'Агро', en: 'Agro Ltd' }, firstName: null, lastName: null, email: 'buyer@example.md', phone: '+37360000000',
      countryCode: 'MD', city: 'Chisinau', postalCode: 'MD-2001', address: 'str. Puskin 1', currency: 'MDL', preferredLanguage: 'ro', source: 'api',
      createdAt: '2026-01-10T09:00:00+02:00', updatedAt: '2026-07-01T10:00:00+03:00',
    });
  });

  it('is a payment', () => {
    expect(parsePayment(paymentRow(), strict)).toStrictEqual({
      id: 301, invoiceId: 1001, invoiceKey: '0123456789abcdef0123456789abcdef', method: 'maib', terminal: 'T1', transactionId: 'tx-9', amount: '100.00', remaining: '454.30',
      amountRefunded: '0.00', currency: 'MDL', transactionType: 'CONFIRM', status: 'CONFIRMED', approvalCode: '123456', referenceNumber: '000111222333', maskedCard: '4***1111',
      createdAt: '2026-07-02T12:00:00+03:00', reversedAt: null,
    });
  });

  it('is a subscription', () => {
    expect(parseSubscription(subscriptionRow(), strict)).toStrictEqual({
      id: 41, customerId: 5, tariffAlias: 'business', status: 'ACTIVE', currency: 'MDL', amount: '120.00', frequency: 'MONTHLY',
      startsAt: '2026-01-01T00:00:00+02:00', endsAt: null, nextInvoiceAt: '2026-08-01T00:00:00+03:00', lastInvoiceId: 1001,
      lines: [{ position: 1, productCode: null, sku: null, name: 'Abonament', unitPrice: '120.00', quantity: '1', unit: 'pcs', total: '120.00', vatRate: null, vatAmount: null }],
      createdAt: '2025-12-30T10:00:00+02:00',
    });
  });

  it('is a tariff', () => {
    expect(parseTariff(tariffRow(), strict)).toStrictEqual({
      alias: 'business', name: { ro: 'Afaceri', ru: 'Бизнес', en: 'Business' }, currency: 'MDL', frequency: 'MONTHLY', rate: '120.00', extensionRate: '1.50', isVisible: true,
      limits: [{ name: 'invoices', value: '100' }, { name: 'departments', value: '3' }],
    });
  });

  it('is a department, without the account key', () => {
    expect(parseDepartment(departmentRow(), strict)).toStrictEqual({
      id: 2, name: { ro: 'Oficiu', ru: 'Офис', en: 'Office' }, description: { ro: 'Sediul central', ru: null, en: null }, invoicePrefix: 'EC', paymentTermDays: 3,
      currency: 'MDL', preferredLanguage: 'ro', mode: 'TEST', idno: '1003600012345', vatCode: '0500001', isVatPayer: true, vatMode: 'INNER', vatRate: '20',
      bankName: 'maib', bankCode: 'AGRNMD2X', iban: 'MD24AG000225100013104168', countryCode: 'MD', city: 'Chisinau', address: 'bd. Stefan cel Mare 1',
      email: 'office@example.md', phone: '+37322000000', accountName: 'Exemplu SRL', accountTariffAlias: 'business',
    });
  });
});

describe('the literals of the upstream', () => {
  it.each([
    ['draft', 'DRAFT'], ['actual', 'OPEN'], ['suspended', 'SUSPENDED'], ['sended', 'SENT'], ['part', 'PARTIALLY_PAID'], ['full', 'PAID'], ['reverse', 'REVERSED'],
    ['refunded', 'REFUNDED'], ['rejected', 'CANCELLED'], ['denied', 'DENIED'], ['archived', 'ARCHIVED'],
  ])('an invoice that is %s is %s', (literal, status) => {
    expect(parseInvoice(invoiceRow({ status: literal }), strict).status).toBe(status);
  });

  it.each(['pending', 'demo', 'active', 'suspended', 'cancelled'])('a subscription that is %s', (literal) => {
    expect(parseSubscription(subscriptionRow({ status: literal }), strict).status).toBe(literal.toUpperCase());
  });

  it.each(['WAITING', 'CONFIRMED', 'FAILED', 'REVERSED'])('a payment that is %s', (literal) => {
    expect(parsePayment(paymentRow({ status: literal }), strict).status).toBe(literal);
  });

  it('modes and frequencies', () => {
    expect(parseDepartment(departmentRow({ mode: 'prod' }), strict).mode).toBe('PRODUCTION');
    expect(parseTariff(tariffRow({ frequency: 'yearly' }), strict).frequency).toBe('YEARLY');
    for (const blank of ['', null, undefined, 'none']) expect(parseInvoice(invoiceRow({ tva_calc: blank }), strict).vatMode).toBe('NONE');
    expect(parseInvoice(invoiceRow({ tva_calc: 'over' }), strict).vatMode).toBe('OVER');
  });
});
