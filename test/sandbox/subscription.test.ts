import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceRow, SubscriptionRow } from '../../src/sandbox/rows.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, NOW, start, type Json } from './caller.ts';

const STATUSES = ['pending', 'demo', 'active', 'suspended', 'cancelled'] as const;
/** Contract, section 5, copied by hand. */
const MAY: Record<string, readonly string[]> = {
  pending: ['demo', 'active', 'cancelled'],
  demo: ['active', 'cancelled'],
  active: ['suspended', 'cancelled'],
  suspended: ['active', 'cancelled'],
  cancelled: [],
};
const ZERO = '0000-00-00 00:00:00';

let sandbox: Sandbox;
let customer: number;
beforeAll(async () => void (sandbox = await start()));
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  customer = sandbox.state.insertCustomer({ caption: 'Abonat SRL', preferred_language: 'ro' }).id;
});

const put = (members: object = {}, rest: object = {}): ReturnType<typeof call> =>
  call(sandbox, 'put/subscription', { subscription: { customer_id: customer, tariff_alias: 'pro', ...members }, ...rest });
const set = (id: number, status: string): ReturnType<typeof call> => call(sandbox, 'set/subscription', { id, status });
const invoicesOf = (id: number): InvoiceRow[] => sandbox.state.invoices.find((row) => row.subscription_id === id && row.id > 200);
const row = (id: number): SubscriptionRow => sandbox.state.subscriptions.get(id)!;

describe('put/subscription', () => {
  it('takes from the tariff what is not given', async () => {
    const { data } = await put();
    expect(data).toMatchObject({
      id: 9, customer_id: customer, tariff_alias: 'pro', status: 'pending', currency: 'MDL', amount: '999.50', frequency: 'monthly', date_start: NOW,
      date_stop: ZERO, next_issue_on: ZERO, last_invoice_id: 0, moment: NOW,
    });
    expect(data['items']).toEqual({
      1: { Code: 0, SKU: 'pro', Name: 'Professional', UnitPrice: '999.50', Quantity: 1, UnitOfMeasure: 'pcs', TotalPrice: '999.50', TVA: '20', TotalTVA: '166.58' },
    });
  });

  it('takes its own amount, lines, period and dates', async () => {
    const items = { a: { product_name: 'Curs', product_price: '10.00', product_qnt: 3 } };
    const { data } = await put({ frequency: 'yearly', date_start: '2026-04-01 00:00:00', date_stop: '2028-04-01 00:00:00', status: 'active' }, { items });
    expect(data).toMatchObject({ amount: '30.00', frequency: 'yearly', next_issue_on: '2026-04-01 00:00:00', date_stop: '2028-04-01 00:00:00' });
    expect((data['items'] as Json)['1']).toMatchObject({ Name: 'Curs', TotalPrice: '30.00' });
    expect((await put({ amount: '12.30' }, { items })).data['amount']).toBe('12.30');
  });

  it('follows itemsPosition', async () => {
    const items = { a: { product_name: 'Curs', product_price: '10.00', product_qnt: 3 } };
    expect((await put({ items })).data['message']).toBe('subscription.items: Lines are not expected here');
    sandbox.setSwitches({ itemsPosition: 'order' });
    expect((await put({ items })).data['amount']).toBe('30.00');
    expect((await put({}, { items })).data['message']).toBe('items: Lines are not expected here');
    sandbox.setSwitches({ itemsPosition: 'both' });
    expect((await put({}, { items })).data['amount']).toBe('30.00');
  });

  it.each([
    [{ customer_id: 999_999 }, 'subscription.customer_id: The object was not found'],
    [{ tariff_alias: 'nope' }, 'subscription.tariff_alias: The object was not found'],
    [{ tariff_alias: 'pro-eur' }, 'subscription.tariff_alias: The object was not found'],
    [{ status: 'cancelled' }, 'subscription.status: Allowed values: pending, demo, active'],
    [{ currency: 'EUR' }, 'subscription.currency: The currency of the department is MDL'],
    [{ amount: '0' }, 'subscription.amount: It must be greater than 0'],
    [{ customer_id: null }, 'subscription.customer_id: The field is required'],
  ])('refuses %j', async (members, message) => {
    expect(await put(members)).toMatchObject({ http: 400, data: { message } });
    expect(sandbox.state.counts().subscriptions.created).toBe(0);
  });

  it('refuses a customer of another department', async () => {
    expect((await put({ customer_id: sandbox.state.insertCustomer({}, 102).id })).http).toBe(400);
  });
});

