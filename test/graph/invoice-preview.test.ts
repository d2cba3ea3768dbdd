import { describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import type { Department } from '../../src/domain/department.ts';
import { listAt, resultOf, valueAt } from '../kit/assert-result.ts';
import { instant, makeCustomer, makeDepartment, makeInvoice, makeSubscription, makeTariff } from '../kit/domain-rows.ts';
import type { Executed } from '../kit/execute.ts';
import { execute } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';
import { LINE, PAYER } from '../kit/issue.ts';

const PREVIEW = `mutation ($input: InvoicePreviewInput!) { invoicePreview(input: $input) {
  __typename
  ... on InvoicePreviewPayload {
    totals { net { amount currency } tax { amount currency } gross { amount currency } }
    lines { position name unitPrice { amount } quantity unit total { amount } vatRate vatAmount { amount } }
    customer { upstreamId } currency dueOn warnings { code message path } previewToken expiresAt
  }
  ... on UserError { code message path retryable }
  ... on InvalidInputError { faults { path message } }
} }`;

type Input = Readonly<Record<string, unknown>>;

const preview = (upstream: FakeUpstream, input: Input): Promise<Executed> => execute(upstream, PREVIEW, { input });

const shown = async (upstream: FakeUpstream, input: Input) => {
  const answer = await preview(upstream, input);
  expect(answer.calls.filter(({ endpoint }) => endpoint.endsWith('.put'))).toEqual([]);
  return resultOf(answer, 'invoicePreview', 'InvoicePreviewPayload');
};

const codesOf = async (upstream: FakeUpstream, input: Input): Promise<unknown> =>
  listAt(await preview(upstream, input), 'invoicePreview.warnings').map((warning) => [(warning as Input)['code'], (warning as Input)['path']]);

const quiet = (over: Partial<Department> = {}): Department => makeDepartment({ mode: 'PRODUCTION', ...over });
/** A payer that there is nothing to say of. */
const verified = makeCustomer({ id: 5, idno: '1002600000001', isIdnoVerified: true });
const known = { customerId: globalIdOf('Customer', 5), lines: [LINE] };

const LINES = [{ name: 'Cablu', unitPrice: '277.15', quantity: 2, unit: 'm' }, { name: 'Montaj', unitPrice: '0.05', quantity: 1 }];

describe('the totals', () => {
  it.each([
    ['no VAT', { vatMode: 'NONE', vatRate: null }, ['554.35', '0.00', '554.35'], null, ['0.00', '0.00']],
    ['a seller that pays no VAT', { isVatPayer: false, vatMode: 'OVER', vatRate: decimal('20') }, ['554.35', '0.00', '554.35'], null, ['0.00', '0.00']],
    ['VAT in the price', { vatMode: 'INNER', vatRate: decimal('20') }, ['461.96', '92.39', '554.35'], '20', ['92.38', '0.01']],
    ['VAT on top', { vatMode: 'OVER', vatRate: decimal('20') }, ['554.35', '110.87', '665.22'], '20', ['110.86', '0.01']],
  ] as const)('with %s', async (_name, vat, [net, tax, gross], vatRate, vatAmounts) => {
    const upstream = createFakeUpstream({ department: quiet(vat), customers: [verified] });
    const { totals, lines, dueOn, expiresAt, currency, customer } = await shown(upstream, { ...known, lines: LINES });
    expect(totals).toEqual({ net: { amount: net, currency: 'MDL' }, tax: { amount: tax, currency: 'MDL' }, gross: { amount: gross, currency: 'MDL' } });
    expect(lines).toEqual([
      { position: 1, name: 'Cablu', unitPrice: { amount: '277.15' }, quantity: '2', unit: 'm', total: { amount: '554.30' }, vatRate, vatAmount: { amount: vatAmounts[0] } },
      { position: 2, name: 'Montaj', unitPrice: { amount: '0.05' }, quantity: '1', unit: 'pcs', total: { amount: '0.05' }, vatRate, vatAmount: { amount: vatAmounts[1] } },
    ]);
    expect({ dueOn, expiresAt, currency, customer }).toEqual({ dueOn: '2026-11-23', expiresAt: '2026-11-20T10:00:00+02:00', currency: 'MDL', customer: { upstreamId: 5 } });
  });
});

describe('what it reads', () => {
  it('is the department for a payer without IDNO', async () => {
    const upstream = createFakeUpstream();
    await shown(upstream, { customer: PAYER, lines: [LINE] });
    expect(upstream.counted()).toEqual({ 'department.get': 1 });
  });

  it('is the customer with the IDNO, once, and what was issued to it today', async () => {
    const upstream = createFakeUpstream({ department: quiet(), customers: [verified] });
    expect(await shown(upstream, { customer: { ...PAYER, idno: verified.idno }, lines: [LINE] })).toMatchObject({ customer: { upstreamId: 5 } });
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'customer.get': 1, 'invoice.list': 1 });
    expect(upstream.calls.at(-1)?.query).toEqual({
      filter: { customerIds: [5], issuedAt: { from: '2026-11-20T00:00:00+02:00' }, amount: { from: '100.00', to: '100.00' } }, sort: [{ field: 'id', direction: 'desc' }], start: 0, length: 20,
    });
  });

  it('is the subscription and its tariff where one is billed', async () => {
    const upstream = createFakeUpstream({ subscriptions: [makeSubscription({ id: 41, tariffAlias: 'standard' })], tariffs: [makeTariff({ alias: 'standard' })] });
    await shown(upstream, { customer: PAYER, lines: [LINE], subscriptionId: globalIdOf('Subscription', 41) });
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'subscription.get': 1, 'tariff.get': 1 });
  });
});

