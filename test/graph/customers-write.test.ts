import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { CustomerRow } from '../../src/sandbox/rows.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import { faultsIn, keyedWrite } from '../kit/keyed-write.ts';

let graph: GraphOverSandbox;
beforeAll(async () => void (graph = await startGraphOverSandbox({ invoices: 50 })));
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.faults.clear();
  graph.sandbox.calls.clear();
});

let keys = 0;
const key = (): string => `customer-${(keys += 1)}`;

const CUSTOMER = `customer {
  upstreamId isIndividual idno vatCode juridicalType name legalName { ro ru en } firstName lastName email phone
  address { line city postalCode countryCode } currency preferredLanguage
}`;
const create = keyedWrite(() => graph, 'customerCreate', `... on CustomerCreatePayload { ${CUSTOMER} }`);
const update = keyedWrite(() => graph, 'customerUpdate', `... on CustomerUpdatePayload { ${CUSTOMER} }`);

const row = (id: number): CustomerRow => graph.sandbox.state.customers.get(id)!;
const made = (): number => graph.sandbox.state.customers.created;
const idOf = (result: Readonly<Record<string, unknown>>): number => (result.customer as { readonly upstreamId: number }).upstreamId;

const EVERYTHING = {
  isIndividual: false, idno: '1003600012345', vatCode: '0301234', juridicalType: 'SRL', name: 'Exemplu', legalName: { ro: '„Exemplu” SRL', ru: 'ООО «Пример»', en: 'Example LLC' },
  firstName: 'Ion', lastName: 'Rusu', email: 'contabilitate@exemplu.md', phone: '+373 (22) 00-00-00',
  address: { line: 'str. Pușkin 1', city: 'Chișinău', postalCode: 'MD-2001', countryCode: 'MD' }, currency: 'MDL', preferredLanguage: 'RU',
} as const;
const EVERYTHING_AS_ROW = {
  is_individual: 0, idno: '1003600012345', tva: '0301234', juridical_type: 'SRL', caption: 'Exemplu', caption_long: { ro: '„Exemplu” SRL', ru: 'ООО «Пример»', en: 'Example LLC' },
  first_name: 'Ion', last_name: 'Rusu', contact_email: 'contabilitate@exemplu.md', contact_phone: '+373 (22) 00-00-00',
  address: 'str. Pușkin 1', city: 'Chișinău', postal_index: 'MD-2001', country_code: 'MD', currency: 'MDL', preferred_language: 'ru',
};
const NULLS = {
  isIndividual: null, idno: null, vatCode: null, juridicalType: null, legalName: null, firstName: null, lastName: null, phone: null, address: null, currency: null, preferredLanguage: null,
};

