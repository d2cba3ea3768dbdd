import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, connectOf, open, order, post, start, type Json } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start({ invoices: 30 })));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function connect(value: unknown): Promise<{ http: number; message: unknown }> {
  const response = await post(sandbox, 'get/department', { connect: value });
  const body = (await response.json()) as Json;
  return { http: response.status, message: (body['data'] as Json)['message'] };
}

describe('connect', () => {
  it('refuses a missing and an unknown key', async () => {
    const department = sandbox.departments[0]!;
    const unknown = { http: 401, message: 'Cheia este greșită sau lipsește' };
    expect(await connect(undefined)).toEqual(unknown);
    expect(await connect({ ...connectOf(department, 'ro'), token: 'f'.repeat(32) })).toEqual(unknown);
    expect(await connect({ ...connectOf(department, 'ro'), client: 'f'.repeat(32) })).toEqual(unknown);
    expect(await connect({ client: department.client, language: 'ro' })).toEqual(unknown);
  });

  it('refuses a key whose integration is off', async () => {
    expect(await connect(connectOf(sandbox.disabledKey))).toEqual({ http: 403, message: 'The integration is switched off' });
  });

  it.each(['ro', 'ro-RO', 'ru', 'ru-RU', 'en', 'en-US'])('takes the language %s', async (language) => {
    expect((await connect(connectOf(sandbox.departments[0]!, language))).http).toBe(200);
  });

  it.each([undefined, '', 'de', 'RO', 'en-GB', 5])('refuses the language %j', async (language) => {
    const { client, token } = sandbox.departments[0]!;
    expect(await connect({ client, token, language })).toEqual({ http: 400, message: 'connect.language: Limba trebuie să fie ro, ru sau en' });
  });

  it.each([
    ['ro', 'Obiectul nu a fost găsit'],
    ['ru', 'Объект не найден'],
    ['en', 'The object was not found'],
  ])('says what is wrong in %s', async (language, message) => {
    expect(await call(sandbox, 'get/invoice', { id: 31 }, undefined, language)).toMatchObject({ http: 404, data: { name: 'Not Found', message, code: 0, status: 404 } });
  });
});

describe('transport', () => {
  it('answers 404 with code 0 for an unknown path and 405 for another method', async () => {
    expect(await call(sandbox, 'get/nothing')).toMatchObject({ http: 404, status: 'FAIL', data: { code: 0, status: 404 } });
    expect(await open(sandbox, '/facturare/v1/get/invoice')).toMatchObject({ http: 405, status: 'FAIL', data: { status: 405 } });
    expect(await call(sandbox, 'put/push')).toMatchObject({ http: 405, data: { name: 'Method Not Allowed' } });
  });

  it('needs a JSON object of at most 2 MB', async () => {
    const http = async (body: unknown, headers?: Record<string, string>): Promise<unknown> => {
      const response = await post(sandbox, 'get/department', body, headers);
      return [response.status, (((await response.json()) as Json)['data'] as Json)['message']];
    };
    const connected = { connect: connectOf(sandbox.departments[0]!) };
    expect(await http('{')).toEqual([400, 'Corpul cererii nu este JSON valid']);
    expect(await http('[]')).toEqual([400, 'Corpul cererii nu este JSON valid']);
    expect(await http(connected, { 'content-type': 'text/plain' })).toEqual([400, 'Corpul cererii nu este JSON valid']);
    const room = 2 * 1024 * 1024 - JSON.stringify({ ...connected, pad: '' }).length;
    expect(await http({ ...connected, pad: 'x'.repeat(room) })).toEqual([200, undefined]);
    expect(await http({ ...connected, pad: 'x'.repeat(room + 1) })).toEqual([400, 'Corpul cererii este prea mare']);
  });

  it('answers JSON in UTF-8 and hides nothing of its diagnostics', async () => {
    const { headers, raw, data } = await call(sandbox, 'get/invoice', { id: 31 });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(Object.keys(raw)).toEqual(['status', 'data']);
    expect(Object.keys(data)).toEqual(['name', 'message', 'code', 'status', 'previous']);
    expect(data['previous']).toMatchObject({ name: expect.stringContaining('\\') as string, message: expect.stringContaining('.php') as string, code: 1054 });
  });
});

describe('the switches of the envelope', () => {
  it('failureHttp', async () => {
    sandbox.setSwitches({ failureHttp: 'always200' });
    expect(await call(sandbox, 'get/invoice', { id: 31 })).toMatchObject({ http: 200, status: 'FAIL', data: { status: 404 } });
  });

  it('messageForm', async () => {
    const message = async (): Promise<unknown> =>
      (await call(sandbox, 'put/invoice', order({ amount: 5, currency: 'EUR' }))).data['message'];
    const currency = 'The currency of the department is MDL';
    const amount = 'It must be a decimal string with at most 2 decimals';
    expect(await message()).toBe(`order.amount: ${amount}; order.currency: ${currency}`);
    sandbox.setSwitches({ messageForm: 'map' });
    expect(await message()).toEqual({ 'order.amount': amount, 'order.currency': currency });
    sandbox.setSwitches({ messageForm: 'mapString' });
    expect(await message()).toBe(JSON.stringify({ 'order.amount': amount, 'order.currency': currency }));
  });

  it('sessionId', async () => {
    sandbox.setSwitches({ sessionId: true });
    const good = await call(sandbox, 'get/department');
    expect(good.raw).toMatchObject({ session_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string, x_build: 4127, data: { x_trace: 'node-2' } });
    expect((await call(sandbox, 'get/invoice', { id: 31 })).raw).toHaveProperty('session_id');
  });

  it('rateLimit', async () => {
    const burst = async (): Promise<(number | string | null)[][]> => {
      const replies = await Promise.all([1, 2, 3].map(() => call(sandbox, 'get/department')));
      return replies.map(({ http, headers }) => [http, headers.get('retry-after')]).sort();
    };
    sandbox.setSwitches({ rateLimit: { perSecond: 2, retryAfter: true } });
    expect(await burst()).toEqual([[200, null], [200, null], [429, '1']]);
    expect((await call(sandbox, 'get/department', {}, sandbox.departments[1])).http).toBe(200);
    sandbox.reset();
    sandbox.setSwitches({ rateLimit: { perSecond: 2, retryAfter: false } });
    expect(await burst()).toEqual([[200, null], [200, null], [429, null]]);
  });

  it.each([
    [{ nope: 1 }, 'There is no switch "nope".'],
    [{ putReply: 'all' }, 'The switch "putReply" cannot be "all".'],
    [{ pageCap: 0 }, 'The switch "pageCap" cannot be 0.'],
    [{ rateLimit: { perSecond: 0, retryAfter: true } }, 'The switch "rateLimit" cannot be {"perSecond":0,"retryAfter":true}.'],
  ])('refuses %j', (changes, sentence) => {
    const before = { ...sandbox.switches };
    expect(() => sandbox.setSwitches({ putReply: 'id', ...(changes as object) })).toThrow(sentence);
    expect(sandbox.switches).toEqual(before);
  });
});
