import { readFileSync } from 'node:fs';

import type { GraphQLNamedType, GraphQLOutputType } from 'graphql';
import { getIntrospectionQuery, getNamedType, getNullableType, getOperationAST, isInterfaceType, isListType, isObjectType, isUnionType, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { LIMITS } from '../../src/config/limits.ts';
import { FIELD_COSTS } from '../../src/graphql/cost/field-costs.ts';
import { createPlanner } from '../../src/graphql/cost/operation-plan.ts';
import { priceOf } from '../../src/graphql/cost/price.ts';
import { schema } from '../../src/graphql/schema.ts';
import { createKnownDocuments } from '../../src/server/limits/known-documents.ts';
import { readReadyOperations } from '../../src/server/ready-operations.ts';
import { times } from '../kit/domain-rows.ts';
import { globalIdOf } from '../kit/ids.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const documents = createKnownDocuments(schema);
const priced = (query: string, variables: object = {}, { batches = true, operationName = null as string | null } = {}): { readonly cost: number; readonly calls: number } => {
  const known = documents.look(query);
  const plan = known.kind === 'measured' ? known.planOf(operationName) : null;
  if (plan === null) throw new Error(`not planned: ${known.kind === 'refused' ? known.error.message : known.kind}`);
  const { cost, upstreamCalls } = priceOf(plan, variables, { defaultPageSize: LIMITS.defaultPageSize, maxPageSize: LIMITS.pageSize, maxListValues: LIMITS.listValues, batches: () => batches });
  return { cost, calls: upstreamCalls };
};

describe('the cost of an operation', () => {
  it.each<[name: string, query: string, cost: number, calls: number, variables?: object]>([
    ['nothing costs less than one', '{ __typename }', 1, 0],
    ['a page is as many objects as it may hold; connections, edges and pageInfo only wrap them', '{ invoices(first: 7) { totalCount pageInfo { endCursor } edges { cursor node { id } } } }', 7, 1],
    ['without a size it is twenty', '{ invoices { nodes { id } } }', 20, 1],
    ['`last` counts as `first`', '{ invoices(last: 3) { nodes { id } } }', 3, 1],
    ['`nodes` and `edges` are each read', '{ invoices(first: 7) { nodes { id } edges { node { id } } } }', 14, 1],
    ['a size may be a variable', 'query ($n: Int!) { invoices(first: $n) { nodes { id } } }', 50, 1, { n: 50 }],
    ['or its default', 'query ($n: Int = 40) { invoices(first: $n) { nodes { id } } }', 40, 1],
    ['which `null` is not', 'query ($n: Int = 40) { invoices(first: $n) { nodes { id } } }', 20, 1, { n: null }],
    ['only a total is a call, and no object', '{ invoices(first: 100) { totalCount } }', 1, 1],
    ['each object of an object counts, leaves do not', '{ invoices(first: 10) { nodes { id number totals { gross { amount currency } due { amount } } } } }', 10 + 10 + 20, 1],
    ['a leaf once more, under another key, does', '{ invoices(first: 10) { nodes { a: number b: number c: number } } }', 10 + 20, 1],
    ['a list without pages is as long as it may be', '{ invoices(first: 2) { nodes { lines { name unitPrice { amount } } } } }', 2 + 40 + 40, 1],
    ['pages multiply', '{ customers(first: 50) { nodes { invoices(first: 10) { nodes { payments { nodes { amount { amount } } } } } } } }', 50 + 500 + 10_000 + 10_000, 1 + 51 + 505],
    ['fragments count where they stand', '{ invoices(first: 5) { ...A } payments(first: 2) { nodes { invoice { ...B } } } } fragment A on InvoiceConnection { nodes { ...B } } fragment B on Invoice { customer { id } }', 5 + 5 + 2 + 2 + 2, 1 + 1 + 1 + 1 + 1],
    ['what stands in a place twice counts once', '{ invoices(first: 5) { nodes { id } nodes { id totals { due { amount } } } } invoices(first: 5) { nodes { totals { due { amount } } } } }', 15, 1],
    ['of several types the dearest counts', '{ node(id: "x") { id ... on Invoice { lines { name } } ... on Customer { address { city } } } }', 1 + 20, 1],
    ['ids are as many as they are', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 3, 3, { ids: ['a', 'b', 'c'] }],
    ['and of many ids there is one call for each type', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 60, 5, { ids: times(60, (n) => `${n}`) }],
    ['what is left out costs nothing', 'query ($with: Boolean!) { invoices(first: 5) { nodes { id customer @include(if: $with) { id } ...S @skip(if: true) } } } fragment S on Invoice { subscription { id } }', 5, 1, { with: false }],
    ['what a variable lets in costs', 'query ($with: Boolean!) { invoices(first: 5) { nodes { id customer @include(if: $with) { id } } } }', 10, 2, { with: true }],
    ['a write costs ten, and what it returns', 'mutation { a: invoiceCancel(input: { invoiceId: "x" }) { __typename ... on InvoiceCancelPayload { invoice { id } } } }', 10 + 1 + 1, 6 + 1],
    ['many writes cost ten each', 'mutation ($i: InvoiceIssueManyInput!) { invoiceIssueMany(input: $i) { __typename } }', 30 + 1, 12, { i: { idempotencyKey: 'k', invoices: [{}, {}, {}] } }],
    ['the department is read once', '{ department { currency } invoices(first: 9) { nodes { department { currency } } } }', 1 + 9 + 9, 1 + 1],
    ['one customer is one call', '{ invoice(id: "x") { customer { id } } }', 2, 2],
    ['a hundred ids are one call', '{ invoices(first: 100) { nodes { customer { id } } } }', 200, 2],
    ['a page behind a cursor reads the row before it too', '{ invoices(first: 100, after: "x") { nodes { id } } }', 100, 2],
    ['a page from the end of each parent is not shared', '{ customers(first: 10) { nodes { invoices(last: 1) { totalCount } } } }', 10, 1 + 10],
    ['a balance is reckoned as a page of each', '{ customers(first: 10) { nodes { balance { due { amount } } } } }', 10 + 10 + 10, 1 + 11],
    ['payments of a customer are read by its invoices', '{ customers(first: 10) { nodes { payments(first: 1) { totalCount } } } }', 10, 1 + 22],
    ['the ledger costs no calls', '{ auditLog(first: 100) { nodes { position } } mutationOutcomes { totalCount } rateLimit { cost } }', 101, 0],
    ['what an unknown field leads to is for validation to say', '{ nope { nope } invoices(first: 2) { nodes { nope { id } id } } }', 2, 1],
    ['a number that is none is for the executor to say', 'query ($n: Int) { invoices(first: $n) { nodes { id } } }', 20, 1, { n: '50' }],
  ])('%s', (_name, query, cost, calls, variables) => {
    expect(priced(query, variables)).toEqual({ cost, calls });
  });

  it('is larger in calls on an upstream that does not batch', () => {
    expect(priced('{ invoices(first: 50) { nodes { customer { id } } } }', {}, { batches: false })).toEqual({ cost: 100, calls: 1 + 51 });
  });

  it('is that of the operation that runs', () => {
    const query = 'query A { invoices(first: 3) { nodes { id } } } query B { invoices(first: 4) { nodes { id } } }';
    expect([priced(query, {}, { operationName: 'A' }), priced(query, {}, { operationName: 'B' })]).toEqual([{ cost: 3, calls: 1 }, { cost: 4, calls: 1 }]);
  });

  it('leaves room for every published operation, and for the introspection of GraphiQL', () => {
    for (const { name, query, variables } of readReadyOperations()) {
      const { cost, calls } = priced(query, { ...(JSON.parse(variables) as object), ...(query.includes('$first') ? { first: 100 } : {}) });
      expect([name, cost <= LIMITS.operationCost, calls <= LIMITS.operationUpstreamCalls]).toEqual([name, true, true]);
    }
    const { cost, calls } = priced(getIntrospectionQuery({ oneOf: true, schemaDescription: true, inputValueDeprecation: true }));
    expect([cost < LIMITS.operationCost / 5, calls]).toEqual([true, 0]);
  });
});

describe('the table of costs', () => {
  /** Types whose objects the upstream gives, beside the node types. */
  const READ = new Set(['Department', 'CustomerBalance']);
  const leadsUpstream = (type: GraphQLNamedType): boolean =>
    READ.has(type.name) || (type.name.endsWith('Connection') && isObjectType(type)) || (isInterfaceType(type) && type.name === 'Node') || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'));
  const isObjectList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type)) && [isObjectType, isInterfaceType, isUnionType].some((is) => is(getNamedType(type)));
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') && !/(?:Connection|Edge)$/.test(type.name) ? Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, parent: type.name, field })) : [],
  );

  it('has every field that leads to the upstream, or to a list', () => {
    const missing = fields.filter(({ coordinate, parent, field: { type } }) => parent !== 'Mutation' && !parent.endsWith('Payload') && (leadsUpstream(getNamedType(type)) || isObjectList(type)) && !(coordinate in FIELD_COSTS));
    expect(missing.map(({ coordinate }) => coordinate)).toEqual([]);
    const lists = fields.filter(({ coordinate, parent, field: { type } }) => parent.endsWith('Payload') && isObjectList(type) && !(coordinate in FIELD_COSTS));
    expect(lists.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('has no field that is not there', () => {
    const known = new Set(fields.map(({ coordinate }) => coordinate));
    expect(Object.keys(FIELD_COSTS).filter((coordinate) => !known.has(coordinate))).toEqual([]);
  });
});

interface Told {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions: { readonly cost: Readonly<Record<'requested' | 'actual' | 'limit' | 'remaining', number>>; readonly upstream: Readonly<Record<'calls' | 'bytes' | 'ms' | 'retries', number>> };
}

describe('what a reply tells', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ tenant: { limits: { costPerMinute: 50_000 } } });
  });
  afterAll(() => stack.close());
  beforeEach(async () => {
    await stack.ledger.ledger.jobsDone();
    stack.sandbox.calls.clear();
  });
  const ask = async (query: string, variables: object = {}): Promise<Told> => (await (await stack.post({ query, variables })).json()) as Told;

  it('is what was reckoned, what it did cost, and what is left', async () => {
    const { data, extensions } = await ask('{ customers(first: 2) { nodes { invoices(first: 100) { nodes { id totals { due { amount } } } } } } }');
    const { cost } = extensions;
    expect(cost.requested).toBe(2 + 200 + 200 + 200);
    const { nodes } = (data as { readonly customers: { readonly nodes: readonly { readonly invoices: { readonly nodes: readonly unknown[] } }[] } }).customers;
    expect(cost.actual).toBe(2 + 3 * nodes.flatMap((customer) => customer.invoices.nodes).length);
    expect(cost.actual).toBeLessThan(cost.requested);
    expect(cost.limit).toBe(50_000);
    expect(cost.remaining).toBeGreaterThanOrEqual(50_000 - cost.actual - 1);
  });

  it('is exact for what is there', async () => {
    const { data, extensions } = await ask('{ invoices(first: 5) { nodes { id totals { due { amount } } } edges { node { number n: number } } } rateLimit { cost } a: __typename }');
    expect(Object.keys(data ?? {})).toEqual(['invoices', 'rateLimit', 'a']);
    expect(extensions.cost).toMatchObject({ requested: 15 + 5 + 5 + 1, actual: 15 + 5 + 5 + 1 });
  });

  it('is one for what does not run, and for what finds nothing', async () => {
    expect((await ask('{ invoices(first: 50) { nodes { nope } } }')).extensions).toMatchObject({ cost: { requested: 50, actual: 1 }, upstream: { calls: 0, bytes: 0, ms: 0, retries: 0 } });
    expect((await ask('query ($id: ID!) { invoice(id: $id) { id lines { name } } }', { id: globalIdOf('Invoice', 999_999) })).extensions.cost).toMatchObject({ requested: 21, actual: 1 });
  });

  it('is the calls upstream, their bytes and retries', async () => {
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    const { errors, extensions: { upstream } } = await ask('{ invoices(first: 2) { nodes { id customer { id } } } }');
    expect(errors).toBeUndefined();
    expect(upstream).toMatchObject({ calls: 3, retries: 1 });
    expect([upstream.bytes > 1_000, Number.isInteger(upstream.ms)]).toEqual([true, true]);
    expect(stack.sandbox.calls.count()).toBe(3);
  });

  it('counts a write whether or not it took place', async () => {
    const { extensions } = await ask('mutation { invoiceCancel(input: { invoiceId: "garbage" }) { __typename } }');
    expect(extensions.cost).toMatchObject({ requested: 11, actual: 11 });
  });

  it('stands in `rateLimit` and in the headers too', async () => {
    const response = await stack.post({ query: '{ rateLimit { limit remaining resetAt cost } department { currency } }' });
    const { data, extensions } = (await response.json()) as Told & { readonly data: { readonly rateLimit: { readonly remaining: number; readonly resetAt: string } } };
    expect(data.rateLimit).toMatchObject({ limit: 50_000, remaining: extensions.cost.remaining, cost: 2 });
    expect(Date.parse(data.rateLimit.resetAt)).toBeGreaterThan(Date.now() - 1_000);
    const header = (name: string): string => response.headers.get(name) ?? '';
    expect([header('ratelimit-limit'), header('ratelimit-remaining')]).toEqual(['50000', `${extensions.cost.remaining}`]);
    expect(header('ratelimit-reset')).toMatch(/^\d+$/);
    expect(header('ratelimit-policy')).toBe('"cost";q=50000;w=60, "requests";q=1000000;w=60');
    expect(header('ratelimit')).toMatch(/^"cost";r=\d+;t=\d+, "requests";r=\d+;t=\d+$/);
  });

  it.each(readReadyOperations())('of $name: no more calls than were reckoned', async ({ query, variables }) => {
    const given = JSON.parse(variables) as object;
    const { extensions } = await ask(query, given);
    expect(extensions.upstream.calls).toBe(stack.sandbox.calls.count());
    expect(extensions.upstream.calls).toBeLessThanOrEqual(priced(query, given).calls);
    expect(extensions.cost.requested).toBe(priced(query, given).cost);
  });
});

describe('planning', () => {
  it('leaves what it was not asked for alone', () => {
    const query = readFileSync(new URL('../../schema/operations/InvoiceList.graphql', import.meta.url), 'utf8');
    const document = parse(query);
    const before = JSON.stringify(document);
    const operation = getOperationAST(document);
    if (operation == null) throw new Error('no operation');
    createPlanner(schema)(document, operation);
    expect(JSON.stringify(document)).toBe(before);
  });
});
