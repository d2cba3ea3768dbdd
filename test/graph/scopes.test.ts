import type { GraphQLNamedType } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Scope } from '../../src/domain/scopes.ts';
import { SCOPES } from '../../src/domain/scopes.ts';
import type { Caller } from '../../src/graphql/caller.ts';
import { schema } from '../../src/graphql/schema.ts';
import { OPEN_QUERIES, scopeOfMutation, scopeOfType, TYPE_SCOPES } from '../../src/graphql/scopes/gates.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { operation, startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

let graph: GraphOverSandbox;
beforeAll(async () => void (graph = await startGraphOverSandbox({ invoices: 60 })));
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.calls.clear());

const callerWith = (...scopes: readonly Scope[]): Caller => ({ name: 'tester', scopes: new Set(scopes), payerOf: null });
const callerWithout = (...scopes: readonly Scope[]): Caller => callerWith(...SCOPES.filter((scope) => !scopes.includes(scope)));
const refusals = (errors: readonly { readonly path: readonly (string | number)[] | undefined; readonly extensions: Readonly<Record<string, unknown>> }[]) =>
  errors.map(({ path, extensions: { code, requiredScope } }) => [path?.join('.'), code, requiredScope]);

describe('the gates', () => {
  const objects = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('__'));

  it('stand before every mutation', () => {
    const open = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => scopeOfMutation(name) === null);
    expect(open).toEqual([]);
  });

  it('stand before every root query but those that are open to all', () => {
    const open = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) => scopeOfType(getNamedType(field.type).name) === null && !OPEN_QUERIES.has(field.name));
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('stand before every type that can be read again by an id', () => {
    const node = schema.getType('Node');
    expect(isInterfaceType(node) && schema.getPossibleTypes(node).filter(({ name }) => scopeOfType(name) === null)).toEqual([]);
  });

  it('name types that are there', () => {
    expect(Object.keys(TYPE_SCOPES).filter((name) => !isObjectType(schema.getType(name)))).toEqual([]);
  });

  /** What an object type leads to without a gate on the way. */
  const opensWithout = (type: GraphQLNamedType, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(type.name)) return seen;
    seen.add(type.name);
    if (isUnionType(type)) for (const member of type.getTypes()) opensWithout(member, seen);
    if (isObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const target = getNamedType(field.type);
        if (scopeOfType(target.name) === null) opensWithout(target, seen);
      }
    }
    return seen;
  };

  it('leave open only what hangs from something that has one', () => {
    const gated = objects.filter(({ name }) => scopeOfType(name) !== null || name === 'Mutation');
    const reachable = new Set(gated.flatMap((type) => [...opensWithout(type)]));
    const open = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => OPEN_QUERIES.has(name)).flatMap((field) => [...opensWithout(getNamedType(field.type))]);
    const stray = objects.filter(({ name }) => name !== 'Query' && !reachable.has(name) && !open.includes(name));
    expect(stray.map(({ name }) => name)).toEqual([]);
  });
});

const READS: readonly (readonly [Scope, string])[] = [
  ['invoices:read', '{ it: invoices(first: 1) { nodes { id } } }'],
  ['customers:read', '{ it: customers(first: 1) { nodes { id } } }'],
  ['subscriptions:read', '{ it: subscriptions(first: 1) { nodes { id } } }'],
  ['payments:read', '{ it: payments(first: 1) { nodes { id } } }'],
  ['catalog:read', '{ it: tariffs(first: 1) { nodes { id } } }'],
  ['catalog:read', '{ it: department { currency } }'],
  ['outcomes:read', '{ it: mutationOutcomes(first: 1) { nodes { state } } }'],
  ['outcomes:read', '{ it: mutationOutcome(idempotencyKey: "k") { state } }'],
  ['audit:read', '{ it: auditLog(first: 1) { nodes { position } } }'],
];

