import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config/env.ts';
import { createSenderOf } from '../../src/server/http/cors.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const APP = 'https://app.example.md';
const QUERY = { query: '{ department { currency } }' };

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 10 }, http: { corsOrigins: [APP, 'http://localhost:5173'] } });
});
afterAll(() => stack.close());
beforeEach(() => stack.sandbox.calls.clear());

const corsOf = (response: Response): readonly string[] => [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
const preflight = (origin: string, path = '/graphql'): Promise<Response> =>
  fetch(stack.url + path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });

/** Nearly the origin that is listed. */
const STRANGERS = ['https://evil.example', 'http://app.example.md', 'https://app.example.md:8443', 'https://app.example.md.evil.example', 'https://evilapp.example.md', 'https://APP.example.md', 'https://app.example.md/', 'null', '*', 'http://localhost', 'http://localhost:5174', ''];

describe('a page of a listed origin', () => {
  it.each([APP, 'http://localhost:5173'])('asks whether it may, and may: %s', async (origin) => {
    const response = await preflight(origin);
    expect(response.status).toBe(204);
    expect(Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'))).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'accept-language, apollo-require-preflight, authorization, content-type, graphql-require-preflight, traceparent, x-api-key, x-apollo-operation-name, x-request-id, x-request-timeout',
      'access-control-expose-headers': 'content-language, ratelimit, ratelimit-limit, ratelimit-policy, ratelimit-remaining, ratelimit-reset, retry-after, www-authenticate, x-request-id',
      'access-control-max-age': '7200',
      vary: 'origin',
    });
    expect(await response.text()).toBe('');
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('reads the answer, and never with cookies', async () => {
    const response = await stack.post(QUERY, { origin: APP, 'sec-fetch-site': 'cross-site' });
    expect(await response.json()).toMatchObject({ data: { department: { currency: 'MDL' } } });
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toBe('accept, accept-language, origin');
  });

  it('reads refusals too', async () => {
    const response = await fetch(`${stack.url}/graphql`, { method: 'POST', headers: { origin: APP, 'content-type': 'text/plain' }, body: 'x' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([415, APP]);
  });

  it('reads documents', async () => {
    const response = await fetch(`${stack.url}/documents/invoices/1/a.pdf`, { headers: { origin: APP } });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, APP]);
    expect((await preflight(APP, '/documents/invoices/1/a.pdf')).status).toBe(204);
  });
});

describe('a page of another origin', () => {
  it.each(STRANGERS)('is refused, learns nothing, and nothing is sent upstream: %j', async (origin) => {
    for (const response of [await preflight(origin), await stack.post(QUERY, { origin }), await fetch(`${stack.url}/graphql?query=${encodeURIComponent(QUERY.query)}`, { headers: { origin } })]) {
      expect([response.status, corsOf(response)]).toEqual([403, []]);
      expect(((await response.json()) as { errors: { extensions: { code: string } }[] }).errors.map(({ extensions }) => extensions.code)).toEqual(['ORIGIN_NOT_ALLOWED']);
      expect(response.headers.get('vary')).toContain('origin');
    }
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('is refused before anybody asks for its key', async () => {
    const asked: unknown[] = [];
    const guarded = await startStack({ sandbox: { invoices: 10 }, auth: () => (headers) => (asked.push(headers), { ok: false, reason: 'missing' }) });
    expect((await guarded.post(QUERY, { origin: 'https://evil.example' })).status).toBe(403);
    expect(asked).toEqual([]);
    expect((await guarded.post(QUERY)).status).toBe(401);
    await guarded.close();
  });
});

describe('whose page it is', () => {
  const senderOf = createSenderOf([APP], 'https://billing.example.md');
  it.each([
    { headers: { host: 'a' }, sender: 'nobody' },
    { headers: { host: 'a', origin: APP }, sender: 'listed' },
    { headers: { host: 'a', origin: 'https://billing.example.md' }, sender: 'own' },
    { headers: { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000' }, sender: 'own' },
    { headers: { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' }, sender: 'own' },
    // Behind a proxy with TLS.
    { headers: { host: 'api.example.md', origin: 'https://api.example.md', 'sec-fetch-site': 'same-origin' }, sender: 'own' },
    // The page came without TLS, the request with it: not the same origin, and the browser says so.
    { headers: { host: 'api.example.md', origin: 'http://api.example.md', 'sec-fetch-site': 'cross-site' }, sender: 'stranger' },
    { headers: { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4001' }, sender: 'stranger' },
    { headers: { origin: 'http://127.0.0.1:4000' }, sender: 'stranger' },
    { headers: { host: 'a', origin: 'null' }, sender: 'stranger' },
  ])('$headers: $sender', ({ headers, sender }) => {
    expect(senderOf(headers)).toBe(sender);
  });
});

describe('CORS_ORIGINS', () => {
  it('is a list of exact origins', () => {
    const read = readConfig({ CORS_ORIGINS: 'https://a.md, http://localhost:5173 https://b.md' });
    expect(read.ok && read.config.http.corsOrigins).toEqual(['https://a.md', 'http://localhost:5173', 'https://b.md']);
    expect(readConfig({ CORS_ORIGINS: '' }).ok).toBe(true);
  });
  it.each(['*', 'null', 'https://*.a.md', 'https://a.md/', 'https://a.md/x', 'a.md', 'ftp://a.md', 'https://A.md', 'https://a.md:443', 'https://a.md,*'])('is nothing else: %s', (text) => {
    expect(readConfig({ CORS_ORIGINS: text })).toEqual({ ok: false, problem: 'CORS_ORIGINS must be a list of exact origins, such as https://app.example.md,https://shop.example.md.' });
  });
});