describe('put/subscription with an id', () => {
  const change = (id: unknown, members: object = {}, rest: object = {}): ReturnType<typeof call> => call(sandbox, 'put/subscription', { subscription: { id, ...members }, ...rest });

  it('updates what is given and nothing else', async () => {
    const { data } = await put({ frequency: 'yearly', date_stop: '2028-04-01 00:00:00' });
    const id = data['id'] as number;
    expect((await change(id)).data).toEqual(data);
    expect((await change(id, { amount: '12.30', frequency: null })).data).toEqual({ ...data, amount: '12.30' });
    expect((await change(id, { frequency: 'monthly', date_start: '2026-04-01 00:00:00', date_stop: '2027-04-01 00:00:00' })).data).toEqual({
      ...data, amount: '12.30', frequency: 'monthly', date_start: '2026-04-01 00:00:00', date_stop: '2027-04-01 00:00:00',
    });
    const items = { x: { product_name: 'Curs', product_price: '10.00', product_qnt: 3 } };
    expect((await change(id, {}, { items })).data).toMatchObject({
      amount: '12.30', items: { 1: { Code: 0, SKU: '', Name: 'Curs', UnitPrice: '10.00', Quantity: 3, UnitOfMeasure: 'pcs', TotalPrice: '30.00', TVA: '20', TotalTVA: '5.00' } },
    });
    expect(sandbox.state.counts().subscriptions.created).toBe(1);
  });

  it.each([
    [{ amount: '0' }, 'subscription.amount: It must be greater than 0'],
    [{ frequency: 'weekly' }, 'subscription.frequency: Allowed values: monthly, yearly'],
    [{ customer_id: 1 }, 'subscription.customer_id: The field cannot be given'],
    [{ tariff_alias: 'pro' }, 'subscription.tariff_alias: The field cannot be given'],
    [{ status: 'active' }, 'subscription.status: The field cannot be given'],
    [{ currency: 'MDL' }, 'subscription.currency: The field cannot be given'],
  ])('refuses %j', async (members, message) => {
    const { data } = await put();
    expect(await change(data['id'], members)).toMatchObject({ http: 400, data: { message } });
    expect(row(data['id'] as number)).toEqual(data);
  });

  it('refuses a cancelled one, an unknown one and another department’s', async () => {
    const { id } = sandbox.state.insertSubscription({ status: 'cancelled' });
    expect(await change(id, { amount: '1.00' })).toMatchObject({ http: 400, data: { message: 'subscription.id: A subscription in status cancelled cannot be changed' } });
    expect((await change(999_999, { amount: '1.00' })).http).toBe(404);
    expect((await change(sandbox.state.insertSubscription({}, 102).id, { amount: '1.00' })).http).toBe(404);
    expect((await change('1')).data['message']).toBe('subscription.id: It must be an integer');
  });

  it('bills the new price, and no day twice', async () => {
    const { data } = await put({ status: 'active' });
    const id = data['id'] as number;
    expect((await change(id, { frequency: 'yearly' })).data['next_issue_on']).toBe('2027-03-02 09:00:00');
    expect((await change(id, { frequency: 'monthly' })).data['next_issue_on']).toBe('2026-04-02 09:00:00');
    await change(id, { amount: '10.00' }, { items: { 1: { product_name: 'Mai ieftin', product_price: '10.00', product_qnt: 1 } } });
    sandbox.clock.advance({ days: 31 });
    expect(invoicesOf(id).map(({ amount, moment }) => [amount, moment])).toEqual([['999.50', NOW], ['10.00', '2026-04-02 09:00:00']]);
  });

  it('keeps the day of a demo that became active', async () => {
    const { data } = await put({ status: 'demo' });
    sandbox.clock.advance({ days: 14 });
    expect((await change(data['id'], { frequency: 'yearly' })).data['next_issue_on']).toBe('2027-03-16 09:00:00');
  });

  it('goes on when its end moves away', async () => {
    const { data } = await put({ status: 'active', date_stop: '2026-04-01 00:00:00' });
    sandbox.clock.advance({ days: 40 });
    expect(row(data['id'] as number).next_issue_on).toBe(ZERO);
    expect((await change(data['id'], { date_stop: '2027-04-01 00:00:00' })).data['next_issue_on']).toBe('2026-05-02 09:00:00');
  });
});

describe('get, list and set/subscription', () => {
  it('gets and lists its own', async () => {
    const { data } = await put();
    expect((await call(sandbox, 'get/subscription', { id: data['id'] })).data).toEqual(data);
    expect((await call(sandbox, 'get/subscription', { id: data['id'] }, sandbox.departments[1])).http).toBe(404);
    const list = async (filter: object): Promise<unknown> => (await call(sandbox, 'list/subscription', { filter })).data['records'];
    expect(await list({ customer_id: [customer] })).toEqual([data]);
    expect(await list({ id: [data['id'], 1_000_000] })).toEqual([data]);
    expect(await list({ customer_id: customer, status: 'active' })).toEqual([]);
    expect(await list({ customer_id: customer, tariff_alias: 'pro', search: 'professional' })).toEqual([data]);
  });

  it.each(STATUSES)('goes from %s only where the table leads', async (from) => {
    const went: string[] = [];
    for (const to of STATUSES) {
      const { id } = sandbox.state.insertSubscription({ status: from });
      const reply = await set(id, to);
      if (reply.status === 'OK') went.push(to);
      else expect(reply).toMatchObject({ http: 400, data: { message: `status: The status cannot go from ${from} to ${to}` } });
      expect(row(id).status).toBe(reply.status === 'OK' ? to : from);
    }
    expect(went.sort()).toEqual([...MAY[from]!].sort());
  });

  it('refuses the unknown', async () => {
    expect((await set(999_999, 'active')).http).toBe(404);
    expect((await set(1, 'paused')).data['message']).toBe('status: Allowed values: active, pending, demo, suspended, cancelled');
    expect((await call(sandbox, 'set/subscription', {})).data['message']).toBe('id: The field is required; status: The field is required');
  });
});

