import { describe, expect, it } from 'vitest';

import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { ResilienceSettings } from '../../src/upstream/create-client.ts';
import type { QueuedCall, RefusedCall } from '../../src/upstream/observer.ts';
import { WaitingLine } from '../../src/upstream/resilience/waiting-line.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { RESILIENCE } from '../kit/resilience.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { clientOf, sandboxOf } from './kit/over-sandbox.ts';

const SCOPE = { language: 'ro' } as const;
const read = (client: UpstreamClient, signal?: AbortSignal) => client.listInvoices(signal === undefined ? SCOPE : { ...SCOPE, signal }, { filter: {}, sort: [], start: 0, length: 1 });
const write = (client: UpstreamClient) => client.putCustomer(SCOPE, { email: 'a@b.md', name: 'Agro SRL' });
const endpoints = (sandbox: Sandbox): readonly string[] => sandbox.calls.all().map(({ endpoint }) => endpoint);

interface Held {
  readonly sandbox: Sandbox;
  readonly client: UpstreamClient;
  readonly queued: QueuedCall[];
  readonly refused: RefusedCall[];
  /** Lets the reads that hold the places go on. */
  readonly letGo: () => void;
  readonly holders: Promise<unknown>;
}

/** A client whose reads have taken all their places. */
const holding = async (places: number, resilience: Partial<ResilienceSettings> = {}): Promise<Held> => {
  const sandbox = await sandboxOf();
  const queued: QueuedCall[] = [];
  const refused: RefusedCall[] = [];
  const client = clientOf(sandbox, {
    settings: { maxConcurrent: places, resilience: { ...RESILIENCE, ...resilience } },
    observer: { onQueued: (call) => queued.push(call), onRefused: (call) => refused.push(call) },
  });
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  const readPlaces = places - (resilience.reservedForWrites ?? 0);
  sandbox.faults.add({ endpoint: 'department.get', kind: 'latency', until, times: readPlaces });
  const holders = Promise.all(Array.from({ length: readPlaces }, () => client.getDepartment(SCOPE)));
  await expect.poll(() => sandbox.calls.count()).toBe(readPlaces);
  return { sandbox, client, queued, refused, letGo, holders };
};

describe('a tenant whose places are taken', () => {
  it('has its calls wait, writes before reads', async () => {
    const { sandbox, client, queued, letGo, holders } = await holding(1);
    const waiting = [read(client), read(client), write(client), write(client)];
    expect(sandbox.calls.count()).toBe(1);
    letGo();
    await Promise.all([...waiting, holders]);
    expect(endpoints(sandbox)).toEqual(['department.get', 'customer.put', 'customer.put', 'invoice.list', 'invoice.list']);
    expect(queued.map(({ kind, why }) => `${kind} ${why}`)).toEqual(['write place', 'write place', 'read place', 'read place']);
  });

  it('lets a read through after some writes', async () => {
    const { sandbox, client, letGo, holders } = await holding(1, { writesInARow: 2 });
    const waiting = [read(client), read(client), ...Array.from({ length: 5 }, () => write(client))];
    letGo();
    await Promise.all([...waiting, holders]);
    const order = endpoints(sandbox).slice(1).map((endpoint) => (endpoint === 'customer.put' ? 'w' : 'r'));
    expect(order.join('')).toBe('wwrwwrw');
  });

  it('keeps places for writes that reads never take', async () => {
    const { sandbox, client, letGo, holders } = await holding(3, { reservedForWrites: 1 });
    const waiting = read(client);
    expect(await write(client)).toMatchObject({ outcome: 'done' });
    expect(endpoints(sandbox)).toEqual(['department.get', 'department.get', 'customer.put']);
    letGo();
    await Promise.all([waiting, holders]);
    expect(endpoints(sandbox).at(-1)).toBe('invoice.list');
  });

  it('turns a call away when as many wait as may, and no write because of reads', async () => {
    const { sandbox, client, refused, letGo, holders } = await holding(1, { maxWaiting: 2 });
    const waiting = [read(client), read(client)];
    expect(await catchFailure(read(client))).toMatchObject({ kind: 'busy', code: 'UPSTREAM_BUSY', sent: 'nothing', attempts: 0, retryAfterMs: 1_000, message: 'Too many calls to e-Cont.md are waiting already; invoice.list was not sent.' });
    const writes = [write(client), write(client)];
    expect(await write(client)).toMatchObject({ outcome: 'refused', failure: { kind: 'busy', sent: 'nothing' } });
    expect(refused).toEqual([{ endpoint: 'invoice.list', kind: 'busy' }, { endpoint: 'customer.put', kind: 'busy' }]);
    expect(sandbox.calls.count()).toBe(1);
    letGo();
    await Promise.all([...waiting, ...writes, holders]);
    expect(sandbox.calls.count()).toBe(5);
  });

  it('forgets who went away while waiting', async () => {
    const { sandbox, client, letGo, holders } = await holding(1, { maxWaiting: 1 });
    const caller = new AbortController();
    const gone = catchFailure(read(client, caller.signal));
    caller.abort();
    expect(await gone).toMatchObject({ kind: 'cancelled', sent: 'nothing' });
    const next = read(client);
    letGo();
    await Promise.all([next, holders]);
    expect(sandbox.calls.count()).toBe(2);
  });

  it('is not waited for by another', async () => {
    const { sandbox, client, letGo, holders } = await holding(1);
    const waiting = read(client);
    const other = clientOf(sandbox, { department: 1, settings: { maxConcurrent: 1, resilience: RESILIENCE } });
    expect(await write(other)).toMatchObject({ outcome: 'done' });
    letGo();
    await Promise.all([waiting, holders]);
  });

  it('lends a place to a document until it is read', async () => {
    const sandbox = await sandboxOf({ switches: { pdfBytes: 8_000_000 } });
    const client = clientOf(sandbox, { settings: { maxConcurrent: 1, resilience: RESILIENCE } });
    const pdf = await client.openInvoicePdf(SCOPE, { id: 1 });
    const waiting = read(client);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sandbox.calls.count()).toBe(1);
    pdf.body.destroy();
    expect((await waiting).rows).toHaveLength(1);
  });
});

describe('a line', () => {
  it('is empty in the end, and gives reads only where they may go', () => {
    const line = new WaitingLine<string>(1);
    line.add('read', 'r1');
    expect(line.next(false)).toBeUndefined();
    line.add('write', 'w1');
    line.add('write', 'w2');
    line.add('read', 'r2');
    line.remove('read', 'r2');
    expect(line.length).toBe(3);
    expect([line.next(), line.next(false), line.next(), line.next()]).toEqual(['w1', 'w2', 'r1', undefined]);
  });
});
