import { request } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { isSafeGet } from '../../src/server/http/csrf.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const APP = 'https://app.example.md';
const QUERY = '{ department { currency } }';
const ANSWER = { data: { department: { currency: 'MDL' } } };

let stack: Stack;
let open: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 10 }, http: { corsOrigins: [APP], plainGet: false } });
  open = await startStack({ sandbox: { invoices: 10 } });
});
afterAll(async () => {
  await stack.close();
  await open.close();
});
beforeEach(() => {
  stack.sandbox.calls.clear();
  open.sandbox.calls.clear();
});

/** A request with these headers alone: `fetch` adds some of a browser's. */
const send = (to: Stack, method: string, headers: Readonly<Record<string, string>>, { query = QUERY, body }: { readonly query?: string; readonly body?: string } = {}): Promise<{ readonly status: number | undefined; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const path = body === undefined ? `/graphql?query=${encodeURIComponent(query)}` : '/graphql';
    const sent = request(to.url + path, { method, headers }, (res) => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', (chunk: string) => (text += chunk));
      res.once('end', () => resolve({ status: res.statusCode, text }));
    });
    sent.once('error', reject);
    sent.end(body);
  });

describe('a body that a form of a page could send', () => {
  it.each([
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(QUERY)}`],
    ['multipart/form-data; boundary=x', `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"${QUERY}"}\r\n--x--\r\n`],
    ['text/plain', JSON.stringify({ query: QUERY })],
    ['text/plain;charset=UTF-8', JSON.stringify({ query: QUERY })],
    ['application/graphql', QUERY],
    ['application/graphql+json', JSON.stringify({ query: QUERY })],
    ['text/plain; application/json', JSON.stringify({ query: QUERY })],
    ['application/json, text/plain', JSON.stringify({ query: QUERY })],
    ['application/jsonp', JSON.stringify({ query: QUERY })],
  ])('is refused: %s', async (type, body) => {
    const { status, text } = await send(stack, 'POST', { 'content-type': type }, { body });
    expect(status).toBe(415);
    expect(text).toContain('"code":"UNSUPPORTED_MEDIA_TYPE"');
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('is refused without a media type too', async () => {
    const { status } = await send(stack, 'POST', {}, { body: JSON.stringify({ query: QUERY }) });
    expect(status).toBe(415);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'APPLICATION/JSON'])('is no such body: %s', async (type) => {
    const { status, text } = await send(stack, 'POST', { 'content-type': type }, { body: JSON.stringify({ query: QUERY }) });
    expect([status, JSON.parse(text)]).toMatchObject([200, ANSWER]);
  });
});

/** What browsers, programs and scanners send with a GET. `plain`: whether it is served where a bare GET is. */
const GETS: readonly { readonly name: string; readonly headers: Readonly<Record<string, string>>; readonly safe: boolean; readonly plain?: boolean }[] = [
  { name: 'a picture in a page of another site', headers: { accept: 'image/avif,image/webp,*/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, safe: false },
  { name: 'a script in a page of a sibling', headers: { accept: '*/*', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }, safe: false },
  { name: 'a link from another site', headers: { accept: 'application/json', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, safe: false },
  { name: 'a fetch that cannot be read', headers: { accept: 'application/json', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, safe: false },
  { name: 'a fetch of another origin', headers: { accept: 'application/json', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, safe: false },
  { name: 'a fetch of a listed origin', headers: { accept: '*/*', origin: APP, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, safe: true },
  { name: 'a fetch of our own page', headers: { accept: '*/*', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, safe: true },
  { name: 'an address that a person typed', headers: { accept: '*/*', 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, safe: true },
  { name: 'a program that asks for JSON', headers: { accept: 'application/json' }, safe: true },
  { name: 'a program that asks for a GraphQL response', headers: { accept: 'application/graphql-response+json, application/json;q=0.9' }, safe: true },
  { name: 'fetch of Node', headers: { accept: '*/*', 'sec-fetch-mode': 'cors' }, safe: true },
  { name: 'Apollo Client', headers: { accept: '*/*', 'apollo-require-preflight': 'true' }, safe: true },
  { name: 'Apollo iOS and Kotlin', headers: { accept: '*/*', 'x-apollo-operation-name': 'A' }, safe: true },
  { name: 'a page that asked first', headers: { accept: '*/*', 'graphql-require-preflight': '1' }, safe: true },
  { name: 'a media type that pages ask first for', headers: { accept: '*/*', 'content-type': 'application/json' }, safe: true },
  { name: 'a media type of forms', headers: { accept: '*/*', 'content-type': 'text/plain' }, safe: false, plain: true },
  { name: 'a bare curl', headers: { accept: '*/*', 'user-agent': 'curl/8.5.0' }, safe: false, plain: true },
  { name: 'an old browser’s picture', headers: { accept: 'image/webp,*/*', referer: 'https://evil.example/', 'user-agent': 'Mozilla/5.0' }, safe: false, plain: true },
  { name: 'a key does not make it safe from a scanner', headers: { accept: '*/*', authorization: 'Bearer x' }, safe: false, plain: true },
];

describe('a GET', () => {
  it.each(GETS)('$name: $safe', async ({ headers, safe }) => {
    const { status, text } = await send(stack, 'GET', headers);
    expect(status).toBe(safe ? 200 : 403);
    if (safe) expect(JSON.parse(text)).toMatchObject(ANSWER);
    else expect(text).toContain('"code":"ORIGIN_NOT_ALLOWED"');
    expect(stack.sandbox.calls.count()).toBe(safe ? 1 : 0);
  });

  it.each(GETS.filter(({ headers }) => headers.origin === undefined))('$name, where PLAIN_GET is on', async ({ headers, safe, plain = safe }) => {
    expect((await send(open, 'GET', headers)).status).toBe(plain ? 200 : 403);
  });

  it('is served the page of GraphiQL, wherever the link to it is; what names a document is not', async () => {
    const link = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    for (const [path, status] of [['/graphql', 200], ['/graphql?from=mail', 200], [`/graphql?query=${encodeURIComponent(QUERY)}`, 403], ['/graphql?a=1&documentId=x', 403]] as const) {
      const got = await new Promise<number | undefined>((resolve) => request(open.url + path, { headers: link }, (res) => resolve(res.resume().statusCode)).end());
      expect([path, got]).toEqual([path, status]);
    }
    expect(open.sandbox.calls.count()).toBe(0);
  });

  it('never runs a mutation, however it is sent, and says what to use', async () => {
    for (const query of ['mutation { __typename }', 'query A { __typename } mutation B { __typename }']) {
      const response = await fetch(`${stack.url}/graphql?${new URLSearchParams({ query, ...(query.startsWith('q') ? { operationName: 'B' } : {}) }).toString()}`);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await response.text()).toContain('"code":"METHOD_NOT_ALLOWED"');
    }
  });

  it('is judged by its headers alone, in no time', () => {
    const accept = `${'application/'.repeat(2_000)}x`;
    const before = performance.now();
    expect(isSafeGet({ accept }, 'nobody', false)).toBe(false);
    expect(performance.now() - before).toBeLessThan(20);
  });
});
