import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { SubscriptionRow } from '../../src/sandbox/rows.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import { faultsIn, keyedWrite } from '../kit/keyed-write.ts';

let graph: GraphOverSandbox;
beforeAll(async () => void (graph = await startGraphOverSandbox({ invoices: 50 })));
afterAll(() => graph.close());

let customer: number;
let customerId: string;
beforeEach(() => {
  graph.sandbox.faults.clear();
  graph.sandbox.calls.clear();
  ({ id: customer } = graph.sandbox.state.insertCustomer({ caption: 'Abonat SRL' }));
  customerId = globalIdOf('Customer', customer);
});

let keys = 0;
const key = (): string => `subscription-${(keys += 1)}`;

const SUBSCRIPTION = `subscription {
  upstreamId status amount { amount currency } frequency startsAt endsAt customer { id } tariff { alias }
  lines { name unitPrice { amount } quantity unit sku productCode total { amount } }
}`;
const create = keyedWrite(() => graph, 'subscriptionCreate', `... on SubscriptionCreatePayload { ${SUBSCRIPTION} }`);
const update = keyedWrite(() => graph, 'subscriptionUpdate', `... on SubscriptionUpdatePayload { ${SUBSCRIPTION} } ... on SubscriptionTransitionError { currentStatus }`);

const PRO = globalIdOf('Tariff', 'pro');
const LINES = [{ name: 'Curs', unitPrice: '10.5', quantity: 3, unit: 'ore', sku: 'C-1', productCode: 7 }, { name: 'Manual', unitPrice: '20.00', quantity: 1 }];
const LINES_AS_SHOWN = [
  { name: 'Curs', unitPrice: { amount: '10.50' }, quantity: '3', unit: 'ore', sku: 'C-1', productCode: 7, total: { amount: '31.50' } },
  { name: 'Manual', unitPrice: { amount: '20.00' }, quantity: '1', unit: 'pcs', sku: null, productCode: null, total: { amount: '20.00' } },
];
const ZERO = '0000-00-00 00:00:00';
const row = (id: number): SubscriptionRow => graph.sandbox.state.subscriptions.get(id)!;
const made = (): number => graph.sandbox.state.subscriptions.created;
const idOf = (result: Readonly<Record<string, unknown>>): number => (result.subscription as { readonly upstreamId: number }).upstreamId;
const sentBody = (): unknown => {
  const { connect: _connect, ...body } = graph.sandbox.calls.of('subscription.put').at(-1)?.body as Record<string, unknown>;
  return body;
};

