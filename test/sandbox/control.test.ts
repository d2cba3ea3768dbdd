import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallLog } from '../../src/sandbox/call-log.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, connectOf, NOW, open, order, post, start } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start({ invoices: 30, switches: { pageCap: 50 } })));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function control(method: string, page: string, body?: unknown): Promise<{ http: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/_sandbox/${page}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { http: response.status, body: await response.json() };
}

describe('the call log', () => {
  it('holds what came, without the keys', async () => {
    await post(sandbox, 'list/invoice', { connect: connectOf(sandbox.departments[0]!), length: 2 }, { accept: 'application/json' });
    await call(sandbox, 'get/invoice', { id: 999 });
    await post(sandbox, 'get/invoice', '{broken');
    await open(sandbox, '/nowhere?x=1');
    const calls = sandbox.calls.all();
    expect(calls.map(({ endpoint, method, path, status, done, aborted }) => [endpoint, method, path, status, done, aborted])).toEqual([
      ['invoice.list', 'POST', '/facturare/v1/list/invoice', 200, true, false],
      ['invoice.get', 'POST', '/facturare/v1/get/invoice', 404, true, false],
      ['invoice.get', 'POST', '/facturare/v1/get/invoice', 400, true, false],
      ['unknown', 'GET', '/nowhere?x=1', 404, true, false],
    ]);
    expect(calls[0]).toMatchObject({ body: { connect: { client: '***', token: '***', language: 'en' }, length: 2 }, accept: 'application/json' });
    expect(calls[2]?.body).toBeUndefined();
    for (const { client, token } of sandbox.departments) {
      expect(JSON.stringify(calls)).not.toContain(client);
      expect(JSON.stringify(calls)).not.toContain(token);
    }
    expect(calls.map(({ n }) => n)).toEqual([0, 1, 2, 3].map((i) => calls[0]!.n + i));
  });

  it('counts per endpoint and in all', async () => {
    await call(sandbox, 'list/invoice');
    await call(sandbox, 'get/department');
    await call(sandbox, 'list/invoice');
    expect([sandbox.calls.count(), sandbox.calls.count('invoice.list'), sandbox.calls.count('invoice.put')]).toEqual([3, 2, 0]);
    expect(sandbox.calls.of('invoice.list')).toHaveLength(2);
    sandbox.calls.clear();
    expect([sandbox.calls.count(), sandbox.calls.all().length]).toEqual([0, 0]);
  });

  it('keeps the last 10 000 calls and all totals', () => {
    const log = new CallLog();
    for (let i = 0; i < 25_000; i += 1) log.end(log.begin({ endpoint: 'a', method: 'GET', path: '/', accept: '' }), 0, false);
    expect([log.all().length, log.all()[0]?.n, log.all().at(-1)?.n, log.count('a')]).toEqual([10_000, 15_001, 25_000, 25_000]);
  });

  it('knows how many calls were under way at once', () => {
    const log = new CallLog();
    const begin = (): ReturnType<typeof log.begin> => log.begin({ endpoint: 'a', method: 'GET', path: '/', accept: '' });
    const [a, b] = [begin(), begin()];
    log.end(a, 0, false);
    log.end(a, 0, false);
    log.end(begin(), 0, false);
    log.end(b, 0, false);
    expect(log.peak).toBe(2);
  });
});

describe('the control pages', () => {
  it('health, counts and an unknown page', async () => {
    expect(await control('GET', 'health')).toEqual({ http: 200, body: { ok: true } });
    expect((await control('GET', 'state/counts')).body).toEqual(sandbox.state.counts());
    expect(await control('GET', 'nope')).toEqual({ http: 404, body: { error: 'There is no such control page.' } });
    expect(sandbox.calls.count()).toBe(0);
  });

  it('calls', async () => {
    await call(sandbox, 'list/invoice');
    await call(sandbox, 'get/department');
    expect((await control('GET', 'calls')).body).toMatchObject({ count: 2, calls: [{ endpoint: 'invoice.list' }, { endpoint: 'department.get' }] });
    expect((await control('GET', 'calls?endpoint=department.get')).body).toMatchObject({ count: 1, calls: [{ endpoint: 'department.get' }] });
    await control('DELETE', 'calls');
    expect((await control('GET', 'calls')).body).toEqual({ count: 0, calls: [] });
  });

  it('switches', async () => {
    expect((await control('PATCH', 'switches', { putReply: 'id' })).body).toMatchObject({ putReply: 'id', pageCap: 50 });
    expect(sandbox.switches.putReply).toBe('id');
    expect(await control('PATCH', 'switches', { putReply: 'x' })).toEqual({ http: 400, body: { error: 'The switch "putReply" cannot be "x".' } });
    expect((await control('GET', 'switches')).body).toEqual(sandbox.switches);
  });

  it('faults', async () => {
    const fault = { endpoint: 'department.get', kind: '503', times: 2, retryAfter: '3' };
    expect((await control('POST', 'faults', fault)).body).toEqual([{ fault, left: 2, met: 0 }]);
    const response = await post(sandbox, 'get/department', {});
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3']);
    expect((await control('GET', 'faults')).body).toEqual([{ fault, left: 1, met: 1 }]);
    await control('DELETE', 'faults');
    expect((await control('GET', 'faults')).body).toEqual([]);
    expect((await control('POST', 'faults', { endpoint: 'x', kind: '503' })).body).toEqual({ error: 'There is no endpoint "x".' });
    expect((await control('POST', 'faults', { endpoint: '*', kind: 'x' })).body).toEqual({ error: 'There is no fault "x".' });
    expect((await control('POST', 'faults', [])).http).toBe(400);
  });

  it('clock', async () => {
    expect((await control('GET', 'clock')).body).toEqual({ now: NOW });
    expect((await control('POST', 'clock/advance', { days: 1, hours: 2, minutes: 3, seconds: 4 })).body).toEqual({ now: '2026-03-03 11:03:04' });
    expect((await control('POST', 'clock/advance', { weeks: 1 })).body).toEqual({ error: '"weeks" is no part of a duration.' });
    expect((await control('POST', 'clock/advance', { days: -1 })).http).toBe(400);
    expect((await control('POST', 'clock/advance', {})).http).toBe(400);
  });

  it('reset goes back to the start', async () => {
    const before = sandbox.state.invoices.find();
    await call(sandbox, 'put/invoice', order());
    sandbox.state.patchInvoice(1, { status: 'odd' });
    sandbox.state.patchDepartment(101, { tva_rate: '8' });
    sandbox.setSwitches({ pageCap: 3 });
    sandbox.clock.advance({ days: 40 });
    expect((await control('POST', 'reset')).body).toEqual({ ok: true });
    expect(sandbox.state.invoices.find()).toEqual(before);
    expect(sandbox.switches.pageCap).toBe(50);
    expect([sandbox.clock.now(), sandbox.calls.count(), sandbox.state.counts().invoices.created]).toEqual([NOW, 0, 0]);
    expect((await call(sandbox, 'put/invoice', order())).data).toMatchObject({ id: 31, tva_rate: '20' });
  });
});
