import { describe, expect, it } from 'vitest';

import type { UpstreamClient } from '../../src/upstream/client.ts';
import { createLastGood } from '../../src/upstream/resilience/last-good.ts';
import { createUpstreamUse } from '../../src/upstream/upstream-use.ts';
import { RESILIENCE } from '../kit/resilience.ts';
import { startStack } from '../kit/start-stack.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { fail, inTurn, ok } from './kit/loopback.ts';
import { clientOf, sandboxOf } from './kit/over-sandbox.ts';
import { invoiceRow } from './kit/rows.ts';
import { withClient } from './kit/with-client.ts';

const settings = { resilience: { ...RESILIENCE, stale: { maxAgeMs: 60_000, maxBytes: 1_000_000 } } };
const LIST = { filter: {}, sort: [], start: 0, length: 3 } as const;
const fresh = { language: 'ro' } as const;
const lenient = { language: 'ro', mayBeStale: true } as const;
const DRAFT = { email: 'a@b.md', name: 'Agro SRL' };
const list = (client: UpstreamClient, scope: Parameters<UpstreamClient['listInvoices']>[0] = lenient) => client.listInvoices(scope, LIST);

describe('a read while the upstream is down', () => {
  it.each(['500', '502', 'resetAfter', 'html200', 'truncatedClean'] as const)('answers what it answered last: %s', async (kind) => {
    const sandbox = await sandboxOf();
    const read: unknown[] = [];
    const client = clientOf(sandbox, { settings, observer: { onStale: (stale) => read.push(stale) } });
    const before = await list(client);
    sandbox.faults.add({ endpoint: 'invoice.list', kind, times: 2 });
    const use = createUpstreamUse();
    expect(await list(client, { ...lenient, use })).toEqual(before);
    expect(use).toMatchObject({ calls: 1, staleSeconds: 0 });
    expect(read).toEqual([{ endpoint: 'invoice.list', ageSeconds: 0 }]);
    expect(await catchFailure(list(client, fresh))).toBeInstanceOf(Error);
    const again = createUpstreamUse();
    await list(client, { ...lenient, use: again });
    expect(again.staleSeconds).toBeNull();
  });

  it('answers so while the breaker is open, without a call', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: { resilience: { ...settings.resilience, breaker: { failures: 1, openMs: 60_000 } } } });
    const before = await list(client);
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    await list(client);
    expect(await list(client)).toEqual(before);
    expect(sandbox.calls.count()).toBe(2);
  });

  it('answers to the same question alone: language, endpoint and parameters', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings });
    await list(client);
    sandbox.faults.add({ endpoint: '*', kind: '500', times: Infinity });
    expect(await catchFailure(list(client, { ...lenient, language: 'ru' }))).toMatchObject({ kind: 'failed' });
    expect(await catchFailure(client.listInvoices(lenient, { ...LIST, length: 4 }))).toMatchObject({ kind: 'failed' });
    expect(await catchFailure(client.listCustomers(lenient, LIST))).toMatchObject({ kind: 'failed' });
    expect(await catchFailure(list(clientOf(sandbox, { department: 1, settings })))).toMatchObject({ kind: 'failed' });
    expect((await list(client)).rows).toHaveLength(3);
  });

  it.each([['done', undefined], ['unknown', 'resetAfter'], ['refused', '429']] as const)('has nothing from before a write of the tenant: %s', async (outcome, fault) => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings });
    await list(client);
    if (fault !== undefined) sandbox.faults.add({ endpoint: 'customer.put', kind: fault });
    expect(await client.putCustomer(fresh, DRAFT)).toMatchObject({ outcome });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'failed' });
  });

  it('has nothing from before somebody else is known to have changed something', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings });
    await list(client);
    client.noteChanged();
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'failed' });
  });

  it('has nothing that was asked before a write ended', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings });
    let answer = (): void => undefined;
    const until = new Promise<void>((resolve) => (answer = resolve));
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'latency', until });
    const before = list(client);
    await expect.poll(() => sandbox.calls.count()).toBe(1);
    await client.putCustomer(fresh, DRAFT);
    answer();
    await before;
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'failed' });
  });

  it('has nothing that the upstream has taken back', async () => {
    const down = fail(500, { status: 500 });
    const { client } = await withClient(inTurn(ok(invoiceRow()), down, fail(404, { status: 404 }), down), settings);
    const get = () => client.getInvoice(lenient, { id: 1001 });
    expect(await get()).toMatchObject({ id: 1001 });
    expect(await get()).toMatchObject({ id: 1001 });
    expect(await get()).toBeNull();
    expect(await catchFailure(get())).toMatchObject({ kind: 'failed' });
  });

  it.each([401, 403])('has nothing at all when the keys of the tenant are not accepted any more: %i', async (status) => {
    const { client } = await withClient(inTurn(ok(invoiceRow()), fail(status, { status }), fail(500, { status: 500 })), settings);
    await client.getInvoice(lenient, { id: 1001 });
    expect(await catchFailure(client.getDepartment(lenient))).toMatchObject({ httpStatus: status });
    expect(await catchFailure(client.getInvoice(lenient, { id: 1001 }))).toMatchObject({ kind: 'failed' });
  });

  it('is off unless it is asked for', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: { resilience: RESILIENCE } });
    await list(client);
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'failed' });
  });
});