describe('a scope', () => {
  it.each(READS)('%s alone opens %s', async (scope, document) => {
    const { errors } = await graph.run(document, {}, { caller: callerWith(scope) });
    expect(errors).toEqual([]);
  });

  it.each(READS)('%s, missing, closes %s before anything is read', async (scope, document) => {
    const { data, errors, calls } = await graph.run(document, {}, { caller: callerWithout(scope) });
    expect([data, refusals(errors), calls]).toEqual([{ it: null }, [['it', 'FORBIDDEN', scope]], []]);
  });

  it.each<[string, Scope, string]>([
    ['invoice.customer', 'customers:read', '{ invoices(first: 3, filter: { customerId: $none }) { nodes { customer { id } } } }'],
    ['invoice.payments', 'payments:read', '{ invoices(first: 3) { nodes { payments { nodes { id } } } } }'],
    ['payment.invoice', 'invoices:read', '{ payments(first: 3) { nodes { invoice { id } } } }'],
    ['customer.balance', 'invoices:read', '{ customers(first: 3) { nodes { balance { due { amount } } } } }'],
    ['subscription.tariff', 'catalog:read', '{ subscriptions(first: 3) { nodes { tariff { id } } } }'],
  ])('holds on the edge %s', async (_edge, scope, document) => {
    const query = document.replace(', filter: { customerId: $none }', '');
    const { errors, calls } = await graph.run(query, {}, { caller: callerWithout(scope) });
    expect(errors.length).toBeGreaterThan(0);
    for (const [, code, needed] of refusals(errors)) expect([code, needed]).toEqual(['FORBIDDEN', scope]);
    expect(calls).toHaveLength(1);
  });

  it('holds on node and nodes, before anything is read', async () => {
    const { data } = await graph.run('{ invoices(first: 1) { nodes { id } } payments(first: 1) { nodes { id } } }');
    const { invoices, payments } = data as Record<string, { readonly nodes: readonly [{ readonly id: string }] }>;
    const [invoice, payment] = [invoices!.nodes[0].id, payments!.nodes[0].id];
    graph.sandbox.calls.clear();
    const closed = await graph.run('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id: invoice }, { caller: callerWithout('invoices:read') });
    expect([closed.data, refusals(closed.errors), closed.calls]).toEqual([{ node: null, nodes: [null] }, [['node', 'FORBIDDEN', 'invoices:read'], ['nodes.0', 'FORBIDDEN', 'invoices:read']], []]);
    const open = await graph.run('query ($id: ID!) { node(id: $id) { id } }', { id: payment }, { caller: callerWith('payments:read') });
    expect(open.errors).toEqual([]);
  });

  it('holds on a totalCount and on edges as on nodes', async () => {
    const { errors, calls } = await graph.run('{ a: payments { totalCount } b: payments { edges { node { id } } } }', {}, { caller: callerWithout('payments:read') });
    expect([refusals(errors), calls]).toEqual([[['a', 'FORBIDDEN', 'payments:read'], ['b', 'FORBIDDEN', 'payments:read']], []]);
  });

  it('holds through an interface: the object of an outcome needs the scope of what it is', async () => {
    await graph.run(await operation('InvoiceIssue'), { input: { idempotencyKey: 'scoped', customer: { email: 'a@b.md', companyName: 'A' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] } });
    const { data, errors } = await graph.run('{ mutationOutcome(idempotencyKey: "scoped") { state object { id } } }', {}, { caller: callerWithout('invoices:read') });
    expect([data, refusals(errors)]).toEqual([{ mutationOutcome: { state: 'DONE', object: null } }, [['mutationOutcome.object', 'FORBIDDEN', 'invoices:read']]]);
  });
});

describe('a mutation', () => {
  const inputs = Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args: [input] }) => [name, input?.type.toString() ?? ''] as const);

  it.each(inputs)('%s without its scope sends nothing and leaves no trace', async (name, type) => {
    const scope = scopeOfMutation(name);
    const fields = await graph.run('query ($t: String!) { __type(name: $t) { inputFields { name type { kind ofType { name kind ofType { name } } } } } }', { t: type.replace('!', '') });
    expect(fields.errors).toEqual([]);
    const { inputFields } = fields.data?.__type as { readonly inputFields: readonly { readonly name: string; readonly type: { readonly kind: string; readonly ofType: { readonly name: string | null; readonly kind: string } | null } }[] };
    const required = inputFields.filter(({ type: { kind } }) => kind === 'NON_NULL');
    const input = Object.fromEntries(required.map(({ name: member, type: { ofType } }) => [member, ofType?.kind === 'LIST' ? [] : ofType?.kind === 'ENUM' ? 'ABANDON' : ofType?.name === 'Decimal' ? '1' : 'x']));
    const { data, errors, calls } = await graph.run(`mutation ($input: ${type}) { it: ${name}(input: $input) { __typename } }`, { input }, { caller: callerWithout(scope!) });
    expect([data, refusals(errors), calls]).toEqual([{ it: null }, [['it', 'FORBIDDEN', scope]], []]);
  });

  it('with its scope alone is carried out, and what it made needs its own', async () => {
    const document = 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename ... on InvoiceIssuePayload { invoice { id } } } }';
    const input = { idempotencyKey: 'write-only', customer: { email: 'a@b.md', companyName: 'A' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] };
    const { data, errors, calls } = await graph.run(document, { input }, { caller: callerWith('invoices:write') });
    expect([data, refusals(errors), calls]).toEqual([
      { invoiceIssue: { __typename: 'InvoiceIssuePayload', invoice: null } },
      [['invoiceIssue.invoice', 'FORBIDDEN', 'invoices:read']],
      ['department.get', 'invoice.put'],
    ]);
  });
});
