import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { NodeType } from '../../src/graphql/node/global-id.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import { dataOf, refusalOf, resultOf, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, makeInvoice, makePayment, makeSubscription, makeTariff, times } from '../kit/domain-rows.ts';
import type { Executed } from '../kit/execute.ts';
import { execute, ledgerOf } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import type { IdPlace } from '../kit/id-places.ts';
import { ID_PLACES, PAGED_FIELDS } from '../kit/id-places.ts';
import { globalIdOf, SEAL, secretsOf } from '../kit/ids.ts';
import { LINE, PAYER } from '../kit/issue.ts';

/** Another tenant of the same server, whose objects have the same numbers. */
const FOREIGN = createSeal(secretsOf('beta'));
/** The same tenant, on a server with another `ID_SECRET`. */
const OTHER_SECRET = createSeal({ ids: '11'.repeat(32), cursors: '22'.repeat(32) });

const full = (): FakeUpstream =>
  createFakeUpstream({
    invoices: times(3, (n) => makeInvoice({ id: n, customerId: 2, subscriptionId: 2 })),
    customers: times(3, (n) => makeCustomer({ id: n })),
    subscriptions: times(3, (n) => makeSubscription({ id: n, customerId: 2 })),
    payments: times(3, (n) => makePayment({ id: n, invoiceId: 2 })),
    tariffs: times(3, (n) => makeTariff({ alias: `t${n}` })),
  });

/** Something that is there under this number, so that an id that is read at all finds it. */
const keyOf = (type: NodeType): string => (type === 'Tariff' ? 't2' : '2');
const spelled = (bytes: Buffer): string => bytes.toString('base64url');
const changed = (id: string, place: number): string => {
  const bytes = Buffer.from(id, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bytes.length + place) ^ 1, bytes.length + place);
  return spelled(bytes);
};

/** Ids that name nothing here, each of them close to one that would. */
const wrongIds = (type: NodeType): readonly (readonly [string, string])[] => {
  const text = `${type}:${keyOf(type)}`;
  const right = globalIdOf(type, keyOf(type));
  return [
    ['of another tenant', globalIdOf(type, keyOf(type), FOREIGN)],
    ['of another secret', globalIdOf(type, keyOf(type), OTHER_SECRET)],
    ['without a seal', spelled(Buffer.from(text))],
    ['with a seal of zeros', spelled(Buffer.concat([Buffer.from(text), Buffer.alloc(8)]))],
    ['with a seal that is a bit off', changed(right, -1)],
    ['of the object beside it, under its seal', changed(right, -9)],
    ['cut short', right.slice(0, -1)],
    ['written otherwise', `${right}==`],
    ['of another type', globalIdOf(type === 'Payment' ? 'Customer' : 'Payment', '2')],
    ['of a type without ids', globalIdOf('Department', '2')],
    ['that is a cursor', SEAL.close('cursor', text)],
    ['of nothing', ''],
  ];
};

