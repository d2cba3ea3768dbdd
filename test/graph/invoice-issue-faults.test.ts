import { describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import { resultOf } from '../kit/assert-result.ts';
import { makeCustomer, makeDepartment } from '../kit/domain-rows.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import { globalIdOf } from '../kit/ids.ts';
import { issue, LINE, PAYER } from '../kit/issue.ts';

interface Fault {
  readonly path: readonly string[];
  readonly message: string;
}

/** Path and text of each fault, as `input.lines.0: …`; checks that the first speaks for all, and that nothing was written. */
const faultsOf = async (upstream: FakeUpstream, input: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
  const answer = await issue(upstream, input);
  const result = resultOf(answer, 'invoiceIssue', 'InvalidInputError');
  const faults = result.faults as readonly Fault[];
  expect(result).toEqual({ code: 'INVALID_INPUT', message: faults[0]?.message, path: faults[0]?.path, retryable: false, faults });
  expect(upstream.orders).toEqual([]);
  expect(answer.counted['invoice.put']).toBeUndefined();
  return faults.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

const lines = (over: Readonly<Record<string, unknown>>) => ({ customer: PAYER, lines: [LINE, { ...LINE, ...over }] });
const payer = (over: Readonly<Record<string, unknown>>) => ({ customer: { ...PAYER, ...over }, lines: [LINE] });
const rest = (over: Readonly<Record<string, unknown>>) => ({ customer: PAYER, lines: [LINE], ...over });
const control = 'holds a control character, such as a line break.';
const direction = 'holds a character that turns the direction of text.';

describe('an input that breaks a rule by itself: one fault, and no call at all', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no lines', rest({ lines: [] }), 'input.lines: `lines` holds 0 lines; an invoice has 1 to 20.'],
    ['21 lines', rest({ lines: Array.from({ length: 21 }, () => LINE) }), 'input.lines: `lines` holds 21 lines; an invoice has 1 to 20.'],
    ['quantity 0', lines({ quantity: 0 }), 'input.lines.1.quantity: `lines.1.quantity` is 0; it must be from 1 to 1000000.'],
    ['quantity -1', lines({ quantity: -1 }), 'input.lines.1.quantity: `lines.1.quantity` is -1; it must be from 1 to 1000000.'],
    ['quantity 1 000 001', lines({ quantity: 1_000_001 }), 'input.lines.1.quantity: `lines.1.quantity` is 1000001; it must be from 1 to 1000000.'],
    ['a negative price', lines({ unitPrice: '-0.01' }), 'input.lines.1.unitPrice: `lines.1.unitPrice` is -0.01; a price cannot be negative.'],
    ['a price of minus nothing', lines({ unitPrice: '-0.00' }), 'input.lines.1.unitPrice: `lines.1.unitPrice` is -0.00; a price cannot be negative.'],
    ['three decimals', lines({ unitPrice: '1.001' }), 'input.lines.1.unitPrice: `lines.1.unitPrice` is 1.001; a price has at most 2 decimals.'],
    ['three decimals, the last 0', lines({ unitPrice: '1.000' }), 'input.lines.1.unitPrice: `lines.1.unitPrice` is 1.000; a price has at most 2 decimals.'],
    ['a price of 16 characters', lines({ unitPrice: '1234567890123456' }), 'input.lines.1.unitPrice: `lines.1.unitPrice` has 16 characters; at most 15 are allowed.'],
    ['nothing to pay', rest({ lines: [{ ...LINE, unitPrice: '0.00' }] }), 'input.lines: `lines` come to 0; there is nothing to pay.'],
    ['a blank name', lines({ name: ' ' }), 'input.lines.1.name: `lines.1.name` is blank.'],
    ['CR/LF in a name', lines({ name: 'a\r\nb' }), `input.lines.1.name: \`lines.1.name\` ${control}`],
    ['bidi in a name', lines({ name: 'a\u202eb' }), `input.lines.1.name: \`lines.1.name\` ${direction}`],
    ['a long name', lines({ name: 'a'.repeat(256) }), 'input.lines.1.name: `lines.1.name` has 256 characters; at most 255 are allowed.'],
    ['a tab in a unit', lines({ unit: 'a\tb' }), `input.lines.1.unit: \`lines.1.unit\` ${control}`],
    ['a long unit', lines({ unit: 'a'.repeat(33) }), 'input.lines.1.unit: `lines.1.unit` has 33 characters; at most 32 are allowed.'],
    ['a blank sku', lines({ sku: '' }), 'input.lines.1.sku: `lines.1.sku` is blank.'],
    ['e-mail without @', payer({ email: 'ion.exemplu.md' }), 'input.customer.email: `customer.email` is not an e-mail address.'],
    ['e-mail with a header', payer({ email: 'a@b.md\r\nBcc: c@d.md' }), `input.customer.email: \`customer.email\` ${control}`],
    ['CR/LF in a company', payer({ companyName: 'a\nb' }), `input.customer.companyName: \`customer.companyName\` ${control}`],
    ['bidi in a company', payer({ companyName: '\u2067a' }), `input.customer.companyName: \`customer.companyName\` ${direction}`],
    ['a line separator in a first name', payer({ firstName: 'a\u2028b' }), `input.customer.firstName: \`customer.firstName\` ${control}`],
    ['bidi in a last name', payer({ lastName: 'a\u200f' }), `input.customer.lastName: \`customer.lastName\` ${direction}`],
    ['an IDNO of 12 digits', payer({ idno: '100260000000' }), 'input.customer.idno: `customer.idno` is not an IDNO of 13 digits.'],
    ['an IDNP with a break', payer({ idnp: '2002600000001\n' }), 'input.customer.idnp: `customer.idnp` is not an IDNP of 13 digits.'],
    ['IDNO and IDNP', payer({ idno: '1002600000001', idnp: '2002600000001' }), 'input.customer.idnp: `customer.idno` is of a company and `customer.idnp` of a person; give one of them.'],
    ['a phone of letters', payer({ phone: 'call me' }), 'input.customer.phone: `customer.phone` is not a telephone number.'],
    ['a phone of two lines', payer({ phone: '+373 22\r\n000000' }), 'input.customer.phone: `customer.phone` is not a telephone number.'],
    ['a break in a city', payer({ address: { city: 'a\nb' } }), `input.customer.address.city: \`customer.address.city\` ${control}`],
    ['a country in lower case', payer({ address: { countryCode: 'md' } }), 'input.customer.address.countryCode: `customer.address.countryCode` is not a country code of two upper-case letters.'],
    ['a long postal code', payer({ address: { postalCode: '1'.repeat(17) } }), 'input.customer.address.postalCode: `customer.address.postalCode` has 17 characters; at most 16 are allowed.'],
    ['no payer', { lines: [LINE] }, 'input.customer: Exactly one of `customerId` and `customer` is needed.'],
    ['no payer by nulls', { lines: [LINE], customer: null, customerId: null }, 'input.customer: Exactly one of `customerId` and `customer` is needed.'],
    ['two payers', rest({ customerId: globalIdOf('Customer', 1) }), 'input.customer: Exactly one of `customerId` and `customer` is needed.'],
    ['a garbage customerId', { lines: [LINE], customerId: 'garbage' }, 'input.customerId: `customerId` names no customer.'],
    ['a customerId of an invoice', { lines: [LINE], customerId: globalIdOf('Invoice', 1) }, 'input.customerId: `customerId` names no customer.'],
    ['a garbage subscriptionId', rest({ subscriptionId: 'garbage' }), 'input.subscriptionId: `subscriptionId` names no subscription.'],
    ['due before the issue', rest({ issuedAt: '2026-11-19T22:30:00Z', dueOn: '2026-11-19' }), "input.dueOn: `dueOn` is 2026-11-19, before the invoice's own date 2026-11-20."],
    ['due before today', rest({ dueOn: '2026-11-19' }), "input.dueOn: `dueOn` is 2026-11-19, before the invoice's own date 2026-11-20."],
    ['a blank orderNumber', rest({ orderNumber: ' ' }), 'input.orderNumber: `orderNumber` is blank.'],
    ['an orderNumber of two lines', rest({ orderNumber: 'a\nb' }), `input.orderNumber: \`orderNumber\` ${control}`],
    ['a note of 1001 characters', rest({ note: 'a'.repeat(1001) }), 'input.note: `note` has 1001 characters; at most 1000 are allowed.'],
    ['a control character in a remark', rest({ remark: 'a\u0007b' }), `input.remark: \`remark\` ${control}`],
    ['bidi in a note', rest({ note: 'a\n\u202eb' }), `input.note: \`note\` ${direction}`],
  ])('%s', async (_what, input, fault) => {
    const upstream = createFakeUpstream();
    expect(await faultsOf(upstream, input)).toEqual([fault]);
    expect(upstream.calls).toEqual([]);
  });

  it('all at once: every fault, in the order of the input', async () => {
    const upstream = createFakeUpstream();
    const faults = await faultsOf(upstream, {
      customerId: 'garbage',
      customer: { email: 'x', companyName: '\n', phone: 'x', address: { line1: '\u202e', line2: ' ', countryCode: 'x' } },
      lines: [{ name: '', unitPrice: '-1', quantity: 0 }, LINE, { name: 'a\nb', unitPrice: '1.234', quantity: 1, unit: '', sku: ' ' }],
      currency: 'USD', expectedTotal: '1', dueOn: '2020-01-01', orderNumber: '', subscriptionId: 'x', note: ' ', remark: '\u0000',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'input.customer', 'input.customerId', 'input.customer.email', 'input.customer.companyName', 'input.customer.address.line1', 'input.customer.address.line2', 'input.customer.address.countryCode', 'input.customer.phone',
      'input.lines.0.name', 'input.lines.0.unitPrice', 'input.lines.0.quantity', 'input.lines.2.name', 'input.lines.2.unitPrice', 'input.lines.2.unit', 'input.lines.2.sku',
      'input.dueOn', 'input.orderNumber', 'input.subscriptionId', 'input.note', 'input.remark',
    ]);
    expect(upstream.calls).toEqual([]);
  });
});

