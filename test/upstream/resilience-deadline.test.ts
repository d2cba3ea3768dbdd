import { afterEach, describe, expect, it } from 'vitest';

import { LIMITS } from '../../src/config/limits.ts';
import { readRequestTimeout } from '../../src/server/request-timeout.ts';
import type { Stack, StackOptions } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { clientOf, sandboxOf } from './kit/over-sandbox.ts';

const LIST = { filter: {}, sort: [], start: 0, length: 1 };
const within = (ms: number) => ({ language: 'ro', givenUntil: performance.now() + ms }) as const;
const DRAFT = { email: 'a@b.md', name: 'Agro SRL' };

describe('the time that a caller gives', () => {
  it('ends a read down to the socket', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox);
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    expect(await catchFailure(client.listInvoices(within(60), LIST))).toMatchObject({
      kind: 'deadline', code: 'DEADLINE_EXCEEDED', sent: 'maybe', attempts: 1, message: 'The time that the request gave was over before e-Cont.md answered invoice.list.',
    });
    await expect.poll(() => sandbox.calls.all()).toMatchObject([{ endpoint: 'invoice.list', done: true, aborted: true }]);
  });

  it('ends the wait for a place, for a document, and the pause before another try', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: { maxConcurrent: 1, retry: { attempts: 3, baseDelayMs: 5_000, maxDelayMs: 5_000, maxRetryAfterMs: 5_000 } } });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    const holder = catchFailure(client.listInvoices(within(200), LIST));
    expect(await catchFailure(client.listInvoices(within(60), LIST))).toMatchObject({ kind: 'deadline', sent: 'nothing', attempts: 0 });
    await holder;
    expect(sandbox.calls.count()).toBe(1);

    sandbox.faults.add({ endpoint: 'invoice.get', kind: 'stall' });
    expect(await catchFailure(client.openInvoicePdf(within(60), { id: 1 }))).toMatchObject({ kind: 'deadline', sent: 'maybe' });
    // A pause that is longer than what is left is not begun.
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '503' });
    expect(await catchFailure(client.listInvoices(within(1_000), LIST))).toMatchObject({ kind: 'failed', attempts: 1 });
    expect(sandbox.calls.count()).toBe(3);
  });

  it('that is over sends nothing', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox);
    expect(await catchFailure(client.listInvoices(within(0), LIST))).toMatchObject({ kind: 'deadline', sent: 'nothing', attempts: 0 });
    expect(await client.putCustomer(within(-1), DRAFT)).toMatchObject({ outcome: 'refused', failure: { kind: 'deadline', sent: 'nothing' } });
    expect(sandbox.calls.count()).toBe(0);
  });

  it('leaves a write that was sent of unknown outcome', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox);
    sandbox.faults.add({ endpoint: 'customer.put', kind: 'stall' });
    expect(await client.putCustomer(within(60), DRAFT)).toMatchObject({ outcome: 'unknown', failure: { kind: 'deadline', sent: 'maybe' } });
  });

  it('is not longer than the server’s own', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: { deadlineMs: 60 } });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    expect(await catchFailure(client.listInvoices(within(60_000), LIST))).toMatchObject({ kind: 'timeout', code: 'UPSTREAM_TIMEOUT' });
  });
});

describe('X-Request-Timeout', () => {
  it.each<[string | string[] | undefined, number | 'wrong' | undefined]>([
    [undefined, undefined], ['50', 50], ['1500', 1_500], ['25000', 25_000], ['25001', LIMITS.callDeadlineMs], ['999999999', LIMITS.callDeadlineMs],
    ['49', 'wrong'], ['0', 'wrong'], ['', 'wrong'], ['-100', 'wrong'], ['1.5', 'wrong'], ['1e3', 'wrong'], ['2s', 'wrong'], ['500, 500', 'wrong'], ['9999999999', 'wrong'], [['500'], 'wrong'],
  ])('%j is %j', (header, expected) => {
    expect(readRequestTimeout(header)).toBe(expected);
  });

});

describe('a request with X-Request-Timeout', () => {
  let stack: Stack;
  const start = async (options: StackOptions = {}): Promise<void> => void (stack = await startStack({ ...options, sandbox: { invoices: 30 } }));
  afterEach(() => stack.close());
  const QUERY = '{ invoices(first: 1) { nodes { number } } }';

  it('that is wrong is refused, and nothing is sent', async () => {
    await start();
    const response = await stack.post({ query: QUERY }, { 'x-request-timeout': '2s' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ message: '`X-Request-Timeout` must be a whole number of milliseconds, 50 or more.', extensions: { code: 'INVALID_INPUT' } }] });
    const document = await fetch(`${stack.url}/documents/1.pdf`, { headers: { 'x-request-timeout': '0' } });
    expect([document.status, await document.json()]).toMatchObject([400, { error: { code: 'INVALID_INPUT' } }]);
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('ends the calls of a query at the socket', async () => {
    await start();
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    const response = await stack.post({ query: QUERY }, { 'x-request-timeout': '100' });
    expect(await response.json()).toMatchObject({ data: { invoices: null }, errors: [{ extensions: { code: 'DEADLINE_EXCEEDED', retryable: true } }] });
    await expect.poll(() => stack.sandbox.calls.all()).toMatchObject([{ endpoint: 'invoice.list', aborted: true }]);
  });

  it('ends a write: unknown when it was sent, and found by its key later', async () => {
    await start();
    const query = 'mutation { invoiceIssue(input: { idempotencyKey: "k", customer: { email: "a@b.md" }, lines: [{ name: "A", unitPrice: "1", quantity: 1 }] }) { __typename ... on UserError { code } } }';
    await stack.post({ query: '{ department { invoicePrefix } }' });
    // Done at once; only the answer is late.
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 60_000 });
    expect(await (await stack.post({ query }, { 'x-request-timeout': '1500' })).json()).toMatchObject({ data: { invoiceIssue: { __typename: 'OutcomeUnknownError' } } });
    expect(await (await stack.post({ query })).json()).toMatchObject({ data: { invoiceIssue: { __typename: 'InvoiceIssuePayload' } } });
    expect(stack.sandbox.calls.of('invoice.put')).toHaveLength(1);
  });
});