describe('warnings', () => {
  it('are none where there is nothing to say', async () => {
    expect(await codesOf(createFakeUpstream({ department: quiet(), customers: [makeCustomer({ id: 5, idno: '1003600000006', isIdnoVerified: true })] }), known)).toEqual([]);
  });

  it('name the place and what is there', async () => {
    const upstream = createFakeUpstream();
    const { warnings } = await shown(upstream, { customer: PAYER, lines: [LINE, { name: 'Cadou', unitPrice: '0.00', quantity: 1 }], dueOn: '2026-11-21' });
    expect(warnings).toEqual([
      { code: 'ZERO_PRICE_LINE', path: ['input', 'lines', '1', 'unitPrice'], message: '`lines.1` costs nothing.' },
      { code: 'DUE_SOON', path: ['input', 'dueOn'], message: 'The last day to pay is tomorrow, 2026-11-21.' },
      { code: 'CUSTOMER_NOT_LINKED', path: ['input', 'customer'], message: 'The payer has no IDNO, and e-Cont.md links an invoice to a customer by it: this one will belong to none.' },
      { code: 'DEPARTMENT_IN_TEST_MODE', path: null, message: 'The department works in test mode.' },
    ]);
  });

  const customers = [makeCustomer({ id: 5, idno: '1003600000006' }), makeCustomer({ id: 6, idno: null })];
  const id = (n: number): string => globalIdOf('Customer', n);
  it.each([
    ['an IDNO that was not checked', { customerId: id(5) }, quiet(), [['IDNO_NOT_VERIFIED', ['input', 'customerId']]]],
    ['a customer without IDNO', { customerId: id(6) }, quiet(), [['CUSTOMER_NOT_LINKED', ['input', 'customerId']]]],
    ['an IDNO of nobody', { customer: { ...PAYER, idno: '1004600000004' } }, quiet(), [['CUSTOMER_NOT_LINKED', ['input', 'customer', 'idno']], ['IDNO_CHECK_DIGIT', ['input', 'customer', 'idno']]]],
    ['an IDNP of nobody', { customer: { ...PAYER, idnp: '2003600000003' } }, quiet(), [['CUSTOMER_NOT_LINKED', ['input', 'customer', 'idnp']]]],
    ['a day that is over', { customerId: id(5), issuedAt: '2026-11-10T10:00:00Z' }, quiet(), [['DUE_SOON', null], ['IDNO_NOT_VERIFIED', ['input', 'customerId']]]],
    ['no VAT', { customerId: id(5) }, quiet({ vatMode: 'NONE' }), [['IDNO_NOT_VERIFIED', ['input', 'customerId']], ['NO_VAT', null]]],
    ['a VAT that nobody knows', { customerId: id(5) }, quiet({ vatMode: 'UNKNOWN' }), [['IDNO_NOT_VERIFIED', ['input', 'customerId']], ['VAT_UNKNOWN', null]]],
  ] as const)('tell of %s', async (_name, input, department, expected) => {
    expect(await codesOf(createFakeUpstream({ department, customers }), { lines: [LINE], ...input })).toEqual(expected);
  });

  it.each([
    ['an open one', {}, true],
    ['a draft', { status: 'DRAFT' }, true],
    ['one that is paid', { status: 'PAID' }, false],
    ['one of yesterday', { issuedAt: instant('2026-11-19T23:59:59+02:00') }, false],
    ['one of another amount', { amount: decimal('100.01') }, false],
    ['one of another customer', { customerId: 6 }, false],
  ] as const)('of a second invoice: %s of the day', async (_name, over, isTold) => {
    const invoice = makeInvoice({ id: 9, number: 'EC-9', customerId: 5, issuedAt: instant('2026-11-20T00:00:00+02:00'), ...over });
    const { warnings } = await shown(createFakeUpstream({ department: quiet(), customers: [makeCustomer({ id: 5, idno: '1003600000006', isIdnoVerified: true })], invoices: [invoice] }), known);
    expect(warnings).toEqual(isTold ? [{ code: 'SIMILAR_INVOICE_OPEN', path: null, message: 'Invoice EC-9 for the same amount was issued to this customer today and is open.' }] : []);
  });

  it('are fewer, and the preview whole, where the look for a second one fails', async () => {
    const upstream = createFakeUpstream({ department: quiet(), customers: [verified] });
    upstream.fail('invoice.list', upstreamError('rejected'));
    expect(await shown(upstream, known)).toMatchObject({ totals: { gross: { amount: '100.00' } } });
  });
});

