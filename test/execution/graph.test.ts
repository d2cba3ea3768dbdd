import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SCOPES } from '../../src/domain/scopes.ts';
import { createExecutor } from '../../src/execution/create-executor.ts';
import { TRAITS } from '../../src/graphql/execution-traits.ts';
import type { Seal } from '../../src/graphql/seal.ts';
import { schema } from '../../src/graphql/schema.ts';
import type { Answer, GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf, SEAL } from '../kit/ids.ts';
import { randomOperation } from '../kit/random-operation.ts';
import { GRAPHQL_JS } from '../kit/run-graph.ts';

let graph: GraphOverSandbox;
beforeAll(async () => {
  graph = await startGraphOverSandbox({ invoices: 40 });
});
afterAll(() => graph.close());

const IDS = [1, 7, 30].flatMap((n) => [globalIdOf('Invoice', n), globalIdOf('Customer', n), globalIdOf('Payment', n), globalIdOf('Subscription', n)]);

/** All that a client can tell: the data with the order of its members, and each error; those of one place may come in any order. */
const told = ({ data, errors, calls }: Answer): string => JSON.stringify({ data, errors: errors.map((error) => JSON.stringify(error)).sort(), calls });

describe('random queries of the graph', () => {
  const fallbacks: string[] = [];
  const executor = createExecutor({ schema, traits: TRAITS, mostFields: 100_000, onFallback: (reason) => fallbacks.push(reason) });

  it.each([
    ['with all scopes', fc.constant(SCOPES), null, 400],
    ['with some scopes', fc.subarray([...SCOPES]), null, 200],
    ['of a payer', fc.constant(SCOPES), 4, 200],
  ])('%s are answered as graphql-js does, at the same calls to the upstream', async (_who, scopes, payerOf, operations) => {
    const property = fc.asyncProperty(fc.gen(), scopes, async (g, allowed) => {
      const { document, variables } = randomOperation(schema, g, { ids: IDS, mutations: 0, maxDepth: 3 });
      const caller = { name: 'somebody', scopes: new Set(allowed), payerOf };
      const expected = told(await graph.run(document, variables, { caller, executor: GRAPHQL_JS }));
      const actual = told(await graph.run(document, variables, { caller, executor }));
      if (actual !== expected) throw new Error(`${expected}\n  and ${actual}\n${document}\n${JSON.stringify(variables)}`);
    });
    await fc.assert(property, { numRuns: operations, seed: 20_261_123, endOnFailure: false });
    expect(fallbacks).toEqual([]);
  }, 60_000);

  it('are answered alike where the upstream fails', async () => {
    const property = fc.asyncProperty(fc.gen(), fc.constantFrom('invoice.list', 'customer.list', 'payment.list', 'customer.get', 'department.get'), async (g, endpoint) => {
      const { document, variables } = randomOperation(schema, g, { ids: IDS, mutations: 0, maxDepth: 3 });
      const run = async (by: typeof executor): Promise<string> => {
        graph.sandbox.faults.add({ endpoint, kind: '500', times: Infinity });
        const { data, errors } = await graph.run(document, variables, { executor: by });
        graph.sandbox.faults.clear();
        return JSON.stringify({ data, errors: errors.map((error) => JSON.stringify(error)).sort() });
      };
      expect(await run(executor)).toBe(await run(GRAPHQL_JS));
    });
    await fc.assert(property, { numRuns: 150, seed: 20_261_123, endOnFailure: false });
  }, 60_000);
});

describe('what no plan can do', () => {
  it('is left to graphql-js, and told', async () => {
    const fallbacks: string[] = [];
    const executor = createExecutor({ schema, traits: TRAITS, mostFields: 100_000, onFallback: (reason) => fallbacks.push(reason) });
    const { data, errors } = await graph.run('{ __schema { queryType { name } } }', {}, { executor });
    expect([data, errors, fallbacks]).toEqual([{ __schema: { queryType: { name: 'Query' } } }, [], ['introspection']]);
  });
});

describe('ids', () => {
  it('are sealed once for all objects of one type at one place', async () => {
    const asked: unknown[] = [];
    const seal: Seal = {
      ...SEAL,
      close: (kind, text) => {
        asked.push(text);
        return SEAL.close(kind, text);
      },
      closeIds: (typename, ids) => {
        asked.push([typename, ids.length]);
        return SEAL.closeIds(typename, ids);
      },
    };
    const { data, errors } = await graph.run('{ invoices(first: 20) { nodes { id customer { id } payments(first: 3) { nodes { id } } } } invoice(number: "CH-7") { id } }', {}, { seal });
    expect(errors).toEqual([]);
    const { invoices } = data as { readonly invoices: { readonly nodes: readonly { readonly customer: unknown; readonly payments: { readonly nodes: readonly unknown[] } }[] } };
    expect(invoices.nodes.flatMap((node) => node.payments.nodes)).toHaveLength(16);
    expect(invoices.nodes.filter(({ customer }) => customer !== null)).toHaveLength(18);
    expect(asked).toEqual(['Invoice:9', ['Invoice', 20], ['Customer', 18], ['Payment', 16]]);
  });
});
