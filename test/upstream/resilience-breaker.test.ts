import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import type { BreakerChange, RefusedCall } from '../../src/upstream/observer.ts';
import { RESILIENCE } from '../kit/resilience.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { clientOf, sandboxOf } from './kit/over-sandbox.ts';

const SCOPE = { language: 'ro' } as const;
const LIST = { filter: {}, sort: [], start: 0, length: 5 };
const breaking = (failures: number): Partial<UpstreamSettings> => ({ resilience: { ...RESILIENCE, breaker: { failures, openMs: 5_000 } } });

const list = (client: UpstreamClient) => client.listInvoices(SCOPE, LIST);
const failList = (client: UpstreamClient) => catchFailure(list(client));

// Only the calendar stands still: sockets and timers run.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-20T09:00:00Z') }));
afterEach(() => void vi.useRealTimers());
const wait = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

describe('an upstream that fails', () => {
  it('is left alone after so many calls in a row, tried once after a while, and called again when that went well', async () => {
    const sandbox = await sandboxOf();
    const changes: BreakerChange[] = [];
    const refused: RefusedCall[] = [];
    const client = clientOf(sandbox, { settings: breaking(3), observer: { onBreaker: (change) => changes.push(change), onRefused: (call) => refused.push(call) } });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500', times: 4 });

    for (let i = 0; i < 3; i += 1) expect(await failList(client)).toMatchObject({ kind: 'failed' });
    expect(changes).toEqual([{ kind: 'read', state: 'open' }]);
    expect(await failList(client)).toMatchObject({
      kind: 'circuitOpen', code: 'UPSTREAM_CIRCUIT_OPEN', sent: 'nothing', attempts: 0, retryAfterMs: 5_000, message: 'e-Cont.md has been failing; invoice.list was not sent.',
    });
    wait(4_999);
    expect(await failList(client)).toMatchObject({ kind: 'circuitOpen', retryAfterMs: 1 });
    expect(sandbox.calls.count()).toBe(3);
    expect(refused).toEqual([{ endpoint: 'invoice.list', kind: 'circuitOpen' }, { endpoint: 'invoice.list', kind: 'circuitOpen' }]);

    // The fourth fault meets the trial: the upstream is left alone again, for as long.
    wait(1);
    expect(await failList(client)).toMatchObject({ kind: 'failed', attempts: 1 });
    expect(await failList(client)).toMatchObject({ kind: 'circuitOpen', retryAfterMs: 5_000 });
    wait(5_000);
    expect((await list(client)).rows).toHaveLength(5);
    expect((await list(client)).rows).toHaveLength(5);
    expect(sandbox.calls.count()).toBe(6);
    expect(changes.map(({ state }) => state)).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed']);
  });

  it('gets one trial at a time, whoever else asks', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: breaking(1) });
    let answer = (): void => undefined;
    const until = new Promise<void>((resolve) => (answer = resolve));
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'latency', until });
    await failList(client);
    wait(5_000);
    const trial = list(client);
    await expect.poll(() => sandbox.calls.count()).toBe(2);
    expect(await Promise.all([failList(client), failList(client), failList(client)])).toMatchObject(Array(3).fill({ kind: 'circuitOpen', retryAfterMs: 1_000 }));
    expect(sandbox.calls.count()).toBe(2);
    answer();
    expect((await trial).rows).toHaveLength(5);
    await list(client);
    expect(sandbox.calls.count()).toBe(3);
  });

  it('is not taken for well by a trial whose caller went away', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: breaking(1) });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    await failList(client);
    wait(5_000);
    const caller = new AbortController();
    const trial = catchFailure(client.listInvoices({ ...SCOPE, signal: caller.signal }, LIST));
    await expect.poll(() => sandbox.calls.count()).toBe(2);
    caller.abort();
    expect(await trial).toMatchObject({ kind: 'cancelled' });
    expect(await failList(client)).toMatchObject({ kind: 'circuitOpen' });
    wait(5_000);
    expect((await list(client)).rows).toHaveLength(5);
  });

  it('is asked again by each call before it counts as failed, and not by the trial', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: { ...breaking(2), retry: { attempts: 3, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 } } });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500', times: 7 });
    expect(await failList(client)).toMatchObject({ kind: 'failed', attempts: 3 });
    expect(await failList(client)).toMatchObject({ kind: 'failed', attempts: 3 });
    wait(5_000);
    expect(await failList(client)).toMatchObject({ kind: 'failed', attempts: 1 });
    expect(sandbox.calls.count()).toBe(7);
  });
});

