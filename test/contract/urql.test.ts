import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { InvoiceIssueDocument, InvoiceListDocument, SettingsDocument } from './generated/graphql.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 100 } });
});
afterAll(() => stack.close());

const client = () => new Client({ url: `${stack.url}/graphql`, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });

describe('urql', () => {
  it('reads typed documents, and caches them', async () => {
    const urql = client();
    const { data, error } = await urql.query(SettingsDocument, {});
    expect(error).toBeUndefined();
    expect(data?.department?.currency).toBe('MDL');
    const calls = stack.sandbox.calls.count();
    expect((await urql.query(SettingsDocument, {})).data).toEqual(data);
    expect(stack.sandbox.calls.count()).toBe(calls);
  });

  it('issues an invoice, and the list that it had cached is read again', async () => {
    const urql = client();
    const before = await urql.query(InvoiceListDocument, { first: 1 });
    const issued = await urql.mutation(InvoiceIssueDocument, { input: { customer: { email: 'a@exemplu.md' }, lines: [{ name: 'Abonament', unitPrice: '12.50', quantity: 2 }] } });
    const result = issued.data?.invoiceIssue;
    expect(result?.__typename).toBe('InvoiceIssuePayload');
    const total = result?.__typename === 'InvoiceIssuePayload' ? result.invoice?.totals.gross : undefined;
    expect(total).toMatchObject({ amount: '25.00', currency: 'MDL' });
    const after = await urql.query(InvoiceListDocument, { first: 1 }, { requestPolicy: 'network-only' });
    expect(after.data?.invoices?.totalCount).toBe((before.data?.invoices?.totalCount ?? 0) + 1);
  });

  it('tells errors by their codes', async () => {
    const { error, data } = await client().query(InvoiceListDocument, { first: 101 });
    expect(error?.graphQLErrors.map(({ extensions, path }) => [extensions.code, extensions.argument, path])).toEqual([['INVALID_PAGE_SIZE', 'first', ['invoices']]]);
    expect(data).toEqual({ invoices: null });
  });
});