describe('what is kept', () => {
  const clockOf = () => {
    let now = 0;
    return { nowMs: () => now, move: (ms: number) => void (now += ms) };
  };

  it('is good up to its age, and not a millisecond longer', () => {
    const clock = clockOf();
    const kept = createLastGood({ maxAgeMs: 30_000, maxBytes: 10_000 }, clock.nowMs);
    kept.keep('a', 'text', kept.epoch());
    clock.move(30_000);
    expect(kept.find('a')).toEqual({ text: 'text', ageSeconds: 30 });
    clock.move(1);
    expect(kept.find('a')).toBeNull();
    clock.move(-1);
    expect(kept.find('a')).toBeNull();
  });

  it('is no more than fits, and what was used last stays', () => {
    const kept = createLastGood({ maxAgeMs: 30_000, maxBytes: 1_000 });
    for (const key of ['a', 'b', 'c', 'd']) kept.keep(key, 'x'.repeat(20), kept.epoch());
    kept.find('a');
    kept.keep('e', 'x'.repeat(20), kept.epoch());
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => kept.find(key) !== null)).toEqual(['a', 'c', 'd', 'e']);
    kept.keep('f', 'x'.repeat(1_000), kept.epoch());
    expect(kept.find('f')).toBeNull();
    kept.drop('a');
    kept.keep('g', 'x'.repeat(20), kept.epoch());
    expect(['c', 'd', 'e', 'g'].every((key) => kept.find(key) !== null)).toBe(true);
  });

  it('is the newer one of two, and none from before an emptying', () => {
    const kept = createLastGood({ maxAgeMs: 30_000, maxBytes: 1_000 });
    const { epoch } = kept;
    const old = epoch();
    kept.keep('a', 'older', old);
    kept.keep('a', 'newer', old);
    expect(kept.find('a')?.text).toBe('newer');
    kept.empty();
    expect(kept.find('a')).toBeNull();
    kept.keep('a', 'late', old);
    expect(kept.find('a')).toBeNull();
  });
});

describe('over HTTP', () => {
  it('a query answers from what is kept, a mutation reads afresh', async () => {
    const stack = await startStack({ sandbox: { invoices: 30 }, upstream: { ...settings, retry: { attempts: 1, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 } } });
    try {
      const ask = async (query: string): Promise<unknown> => (await stack.post({ query })).json();
      const query = '{ invoices(first: 2) { nodes { number } } }';
      const before = await ask(query);
      expect(before).toMatchObject({ data: { invoices: { nodes: [{}, {}] } } });
      await ask('{ department { invoicePrefix } }');
      stack.sandbox.faults.add({ endpoint: '*', kind: '503', times: Infinity });
      expect(before).not.toMatchObject({ extensions: { upstream: { stale: expect.anything() as unknown } } });
      expect(await ask(query)).toMatchObject({ data: (before as { data: unknown }).data, extensions: { upstream: { stale: { ageSeconds: 0 } } } });
      expect(await ask('{ department { invoicePrefix } }')).toMatchObject({ data: { department: {} } });
      const preview = 'mutation { invoicePreview(input: { customer: { email: "a@b.md" }, lines: [{ name: "A", unitPrice: "1", quantity: 1 }] }) { ... on UserError { code } } }';
      expect(await ask(preview)).toMatchObject({ data: { invoicePreview: { code: 'UPSTREAM_FAILED' } } });
    } finally {
      await stack.close();
    }
  });
});