describe('billing', () => {
  it('bills an active subscription at once and then each period, several in one advance', async () => {
    const { data } = await put({ status: 'active' });
    const id = data['id'] as number;
    expect(data).toMatchObject({ next_issue_on: '2026-04-02 09:00:00', last_invoice_id: 201 });
    expect(invoicesOf(id)[0]).toMatchObject({
      moment: NOW, due_on: '2026-03-05 09:00:00', amount: '999.50', tva_amount: '166.58', buyer_id: customer, buyer_name: 'Abonat SRL', status: 'draft',
      subscription_id: id, source_create: 'subscription', currency: 'MDL',
    });
    sandbox.clock.advance({ days: 92 });
    const issued = invoicesOf(id);
    expect(issued.map(({ moment }) => moment)).toEqual([NOW, '2026-04-02 09:00:00', '2026-05-02 09:00:00', '2026-06-02 09:00:00']);
    expect(row(id)).toMatchObject({ next_issue_on: '2026-07-02 09:00:00', last_invoice_id: issued.at(-1)?.id });
    const { data: page } = await call(sandbox, 'list/invoice', { filter: { subscription_id: [id] } });
    expect(page['recordsFiltered']).toBe(4);
  });

  it('does not drift from the last day of a month', async () => {
    const { data } = await put({ status: 'active', date_start: '2026-03-31 10:00:00' });
    sandbox.clock.advance({ days: 100 });
    const moments = invoicesOf(data['id'] as number).map(({ moment }) => moment);
    expect(moments).toEqual(['2026-03-31 10:00:00', '2026-04-30 10:00:00', '2026-05-31 10:00:00']);
  });

  it('bills a year at a time', async () => {
    const { data } = await put({ status: 'active', tariff_alias: 'business-year' });
    sandbox.clock.advance({ days: 364 });
    expect(invoicesOf(data['id'] as number)).toHaveLength(1);
    sandbox.clock.advance({ days: 1 });
    expect(invoicesOf(data['id'] as number)).toHaveLength(2);
  });

  it('does not bill periods of the past', async () => {
    const { data } = await put({ status: 'active', date_start: '2025-01-20 00:00:00' });
    expect(data).toMatchObject({ last_invoice_id: 0, next_issue_on: '2026-03-20 00:00:00' });
  });

  it('turns a demo active after 14 days and bills it then', async () => {
    const { data } = await put({ status: 'demo' });
    const id = data['id'] as number;
    expect(data).toMatchObject({ status: 'demo', next_issue_on: '2026-03-16 09:00:00' });
    sandbox.clock.advance({ days: 13, hours: 23, minutes: 59, seconds: 59 });
    expect(row(id).status).toBe('demo');
    sandbox.clock.advance({ seconds: 1 });
    expect(row(id)).toMatchObject({ status: 'active', next_issue_on: '2026-04-16 09:00:00' });
    expect(invoicesOf(id).map(({ moment }) => moment)).toEqual(['2026-03-16 09:00:00']);
  });

  it.each(['suspended', 'cancelled'])('bills no %s subscription', async (status) => {
    const { data } = await put({ status: 'active', date_start: '2026-03-10 00:00:00' });
    const id = data['id'] as number;
    expect((await set(id, status)).data['next_issue_on']).toBe(ZERO);
    sandbox.clock.advance({ days: 100 });
    expect(invoicesOf(id)).toEqual([]);
    expect(row(id).date_stop).toBe(status === 'cancelled' ? NOW : ZERO);
  });

  it('goes on after a suspension, and stops at date_stop', async () => {
    const { data } = await put({ status: 'active', date_start: '2026-03-10 00:00:00', date_stop: '2026-05-15 00:00:00' });
    const id = data['id'] as number;
    await set(id, 'suspended');
    sandbox.clock.advance({ days: 20 });
    expect((await set(id, 'active')).data['next_issue_on']).toBe('2026-04-10 00:00:00');
    sandbox.clock.advance({ days: 100 });
    expect(invoicesOf(id).map(({ moment }) => moment)).toEqual(['2026-04-10 00:00:00', '2026-05-10 00:00:00']);
    expect(row(id).next_issue_on).toBe(ZERO);
  });

  it('issues in the order of time over all subscriptions, under the status that the switch says', () => {
    sandbox.setSwitches({ newInvoiceStatus: 'actual' });
    sandbox.clock.advance({ days: 200 });
    const issued = sandbox.state.invoices.find(({ id }) => id > 200);
    expect(issued.length).toBeGreaterThan(6);
    expect(issued.map(({ moment }) => moment)).toEqual(issued.map(({ moment }) => moment).toSorted());
    expect(new Set(issued.map(({ status }) => status))).toEqual(new Set(['actual']));
  });
});
