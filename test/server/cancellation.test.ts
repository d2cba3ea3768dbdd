import { afterEach, beforeEach, expect, it } from 'vitest';

import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeEach(async () => {
  stack = await startStack({ sandbox: { invoices: 50 } });
});
afterEach(() => stack.close());

/** Waits until something holds, without guessing how long it takes. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

const leave = async (query: string, endpoint: string): Promise<void> => {
  const gone = new AbortController();
  const asked = fetch(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }), signal: gone.signal });
  await until(() => stack.sandbox.calls.count(endpoint) === 1);
  gone.abort();
  await expect(asked).rejects.toThrow('aborted');
};

it('a caller who goes away ends the reads of the request, down to the upstream’s socket', async () => {
  stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
  await leave('{ invoices(first: 5) { nodes { id payments { nodes { id } } } } }', 'invoice.list');
  const [call] = stack.sandbox.calls.of('invoice.list');
  await until(() => call?.done === true);
  expect(call?.aborted).toBe(true);
  expect(stack.sandbox.calls.count()).toBe(1);
});

it('a caller who goes away does not end a write that has begun', async () => {
  stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 100 });
  const before = stack.sandbox.state.invoices.created;
  await leave('mutation { invoiceIssue(input: { idempotencyKey: "k", customer: { email: "a@b.md" }, lines: [{ name: "A", unitPrice: "1", quantity: 1 }] }) { __typename } }', 'invoice.put');
  const [call] = stack.sandbox.calls.of('invoice.put');
  await until(() => call?.done === true);
  expect([call?.aborted, call?.status]).toEqual([false, 200]);
  expect(stack.sandbox.state.invoices.created).toBe(before + 1);
});

it('a request with many upstream calls at once is no leak of listeners', async () => {
  Object.assign(stack.sandbox.switches, { filterId: 'no', filterLists: 'no' });
  const warnings: string[] = [];
  const onWarning = (warning: Error): number => warnings.push(warning.name);
  process.on('warning', onWarning);
  try {
    const reply = await stack.post({ query: '{ customers(first: 50) { nodes { id invoices(first: 10) { nodes { id payments { nodes { id } } customer { id } } } } } }' });
    expect(await reply.json()).not.toHaveProperty('errors');
    await new Promise(setImmediate);
    expect(warnings).toEqual([]);
  } finally {
    process.off('warning', onWarning);
  }
});
