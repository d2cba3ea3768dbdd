import { describe, expect, it } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { VatMode } from '../../src/domain/invoice.ts';
import { dataOf, resultOf, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, makeDepartment, makeInvoice } from '../kit/domain-rows.ts';
import { execute, NOW } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';
import { issue, LINE, PAYER } from '../kit/issue.ts';

const issued = async (upstream: FakeUpstream, input: Readonly<Record<string, unknown>>) => {
  const answer = await issue(upstream, input);
  resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload');
  expect(upstream.orders).toHaveLength(1);
  return upstream.orders[0];
};

describe('the order that is sent', () => {
  it('for a payer in full, with everything', async () => {
    const upstream = createFakeUpstream();
    expect(await issued(upstream, {
      customer: {
        email: 'ion@exemplu.md', companyName: 'Agro SRL', idno: '1002600000001', firstName: 'Ion', lastName: 'Ceban', phone: '+373 (22) 00-00-00',
        address: { line1: 'str. Pușkin 1', line2: 'of. 2', city: 'Chișinău', postalCode: 'MD-2001', countryCode: 'MD' },
      },
      lines: [{ name: 'Cablu', unitPrice: '277.15', quantity: 2, unit: 'm', sku: 'S-1', productCode: 7 }, { name: 'Montaj', unitPrice: '0.5', quantity: 1000000 }],
      currency: 'MDL', expectedTotal: '500554.3', issuedAt: '2026-11-19T22:30:00Z', dueOn: '2026-11-20', orderNumber: 'A-77', subscriptionId: globalIdOf('Subscription', 41),
      note: 'linia 1\nlinia 2', remark: 'urgent', language: 'RU',
    })).toEqual({
      orderId: 1001, orderNumber: 'A-77', amount: '500554.30', currency: 'MDL', createdAt: '2026-11-20T00:30:00+02:00', orderStatus: 'pending', note: 'linia 1\nlinia 2',
      billing: {
        email: 'ion@exemplu.md', company: 'Agro SRL', idno: '1002600000001', firstName: 'Ion', lastName: 'Ceban', phone: '+373 (22) 00-00-00',
        addressLine1: 'str. Pușkin 1', addressLine2: 'of. 2', city: 'Chișinău', postalCode: 'MD-2001', countryCode: 'MD',
      },
      lines: [
        { name: 'Cablu', unitPrice: '277.15', quantity: 2, unit: 'm', sku: 'S-1', productCode: 7, total: '554.30' },
        { name: 'Montaj', unitPrice: '0.5', quantity: 1000000, total: '500000.00' },
      ],
      dueOn: '2026-11-20', subscriptionId: 41, patternLanguage: 'ru', remark: 'urgent',
    });
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'invoice.put': 1 });
  });

  it('for the least that is needed, and for explicit nulls', async () => {
    const nulls = { customerId: null, currency: null, expectedTotal: null, issuedAt: null, dueOn: null, orderNumber: null, subscriptionId: null, note: null, remark: null, language: null };
    const nullPayer = { companyName: null, idno: null, idnp: null, firstName: null, lastName: null, address: { line1: null, line2: null, city: null, postalCode: null, countryCode: null }, phone: null };
    const inputs = [{ customer: PAYER, lines: [LINE] }, { customer: { ...PAYER, ...nullPayer }, lines: [{ ...LINE, unit: null, sku: null, productCode: null }], ...nulls }];
    for (const input of inputs) {
      const order = await issued(createFakeUpstream(), input);
      expect(order).toEqual({
        orderId: 1001, orderNumber: '1001', amount: '100.00', currency: 'MDL', createdAt: NOW, orderStatus: 'pending', billing: { email: 'a@exemplu.md' },
        lines: [{ name: 'Abonament', unitPrice: '100.00', quantity: 1, total: '100.00' }],
      });
    }
  });

  it('for a company by id', async () => {
    const company = makeCustomer({
      id: 5, idno: '1002600000001', name: 'Agro', legalName: { ro: 'Agro SRL', ru: 'Агро', en: null }, email: 'b@exemplu.md', phone: '060000000', address: 'str. Pușkin 1', city: 'Chișinău', postalCode: 'MD-2001', countryCode: 'MD',
    });
    const upstream = createFakeUpstream({ customers: [company] });
    const order = await issued(upstream, { customerId: globalIdOf('Customer', 5), lines: [LINE] });
    expect(order?.billing).toEqual({
      id: 5, email: 'b@exemplu.md', company: 'Agro SRL', idno: '1002600000001', addressLine1: 'str. Pușkin 1', city: 'Chișinău', postalCode: 'MD-2001', countryCode: 'MD', phone: '060000000',
    });
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'customer.get': 1, 'invoice.put': 1 });
  });

  it('for a person by id', async () => {
    const person = makeCustomer({ id: 5, isIndividual: true, idno: '2002600000001', name: 'Ion Ceban', firstName: 'Ion', lastName: 'Ceban', email: 'ion@exemplu.md' });
    const order = await issued(createFakeUpstream({ customers: [person] }), { customerId: globalIdOf('Customer', 5), lines: [LINE] });
    expect(order?.billing).toEqual({ id: 5, email: 'ion@exemplu.md', idnp: '2002600000001', firstName: 'Ion', lastName: 'Ceban' });
  });

  it('for twenty lines at the edge of every limit', async () => {
    const lines = Array.from({ length: 20 }, () => ({ name: 'a'.repeat(255), unitPrice: '999999999999.99', quantity: 1_000_000, unit: 'u'.repeat(32), sku: 's'.repeat(64) }));
    const order = await issued(createFakeUpstream(), { customer: PAYER, lines, orderNumber: 'n'.repeat(64), note: 'n'.repeat(1000), remark: 'r'.repeat(1000) });
    expect(order?.amount).toBe('19999999999999800000.00');
    expect(order?.lines).toHaveLength(20);
  });

  it('for a line of nothing beside one that costs', async () => {
    const order = await issued(createFakeUpstream(), { customer: PAYER, lines: [{ ...LINE, unitPrice: '0' }, { ...LINE, unitPrice: '0.01' }] });
    expect([order?.amount, order?.lines.map(({ total }) => total)]).toEqual(['0.01', ['0.00', '0.01']]);
  });
});