/** What a place takes ids of. */
const typeAt = ({ parent, field, argument, path, argumentType }: IdPlace): NodeType => {
  const member = path.at(-1) ?? argument;
  const named = ({ customerId: 'Customer', invoiceId: 'Invoice', subscriptionId: 'Subscription', paymentId: 'Payment', tariffId: 'Tariff' } as const)[member];
  if (named !== undefined) return named;
  // `filter.id` is of what the filter is for, `id` of what the field answers.
  const owner = path.length > 0 ? argumentType.replace(/Filter!?$/, '') : `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  if (parent === 'Query' && (field === 'node' || field === 'nodes')) return 'Invoice';
  return owner as NodeType;
};

const ERRORS = '__typename ... on UserError { code message path retryable } ... on InvalidInputError { faults { path message } }';
const PARENTS = ['Customer', 'Invoice', 'Subscription'] as const;

/** Asks at a place, with this argument. */
const ask = (upstream: FakeUpstream, { parent, field, argument, argumentType }: Pick<IdPlace, 'parent' | 'field' | 'argument' | 'argumentType'>, value: unknown): Promise<Executed> => {
  if (parent === 'Query' || parent === 'Mutation') return execute(upstream, `${parent.toLowerCase()} ($value: ${argumentType}) { ${field}(${argument}: $value) { ${parent === 'Query' ? '__typename' : ERRORS} } }`, { value });
  return execute(upstream, `query ($parent: ID!, $value: ${argumentType}) { node(id: $parent) { ... on ${parent} { ${field}(${argument}: $value) { __typename } } } }`, { parent: globalIdOf(parent, keyOf(parent as NodeType)), value });
};

const answered = ({ data, errors }: Executed): string => JSON.stringify({ data, errors });

describe('a query', () => {
  const places = ID_PLACES.filter(({ parent }) => parent !== 'Mutation');

  it('takes ids in these places', () => {
    expect(places.map(({ name }) => name).sort()).toEqual([
      ...['invoices(filter.customerId)', 'invoices(filter.id)', 'invoices(filter.subscriptionId)', 'payments(filter.id)', 'payments(filter.invoiceId)', 'subscriptions(filter.customerId)', 'subscriptions(filter.id)'].map((place) => `Customer.${place}`),
      ...['payments(filter.id)', 'payments(filter.invoiceId)'].map((place) => `Invoice.${place}`),
      ...['customer(id)', 'customers(filter.id)', 'invoice(id)', 'invoiceIssueJob(id)', 'invoices(filter.customerId)', 'invoices(filter.id)', 'invoices(filter.subscriptionId)', 'node(id)', 'nodes(ids)', 'payment(id)', 'payments(filter.id)', 'payments(filter.invoiceId)', 'subscription(id)', 'subscriptions(filter.customerId)', 'subscriptions(filter.id)', 'tariff(id)'].map((place) => `Query.${place}`),
      ...['invoices(filter.customerId)', 'invoices(filter.id)', 'invoices(filter.subscriptionId)'].map((place) => `Subscription.${place}`),
    ]);
  });

  it.each(places.map((place) => [place.name, place] as const))('answers the same at %s for any id that is not of this tenant, and asks nobody for it', async (_name, place) => {
    const upstream = full();
    const type = typeAt(place);
    const garbage = await ask(upstream, place, place.valueOf('garbage'));
    const isFilter = place.path.length > 0;
    expect(garbage.errors.map(({ extensions }) => extensions['code'])).toEqual([isFilter ? 'INVALID_ID' : 'NOT_FOUND']);
    // The parent is read, where there is one.
    expect(garbage.calls.length).toBe(place.parent === 'Query' ? 0 : 1);
    for (const [what, id] of wrongIds(type)) {
      // `node` takes all types.
      if (what === 'of another type' && place.field.startsWith('node')) continue;
      const answer = await ask(upstream, place, place.valueOf(id));
      expect([what, answered(answer)]).toEqual([what, answered(garbage)]);
      expect(answer.counted).toEqual(garbage.counted);
    }
    if (!isFilter) expect(answered(await ask(upstream, place, place.valueOf(globalIdOf(type, type === 'Tariff' ? 'none' : '999'))))).toBe(answered(garbage));
    // And the right one is found, so that all of this says something.
    if (type !== 'InvoiceIssueJob') expect((await ask(upstream, place, place.valueOf(globalIdOf(type, keyOf(type))))).errors).toEqual([]);
  });

  it('answers foreign ids among its own in their places', async () => {
    const upstream = full();
    const ids = [globalIdOf('Invoice', 1, FOREIGN), globalIdOf('Invoice', 2), globalIdOf('Customer', 2, FOREIGN)];
    const { data, errors, counted } = await execute(upstream, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data).toEqual({ nodes: [null, { id: ids[1] }, null] });
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['nodes', 0], 'NOT_FOUND'], [['nodes', 2], 'NOT_FOUND']]);
    expect(counted).toEqual({ 'invoice.get': 1 });
  });
});

describe('a mutation', () => {
  const places = ID_PLACES.filter(({ parent }) => parent === 'Mutation');
  const LINES = { lines: [LINE] };
  /** What each needs beside the id, so that the id alone is wrong. */
  const restOf = ({ field, path }: IdPlace): Readonly<Record<string, unknown>> => {
    const member = path.at(-1);
    if (field === 'invoiceIssue' || field === 'invoicePreview') return member === 'customerId' ? LINES : { ...LINES, customer: PAYER };
    if (field === 'customerUpdate') return { name: 'Ana' };
    if (field === 'paymentRecord') return { amount: '1.00', method: 'cash' };
    if (field === 'subscriptionCreate') return { ...LINES, ...(member === 'customerId' ? { tariffId: globalIdOf('Tariff', 't2') } : { customerId: globalIdOf('Customer', 2) }) };
    return field === 'subscriptionUpdate' ? { amount: '1.00' } : {};
  };
  const inputOf = (place: IdPlace, id: string): unknown => {
    const given = place.valueOf(id) as Readonly<Record<string, unknown>>;
    const key = place.field === 'invoicePreview' ? {} : { idempotencyKey: randomUUID() };
    if (place.field !== 'invoiceIssueMany') return { ...restOf(place), ...key, ...given };
    const [row] = given['invoices'] as readonly Readonly<Record<string, unknown>>[];
    return { ...key, policy: 'ALL_OR_NOTHING', invoices: [{ ...LINES, ...(place.path.at(-1) === 'customerId' ? {} : { customer: PAYER }), ...row }] };
  };

  it('takes ids in these places', () => {
    expect(places.map(({ field, path }) => `${field} ${path.join('.')}`).sort()).toEqual([
      'customerUpdate customerId', 'invoiceArchive invoiceId', 'invoiceCancel invoiceId', 'invoiceIssue customerId', 'invoiceIssue subscriptionId', 'invoiceIssueMany invoices.customerId',
      'invoiceIssueMany invoices.subscriptionId', 'invoicePreview customerId', 'invoicePreview subscriptionId', 'invoicePush invoiceId', 'invoiceResume invoiceId', 'invoiceSend invoiceId',
      'invoiceSign invoiceId', 'invoiceSuspend invoiceId', 'invoiceUnarchive invoiceId', 'paymentRecord invoiceId', 'paymentRefund paymentId', 'subscriptionCancel subscriptionId',
      'subscriptionCreate customerId', 'subscriptionCreate tariffId', 'subscriptionPause subscriptionId', 'subscriptionResume subscriptionId', 'subscriptionUpdate subscriptionId',
    ]);
  });

  it.each(places.map((place) => [`${place.field} ${place.path.join('.')}`, place] as const))('answers the same at %s for any id that is not of this tenant, and sends nothing', async (_name, place) => {
    const upstream = full();
    const type = typeAt(place);
    const garbage = await ask(upstream, place, inputOf(place, 'garbage'));
    const { code, faults } = resultOf(garbage, place.field, 'InvalidInputError');
    const member = place.path.at(-1) ?? '';
    expect([code, faults]).toEqual(['INVALID_INPUT', [{ path: ['input', ...(place.path.length > 1 ? ['invoices', '0'] : []), member], message: `\`${member}\` names no ${type.toLowerCase()}.` }]]);
    for (const [what, id] of wrongIds(type)) expect([what, answered(await ask(upstream, place, inputOf(place, id)))]).toEqual([what, answered(garbage)]);
    // Rows that are checked together share the reading of the department.
    expect(upstream.counted()).toEqual(place.field === 'invoiceIssueMany' ? { 'department.get': 1 + wrongIds(type).length } : {});
    // That a subscription is there is the upstream's to judge when an invoice is issued.
    if (place.field.startsWith('invoiceIssue') && member === 'subscriptionId') return;
    expect(answered(await ask(upstream, place, inputOf(place, globalIdOf(type, type === 'Tariff' ? 'none' : '999'))))).toBe(answered(garbage));
  });
});

