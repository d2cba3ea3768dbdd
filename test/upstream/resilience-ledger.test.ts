import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { RESILIENCE } from '../kit/resilience.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeEach(async () => {
  // Only the calendar stands still: sockets and timers run.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-20T09:00:00Z') });
  const retry = { attempts: 1, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 };
  stack = await startStack({ sandbox: { invoices: 30 }, upstream: { retry, resilience: { ...RESILIENCE, breaker: { failures: 1, openMs: 5_000 } } } });
});
afterEach(async () => {
  vi.useRealTimers();
  await stack.close();
});

const issue = async (key: string): Promise<unknown> => {
  const input = { idempotencyKey: key, customer: { email: 'a@b.md' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] };
  const query = 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename ... on UpstreamRejectedError { code retryable retryAfterSeconds } } }';
  const reply = (await (await stack.post({ query, variables: { input } })).json()) as { readonly data: { readonly invoiceIssue: unknown } };
  return reply.data.invoiceIssue;
};
const puts = (): number => stack.sandbox.calls.of('invoice.put').length;

describe('the ledger while the upstream is left alone', () => {
  it('takes a write that was not sent for one that may be sent again under its key', async () => {
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: '500' });
    expect(await issue('first')).toEqual({ __typename: 'OutcomeUnknownError' });
    const refused = { __typename: 'UpstreamRejectedError', code: 'UPSTREAM_CIRCUIT_OPEN', retryable: true, retryAfterSeconds: 5 };
    expect(await issue('second')).toEqual(refused);
    expect(await issue('second')).toEqual(refused);
    expect(puts()).toBe(1);
    vi.setSystemTime(Date.now() + 5_000);
    expect(await issue('second')).toEqual({ __typename: 'InvoiceIssuePayload' });
    expect(await issue('second')).toEqual({ __typename: 'InvoiceIssuePayload' });
    expect(puts()).toBe(2);
  });

  it('does not look for a write of unknown outcome, and finds it afterwards', async () => {
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetAfter' });
    expect(await issue('first')).toEqual({ __typename: 'OutcomeUnknownError' });
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    await stack.post({ query: '{ invoices(first: 1) { nodes { number } } }' });
    const before = stack.sandbox.calls.count();
    for (let i = 0; i < 20; i += 1) expect(await issue('first')).toEqual({ __typename: 'OutcomeUnknownError' });
    expect(stack.sandbox.calls.count()).toBe(before);
    const { rows: [key] } = await stack.ledger.ledger.forCaller({ tenant: 'test', caller: 'tester', requestId: null, language: 'ro' }).outcomes({}, { from: 'start', count: 1 });
    expect(key?.nextCheckAt).not.toBeNull();
    vi.setSystemTime(Date.now() + 5_000);
    expect(await issue('first')).toEqual({ __typename: 'InvoiceIssuePayload' });
    expect(puts()).toBe(1);
  });
});