describe('subscriptionCreate', () => {
  it('subscribes to a tariff as it is, with exactly these calls and this row', async () => {
    const { result, calls } = await create({ idempotencyKey: key(), customerId, tariffId: PRO });
    expect(calls).toEqual(['customer.get', 'customer.get', 'subscription.get', 'subscription.list', 'subscription.put', 'tariff.get', 'tariff.get']);
    const id = idOf(result);
    expect(result).toEqual({
      __typename: 'SubscriptionCreatePayload',
      subscription: {
        upstreamId: id, status: 'PENDING', amount: { amount: '999.50', currency: 'MDL' }, frequency: 'MONTHLY', startsAt: '2026-11-20T09:00:00+02:00', endsAt: null, customer: { id: customerId },
        tariff: { alias: 'pro' }, lines: [{ name: 'Profesional', unitPrice: { amount: '999.50' }, quantity: '1', unit: 'pcs', sku: 'pro', productCode: null, total: { amount: '999.50' } }],
      },
    });
    expect(sentBody()).toEqual({ subscription: { customer_id: customer, tariff_alias: 'pro', currency: 'MDL' } });
    expect(row(id)).toMatchObject({ customer_id: customer, tariff_alias: 'pro', status: 'pending', amount: '999.50', frequency: 'monthly', date_start: '2026-11-20 09:00:00', date_stop: ZERO });
  });

  it('takes its own lines, period and dates; the price is what the lines come to', async () => {
    const { result } = await create({ idempotencyKey: key(), customerId, tariffId: PRO, lines: LINES, frequency: 'YEARLY', startsAt: '2026-12-01T00:00:00Z', endsAt: '2028-12-01T00:00:00+02:00' });
    expect(result.subscription).toMatchObject({ amount: { amount: '51.50' }, frequency: 'YEARLY', startsAt: '2026-12-01T02:00:00+02:00', endsAt: '2028-12-01T00:00:00+02:00', lines: LINES_AS_SHOWN });
    expect(sentBody()).toEqual({
      subscription: { customer_id: customer, tariff_alias: 'pro', currency: 'MDL', amount: '51.50', frequency: 'yearly', date_start: '2026-12-01 02:00:00', date_stop: '2028-12-01 00:00:00' },
      items: {
        1: { product_id: 7, product_sku: 'C-1', product_name: 'Curs', product_price: '10.5', product_qnt: 3, product_unit: 'ore', line_total: '31.50' },
        2: { product_name: 'Manual', product_price: '20.00', product_qnt: 1, line_total: '20.00' },
      },
    });
  });

  it('takes its own price', async () => {
    const { result } = await create({ idempotencyKey: key(), customerId, tariffId: PRO, amount: '12.3' });
    expect(result.subscription).toMatchObject({ amount: { amount: '12.30' }, lines: [{ name: 'Profesional', total: { amount: '12.30' } }] });
  });

  it('puts the lines where this upstream wants them', async () => {
    const inside = await startGraphOverSandbox({ invoices: 50, switches: { itemsPosition: 'order' } }, { itemsPosition: 'order' });
    const { id } = inside.sandbox.state.insertCustomer();
    const put = keyedWrite(() => inside, 'subscriptionCreate', `... on SubscriptionCreatePayload { ${SUBSCRIPTION} }`);
    const { result } = await put({ idempotencyKey: key(), customerId: globalIdOf('Customer', id), tariffId: PRO, lines: LINES });
    expect(result.subscription).toMatchObject({ lines: LINES_AS_SHOWN });
    await inside.close();
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a garbage customer', { customerId: 'garbage' }, 'input.customerId: `customerId` names no customer.'],
    ['a garbage tariff', { tariffId: 'garbage' }, 'input.tariffId: `tariffId` names no tariff.'],
    ['an alias for an id', { tariffId: 'pro' }, 'input.tariffId: `tariffId` names no tariff.'],
    ['an amount of nothing', { amount: '0.00' }, 'input.amount: `amount` is 0.00; it must be more than 0.'],
    ['three decimals', { amount: '1.001' }, 'input.amount: `amount` is 1.001; an amount has at most 2 decimals.'],
    ['an amount of 16 characters', { amount: '1234567890123456' }, 'input.amount: `amount` has 16 characters; at most 15 are allowed.'],
    ['another amount than the lines', { amount: '51.49', lines: LINES }, 'input.amount: `amount` is 51.49, but the lines come to 51.50.'],
    ['an unknown period', { frequency: 'UNKNOWN' }, 'input.frequency: `frequency` cannot be UNKNOWN: it stands for values without a name here.'],
    ['an end at the start', { startsAt: '2026-12-01T00:00:00+02:00', endsAt: '2026-11-30T22:00:00Z' }, 'input.endsAt: `endsAt` is 2026-12-01T00:00:00+02:00, not after the start 2026-12-01T00:00:00+02:00.'],
    ['an end before now', { endsAt: '2026-11-20T09:00:00+02:00' }, 'input.endsAt: `endsAt` is 2026-11-20T09:00:00+02:00, not after the start 2026-11-20T09:00:00+02:00.'],
    ['no lines', { lines: [] }, 'input.lines: `lines` holds 0 lines; an invoice has 1 to 20.'],
    ['CR/LF in a line', { lines: [{ name: 'a\r\nb', unitPrice: '1', quantity: 1 }] }, 'input.lines.0.name: `lines.0.name` holds a control character, such as a line break.'],
    ['bidi in a line', { lines: [{ name: 'a\u202eb', unitPrice: '1', quantity: 1 }] }, 'input.lines.0.name: `lines.0.name` holds a character that turns the direction of text.'],
  ])('refuses %s without a call', async (_what, over, fault) => {
    const { result, calls } = await create({ idempotencyKey: key(), customerId, tariffId: PRO, ...over });
    expect([faultsIn(result), calls]).toEqual([[fault], []]);
  });

  it('refuses a customer and a tariff that are not there, both at once', async () => {
    const before = made();
    const { result, calls } = await create({ idempotencyKey: key(), customerId: globalIdOf('Customer', 999_999), tariffId: globalIdOf('Tariff', 'pro-eur') });
    expect(faultsIn(result)).toEqual(['input.customerId: `customerId` names no customer.', 'input.tariffId: `tariffId` names no tariff.']);
    expect([calls, made()]).toEqual([['customer.get', 'subscription.list', 'tariff.get'], before]);
  });

  it('repeated with its key sends nothing, with nulls or the defaults said; another input is refused', async () => {
    const input = { idempotencyKey: key(), customerId, tariffId: PRO };
    const { result } = await create(input);
    const before = made();
    for (const other of [{}, { amount: null, frequency: null, startsAt: null, endsAt: null, lines: null }, { amount: '999.5', frequency: 'MONTHLY' }]) {
      const repeat = await create({ ...input, ...other });
      expect([repeat.result, repeat.calls]).toEqual([result, ['customer.get', 'subscription.get', 'tariff.get']]);
    }
    const other = await create({ ...input, amount: '999.51' });
    expect([other.result.__typename, other.calls, made()]).toEqual(['IdempotencyKeyReusedError', [], before]);
  });

  it.each<[string, object]>([['as the tariff is', {}], ['with lines and dates', { lines: LINES, startsAt: '2026-12-01T00:00:00+02:00', endsAt: '2027-12-01T00:00:00+02:00' }]])(
    'whose answer is lost is found by a repeat, beside one alike that was there before: %s', async (_what, rest) => {
      const input = { customerId, tariffId: PRO, ...rest };
      const twin = idOf((await create({ idempotencyKey: key(), ...input })).result);
      const before = made();
      const idempotencyKey = key();
      graph.sandbox.faults.add({ endpoint: 'subscription.put', kind: 'resetAfter' });
      expect((await create({ idempotencyKey, ...input })).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey });
      const repeat = await create({ idempotencyKey, ...input });
      expect([repeat.result.__typename, made(), idOf(repeat.result) > twin]).toEqual(['SubscriptionCreatePayload', before + 1, true]);
      expect(graph.sandbox.calls.count('subscription.put')).toBe(2);
    });
});

