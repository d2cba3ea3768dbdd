import { readdir } from 'node:fs/promises';

import type { IEnvironment } from 'relay-runtime';
import relay from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import type { RelayArtifacts } from './compile-relay.ts';
import { compileRelay } from './compile-relay.ts';
import { invoiceCount, newestInvoices } from './seeded.ts';

const { commitMutation, createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } = relay;

const PAGES = `
  query PagesQuery($first: Int, $after: String) {
    invoices(first: $first, after: $after) @connection(key: "Pages_invoices") { edges { node { id number } } }
  }`;

/** What the first page shows once further pages have joined it; the compiler adds `pageInfo`. */
interface Pages {
  readonly invoices: { readonly edges: readonly { readonly node: { readonly number: string } }[]; readonly pageInfo: { readonly endCursor: string } };
}

let stack: Stack;
let artifacts: RelayArtifacts;
beforeAll(async () => {
  [stack, artifacts] = await Promise.all([startStack({ sandbox: { invoices: 100 } }), compileRelay({ Pages: PAGES })]);
}, 60_000);
afterAll(async () => {
  await stack.close();
  await artifacts.remove();
});

const createEnvironment = (): IEnvironment =>
  new Environment({
    network: Network.create(async ({ text }, variables) => (await (await stack.post({ query: text, variables })).json()) as never),
    store: new Store(new RecordSource()),
  });

const read = async (environment: IEnvironment, name: string, variables: Record<string, unknown> = {}): Promise<unknown> =>
  fetchQuery(environment, await artifacts.load(name), variables).toPromise();

describe('Relay', () => {
  it('compiles every published operation against the published schema', async () => {
    const published = (await readdir(new URL('../../schema/operations/', import.meta.url))).filter((file) => file.endsWith('.graphql')).map((file) => file.replace(/\.graphql$/, ''));
    expect(artifacts.names.map((name) => name.replace(/(?:Query|Mutation)$/, '')).filter((name) => published.includes(name)).sort()).toEqual(published.sort());
  });

  it('runs a list, and shows what the upstream holds', async () => {
    const nodes = newestInvoices(stack, 3).map(({ id, number, buyer, customer }) => ({ id, number, buyer: { name: buyer }, customer }));
    expect(await read(createEnvironment(), 'InvoiceListQuery', { first: 3 })).toMatchObject({ invoices: { totalCount: invoiceCount(stack), nodes } });
  });

  it('reads objects of several types again by their ids, into the records that it has', async () => {
    const environment = createEnvironment();
    const { id, number, customer } = newestInvoices(stack, 20).find((invoice) => invoice.customer !== null)!;
    await read(environment, 'RefetchQuery', { ids: [id, customer!.id] });
    const records = environment.getStore().getSource();
    expect(records.get(id)).toMatchObject({ __typename: 'Invoice', number });
    expect(records.get(customer!.id)).toMatchObject({ __typename: 'Customer', name: customer!.name });
  });

  it('joins the pages of a connection', async () => {
    const environment = createEnvironment();
    const firstPage = createOperationDescriptor(await artifacts.load('PagesQuery'), { first: 4 });
    environment.retain(firstPage);
    const held = (): Pages['invoices'] => (environment.lookup(firstPage.fragment).data as unknown as Pages).invoices;
    const numbers = (): readonly string[] => held().edges.map(({ node }) => node.number);
    await read(environment, 'PagesQuery', { first: 4 });
    expect(numbers()).toEqual(newestInvoices(stack, 4).map(({ number }) => number));
    await read(environment, 'PagesQuery', { first: 3, after: held().pageInfo.endCursor });
    expect(numbers()).toEqual(newestInvoices(stack, 7).map(({ number }) => number));
  });

  it('issues an invoice', async () => {
    const before = invoiceCount(stack);
    const input = { idempotencyKey: 'k', customer: { email: 'a@exemplu.md' }, lines: [{ name: 'Abonament', unitPrice: '12.50', quantity: 2 }] };
    const mutation = await artifacts.load('InvoiceIssueMutation');
    const answer = await new Promise((resolve, reject) => {
      commitMutation(createEnvironment(), { mutation, variables: { input }, onCompleted: resolve, onError: reject });
    });
    const [newest] = newestInvoices(stack, 1);
    expect(answer).toMatchObject({ invoiceIssue: { __typename: 'InvoiceIssuePayload', invoice: { id: newest?.id, number: newest?.number, totals: { gross: { amount: '25.00', currency: 'MDL' } } } } });
    expect(invoiceCount(stack)).toBe(before + 1);
  });
});
