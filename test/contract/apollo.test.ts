import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client/core/index.js';
import { relayStylePagination } from '@apollo/client/utilities/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { BillingOverviewDocument, CustomerListDocument, InvoiceListDocument } from './generated/graphql.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 300 } });
});
afterAll(() => stack.close());

const client = () =>
  new ApolloClient({
    link: new HttpLink({ uri: `${stack.url}/graphql`, fetch }),
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Invoice', 'Customer', 'Subscription', 'Payment', 'Tariff'] },
      // Totals have no id of their own: they belong to their invoice.
      typePolicies: { InvoiceTotals: { merge: true }, Query: { fields: { invoices: relayStylePagination(['filter', 'view', 'search', 'orderBy']) } } },
    }),
  });

describe('Apollo Client', () => {
  it('reads a nested page, and the same page again from its cache', async () => {
    const apollo = client();
    const first = await apollo.query({ query: BillingOverviewDocument, variables: { first: 10 } });
    expect(first.data?.invoices?.nodes).toHaveLength(10);
    const calls = stack.sandbox.calls.count();
    const again = await apollo.query({ query: BillingOverviewDocument, variables: { first: 10 } });
    expect(again.data).toEqual(first.data);
    expect(stack.sandbox.calls.count()).toBe(calls);
  });

  it('normalises objects by their ids: a customer read through an invoice is the customer of the list', async () => {
    const apollo = client();
    const { data } = await apollo.query({ query: BillingOverviewDocument, variables: { first: 50 } });
    const seen = data?.invoices?.nodes.find(({ customer }) => customer !== null)?.customer;
    const { data: customers } = await apollo.query({ query: CustomerListDocument, variables: { first: 100 } });
    const listed = customers?.customers?.nodes.find(({ id }) => id === seen?.id);
    expect(listed?.name).toBe(seen?.name);
    expect(Object.keys(apollo.cache.extract() as object).filter((key) => key === `Customer:${seen?.id}`)).toHaveLength(1);
  });

  it('pages on with the cursor', async () => {
    const apollo = client();
    const one = await apollo.query({ query: InvoiceListDocument, variables: { first: 5 } });
    const { data: two } = await apollo.query({ query: InvoiceListDocument, variables: { first: 5, after: one.data?.invoices?.pageInfo.endCursor ?? null }, fetchPolicy: 'no-cache' });
    const { data: both } = await client().query({ query: InvoiceListDocument, variables: { first: 10 } });
    const ids = (list: typeof two): string[] => list?.invoices?.nodes.map(({ id }) => id) ?? [];
    expect([...ids(one.data), ...ids(two)]).toEqual(ids(both));
    expect(new Set(ids(both)).size).toBe(10);
  });
});
