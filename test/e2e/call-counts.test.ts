import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { operation, startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

/** How often each endpoint was called. */
const counted = (calls: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const call of calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
};

interface OverviewData {
  readonly invoices: {
    readonly nodes: readonly {
      readonly id: string;
      readonly customer: { readonly id: string } | null;
      readonly subscription: { readonly id: string } | null;
      readonly payments: { readonly nodes: readonly { readonly id: string }[] };
    }[];
  };
}

describe('an upstream that batches', () => {
  let graph: GraphOverSandbox;
  beforeAll(async () => {
    graph = await startGraphOverSandbox();
  });
  afterAll(() => graph.close());

  it('reads 100 invoices with customer, subscription, payments and each customer’s subscriptions in 5 calls', async () => {
    const { data, errors, calls } = await graph.run(await operation('BillingOverview'), { first: 100 });
    expect(errors).toEqual([]);
    const { nodes } = (data as unknown as OverviewData).invoices;
    expect(nodes).toHaveLength(100);
    expect(nodes.filter(({ customer }) => customer !== null).length).toBeGreaterThan(80);
    expect(nodes.filter(({ subscription }) => subscription !== null).length).toBeGreaterThan(0);
    expect(nodes.flatMap(({ payments }) => payments.nodes).length).toBeGreaterThan(0);
    expect(counted(calls)).toEqual({ 'invoice.list': 1, 'customer.list': 1, 'subscription.list': 2, 'payment.list': 1 });
  });

  it('reads 50 customers, ten invoices of each and their payments by shared lists', async () => {
    const { errors, calls, data } = await graph.run(await operation('CustomerList'), { first: 50 });
    expect(errors).toEqual([]);
    const { customers } = data as unknown as { customers: { nodes: { id: string; invoices: { nodes: unknown[] } }[] } };
    const invoices = customers.nodes.flatMap((customer) => customer.invoices.nodes);
    const all = await graph.run('query ($ids: [ID!]) { invoices(first: 1, filter: { customerId: $ids }) { totalCount } }', { ids: customers.nodes.map(({ id }) => id) });
    const { totalCount } = (all.data as unknown as { invoices: { totalCount: number } }).invoices;
    expect(totalCount).toBeGreaterThan(200);
    // The whole list of these customers' invoices takes fewer calls than 50 single ones; payments are asked for by 100 invoices at a time.
    expect(counted(calls)).toEqual({ 'customer.list': 1, 'invoice.list': Math.ceil(totalCount / 100), 'payment.list': Math.ceil(invoices.length / 100) });
  });

  it('reads one object once, however often it is asked for', async () => {
    const first = await graph.run('{ invoices(first: 20) { nodes { id customer { id } } } }');
    const { nodes } = (first.data as unknown as { invoices: { nodes: { id: string; customer: { id: string } | null }[] } }).invoices;
    const invoice = nodes.find(({ customer }) => customer !== null);
    const { calls, errors } = await graph.run(
      `query ($id: ID!) {
        a: invoice(id: $id) { id ...F }
        b: invoice(id: $id) { number ...F }
        node(id: $id) { id ... on Invoice { status ...F } }
        nodes(ids: [$id, $id]) { id }
      }
      fragment F on Invoice { customer { name } again: customer { email } }`,
      { id: invoice?.id },
    );
    expect(errors).toEqual([]);
    expect(calls).toEqual(['customer.get', 'invoice.get']);
  });

  it('asks for a total only where it is selected and was not told anyway', async () => {
    expect((await graph.run('{ invoices(first: 5) { totalCount nodes { id } } }')).calls).toEqual(['invoice.list']);
    expect((await graph.run('{ invoices(first: 5) { totalCount } }')).calls).toEqual(['invoice.list']);
    expect((await graph.run('{ customers(first: 1) { nodes { invoices(first: 1) { nodes { id } } } } }')).calls).toEqual(['customer.list', 'invoice.list']);
  });
});

describe.each(['no', 'ignored'] as const)('an upstream without batches (filter.id: %s)', (filterId) => {
  let graph: GraphOverSandbox;
  beforeAll(async () => {
    graph = await startGraphOverSandbox({ switches: { filterId } });
  });
  afterAll(() => graph.close());

  it('notices it once, then costs at most one call per distinct key', async () => {
    const document = await operation('BillingOverview');
    const first = await graph.run(document, { first: 100 });
    expect(first.errors).toEqual([]);
    const second = await graph.run(document, { first: 100 });
    expect(second.errors).toEqual([]);
    expect(second.data).toEqual(first.data);

    const { nodes } = (second.data as unknown as OverviewData).invoices;
    const customers = new Set(nodes.flatMap(({ customer }) => (customer === null ? [] : [customer.id])));
    const subscriptions = new Set(nodes.flatMap(({ subscription }) => (subscription === null ? [] : [subscription.id])));
    const counts = counted(second.calls);
    expect(counts['customer.get']).toBe(customers.size);
    expect(counts['subscription.get'] ?? 0).toBeLessThanOrEqual(subscriptions.size);
    expect(counts['customer.list']).toBeUndefined();
    // Learning it cost one refused batch for each kind of object.
    expect(counted(first.calls)['customer.list']).toBe(1);
  });
});

describe('an upstream that takes single values only (filterLists: no)', () => {
  it('reads relations one parent at a time', async () => {
    const graph = await startGraphOverSandbox({ switches: { filterId: 'no', filterLists: 'no' } });
    try {
      const document = await operation('BillingOverview');
      await graph.run(document, { first: 20 });
      const { data, errors, calls } = await graph.run(document, { first: 20 });
      expect(errors).toEqual([]);
      const { nodes } = (data as unknown as OverviewData).invoices;
      const customers = new Set(nodes.flatMap(({ customer }) => (customer === null ? [] : [customer.id])));
      expect(counted(calls)['payment.list']).toBe(20);
      expect(counted(calls)['subscription.list']).toBe(customers.size);
    } finally {
      await graph.close();
    }
  });
});

describe('an upstream with small pages', () => {
  it('reads the same page of 100 in more calls', async () => {
    const [wide, narrow] = await Promise.all([startGraphOverSandbox(), startGraphOverSandbox({ switches: { pageCap: 30 } })]);
    try {
      const document = '{ invoices(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }';
      const a = await wide.run(document);
      const b = await narrow.run(document);
      expect(b.data).toEqual(a.data);
      expect(a.calls).toHaveLength(1);
      expect(b.calls).toHaveLength(4);
    } finally {
      await Promise.all([wide.close(), narrow.close()]);
    }
  });
});