describe('writes and reads', () => {
  it('fail apart: writes go out while no reads are made', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: breaking(1) });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    await failList(client);
    expect(await failList(client)).toMatchObject({ kind: 'circuitOpen' });
    expect(await client.putCustomer(SCOPE, { email: 'a@b.md', name: 'Agro SRL' })).toMatchObject({ outcome: 'done' });
    expect(sandbox.calls.all().map(({ endpoint }) => endpoint)).toEqual(['invoice.list', 'customer.put']);
  });

  it('fail apart: an unknown outcome counts, the next write is surely not sent, and reads go on', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: breaking(1) });
    sandbox.faults.add({ endpoint: 'customer.put', kind: 'resetAfter' });
    const draft = { email: 'a@b.md', name: 'Agro SRL' };
    expect(await client.putCustomer(SCOPE, draft)).toMatchObject({ outcome: 'unknown', failure: { kind: 'connectionLost' } });
    expect(await client.putCustomer(SCOPE, draft)).toMatchObject({ outcome: 'refused', failure: { kind: 'circuitOpen', sent: 'nothing', retryAfterMs: 5_000 } });
    expect((await list(client)).rows).toHaveLength(5);
    expect(sandbox.calls.all().map(({ endpoint }) => endpoint)).toEqual(['customer.put', 'invoice.list']);
  });
});

describe('what is no outage', () => {
  it('an answer, whatever it says, and it ends the row of failures', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: breaking(2) });
    for (let i = 0; i < 3; i += 1) {
      sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
      expect(await failList(client)).toMatchObject({ kind: 'failed' });
      // A 404: there is no such invoice.
      expect(await client.getInvoice(SCOPE, { id: 999_999 })).toBeNull();
    }
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '429', times: 3 });
    for (let i = 0; i < 3; i += 1) expect(await failList(client)).toMatchObject({ kind: 'rateLimited' });
    for (let i = 0; i < 3; i += 1) expect(await catchFailure(client.listInvoices(SCOPE, { ...LIST, length: -1 }))).toMatchObject({ kind: 'rejected' });
    expect((await list(client)).rows).toHaveLength(5);
  });

  it('keys that are not accepted, of one tenant or of all', async () => {
    const sandbox = await sandboxOf();
    const wrong = clientOf(sandbox, { settings: { ...breaking(1), token: 'f'.repeat(32) } });
    const right = clientOf(sandbox, { settings: breaking(1) });
    for (let i = 0; i < 3; i += 1) expect(await failList(wrong)).toMatchObject({ kind: 'unauthenticated', attempts: 1 });
    expect(sandbox.calls.count()).toBe(3);
    expect((await list(right)).rows).toHaveLength(5);
  });

  it('the outage of another tenant’s calls', async () => {
    const sandbox = await sandboxOf();
    const [failing, other] = [clientOf(sandbox, { settings: breaking(1) }), clientOf(sandbox, { department: 1, settings: breaking(1) })];
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '500' });
    await failList(failing);
    expect(await failList(failing)).toMatchObject({ kind: 'circuitOpen' });
    expect((await list(other)).rows.length).toBeGreaterThan(0);
  });

  it('a caller who gave too little time', async () => {
    const sandbox = await sandboxOf();
    const client = clientOf(sandbox, { settings: breaking(1) });
    sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    expect(await catchFailure(client.listInvoices({ ...SCOPE, givenUntil: performance.now() + 50 }, LIST))).toMatchObject({ kind: 'deadline' });
    expect((await list(client)).rows).toHaveLength(5);
  });
});
