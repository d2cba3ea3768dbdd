import { readFileSync } from 'node:fs';

import type { TypedDocumentNode } from '@apollo/client/core/index.js';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core/index.js';
import { relayStylePagination } from '@apollo/client/utilities/index.js';
import { buildSchema, isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { BillingOverviewDocument, InvoiceListDocument, RefetchDocument } from './generated/graphql.ts';
import { invoiceCount, newestInvoices } from './seeded.ts';

const published = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

/** Which types an interface can be: all that Apollo's cache needs to know of a schema. */
const possibleTypes = Object.fromEntries(
  Object.values(published.getTypeMap())
    .filter(isInterfaceType)
    .map((type) => [type.name, published.getPossibleTypes(type).map(({ name }) => name)]),
);

interface Pages {
  readonly invoices: { readonly edges: readonly { readonly node: { readonly number: string } }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } } | null;
}

const PAGES: TypedDocumentNode<Pages, { readonly first: number; readonly after?: string | null }> = gql`
  query Pages($first: Int, $after: String) {
    invoices(first: $first, after: $after) { edges { cursor node { id number } } pageInfo { hasNextPage endCursor } }
  }
`;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 300 } });
});
afterAll(() => stack.close());

const createClient = (): ApolloClient =>
  new ApolloClient({
    link: new HttpLink({ uri: `${stack.url}/graphql`, fetch }),
    cache: new InMemoryCache({ possibleTypes, typePolicies: { Query: { fields: { invoices: relayStylePagination(['filter', 'view', 'search', 'orderBy']) } } } }),
  });

describe('Apollo Client', () => {
  it('reads a list, and shows what the upstream holds', async () => {
    const { data } = await createClient().query({ query: InvoiceListDocument, variables: { first: 10 } });
    const nodes = newestInvoices(stack, 10).map(({ id, number, buyer, customer }) => ({ id, number, buyer: { name: buyer }, customer }));
    expect(data).toMatchObject({ invoices: { totalCount: invoiceCount(stack), nodes } });
  });

  it('reads a nested page, and the same page again from its cache', async () => {
    const apollo = createClient();
    const first = await apollo.query({ query: BillingOverviewDocument, variables: { first: 10 } });
    expect(first.data?.invoices?.nodes.map(({ number }) => number)).toEqual(newestInvoices(stack, 10).map(({ number }) => number));
    const calls = stack.sandbox.calls.count();
    const again = await apollo.query({ query: BillingOverviewDocument, variables: { first: 10 } });
    expect(again.data).toEqual(first.data);
    expect(stack.sandbox.calls.count()).toBe(calls);
  });

  it('keeps one copy of an object, whichever way it was read', async () => {
    const apollo = createClient();
    const { id, customer } = newestInvoices(stack, 20).find((invoice) => invoice.customer !== null)!;
    await apollo.query({ query: InvoiceListDocument, variables: { first: 20 } });
    const keys = Object.keys(apollo.cache.extract() as object);
    expect([keys.includes(`Invoice:${id}`), keys.includes(`Customer:${customer!.id}`)]).toEqual([true, true]);
    const { data } = await apollo.query({ query: RefetchDocument, variables: { ids: [id, customer!.id] } });
    expect(data?.nodes?.map((node) => [node?.__typename, node?.id])).toEqual([['Invoice', id], ['Customer', customer!.id]]);
    expect(Object.keys(apollo.cache.extract() as object).sort()).toEqual(keys.sort());
  });

  it('joins the pages of a connection', async () => {
    const apollo = createClient();
    const first = await apollo.query({ query: PAGES, variables: { first: 4 } });
    const held = (): readonly (string | undefined)[] | undefined => apollo.readQuery({ query: PAGES, variables: { first: 4 } })?.invoices?.edges.map(({ node }) => node.number);
    expect(held()).toEqual(newestInvoices(stack, 4).map(({ number }) => number));
    const after = first.data?.invoices?.pageInfo.endCursor ?? null;
    await apollo.watchQuery({ query: PAGES, variables: { first: 4 } }).fetchMore({ variables: { first: 3, after } });
    expect(held()).toEqual(newestInvoices(stack, 7).map(({ number }) => number));
  });
});