describe('a cursor', () => {
  const READ = 'edges { cursor } pageInfo { startCursor endCursor }';
  const document = (parent: string, field: string, paging: string): string => {
    if (parent === 'Query') return `query ($cursor: String) { it: ${field}(${paging}) { ${READ} } }`;
    if (parent === 'InvoiceIssueJob') return `query ($cursor: String) { of: invoiceIssueJob(idempotencyKey: "job") { it: ${field}(${paging}) { ${READ} } } }`;
    return `query ($cursor: String) { of: node(id: "PARENT") { ... on ${parent} { it: ${field}(${paging}) { ${READ} } } } }`;
  };
  /** One with rows in every list, in the ledger too. */
  const filled = async (): Promise<FakeUpstream> => {
    const upstream = full();
    const many = `mutation ($input: InvoiceIssueManyInput!) { invoiceIssueMany(input: $input) { __typename } }`;
    resultOf(await execute(upstream, many, { input: { idempotencyKey: 'job', invoices: [{ customer: PAYER, lines: [LINE] }, { customer: PAYER, lines: [LINE] }] } }), 'invoiceIssueMany', 'InvoiceIssueManyPayload');
    await (await ledgerOf(upstream)).ledger.jobsDone();
    return upstream;
  };

  it('is given by these lists', () => {
    expect(PAGED_FIELDS.map(({ parent, field }) => `${parent}.${field}`).sort()).toEqual([
      'Customer.invoices', 'Customer.payments', 'Customer.subscriptions', 'Invoice.payments', 'InvoiceIssueJob.rows', 'Query.auditLog', 'Query.customers', 'Query.invoices',
      'Query.mutationOutcomes', 'Query.payments', 'Query.subscriptions', 'Query.tariffs', 'Subscription.invoices',
    ]);
  });

  it.each(PAGED_FIELDS.map(({ parent, field }) => [`${parent}.${field}`, parent, field] as const))('of another tenant, list or language, or forged, answers the same at %s, and asks nobody', async (_name, parent, field) => {
    const upstream = await filled();
    const parentId = (PARENTS as readonly string[]).includes(parent) ? keyOf(parent as NodeType) : '';
    const at = (paging: string, seal = SEAL): string => document(parent, field, paging).replace('PARENT', globalIdOf(parent, parentId, seal));
    const place = parent === 'Query' ? 'it' : 'of.it';
    const cursorOf = async (seal = SEAL, language: 'ro' | 'ru' = 'ro'): Promise<string> => String(valueAt(await execute(upstream, at('first: 1, after: $cursor', seal), { cursor: null }, { seal, language }), `${place}.pageInfo.endCursor`));
    const ours = await cursorOf();
    const refused = (cursor: string, argument = 'after'): Promise<Executed> => execute(upstream, at(`${argument}: $cursor`), { cursor });

    const garbage = await refused('garbage');
    expect(refusalOf(garbage)).toEqual({ code: 'INVALID_CURSOR', argument: 'after', path: place });
    const wrong = [
      ['of another tenant', await cursorOf(FOREIGN)],
      ['of another secret', await cursorOf(OTHER_SECRET)],
      ['of another language', await cursorOf(SEAL, 'ru')],
      ['of another list', SEAL.close('cursor', '[1,"another-one",1,1,0]')],
      ['without a seal', spelled(Buffer.from(ours, 'base64url').subarray(0, -8))],
      ['a bit off', changed(ours, -1)],
      ['with another row', changed(ours, -12)],
      ['cut short', ours.slice(0, -1)],
      ['that is an id', SEAL.close('id', SEAL.open('cursor', ours) ?? '')],
      ['of nothing', ''],
    ] as const;
    for (const [what, cursor] of wrong) {
      const answer = await refused(cursor);
      expect([what, answered(answer), answer.counted]).toEqual([what, answered(garbage), garbage.counted]);
      expect(refusalOf(await refused(cursor, 'before'))).toEqual({ code: 'INVALID_CURSOR', argument: 'before', path: place });
    }
    // The parent is read, where it is of the upstream.
    expect(garbage.calls.length).toBe(parentId === '' ? 0 : 1);
    expect(dataOf(await refused(ours))).toBeDefined();
  });
});

describe('two tenants with the same objects', () => {
  it('get ids and cursors of which none is the same', async () => {
    const query = '{ invoices { edges { cursor node { id customer { id } subscription { id } payments { nodes { id } } } } } tariffs { nodes { id } } }';
    const textOf = async (seal: typeof SEAL): Promise<readonly string[]> => [...JSON.stringify((await execute(full(), query, {}, { seal })).data).matchAll(/"(?:id|cursor)":"([\w-]+)"/g)].map(([, text = '']) => text);
    const [ours, theirs] = [await textOf(SEAL), await textOf(FOREIGN)];
    expect(ours.length).toBe(theirs.length);
    expect(ours.length).toBeGreaterThan(12);
    expect(ours.filter((text) => theirs.includes(text))).toEqual([]);
    expect(await textOf(SEAL)).toEqual(ours);
  });
});
