import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault, FaultKind } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, connectOf, open, order, post, start, type Json } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start({ invoices: 30 })));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const put = (signal?: AbortSignal): Promise<Response> =>
  post(sandbox, 'put/invoice', { connect: connectOf(sandbox.departments[0]!), ...order() }, {}, signal);
const plan = (kind: FaultKind, members: Partial<Fault> = {}): void => sandbox.faults.add({ endpoint: 'invoice.put', kind, ...members });
const created = (): number => sandbox.state.counts().invoices.created;

/** Waits for a condition that the sandbox's own events bring about. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('faults before the request is fulfilled', () => {
  it.each(['429', '500'] as const)('%s answers an envelope', async (kind) => {
    plan(kind, { retryAfter: 7 });
    const response = await put();
    const body = (await response.json()) as Json;
    expect(response.status).toBe(Number(kind));
    expect(response.headers.get('retry-after')).toBe('7');
    expect(body).toMatchObject({ status: 'FAIL', data: { status: Number(kind), message: kind === '429' ? 'Too many requests' : 'Internal server error' } });
    expect(created()).toBe(0);
  });

  it.each(['502', '503'] as const)('%s answers a gateway’s page', async (kind) => {
    plan(kind);
    const response = await put();
    expect(response.status).toBe(Number(kind));
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain(`<h1>${kind} `);
    expect(created()).toBe(0);
  });

  it('resetBefore cuts the connection', async () => {
    plan('resetBefore');
    await expect(put()).rejects.toThrow('fetch failed');
    expect(created()).toBe(0);
    expect(sandbox.calls.of('invoice.put')).toMatchObject([{ status: 0 }]);
    await until(() => sandbox.calls.of('invoice.put')[0]!.done);
    expect(sandbox.calls.of('invoice.put')[0]).toMatchObject({ aborted: false });
  });

  it('stall answers nothing until the caller goes away, and the log says so', async () => {
    plan('stall');
    const controller = new AbortController();
    const reply = put(controller.signal);
    await until(() => sandbox.calls.of('invoice.put')[0]?.body !== undefined);
    expect(sandbox.calls.of('invoice.put')[0]).toMatchObject({ done: false, aborted: false, status: 0 });
    controller.abort();
    await expect(reply).rejects.toThrow('aborted');
    await until(() => sandbox.calls.of('invoice.put')[0]!.done);
    expect(sandbox.calls.of('invoice.put')[0]).toMatchObject({ aborted: true, status: 0 });
    expect(created()).toBe(0);
  });

  it('pdfJson answers a failure in JSON under 200', async () => {
    sandbox.faults.add({ endpoint: 'invoice.get', kind: 'pdfJson' });
    const response = await post(sandbox, 'get/invoice', { connect: connectOf(sandbox.departments[0]!), id: 1 }, { accept: 'application/pdf' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ status: 'FAIL', data: { status: 500 } });
  });
});

describe('faults after the request was fulfilled', () => {
  it('latency answers later', async () => {
    plan('latency', { ms: 60 });
    const begun = performance.now();
    expect((await put()).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(55);
    expect(created()).toBe(1);
  });

  it('latency ends when the caller goes away', async () => {
    plan('latency', { ms: 3_600_000 });
    const controller = new AbortController();
    const reply = put(controller.signal);
    await until(() => created() === 1);
    controller.abort();
    await expect(reply).rejects.toThrow('aborted');
    await until(() => sandbox.calls.of('invoice.put')[0]!.done);
    expect(sandbox.calls.of('invoice.put')[0]).toMatchObject({ aborted: true, status: 0 });
  });

  it('late fulfils the request later, also for a caller who went away', async () => {
    let release: () => void = () => undefined;
    plan('late', { until: new Promise<void>((resolve) => (release = resolve)) });
    const controller = new AbortController();
    const reply = put(controller.signal);
    await until(() => sandbox.calls.of('invoice.put')[0]?.body !== undefined);
    controller.abort();
    await expect(reply).rejects.toThrow('aborted');
    await until(() => sandbox.calls.of('invoice.put')[0]!.done);
    expect(created()).toBe(0);
    release();
    await until(() => created() === 1);
    plan('late', { ms: 60 });
    const begun = performance.now();
    expect((await put()).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(55);
    expect(created()).toBe(2);
  });

  it('counts what was made, by a column', async () => {
    await put();
    await put();
    expect([...sandbox.state.invoices.createdBy('order_id')]).toEqual([['71', 2]]);
    expect([...sandbox.state.invoices.createdBy('subscription_id')]).toEqual([]);
    expect([...sandbox.state.payments.createdBy('transaction_id')]).toEqual([]);
  });

  it('resetAfter cuts the connection', async () => {
    plan('resetAfter');
    await expect(put()).rejects.toThrow('fetch failed');
    expect(created()).toBe(1);
  });

  it('truncated promises more than it sends', async () => {
    plan('truncated');
    const response = await put();
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(500);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(created()).toBe(1);
  });

  it('truncatedClean ends well, but the JSON does not', async () => {
    plan('truncatedClean');
    const text = await (await put()).text();
    expect(text.slice(0, 15)).toBe('{"status":"OK",');
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(created()).toBe(1);
  });

  it('html200 and empty201', async () => {
    plan('html200');
    plan('empty201');
    const html = await put();
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await html.text()).toContain('<html>');
    const empty = await put();
    expect([empty.status, await empty.text()]).toEqual([201, '']);
    expect(created()).toBe(2);
  });
});

describe('the plan', () => {
  const https = async (n: number): Promise<number[]> => {
    const seen: number[] = [];
    for (let i = 0; i < n; i += 1) seen.push((await call(sandbox, 'get/department')).http);
    return seen;
  };

  it('counts times, skips, and goes on for ever', async () => {
    sandbox.faults.add({ endpoint: 'department.get', kind: '500', times: 2, skip: 1 });
    expect(await https(5)).toEqual([200, 500, 500, 200, 200]);
    for (const times of [-1, Infinity]) {
      sandbox.faults.clear();
      sandbox.faults.add({ endpoint: '*', kind: '429', times });
      expect(await https(3)).toEqual([429, 429, 429]);
    }
    sandbox.faults.clear();
    expect(await https(1)).toEqual([200]);
  });

  it('meets the endpoint and the body that it names', async () => {
    const { token } = sandbox.departments[1]!;
    sandbox.faults.add({ endpoint: 'department.get', kind: '500', match: (body) => JSON.stringify(body).includes(token) });
    expect((await call(sandbox, 'list/tariff')).http).toBe(200);
    expect(await https(1)).toEqual([200]);
    expect((await call(sandbox, 'get/department', {}, sandbox.departments[1])).http).toBe(500);
  });

  it('reaches links and pages', async () => {
    sandbox.faults.add({ endpoint: 'invoice.send', kind: '500' });
    sandbox.faults.add({ endpoint: 'invoice.page', kind: '502' });
    const key = sandbox.state.invoices.get(2)!.inner_hash;
    expect((await open(sandbox, `/facturare/v1/pdf/sendinvoice?key=${key}`)).http).toBe(500);
    expect((await fetch(`${sandbox.url}/order/${key}`)).status).toBe(502);
  });

  it.each([
    [{ endpoint: 'invoice.nope', kind: '500' }, 'There is no endpoint "invoice.nope".'],
    [{ endpoint: '*', kind: '418' }, 'There is no fault "418".'],
    [{ endpoint: '*', kind: '500', times: 1.5 }, '"times" must be a whole number.'],
    [{ endpoint: '*', kind: '500', skip: -1 }, '"skip" must be a whole number, 0 or more.'],
    [{ endpoint: '*', kind: 'latency', ms: Number.NaN }, '"ms" must be a number, 0 or more.'],
  ])('refuses %j', (fault, sentence) => {
    expect(() => sandbox.faults.add(fault as Fault)).toThrow(sentence);
  });
});