describe('customerCreate', () => {
  it('makes a customer of everything, with exactly these calls and this row', async () => {
    const { result, calls } = await create({ idempotencyKey: key(), ...EVERYTHING });
    expect(calls).toEqual(['customer.get', 'customer.list', 'customer.put']);
    const id = idOf(result);
    expect(result).toEqual({ __typename: 'CustomerCreatePayload', customer: { upstreamId: id, ...EVERYTHING } });
    expect(row(id)).toMatchObject(EVERYTHING_AS_ROW);
  });

  it.each<[string, object]>([['absent', {}], ['null', NULLS], ['null further down', { ...NULLS, legalName: { ro: null, ru: null, en: null }, address: { line: null, city: null, postalCode: null, countryCode: null } }]])(
    'sends only the e-mail address and the name where the rest is %s', async (_what, rest) => {
      const { result } = await create({ idempotencyKey: key(), email: `a${key()}@exemplu.md`, name: 'Ana', ...rest });
      expect(graph.sandbox.calls.of('customer.put')[0]?.body).toMatchObject({ customer: { contact_email: row(idOf(result)).contact_email, caption: 'Ana' } });
      expect(Object.keys((graph.sandbox.calls.of('customer.put')[0]?.body as { customer: object }).customer).sort()).toEqual(['caption', 'contact_email']);
    });

  it.each([{ firstName: 'Ana' }, { lastName: 'Rusu' }, { name: 'Rusu' }])('is content with %j', async (name) => {
    expect((await create({ idempotencyKey: key(), email: 'ana@exemplu.md', ...name })).result.__typename).toBe('CustomerCreatePayload');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no name', { name: null }, 'input.name: One of `name`, `firstName` and `lastName` is needed.'],
    ['a blank name', { name: ' ' }, 'input.name: `name` is blank.'],
    ['a name of 256 characters', { name: 'a'.repeat(256) }, 'input.name: `name` has 256 characters; at most 255 are allowed.'],
    ['CR/LF in a name', { name: 'a\r\nb' }, 'input.name: `name` holds a control character, such as a line break.'],
    ['bidi in a first name', { firstName: 'a\u202eb' }, 'input.firstName: `firstName` holds a character that turns the direction of text.'],
    ['CR/LF in a last name', { lastName: 'a\nb' }, 'input.lastName: `lastName` holds a control character, such as a line break.'],
    ['half a surrogate pair', { name: 'a\ud83d' }, 'input.name: `name` is not well-formed Unicode.'],
    ['bidi in a legal name', { legalName: { ru: '\u2066a' } }, 'input.legalName.ru: `legalName.ru` holds a character that turns the direction of text.'],
    ['an e-mail without @', { email: 'exemplu.md' }, 'input.email: `email` is not an e-mail address.'],
    ['an e-mail with a header', { email: 'a@b.md\r\nBcc: c@d.md' }, 'input.email: `email` holds a control character, such as a line break.'],
    ['12 digits', { idno: '100360001234' }, 'input.idno: `idno` is not an IDNO or IDNP of 13 digits.'],
    ['14 digits of a company', { idno: '10036000123456', isIndividual: false }, 'input.idno: `idno` is not an IDNO of 13 digits.'],
    ['letters of a person', { idno: '200360001234A', isIndividual: true }, 'input.idno: `idno` is not an IDNP of 13 digits.'],
    ['digits of another script', { idno: '١٠٠٣٦٠٠٠١٢٣٤٥' }, 'input.idno: `idno` is not an IDNO or IDNP of 13 digits.'],
    ['a break in a VAT code', { vatCode: '1\n' }, 'input.vatCode: `vatCode` holds a control character, such as a line break.'],
    ['a VAT code of 33 characters', { vatCode: '1'.repeat(33) }, 'input.vatCode: `vatCode` has 33 characters; at most 32 are allowed.'],
    ['a legal form of 65 characters', { juridicalType: 'S'.repeat(65) }, 'input.juridicalType: `juridicalType` has 65 characters; at most 64 are allowed.'],
    ['a telephone of letters', { phone: 'call me' }, 'input.phone: `phone` is not a telephone number.'],
    ['a break in a city', { address: { city: 'a\nb' } }, 'input.address.city: `address.city` holds a control character, such as a line break.'],
    ['a long postal code', { address: { postalCode: '1'.repeat(17) } }, 'input.address.postalCode: `address.postalCode` has 17 characters; at most 16 are allowed.'],
    ['a country in lower case', { address: { countryCode: 'md' } }, 'input.address.countryCode: `address.countryCode` is not a country code of two upper-case letters.'],
  ])('refuses %s without a call', async (_what, over, fault) => {
    const before = made();
    const { result, calls } = await create({ idempotencyKey: key(), email: 'a@exemplu.md', name: 'Ana', ...over });
    expect([faultsIn(result), calls, made()]).toEqual([[fault], [], before]);
  });

  it('tells everything that is wrong at once', async () => {
    const { result } = await create({ idempotencyKey: key(), email: 'x', idno: '1', phone: 'x', address: { countryCode: 'x' } });
    expect(result.path).toEqual(['input', 'idno']);
    expect(faultsIn(result).map((fault) => fault.split(':')[0])).toEqual(['input.idno', 'input.email', 'input.phone', 'input.address.countryCode', 'input.name']);
  });

  it('tells what the upstream refuses, and frees nothing of the key', async () => {
    const input = { idempotencyKey: key(), email: 'a@exemplu.md', name: 'Ana', currency: 'GBP' };
    const { result } = await create(input);
    expect(result).toMatchObject({ __typename: 'UpstreamRejectedError', code: 'UPSTREAM_REJECTED' });
    const repeat = await create(input);
    expect([repeat.result, repeat.calls]).toEqual([result, []]);
  });

  it('repeated with its key sends nothing and answers the same customer; another input is refused', async () => {
    const input = { idempotencyKey: key(), email: 'b@exemplu.md', name: 'Bogdan' };
    const { result } = await create(input);
    const before = made();
    const repeat = await create({ ...input, ...NULLS });
    expect([repeat.result, repeat.calls]).toEqual([result, ['customer.get']]);
    const other = await create({ ...input, name: 'Bogdana' });
    expect([other.result.__typename, other.calls, made()]).toEqual(['IdempotencyKeyReusedError', [], before]);
  });

  it.each<[string, object]>([['an IDNO', { idno: '1003600099999' }], ['no IDNO', {}]])('whose answer is lost is found by a repeat, beside one alike that was there before: %s', async (_what, rest) => {
    const input = { email: 'gemeni@exemplu.md', name: 'Gemeni SRL', ...rest };
    const twin = idOf((await create({ idempotencyKey: key(), ...input })).result);
    const before = made();
    const idempotencyKey = key();
    graph.sandbox.faults.add({ endpoint: 'customer.put', kind: 'resetAfter' });
    expect((await create({ idempotencyKey, ...input })).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey });
    const repeat = await create({ idempotencyKey, ...input });
    expect(repeat.calls).toEqual(['customer.get', 'customer.list']);
    expect([made(), idOf(repeat.result) > twin]).toEqual([before + 1, true]);
  });

  it('whose request never arrived stays unknown, though one alike is there', async () => {
    const input = { email: 'sosii@exemplu.md', name: 'Sosii SRL' };
    await create({ idempotencyKey: key(), ...input });
    const idempotencyKey = key();
    graph.sandbox.faults.add({ endpoint: 'customer.put', kind: 'resetBefore' });
    expect((await create({ idempotencyKey, ...input })).result.__typename).toBe('OutcomeUnknownError');
    expect((await create({ idempotencyKey, ...input })).result.__typename).toBe('OutcomeUnknownError');
  });

  it('of which ten with one key come at once makes one', async () => {
    const before = made();
    const input = { idempotencyKey: key(), email: 'multi@exemplu.md', name: 'Multi' };
    const results = await Promise.all(Array.from({ length: 10 }, () => create(input)));
    expect(new Set(results.map(({ result }) => idOf(result))).size).toBe(1);
    expect(made()).toBe(before + 1);
  });
});