describe('the total that the payer was shown', () => {
  it.each<[VatMode, boolean, string]>([
    ['INNER', true, '100'], ['OVER', true, '120.00'], ['OVER', false, '100.00'], ['NONE', true, '100.0'], ['UNKNOWN', true, '100.00'],
  ])('is with VAT: %s, VAT payer %s: %s', async (vatMode, isVatPayer, expectedTotal) => {
    const upstream = createFakeUpstream({ department: makeDepartment({ vatMode, isVatPayer, vatRate: decimal('20') }) });
    // What is sent stays the sum of the lines.
    expect((await issued(upstream, { customer: PAYER, lines: [LINE], expectedTotal }))?.amount).toBe('100.00');
  });
});

describe('a refusal', () => {
  it('is told with what the upstream says of its fields', async () => {
    const upstream = createFakeUpstream();
    upstream.putOutcome = { outcome: 'refused', failure: upstreamError('rejected', { endpoint: 'invoice.put', message: 'Suma este greșită', fields: { amount: 'prea mare', email: 'invalid' } }) };
    const answer = await issue(upstream, { customer: PAYER, lines: [LINE] });
    expect(resultOf(answer, 'invoiceIssue', 'UpstreamRejectedError')).toEqual({
      code: 'UPSTREAM_REJECTED', message: 'Suma este greșită', path: null, retryable: false, retryAfterSeconds: null, upstreamFields: [{ name: 'amount', message: 'prea mare' }, { name: 'email', message: 'invalid' }],
    });
    expect(answer.counted).toEqual({ 'department.get': 1, 'invoice.put': 1 });
  });

  it.each([['unreachable', 'UPSTREAM_UNREACHABLE', true, null], ['rateLimited', 'UPSTREAM_RATE_LIMITED', true, 8], ['unauthenticated', 'UPSTREAM_UNAUTHENTICATED', false, null]] as const)(
    'of kind %s has the code %s', async (kind, code, retryable, retryAfterSeconds) => {
      const upstream = createFakeUpstream();
      upstream.putOutcome = { outcome: 'refused', failure: upstreamError(kind, kind === 'rateLimited' ? { retryAfterMs: 7500 } : { sent: 'nothing' }) };
      expect(resultOf(await issue(upstream, { customer: PAYER, lines: [LINE] }), 'invoiceIssue', 'UpstreamRejectedError')).toMatchObject({ code, retryable, retryAfterSeconds, upstreamFields: [] });
      expect(upstream.orders).toHaveLength(1);
    });
});