describe('a refusal', () => {
  it('tells every fault, those that invoiceIssue would tell', async () => {
    const upstream = createFakeUpstream();
    const answer = await preview(upstream, { customer: { email: 'nimic' }, lines: [{ name: '', unitPrice: '-1', quantity: 0 }], subscriptionId: 'x' });
    expect((resultOf(answer, 'invoicePreview', 'InvalidInputError')['faults'] as readonly Input[]).map(({ path }) => path)).toEqual([
      ['input', 'customer', 'email'], ['input', 'lines', '0', 'name'], ['input', 'lines', '0', 'unitPrice'], ['input', 'lines', '0', 'quantity'], ['input', 'subscriptionId'],
    ]);
    expect(upstream.calls).toEqual([]);
  });

  it.each([
    ['a customer that is not there', { customerId: globalIdOf('Customer', 77) }, ['input', 'customerId']],
    ['a subscription that is not there', { customer: PAYER, subscriptionId: globalIdOf('Subscription', 77) }, ['input', 'subscriptionId']],
    ['another currency', { customer: PAYER, currency: 'EUR' }, ['input', 'currency']],
    ['another total than was expected', { customer: PAYER, expectedTotal: '99.99' }, ['input', 'expectedTotal']],
  ] as const)('of %s', async (_name, input, path) => {
    expect(resultOf(await preview(createFakeUpstream(), { lines: [LINE], ...input }), 'invoicePreview', 'InvalidInputError')).toMatchObject({ code: 'INVALID_INPUT', path });
  });

  it('comes from e-Cont.md where it cannot be read', async () => {
    const upstream = createFakeUpstream();
    upstream.fail('department.get', upstreamError('unreachable', { sent: 'nothing' }));
    const answer = await preview(upstream, { customer: PAYER, lines: [LINE] });
    expect(resultOf(answer, 'invoicePreview', 'UpstreamRejectedError')).toMatchObject({ code: 'UPSTREAM_UNREACHABLE', retryable: true });
    expect(valueAt(answer, 'invoicePreview.path')).toBeNull();
  });
});
