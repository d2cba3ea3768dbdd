import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

interface Page {
  readonly invoices: { readonly nodes: readonly { readonly upstreamId: number }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null; readonly hasPreviousPage: boolean; readonly startCursor: string | null } };
}

const FORWARD = `query ($first: Int!, $after: String, $field: InvoiceOrderField!, $direction: OrderDirection!) {
  invoices(first: $first, after: $after, orderBy: { field: $field, direction: $direction }) {
    nodes { upstreamId } pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
  }
}`;

let graph: GraphOverSandbox;
beforeEach(async () => {
  graph = await startGraphOverSandbox({ invoices: 300 });
});
afterEach(() => graph.close());

const issue = `mutation ($key: ID!) { invoiceIssue(input: {
  idempotencyKey: $key,
  customer: { email: "a@exemplu.md" }, lines: [{ name: "Abonament", unitPrice: "10.00", quantity: 1 }]
}) { __typename ... on InvoiceIssuePayload { invoice { upstreamId } } } }`;

const page = async (variables: Record<string, unknown>): Promise<Page['invoices']> => {
  const { data, errors } = await graph.run(FORWARD, variables);
  expect(errors).toEqual([]);
  return (data as unknown as Page).invoices;
};

const walk = async (order: Record<string, string>, between: () => Promise<void>): Promise<number[]> => {
  const seen: number[] = [];
  let after: string | null = null;
  for (;;) {
    const { nodes, pageInfo }: Page['invoices'] = await page({ first: 40, after, ...order });
    seen.push(...nodes.map(({ upstreamId }) => upstreamId));
    if (!pageInfo.hasNextPage) return seen;
    after = pageInfo.endCursor;
    await between();
  }
};

describe('walking the list while invoices are issued', () => {
  it.each([
    { field: 'ISSUED_AT', direction: 'DESC' },
    { field: 'ISSUED_AT', direction: 'ASC' },
    { field: 'AMOUNT', direction: 'DESC' },
    { field: 'UPSTREAM_ID', direction: 'DESC' },
    { field: 'NUMBER', direction: 'ASC' },
  ])('by $field $direction neither loses nor repeats a row', async (order) => {
    const before = await walk(order, () => Promise.resolve());
    expect(new Set(before).size).toBe(before.length);

    const issued: number[] = [];
    const during = await walk(order, async () => {
      for (let i = 0; i < 3; i += 1) {
        const { data } = await graph.run(issue, { key: `k${issued.length}` });
        issued.push((data as unknown as { invoiceIssue: { invoice: { upstreamId: number } } }).invoiceIssue.invoice.upstreamId);
      }
    });
    expect(issued.length).toBeGreaterThan(10);
    expect(new Set(during).size).toBe(during.length);
    expect(during.filter((id) => !issued.includes(id))).toEqual(before);
  });
});

describe('what a page costs', () => {
  it('is one call, and one more only where the page and its anchor pass the upstream’s cap', async () => {
    const first = await graph.run(FORWARD, { first: 40, field: 'ISSUED_AT', direction: 'DESC' });
    expect(first.calls).toEqual(['invoice.list']);
    const after = (first.data as unknown as Page).invoices.pageInfo.endCursor;
    expect((await graph.run(FORWARD, { first: 40, after, field: 'ISSUED_AT', direction: 'DESC' })).calls).toEqual(['invoice.list']);
    expect((await graph.run(FORWARD, { first: 100, after, field: 'ISSUED_AT', direction: 'DESC' })).calls).toEqual(['invoice.list', 'invoice.list']);
  });

  it('refuses a cursor of another order before anything is sent', async () => {
    const { pageInfo: { endCursor } } = await page({ first: 5, field: 'ISSUED_AT', direction: 'DESC' });
    const { errors, calls, data } = await graph.run(FORWARD, { first: 5, after: endCursor, field: 'ISSUED_AT', direction: 'ASC' });
    expect(data).toEqual({ invoices: null });
    expect(errors.map(({ extensions, path }) => ({ ...extensions, path }))).toEqual([{ code: 'INVALID_CURSOR', argument: 'after', path: ['invoices'] }]);
    expect(calls).toEqual([]);
  });
});
