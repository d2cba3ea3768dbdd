import fc from 'fast-check';
import type { FieldNode, SelectionSetNode } from 'graphql';
import { isInterfaceType, isObjectType, Kind, parse, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { SCOPES } from '../../src/domain/scopes.ts';
import type { Caller } from '../../src/graphql/caller.ts';
import { ANYBODY } from '../../src/graphql/caller.ts';
import { schema } from '../../src/graphql/schema.ts';
import { seedTariffs } from '../../src/sandbox/seed/tariffs.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import type { RandomOperation } from '../kit/random-operation.ts';
import { randomOperation } from '../kit/random-operation.ts';

const OPERATIONS = 1_000;

let graph: GraphOverSandbox;
let payer: Caller;
/** Ids to ask for, the payer's and others'. */
let ids: readonly string[];
/** Texts that a reply has nowhere but from what is another's, as they stand in JSON. */
let foreign: readonly string[];

type Row = Readonly<Record<string, unknown>>;

/** Every text in a row that tells rows apart: names, addresses, numbers; no amounts, days or words of a list. */
const textsOf = (row: Row): readonly string[] =>
  Object.values(row).flatMap((value) => {
    if (typeof value === 'object' && value !== null) return textsOf(value as Row);
    return typeof value === 'string' && value.length >= 4 && !/^-?\d+(?:\.\d+)?$|^\d{4}-\d{2}-\d{2}/.test(value) ? [JSON.stringify(value)] : [];
  });

beforeAll(async () => {
  graph = await startGraphOverSandbox({ invoices: 120 });
  const { invoices, payments, customers, subscriptions } = graph.sandbox.state;
  // The customer with most invoices pays.
  const { data } = await graph.run('{ customers(first: 100) { nodes { upstreamId invoices { totalCount } } } }');
  const { nodes } = (data as { readonly customers: { readonly nodes: readonly { readonly upstreamId: number; readonly invoices: { readonly totalCount: number } }[] } }).customers;
  const own = [...nodes].sort((a, b) => b.invoices.totalCount - a.invoices.totalCount)[0]?.upstreamId ?? 0;
  for (const { upstreamId } of nodes) graph.sandbox.state.insertSubscription({ customer_id: upstreamId, status: 'active' });
  payer = { name: 'payer', scopes: new Set(SCOPES), payerOf: own };
  const rows: readonly (readonly [type: string, customer: number | undefined, row: Row & { readonly id: number }])[] = [
    ...customers.find(() => true).map((row) => ['Customer', row.id, { ...row }] as const),
    ...invoices.find(() => true).map((row) => ['Invoice', row.buyer_id, { ...row }] as const),
    ...subscriptions.find(() => true).map((row) => ['Subscription', row.customer_id, { ...row }] as const),
    ...payments.find(() => true).map((row) => ['Payment', invoices.get(row.invoice_id)?.buyer_id, { ...row }] as const),
  ];
  const globalId = ([type, , { id }]: (typeof rows)[number]): string => globalIdOf(type, id);
  const others = rows.filter(([, customer]) => customer !== own);
  const known = new Set([...rows.filter(([, customer]) => customer === own).flatMap(([, , row]) => textsOf(row)), ...[...graph.sandbox.departments, ...seedTariffs('MDL')].flatMap((row) => textsOf({ ...row }))]);
  foreign = [...new Set([...others.map((row) => JSON.stringify(globalId(row))), ...others.flatMap(([, , row]) => textsOf(row)).filter((text) => !known.has(text))])];
  const lists = await graph.run('{ a: invoices(first: 10) { nodes { id } } b: customers(first: 10) { nodes { id } } c: subscriptions(first: 10) { nodes { id } } d: payments(first: 10) { nodes { id } } }');
  ids = Object.values(lists.data as Readonly<Record<string, { readonly nodes: readonly { readonly id: string }[] }>>).flatMap((list) => list.nodes.map(({ id }) => id));
});
afterAll(() => graph.close());

/** The document, asking for the id of everything that has one: whatever of another's is reached shows. */
const withIds = (document: string): string => {
  const types = new TypeInfo(schema);
  const id: FieldNode = { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: 'shown' }, name: { kind: Kind.NAME, value: 'id' } };
  const addId = (set: SelectionSetNode): SelectionSetNode | undefined => {
    const type = types.getParentType();
    return (isObjectType(type) || isInterfaceType(type)) && type.getFields()['id'] !== undefined ? { ...set, selections: [...set.selections, id] } : undefined;
  };
  return print(visit(parse(document), visitWithTypeInfo(types, { SelectionSet: { leave: addId } })));
};

const operations = (): readonly RandomOperation[] =>
  fc.sample(fc.gen().map((g) => randomOperation(schema, g, { ids, mutations: 0 })), { seed: 20_261_123, numRuns: OPERATIONS });

it('no random query shows a payer what is another’s, and the same queries show it to the seller', async () => {
  expect(foreign.length).toBeGreaterThan(500);
  const asked = operations().map(({ document, variables }) => ({ document: withIds(document), variables }));
  const shown = async (caller: Caller): Promise<number> => {
    let count = 0;
    for (const { document, variables } of asked) {
      const { data, errors } = await graph.run(document, variables, { caller });
      const reply = JSON.stringify({ data, errors });
      const leaks = foreign.filter((text) => reply.includes(text));
      if (caller === payer && leaks.length > 0) throw new Error(`${leaks[0] ?? ''} is shown by\n${document}\n${JSON.stringify(variables)}`);
      if (leaks.length > 0) count += 1;
    }
    return count;
  };
  expect(await shown(payer)).toBe(0);
  expect(await shown(ANYBODY)).toBeGreaterThan(50);
}, 60_000);