describe('subscriptionUpdate', () => {
  const subscribed = async (rest: object = {}): Promise<{ readonly id: number; readonly subscriptionId: string }> => {
    const id = idOf((await create({ idempotencyKey: key(), customerId, tariffId: PRO, ...rest })).result);
    graph.sandbox.calls.clear();
    return { id, subscriptionId: globalIdOf('Subscription', id) };
  };

  it('changes the period and the end, and nothing else', async () => {
    const { id, subscriptionId } = await subscribed();
    const before = row(id);
    const { result, calls } = await update({ idempotencyKey: key(), subscriptionId, frequency: 'YEARLY', endsAt: '2027-11-20T09:00:00+02:00', amount: null, lines: null });
    expect(calls).toEqual(['customer.get', 'subscription.get', 'subscription.get', 'subscription.put', 'tariff.get']);
    expect(result).toMatchObject({ __typename: 'SubscriptionUpdatePayload', subscription: { upstreamId: id, frequency: 'YEARLY', endsAt: '2027-11-20T09:00:00+02:00', amount: { amount: '999.50' } } });
    expect(sentBody()).toEqual({ subscription: { id, frequency: 'yearly', date_stop: '2027-11-20 09:00:00' } });
    expect(row(id)).toEqual({ ...before, frequency: 'yearly', date_stop: '2027-11-20 09:00:00' });
  });

  it('changes the lines and with them the price', async () => {
    const { id, subscriptionId } = await subscribed();
    const { result } = await update({ subscriptionId, lines: LINES });
    expect(result.subscription).toMatchObject({ amount: { amount: '51.50' }, lines: LINES_AS_SHOWN });
    expect(row(id)).toMatchObject({ amount: '51.50', items: { 1: { Name: 'Curs', TotalPrice: '31.50' }, 2: { Name: 'Manual', TotalPrice: '20.00' } } });
  });

  it('makes a price alone the price of the one unit that is sold', async () => {
    const { id, subscriptionId } = await subscribed();
    const { result } = await update({ subscriptionId, amount: '1200.00' });
    expect(result.subscription).toMatchObject({ amount: { amount: '1200.00' }, lines: [{ name: 'Profesional', sku: 'pro', unit: 'pcs', unitPrice: { amount: '1200.00' }, total: { amount: '1200.00' } }] });
    expect(row(id)).toMatchObject({ amount: '1200.00', items: { 1: { Name: 'Profesional', UnitPrice: '1200.00', TotalPrice: '1200.00' } } });
  });

  it.each<[string, object, object]>([
    ['the lines say it already', { lines: LINES }, { amount: '51.5' }],
    ['there are no lines', {}, { amount: '12.00' }],
  ])('sends a price alone as it is where %s', async (what, rest, change) => {
    const { id, subscriptionId } = await subscribed(rest);
    if (what === 'there are no lines') graph.sandbox.state.patchSubscription(id, { items: {} });
    const { items } = row(id);
    expect((await update({ subscriptionId, ...change })).result.__typename).toBe('SubscriptionUpdatePayload');
    expect(sentBody()).toEqual({ subscription: { id, ...change } });
    expect(row(id).items).toEqual(items);
  });

  it('refuses a price alone where it is unclear what it is the price of', async () => {
    const { id, subscriptionId } = await subscribed({ lines: LINES });
    const { result, calls } = await update({ subscriptionId, amount: '51.49' });
    expect(faultsIn(result)).toEqual(['input.amount: `amount` is 51.49, but the lines of the subscription come to 51.50; give `lines` too.']);
    expect([calls, row(id).amount]).toEqual([['subscription.get'], '51.50']);
  });

  it('refuses a cancelled one with its status, before anything is sent', async () => {
    const { id } = graph.sandbox.state.insertSubscription({ status: 'cancelled' });
    const { result, calls } = await update({ subscriptionId: globalIdOf('Subscription', id), amount: '1.00' });
    expect(result).toMatchObject({ __typename: 'SubscriptionTransitionError', code: 'INVALID_STATUS_TRANSITION', path: ['input', 'subscriptionId'], retryable: false, currentStatus: 'CANCELLED' });
    expect(calls).toEqual(['subscription.get']);
  });

  it.each(['pending', 'demo', 'active', 'suspended', 'halted'])('changes one that is %s', async (status) => {
    const { id } = graph.sandbox.state.insertSubscription({ status, customer_id: customer });
    expect((await update({ subscriptionId: globalIdOf('Subscription', id), frequency: 'YEARLY' })).result.__typename).toBe('SubscriptionUpdatePayload');
    expect(row(id).frequency).toBe('yearly');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a garbage id', { subscriptionId: 'garbage', amount: '1.00' }, 'input.subscriptionId: `subscriptionId` names no subscription.'],
    ['an id of another type', { subscriptionId: PRO, amount: '1.00' }, 'input.subscriptionId: `subscriptionId` names no subscription.'],
    ['nothing to change', {}, 'input: There is nothing to change: give at least one member beside `subscriptionId`.'],
    ['nothing but nulls', { amount: null, frequency: null, endsAt: null, lines: null }, 'input: There is nothing to change: give at least one member beside `subscriptionId`.'],
    ['an unknown period', { frequency: 'UNKNOWN' }, 'input.frequency: `frequency` cannot be UNKNOWN: it stands for values without a name here.'],
    ['a negative amount', { amount: '-1' }, 'input.amount: `amount` is -1; it must be more than 0.'],
  ])('refuses %s without a call', async (_what, over, fault) => {
    const { result, calls } = await update({ idempotencyKey: key(), subscriptionId: globalIdOf('Subscription', 1), ...over });
    expect([faultsIn(result), calls]).toEqual([[fault], []]);
  });

  it('refuses an end that is not after the start, and a subscription that is not there', async () => {
    const { subscriptionId } = await subscribed();
    expect(faultsIn((await update({ subscriptionId, endsAt: '2026-11-20T07:00:00Z' })).result)).toEqual([
      'input.endsAt: `endsAt` is 2026-11-20T09:00:00+02:00, not after the start 2026-11-20T09:00:00+02:00.',
    ]);
    expect((await update({ subscriptionId, endsAt: '2026-11-20T09:00:01+02:00' })).result.__typename).toBe('SubscriptionUpdatePayload');
    expect(faultsIn((await update({ subscriptionId: globalIdOf('Subscription', 999_999), amount: '1' })).result)).toEqual(['input.subscriptionId: `subscriptionId` names no subscription.']);
  });

  it('repeated with its key sends nothing; another input is refused', async () => {
    const { subscriptionId } = await subscribed();
    const input = { idempotencyKey: key(), subscriptionId, lines: LINES };
    const { result } = await update(input);
    const repeat = await update({ ...input, amount: '51.50', lines: [LINES[0], { ...LINES[1], unit: 'pcs' }] });
    expect([repeat.result, repeat.calls]).toEqual([result, ['customer.get', 'subscription.get', 'tariff.get']]);
    expect((await update({ ...input, frequency: 'YEARLY' })).result.__typename).toBe('IdempotencyKeyReusedError');
    expect(graph.sandbox.calls.count('subscription.put')).toBe(1);
  });

  it.each<[string, object]>([['a price', { amount: '5.00' }], ['lines', { lines: LINES }], ['an end', { endsAt: '2027-11-20T09:00:00+02:00' }]])('of %s whose answer is lost is found by a repeat, not sent again', async (_what, change) => {
    const { subscriptionId } = await subscribed();
    const input = { idempotencyKey: key(), subscriptionId, ...change };
    graph.sandbox.faults.add({ endpoint: 'subscription.put', kind: 'resetAfter' });
    expect((await update(input)).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey: input.idempotencyKey });
    expect((await update(input)).result.__typename).toBe('SubscriptionUpdatePayload');
    expect(graph.sandbox.calls.count('subscription.put')).toBe(1);
  });
});
