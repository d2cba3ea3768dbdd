import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { InvoiceIssueDocument, InvoiceListDocument, SettingsDocument } from './generated/graphql.ts';
import { invoiceCount, newestInvoices } from './seeded.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 100 } });
});
afterAll(() => stack.close());

const createClient = (): Client => new Client({ url: `${stack.url}/graphql`, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });

describe('urql', () => {
  it('reads typed documents, and caches them', async () => {
    const urql = createClient();
    const { data, error } = await urql.query(SettingsDocument, {});
    expect(error).toBeUndefined();
    const [department] = stack.sandbox.departments;
    expect(data?.department).toMatchObject({ upstreamId: department?.id, currency: department?.currency, invoicePrefix: department?.prefix, name: { text: department?.caption } });
    const calls = stack.sandbox.calls.count();
    expect((await urql.query(SettingsDocument, {})).data).toEqual(data);
    expect(stack.sandbox.calls.count()).toBe(calls);
  });

  it('pages on with the cursor', async () => {
    const urql = createClient();
    const first = await urql.query(InvoiceListDocument, { first: 3 });
    const second = await urql.query(InvoiceListDocument, { first: 3, after: first.data?.invoices?.pageInfo.endCursor ?? '' });
    const seen = [first, second].flatMap(({ data }) => data?.invoices?.nodes ?? []).map(({ id, number, customer }) => ({ id, number, customer }));
    expect(seen).toMatchObject(newestInvoices(stack, 6).map(({ id, number, customer }) => ({ id, number, customer })));
  });

  it('issues an invoice, and the list that it had cached shows it', async () => {
    const urql = createClient();
    const count = invoiceCount(stack);
    const before = await urql.query(InvoiceListDocument, { first: 1 });
    expect(before.data?.invoices?.totalCount).toBe(count);
    const issued = await urql.mutation(InvoiceIssueDocument, { input: { idempotencyKey: 'k', customer: { email: 'a@exemplu.md' }, lines: [{ name: 'Abonament', unitPrice: '12.50', quantity: 2 }] } });
    const [newest] = newestInvoices(stack, 1);
    expect(issued.data?.invoiceIssue).toMatchObject({ __typename: 'InvoiceIssuePayload', invoice: { id: newest?.id, number: newest?.number, totals: { gross: { amount: '25.00', currency: 'MDL' } } } });
    // The document cache forgets by typename what the mutation touched.
    const after = await urql.query(InvoiceListDocument, { first: 1 });
    expect(after.data?.invoices).toMatchObject({ totalCount: count + 1, nodes: [{ id: newest?.id }] });
  });

  it('tells errors by their codes', async () => {
    const { error, data } = await createClient().query(InvoiceListDocument, { first: 101 });
    expect(error?.graphQLErrors.map(({ extensions: { code, argument, limit, value } }) => [code, argument, limit, value])).toEqual([['INVALID_PAGE_SIZE', 'first', 100, 101]]);
    expect(data).toBeUndefined();
  });
});
