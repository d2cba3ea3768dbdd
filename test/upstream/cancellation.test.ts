import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';

import { CallLife } from '../../src/upstream/call-life.ts';
import { createLimiter } from '../../src/upstream/limiter.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { stall, stallInBody } from './kit/faults.ts';
import { fail, ok } from './kit/loopback.ts';
import { withClient } from './kit/with-client.ts';

const list = { filter: {}, sort: [], start: 0, length: 10 };
const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('a caller who goes away', () => {
  it.each([['before the headers', stall], ['in the middle of the body', stallInBody]])('closes the socket %s', async (_name, answer) => {
    const { client, upstream } = await withClient(answer);
    const caller = new AbortController();
    const call = catchFailure(client.listInvoices({ language: 'ro', signal: caller.signal }, list));
    await expect.poll(() => upstream.seen).toHaveLength(1);
    expect(upstream.cut).toHaveLength(0);
    caller.abort();
    expect(await call).toMatchObject({ kind: 'cancelled', code: 'REQUEST_CANCELLED', sent: 'maybe', message: 'invoice.list was ended before e-Cont.md answered.' });
    await expect.poll(() => upstream.cut).toHaveLength(1);
    expect(listeners(caller.signal)).toBe(0);
  });

  it('leaves a write of unknown outcome', async () => {
    const { client, upstream } = await withClient(stall);
    const caller = new AbortController();
    const call = client.sendInvoice({ language: 'ro', signal: caller.signal }, 'key');
    await expect.poll(() => upstream.seen).toHaveLength(1);
    caller.abort();
    expect(await call).toMatchObject({ outcome: 'unknown', failure: { kind: 'cancelled', sent: 'maybe' } });
  });

  it('before anything was sent, sends nothing', async () => {
    const { client, upstream } = await withClient(ok({ id: 1 }));
    const signal = AbortSignal.abort();
    expect(await client.putCustomer({ language: 'ro', signal }, {})).toMatchObject({ outcome: 'refused', failure: { kind: 'cancelled', sent: 'nothing', attempts: 0 } });
    expect(await catchFailure(client.listInvoices({ language: 'ro', signal }, list))).toMatchObject({ kind: 'cancelled', sent: 'nothing' });
    expect(upstream.seen).toStrictEqual([]);
  });

  it('leaves the line at once', async () => {
    const { client, upstream } = await withClient(stall, { maxConcurrent: 1 });
    const holder = new AbortController();
    const waiter = new AbortController();
    const held = catchFailure(client.listInvoices({ language: 'ro', signal: holder.signal }, list));
    const waiting = catchFailure(client.listInvoices({ language: 'ro', signal: waiter.signal }, list));
    await expect.poll(() => upstream.seen).toHaveLength(1);
    waiter.abort();
    expect(await waiting).toMatchObject({ kind: 'cancelled', sent: 'nothing', attempts: 0 });
    expect(upstream.seen).toHaveLength(1);
    holder.abort();
    expect(await held).toMatchObject({ kind: 'cancelled', sent: 'maybe' });
  });

  it('ends a pause between attempts at once', async () => {
    const { client, upstream } = await withClient(fail(503, { status: 503 }), { retry: { attempts: 3, baseDelayMs: 8000, maxDelayMs: 8000, maxRetryAfterMs: 1 } });
    const caller = new AbortController();
    const call = catchFailure(client.listInvoices({ language: 'ro', signal: caller.signal }, list));
    await expect.poll(() => upstream.seen).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const startedAt = performance.now();
    caller.abort();
    expect(await call).toMatchObject({ kind: 'cancelled', sent: 'maybe', attempts: 1 });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(listeners(caller.signal)).toBe(0);
  });

  it('leaves nothing behind after a thousand good calls', async () => {
    const { client } = await withClient(ok([]));
    const caller = new AbortController();
    for (let n = 0; n < 1000; n += 1) await client.getTariff({ language: 'ro', signal: caller.signal }, 'x');
    expect(listeners(caller.signal)).toBe(0);
  });
});

describe('closing', () => {
  it('waits for what is under way and takes nothing new', async () => {
    let answer: (() => void) | undefined;
    const { client } = await withClient((request, response, index) => {
      answer = () => ok({ id: 5 })(request, response, index);
    });
    const call = client.putCustomer({ language: 'ro' }, {});
    await expect.poll(() => answer).toBeDefined();
    let closed = false;
    const closing = client.close().then(() => {
      closed = true;
    });
    expect(await catchFailure(client.listInvoices({ language: 'ro' }, list))).toMatchObject({ kind: 'cancelled', sent: 'nothing' });
    expect(closed).toBe(false);
    answer?.();
    expect(await call).toMatchObject({ outcome: 'done', value: { id: 5 } });
    await closing;
    await client.close();
  });
});

describe('the line', () => {
  it('admits in order of arrival and gives every place back once', async () => {
    const limiter = createLimiter(1);
    const life = new CallLife(undefined, 10_000);
    const order: number[] = [];
    const first = await limiter.acquire(life);
    const later = [1, 2].map(async (n) => {
      const giveBack = await limiter.acquire(life);
      order.push(n);
      return giveBack;
    });
    first();
    first();
    const second = await later[0]!;
    await Promise.resolve();
    expect(order).toStrictEqual([1]);
    second();
    (await later[1]!)();
    expect(order).toStrictEqual([1, 2]);
    life.release();
  });
});