describe('an outcome that nobody knows', () => {
  it('is told with its key and when it is looked for, and is not sent again', async () => {
    const upstream = createFakeUpstream();
    upstream.putOutcome = { outcome: 'unknown', failure: upstreamError('timeout', { sent: 'maybe' }) };
    const answer = await issue(upstream, { customer: PAYER, lines: [LINE], idempotencyKey: 'k-1' });
    expect(resultOf(answer, 'invoiceIssue', 'OutcomeUnknownError')).toEqual({
      code: 'OUTCOME_UNKNOWN', message: 'It is not known whether this took place. Repeat it with the same idempotencyKey, or ask mutationOutcome: both look for it and send nothing.', path: null, retryable: false,
      idempotencyKey: 'k-1', since: NOW, nextCheckAt: '2026-11-20T09:00:05+02:00',
    });
    expect(answer.counted).toEqual({ 'department.get': 1, 'invoice.put': 1 });
  });

  it('stays so for a repeat, which looks by the order id and sends nothing', async () => {
    const upstream = createFakeUpstream();
    upstream.putOutcome = { outcome: 'unknown', failure: upstreamError('protocol', { sent: 'maybe' }) };
    const input = { customer: PAYER, lines: [LINE], idempotencyKey: 'k-1' };
    await issue(upstream, input);
    const answer = await issue(upstream, input);
    expect(resultOf(answer, 'invoiceIssue', 'OutcomeUnknownError')).toMatchObject({ idempotencyKey: 'k-1', nextCheckAt: '2026-11-20T09:00:15+02:00' });
    expect(answer.calls).toEqual([{ endpoint: 'invoice.list', query: { filter: { orderIds: [1001] }, sort: [{ field: 'id', direction: 'asc' }], start: 0, length: 50 } }]);
    expect(upstream.orders).toHaveLength(1);
  });

  it('is done as soon as the invoice turns up', async () => {
    const upstream = createFakeUpstream();
    upstream.putOutcome = { outcome: 'unknown', failure: upstreamError('protocol', { sent: 'maybe' }) };
    const input = { customer: PAYER, lines: [LINE], idempotencyKey: 'k-1' };
    await issue(upstream, input);
    upstream.rows.invoices.push(makeInvoice({ id: 8, orderId: 1001, orderNumber: '1001' }));
    const answer = await issue(upstream, input);
    expect(resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload')).toEqual({ invoice: { upstreamId: 8, orderId: 1001 } });
    expect(upstream.orders).toHaveLength(1);
  });
});

describe('the new invoice', () => {
  const input = { customer: PAYER, lines: [LINE], idempotencyKey: 'k-1' };
  const NEW = { invoice: { upstreamId: 1, orderId: 1001 } };

  it('is the row that the upstream answered with, without another call', async () => {
    const upstream = createFakeUpstream();
    const answer = await issue(upstream, input);
    expect(resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload')).toEqual(NEW);
    expect(answer.counted).toEqual({ 'department.get': 1, 'invoice.put': 1 });
  });

  it('is read by its id where the upstream named no more', async () => {
    const answer = await issue(createFakeUpstream({ putReply: 'id' }), input);
    expect(resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload')).toEqual(NEW);
    expect(answer.counted).toEqual({ 'department.get': 1, 'invoice.put': 1, 'invoice.get': 1 });
    expect(answer.calls.at(-1)).toEqual({ endpoint: 'invoice.get', query: { id: 1 } });
  });

  it('is read afresh for a repeat of its key, as it stands then', async () => {
    const upstream = createFakeUpstream();
    await issue(upstream, input);
    upstream.rows.invoices[0] = makeInvoice({ id: 1, orderId: 2002 });
    const answer = await issue(upstream, input);
    expect(resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload')).toEqual({ invoice: { upstreamId: 1, orderId: 2002 } });
    expect(answer.calls).toEqual([{ endpoint: 'invoice.get', query: { id: 1 } }]);
  });

  it('is read by its public key where the upstream named no more', async () => {
    const publicKey = 'a'.repeat(32);
    const upstream = createFakeUpstream({ invoices: [makeInvoice({ id: 8, publicKey, orderId: 1001 })] });
    upstream.putOutcome = { outcome: 'done', value: { publicKey } };
    const answer = await issue(upstream, { customer: PAYER, lines: [LINE] });
    expect(resultOf(answer, 'invoiceIssue', 'InvoiceIssuePayload')).toEqual({ invoice: { upstreamId: 8, orderId: 1001 } });
    expect(answer.calls.at(-1)).toEqual({ endpoint: 'invoice.get', query: { publicKey } });
  });

  it('that cannot be read leaves the payload', async () => {
    const upstream = createFakeUpstream({ putReply: 'id' });
    upstream.fail('invoice.get', upstreamError('failed'));
    const answer = await issue(upstream, { customer: PAYER, lines: [LINE] });
    expect(answer.data).toEqual({ invoiceIssue: { __typename: 'InvoiceIssuePayload', invoice: null } });
    expect(answer.errors).toMatchObject([{ path: ['invoiceIssue', 'invoice'], extensions: { code: 'UPSTREAM_FAILED' } }]);
  });

  it('is seen by what is read after it in the same operation, though the same was read before', async () => {
    const upstream = createFakeUpstream({ customers: [makeCustomer({ id: 5 })], department: makeDepartment({ currency: 'MDL' as CurrencyCode }) });
    const id = globalIdOf('Customer', 5);
    const answer = await execute(
      upstream,
      `mutation ($one: InvoiceIssueInput!, $two: InvoiceIssueInput!) {
        one: invoiceIssue(input: $one) { ... on InvoiceIssuePayload { invoice { upstreamId customer { invoices { totalCount nodes { upstreamId } } balance { openInvoiceCount } } } } }
        two: invoiceIssue(input: $two) { ... on InvoiceIssuePayload { invoice { upstreamId customer { invoices { totalCount nodes { upstreamId } } balance { openInvoiceCount } } } } }
      }`,
      { one: { idempotencyKey: 'one', customerId: id, lines: [LINE] }, two: { idempotencyKey: 'two', customerId: id, lines: [LINE] } },
    );
    expect(dataOf(answer)).toEqual({
      one: { invoice: { upstreamId: 1, customer: { invoices: { totalCount: 1, nodes: [{ upstreamId: 1 }] }, balance: { openInvoiceCount: 1 } } } },
      two: { invoice: { upstreamId: 2, customer: { invoices: { totalCount: 2, nodes: [{ upstreamId: 2 }, { upstreamId: 1 }] }, balance: { openInvoiceCount: 2 } } } },
    });
    expect(upstream.orders).toHaveLength(2);
    expect(valueAt(answer, 'two.invoice.upstreamId')).toBe(2);
  });
});
