import type { Call } from '../call.ts';
import { nextIssueAfterChange, nextIssueOn } from '../billing.ts';
import { formatCents, parseCents, type Cents } from '../cents.ts';
import { FieldReader } from '../field-reader.ts';
import { SUBSCRIPTION_LIST } from '../fields.ts';
import { itemsOf, type Line } from '../invoice-items.ts';
import { readListRequest } from '../list-request.ts';
import { readItems } from '../read-items.ts';
import { notFound } from '../refusal.ts';
import type { SubscriptionRow } from '../rows.ts';
import { mayFollow, SUBSCRIPTION_STATUSES, SUBSCRIPTION_TRANSITIONS } from '../statuses.ts';
import { formatWall, ZERO_DATE } from '../wall-time.ts';

/** `get/subscription`: by `id`. */
export function getSubscription({ state, department, body }: Call): unknown {
  const request = new FieldReader(body);
  request.require('id');
  const id = request.integer('id', 1) ?? 0;
  request.check();
  const row = state.subscriptions.get(id, department.id);
  if (!row) throw notFound('id');
  return row;
}

/** `list/subscription`. */
export function listSubscriptions({ state, switches, department, body }: Call): unknown {
  return state.lists.subscriptions.page(department.id, readListRequest(body, SUBSCRIPTION_LIST, switches, [['id', 'desc']]));
}

/** `put/subscription`: with `subscription.id` it updates what is given, without it creates. */
export function putSubscription(call: Call): unknown {
  const request = new FieldReader(call.body);
  if (call.body['subscription'] === undefined) request.fail('subscription', 'required');
  const subscription = request.nested('subscription');
  const given = {
    lines: readItems(request, call.body, 'subscription', call.switches.itemsPosition, false),
    amount: subscription.decimal('amount'),
    frequency: subscription.oneOf('frequency', ['monthly', 'yearly']),
    start: subscription.date('date_start'),
    stop: subscription.date('date_stop'),
  };
  if (given.amount === 0n) subscription.fail('amount', 'positive');
  const id = subscription.integer('id', 1);
  if (subscription.has('id')) return updateSubscription(call, request, subscription, given, id);
  return createSubscription(call, request, subscription, given);
}

/** What both creating and updating may be given. */
interface Given {
  lines: Line[];
  amount: Cents | undefined;
  frequency: SubscriptionRow['frequency'] | undefined;
  start: number | undefined;
  stop: number | undefined;
}

/** What is not given comes from the tariff. One that is active from today is billed at once. */
function createSubscription({ state, switches, department, clock, billing, language }: Call, request: FieldReader, subscription: FieldReader, given: Given): unknown {
  subscription.require('customer_id');
  subscription.require('tariff_alias');
  const customerId = subscription.integer('customer_id', 1);
  const customer = customerId === undefined ? undefined : state.customers.get(customerId, department.id);
  if (customerId !== undefined && !customer) subscription.fail('customer_id', 'notFound');
  const alias = subscription.string('tariff_alias', 64);
  const tariff = state.tariffsOf(department.id).find((one) => one.alias === alias);
  if (alias !== undefined && alias !== '' && !tariff) subscription.fail('tariff_alias', 'notFound');
  const status = subscription.oneOf('status', ['pending', 'demo', 'active']) ?? 'pending';
  const currency = subscription.string('currency', 3) ?? department.currency;
  if (currency !== department.currency && (switches.currencyMismatch === 'refuse' || !/^[A-Z]{3}$/.test(currency))) {
    subscription.fail('currency', 'currency', { currency: department.currency });
  }
  request.check();
  if (!customer || !tariff) throw notFound('subscription');

  const price = given.amount ?? parseCents(tariff.tariff_rate) ?? 0n;
  const line = { code: 0, sku: tariff.alias, name: tariff.caption[language], price, quantity: 1, unit: 'pcs' };
  const items = itemsOf(given.lines.length > 0 ? given.lines : [line], department);
  const now = clock.seconds();
  const row: SubscriptionRow = {
    id: state.subscriptions.nextId,
    customer_id: customer.id,
    tariff_alias: tariff.alias,
    status,
    currency,
    amount: formatCents(given.amount ?? (given.lines.length > 0 ? items.gross : price)),
    frequency: given.frequency ?? tariff.frequency,
    date_start: formatWall(given.start || now),
    date_stop: formatWall(given.stop ?? 0),
    next_issue_on: ZERO_DATE,
    last_invoice_id: 0,
    items: items.items,
    moment: formatWall(now),
  };
  row.next_issue_on = nextIssueOn(row, status, now);
  state.subscriptions.insert(department.id, row);
  billing.run();
  return state.subscriptions.get(row.id);
}

/** Whose it is, its tariff, currency and status stay; a cancelled one stays as it is altogether. */
function updateSubscription({ state, department, clock, billing }: Call, request: FieldReader, subscription: FieldReader, given: Given, id: number | undefined): unknown {
  for (const name of ['customer_id', 'tariff_alias', 'currency', 'status']) if (subscription.has(name)) subscription.fail(name, 'readOnly');
  request.check();
  const row = state.subscriptions.get(id ?? 0, department.id);
  if (!row) throw notFound('subscription.id');
  if (row.status === 'cancelled') subscription.fail('id', 'notChangeable', { status: row.status });
  request.check();

  const updated: SubscriptionRow = {
    ...row,
    ...(given.amount === undefined ? {} : { amount: formatCents(given.amount) }),
    ...(given.lines.length === 0 ? {} : { items: itemsOf(given.lines, department).items }),
    ...(given.frequency === undefined ? {} : { frequency: given.frequency }),
    ...(given.start ? { date_start: formatWall(given.start) } : {}),
    ...(given.stop === undefined ? {} : { date_stop: formatWall(given.stop) }),
  };
  updated.next_issue_on = nextIssueAfterChange(row, updated, clock.seconds());
  state.subscriptions.put(updated);
  billing.run();
  return state.subscriptions.get(updated.id);
}

/** `set/subscription`: changes the status. */
export function setSubscription({ state, department, body, clock, billing }: Call): unknown {
  const request = new FieldReader(body);
  request.require('id');
  request.require('status');
  const id = request.integer('id', 1) ?? 0;
  const status = request.oneOf('status', SUBSCRIPTION_STATUSES);
  request.check();
  const row = state.subscriptions.get(id, department.id);
  if (!row || status === undefined) throw notFound('id');
  if (!mayFollow(SUBSCRIPTION_TRANSITIONS, row.status, status)) request.fail('status', 'transition', { from: row.status, to: status });
  request.check();
  const now = clock.seconds();
  row.status = status;
  row.next_issue_on = nextIssueOn(row, status, now);
  if (status === 'cancelled') row.date_stop = formatWall(now);
  state.subscriptions.put(row);
  billing.run();
  return state.subscriptions.get(row.id);
}