describe('an input that breaks a rule of the department or of the customer', () => {
  it('another currency', async () => {
    const upstream = createFakeUpstream();
    expect(await faultsOf(upstream, rest({ currency: 'EUR' }))).toEqual(['input.currency: `currency` is EUR; this department issues in MDL only.']);
    expect(upstream.counted()).toEqual({ 'department.get': 1 });
  });

  it('another total than the payer was shown', async () => {
    expect(await faultsOf(createFakeUpstream(), rest({ expectedTotal: '99.99' }))).toEqual(['input.expectedTotal: `expectedTotal` is 99.99, but the lines come to 100.00.']);
    const over = createFakeUpstream({ department: makeDepartment({ vatMode: 'OVER', vatRate: decimal('20') }) });
    expect(await faultsOf(over, rest({ expectedTotal: '100.00' }))).toEqual(['input.expectedTotal: `expectedTotal` is 100.00, but the lines come to 120.00.']);
  });

  it('a customer who is not there', async () => {
    const upstream = createFakeUpstream();
    expect(await faultsOf(upstream, { customerId: globalIdOf('Customer', 9), lines: [LINE] })).toEqual(['input.customerId: `customerId` names no customer.']);
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'customer.get': 1 });
  });

  it.each([null, '', 'no address', 'a@b.md\nBcc: c@d.md'])('a customer with the e-mail address %j', async (email) => {
    const upstream = createFakeUpstream({ customers: [makeCustomer({ id: 9, email })] });
    expect(await faultsOf(upstream, { customerId: globalIdOf('Customer', 9), lines: [LINE] })).toEqual([
      'input.customerId: `customerId` names a customer without a usable e-mail address, and the invoice is sent by e-mail.',
    ]);
  });

  it('all at once', async () => {
    expect(await faultsOf(createFakeUpstream(), { customerId: globalIdOf('Customer', 9), lines: [LINE], currency: 'USD', expectedTotal: '1' })).toEqual([
      'input.currency: `currency` is USD; this department issues in MDL only.', 'input.customerId: `customerId` names no customer.', 'input.expectedTotal: `expectedTotal` is 1, but the lines come to 100.00.',
    ]);
  });

  it.each([['department.get', 'unauthenticated', 'UPSTREAM_UNAUTHENTICATED'], ['customer.get', 'timeout', 'UPSTREAM_TIMEOUT']] as const)('%s that fails ends it before anything is sent', async (endpoint, kind, code) => {
    const upstream = createFakeUpstream({ customers: [makeCustomer({ id: 9 })] });
    upstream.fail(endpoint, upstreamError(kind));
    const answer = await issue(upstream, { customerId: globalIdOf('Customer', 9), lines: [LINE] });
    expect(resultOf(answer, 'invoiceIssue', 'UpstreamRejectedError')).toMatchObject({ code, path: null, upstreamFields: [] });
    expect(upstream.orders).toEqual([]);
  });
});

describe('an input that does not fit the schema', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a price as a number', lines({ unitPrice: 1.5 })], ['a price with an exponent', lines({ unitPrice: '1e3' })], ['a price of nothing', lines({ unitPrice: '' })], ['a quantity of a half', lines({ quantity: 1.5 })],
    ['a quantity as text', lines({ quantity: '1' })], ['a line of null', rest({ lines: [null] })], ['a name of null', lines({ name: null })], ['an e-mail of null', payer({ email: null })],
    ['a currency in lower case', rest({ currency: 'mdl' })], ['a day that is not there', rest({ dueOn: '2026-02-30' })], ['a moment without a zone', rest({ issuedAt: '2026-11-20T09:00:00' })],
    ['an order id of the caller', rest({ orderId: 5 })], ['a member that is not there', rest({ discount: '1' })], ['an unknown language', rest({ language: 'DE' })],
  ])('%s', async (_what, input) => {
    const upstream = createFakeUpstream();
    const answer = await issue(upstream, input);
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0]?.message).toContain('$input');
    expect(upstream.calls).toEqual([]);
  });
});
