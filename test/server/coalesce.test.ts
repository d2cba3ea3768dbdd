import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import { globalIdOf } from '../kit/ids.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

interface Reply {
  readonly data: unknown;
  readonly errors?: readonly unknown[];
  readonly extensions: { readonly upstream: { readonly calls: number; readonly shared?: number } };
}

/** Reads that the graph asked for, before anything is shared, and who waits for how many. */
let asked = 0;
let awaited: { readonly count: number; readonly resolve: () => void } | null = null;
const askedFor = (count: number): Promise<void> =>
  new Promise((resolve) => {
    awaited = { count: asked + count, resolve };
  });
const note = (): void => {
  asked += 1;
  if (awaited !== null && asked >= awaited.count) awaited.resolve();
};
const counting = (upstream: UpstreamClient): UpstreamClient => ({
  ...upstream,
  listInvoices: (scope, query) => {
    note();
    return upstream.listInvoices(scope, query);
  },
  getInvoice: (scope, selector) => {
    note();
    return upstream.getInvoice(scope, selector);
  },
});

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 30 }, wrapUpstream: counting });
});
afterAll(() => stack.close());
afterEach(() => stack.sandbox.faults.clear());

const ask = async (query: string, variables: object = {}, language: Language = 'ro'): Promise<Reply> => (await (await stack.post({ query, variables }, { 'accept-language': language })).json()) as Reply;

/** Holds every reply of the upstream until the answer is called. */
const hold = (): (() => void) => {
  let open: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (open = resolve));
  stack.sandbox.faults.add({ endpoint: '*', kind: 'latency', times: Infinity, until });
  return open;
};

const NUMBERS = '{ invoices(first: 3) { nodes { number } } }';
const STATUS = 'query ($id: ID!) { invoice(id: $id) { status } }';

describe('queries that ask the same at once', () => {
  it('cost one call in each language, and each tells that it was shared', async () => {
    stack.sandbox.calls.clear();
    const open = hold();
    const all = askedFor(30);
    const replies = Promise.all(LANGUAGES.flatMap((language) => Array.from({ length: 10 }, () => ask(NUMBERS, {}, language))));
    await all;
    open();
    const [first, ...others] = await replies;
    expect(first?.data).toMatchObject({ invoices: { nodes: [{}, {}, {}] } });
    for (const other of others) expect(other.data).toEqual(first?.data);
    expect([first, ...others].map((reply) => [reply?.extensions.upstream.calls, reply?.extensions.upstream.shared])).toEqual(Array.from({ length: 30 }, () => [1, 1]));
    expect(stack.sandbox.calls.all().map(({ endpoint }) => endpoint)).toEqual(['invoice.list', 'invoice.list', 'invoice.list']);
  });

  it('tell of no sharing when they ask alone', async () => {
    expect((await ask(NUMBERS)).extensions.upstream).not.toHaveProperty('shared');
  });
});

describe('a query after a write', () => {
  it('joins nothing that was sent before it: what was written is seen', async () => {
    const [open] = stack.sandbox.state.invoices.find(({ status }) => status === 'actual');
    if (open === undefined) throw new Error('the seed has no open invoice');
    const id = globalIdOf('Invoice', open.id);
    const release = hold();
    const isAsked = askedFor(1);
    const before = ask(STATUS, { id });
    await isAsked;
    // From here on the upstream answers at once; the first reading is still on its way.
    stack.sandbox.faults.clear();
    const cancelled = await ask('mutation ($input: InvoiceCancelInput!) { invoiceCancel(input: $input) { __typename } }', { input: { idempotencyKey: 'cancel-it', invoiceId: id } });
    expect(cancelled.data).toEqual({ invoiceCancel: { __typename: 'InvoiceCancelPayload' } });
    expect((await ask(STATUS, { id })).data).toEqual({ invoice: { status: 'CANCELLED' } });
    release();
    await before;
  });
});