describe('customerUpdate', () => {
  const newCustomer = (members: Partial<CustomerRow> = {}): { readonly id: number; readonly customerId: string } => {
    const { id } = graph.sandbox.state.insertCustomer(members);
    return { id, customerId: globalIdOf('Customer', id) };
  };

  it('changes everything', async () => {
    const { id, customerId } = newCustomer();
    const { result, calls } = await update({ idempotencyKey: key(), customerId, ...EVERYTHING });
    expect(calls).toEqual(['customer.get', 'customer.get', 'customer.put']);
    expect(result).toEqual({ __typename: 'CustomerUpdatePayload', customer: { upstreamId: id, ...EVERYTHING } });
    expect(row(id)).toMatchObject(EVERYTHING_AS_ROW);
  });

  it.each<[string, object]>([['absent', {}], ['null', { ...NULLS, email: null, name: null, idempotencyKey: null }]])('leaves what is %s as it is', async (_what, rest) => {
    const { id, customerId } = newCustomer();
    const before = row(id);
    const { result } = await update({ customerId, ...rest, phone: '060000000' });
    expect(result.__typename).toBe('CustomerUpdatePayload');
    expect(row(id)).toEqual({ ...before, contact_phone: '060000000', last_update: '2026-11-20 09:00:00' });
  });

  it('leaves the languages of the full name that are not given as they are', async () => {
    const { id, customerId } = newCustomer({ caption_long: { ro: 'Vechi SRL', ru: 'Старое ООО', en: '' } });
    const { result } = await update({ customerId, legalName: { ro: 'Nou SRL', en: null } });
    expect(result.customer).toMatchObject({ legalName: { ro: 'Nou SRL', ru: 'Старое ООО', en: null } });
    expect(row(id).caption_long).toEqual({ ro: 'Nou SRL', ru: 'Старое ООО', en: '' });
  });

  it('reads data that breaks our rules, and changes the rest of it', async () => {
    const { id, customerId } = newCustomer({ idno: '12345678901234', contact_email: 'no address' });
    expect((await update({ customerId, name: 'Altul' })).result.customer).toMatchObject({ idno: '12345678901234', email: 'no address', name: 'Altul' });
    expect(row(id)).toMatchObject({ idno: '12345678901234', caption: 'Altul' });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a garbage id', { customerId: 'garbage' }, 'input.customerId: `customerId` names no customer.'],
    ['an id of another type', { customerId: globalIdOf('Invoice', 1) }, 'input.customerId: `customerId` names no customer.'],
    ['nothing to change', { name: null }, 'input: There is nothing to change: give at least one member beside `customerId`.'],
    ['nothing but empty objects', { name: null, address: {}, legalName: { ro: null } }, 'input: There is nothing to change: give at least one member beside `customerId`.'],
    ['CR/LF', { name: 'a\r\nb' }, 'input.name: `name` holds a control character, such as a line break.'],
    ['an empty text, which would clear', { phone: '' }, 'input.phone: `phone` is not a telephone number.'],
    ['an e-mail that is none', { email: '' }, 'input.email: `email` is blank.'],
  ])('refuses %s without a call', async (_what, over, fault) => {
    const { customerId } = newCustomer();
    const { result, calls } = await update({ idempotencyKey: key(), customerId, name: 'Ana', ...over });
    expect([faultsIn(result), calls]).toEqual([[fault], []]);
  });

  it.each([999_999, 0])('refuses customer %i, who is not there', async (id) => {
    const { result } = await update({ customerId: globalIdOf('Customer', id), name: 'Ana' });
    expect(faultsIn(result)).toEqual(['input.customerId: `customerId` names no customer.']);
    expect(graph.sandbox.calls.count('customer.put')).toBe(0);
  });

  it('refuses a customer of another department', async () => {
    const { id } = graph.sandbox.state.insertCustomer({}, 102);
    expect(faultsIn((await update({ customerId: globalIdOf('Customer', id), name: 'Ana' })).result)).toEqual(['input.customerId: `customerId` names no customer.']);
  });

  it('repeated with its key sends nothing, also after somebody else changed it; without a key it is another write', async () => {
    const { id, customerId } = newCustomer();
    const input = { idempotencyKey: key(), customerId, name: 'Unu' };
    await update(input);
    await update({ customerId, name: 'Doi' });
    const repeat = await update(input);
    expect([repeat.result.customer, repeat.calls, row(id).caption]).toMatchObject([{ name: 'Doi' }, ['customer.get'], 'Doi']);
    expect((await update({ ...input, name: 'Trei' })).result.__typename).toBe('IdempotencyKeyReusedError');
    expect(graph.sandbox.calls.count('customer.put')).toBe(2);
  });

  it('whose answer is lost is found by a repeat, not sent again', async () => {
    const { id, customerId } = newCustomer();
    const input = { idempotencyKey: key(), customerId, name: 'Pierdut', legalName: { ro: 'Pierdut SRL' } };
    graph.sandbox.faults.add({ endpoint: 'customer.put', kind: 'resetAfter' });
    expect((await update(input)).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey: input.idempotencyKey });
    const repeat = await update(input);
    expect([repeat.result.__typename, repeat.calls]).toEqual(['CustomerUpdatePayload', ['customer.get', 'customer.get']]);
    expect([row(id).caption, graph.sandbox.calls.count('customer.put')]).toEqual(['Pierdut', 1]);
  });
});
