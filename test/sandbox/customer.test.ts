import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, NOW, start, type Json } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start()));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const ids = (data: Json): unknown[] => (data['records'] as Json[]).map(({ id }) => id);

describe('put/customer', () => {
  it('creates', async () => {
    const customer = { caption: 'Țesătura SRL', idno: '1003600012345', contact_email: 'a@b.md', preferred_language: 'ru', country_code: 'MD' };
    const { data } = await call(sandbox, 'put/customer', { customer });
    expect(data).toMatchObject({
      ...customer, id: 21, unique_key: expect.stringMatching(/^[0-9a-f]{32}$/) as string, is_individual: 0, currency: 'MDL', source_create: 'api',
      caption_long: { ro: 'Țesătura SRL', ru: 'Țesătura SRL', en: 'Țesătura SRL' }, moment: NOW, last_update: NOW,
    });
    expect((await call(sandbox, 'get/customer', { id: 21 })).data).toEqual(data);
    expect((await call(sandbox, 'get/customer', { idno: '1003600012345' })).data).toEqual(data);
  });

  it('names an individual', async () => {
    const customer = { is_individual: 1, first_name: 'Ion', last_name: 'Ceban', contact_email: 'a@b.md' };
    expect((await call(sandbox, 'put/customer', { customer })).data).toMatchObject({ caption: 'Ion Ceban', is_individual: 1, idno: '' });
  });

  it('updates what is given', async () => {
    const before = sandbox.state.insertCustomer({ last_update: '2020-01-01 00:00:00' });
    const { data } = await call(sandbox, 'put/customer', { customer: { id: before.id, city: 'Cahul', caption: null, unique_key: 'x' } });
    expect(data).toEqual({ ...before, city: 'Cahul', last_update: NOW });
    expect(sandbox.state.counts().customers.created).toBe(1);
  });

  it.each([
    [{}, 'customer.contact_email: The field is required; customer.caption: The field is required'],
    [{ caption: 'A', contact_email: 'a' }, 'customer.contact_email: The e-mail address is not correct'],
    [{ caption: 'A', contact_email: 'a@b.md', idno: '123' }, 'customer.idno: The code must have 12 to 14 digits'],
    [{ caption: 'A', contact_email: 'a@b.md', preferred_language: 'de' }, 'customer.preferred_language: Allowed values: ro, ru, en'],
    [{ caption: 'A', contact_email: 'a@b.md', is_individual: 2 }, 'customer.is_individual: It must be between 0 and 1'],
    [{ caption: 'A', contact_email: 'a@b.md', country_code: 'md' }, 'customer.country_code: It must be a string'],
  ])('refuses %j', async (customer, message) => {
    expect(await call(sandbox, 'put/customer', { customer })).toMatchObject({ http: 400, data: { message } });
  });

  it('refuses no customer and a foreign one', async () => {
    const foreign = sandbox.state.insertCustomer({}, 102);
    expect((await call(sandbox, 'put/customer')).data['message']).toMatch(/^customer: The field is required/);
    expect((await call(sandbox, 'put/customer', { customer: { id: foreign.id, city: 'Orhei' } })).http).toBe(404);
    expect((await call(sandbox, 'get/customer', { id: foreign.id })).http).toBe(404);
  });
});

describe('get and list/customer', () => {
  it('wants one key', async () => {
    expect((await call(sandbox, 'get/customer')).data['message']).toBe('id: Give exactly one of: id, idno');
    expect((await call(sandbox, 'get/customer', { id: 1, idno: '1' })).http).toBe(400);
    expect((await call(sandbox, 'get/customer', { idno: '9' })).http).toBe(404);
  });

  it('lists its own, filters, searches and sorts', async () => {
    const own = sandbox.state.customers.find(({ id }) => sandbox.state.customers.departmentOf(id) === 101);
    const { data } = await call(sandbox, 'list/customer', { length: 100 });
    expect(data['records']).toEqual(own.toReversed());
    expect(data['recordsTotal']).toBe(own.length);
    const a = sandbox.state.insertCustomer({ caption: 'Ștrand SRL', idno: '123456789012', preferred_language: 'en' });
    const b = sandbox.state.insertCustomer({ caption: 'Șaptesprezece SRL', contact_email: 'b@x.md' });
    expect(ids((await call(sandbox, 'list/customer', { filter: { idno: ['123456789012', 'x'] } })).data)).toEqual([a.id]);
    expect(ids((await call(sandbox, 'list/customer', { filter: { contact_email: 'b@x.md' } })).data)).toEqual([b.id]);
    expect(ids((await call(sandbox, 'list/customer', { filter: { id: [a.id, b.id], preferred_language: 'en' } })).data)).toEqual([a.id]);
    expect(ids((await call(sandbox, 'list/customer', { filter: { search: 'STRAND' } })).data)).toEqual([a.id]);
    expect(ids((await call(sandbox, 'list/customer', { filter: { id: [a.id, b.id] }, sort: [['caption', 'asc']] })).data)).toEqual([b.id, a.id]);
    expect((await call(sandbox, 'list/customer', { filter: { city: 'x' } })).data['message']).toBe('filter.city: Unknown field');
  });
});

describe('tariffs and the department', () => {
  it('lists the tariffs of the department’s currency', async () => {
    const { data } = await call(sandbox, 'list/tariff', { length: 3 });
    expect((data['records'] as Json[]).map(({ alias }) => alias)).toEqual(['start', 'business', 'pro']);
    expect(data).toMatchObject({ recordsTotal: 5, recordsFiltered: 5 });
    const alias = async (body: object): Promise<unknown[]> => ((await call(sandbox, 'list/tariff', body)).data['records'] as Json[]).map((row) => row['alias']);
    expect(await alias({ filter: { frequency: 'yearly' } })).toEqual(['business-year']);
    expect(await alias({ filter: { is_show: 0 } })).toEqual(['legacy']);
    expect(await alias({ filter: { alias: ['pro', 'start'] }, sort: [['alias', 'desc']] })).toEqual(['start', 'pro']);
    expect(await alias({ filter: { search: 'бизнес' } })).toEqual(['business', 'business-year']);
  });

  it('gets one by alias', async () => {
    expect((await call(sandbox, 'get/tariff', { alias: 'pro' })).data).toEqual({
      alias: 'pro', caption: { ro: 'Profesional', ru: 'Профессионал', en: 'Professional' }, currency: 'MDL', frequency: 'monthly',
      tariff_rate: '999.50', extention_rate: '99.95', is_show: 1, limits: { invoices_per_month: 5000, users: 10 },
    });
    expect((await call(sandbox, 'get/tariff', { alias: 'pro-eur' })).http).toBe(404);
    expect((await call(sandbox, 'get/tariff', { alias: 'pro-eur' }, sandbox.departments[1])).data['currency']).toBe('EUR');
    expect((await call(sandbox, 'get/tariff')).data['message']).toBe('alias: The field is required');
  });

  it('gets the department of the key', async () => {
    const seen = await Promise.all(sandbox.departments.map(async (department) => (await call(sandbox, 'get/department', {}, department)).data));
    expect(seen.map(({ id, currency, prefix, warn_days: days, tva_calc: mode }) => [id, currency, prefix, days, mode])).toEqual([
      [101, 'MDL', 'CH', 3, 'inner'], [102, 'EUR', 'EU', 10, 'none'], [103, 'USD', 'US', 5, 'over'],
    ]);
    expect(seen[0]?.['account']).toEqual({ caption: 'Diginet Exemplu', client_id: 7, tariff_alias: 'business' });
    expect(JSON.stringify(seen)).not.toContain(sandbox.departments[0]!.token);
  });
});
