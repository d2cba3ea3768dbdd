import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createLogger } from '../../src/server/logger.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 10 } });
});
afterAll(() => stack.close());

const SECURITY = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const securityOf = (response: Response): Record<string, string | null> => Object.fromEntries(Object.keys(SECURITY).map((name) => [name, response.headers.get(name)]));

const ADDRESSES: readonly { readonly name: string; readonly ask: () => Promise<Response>; readonly status: number; readonly headers?: Readonly<Record<string, string>> }[] = [
  { name: 'an answer', ask: () => stack.post({ query: '{ __typename }' }), status: 200 },
  { name: 'a mistake in a document', ask: () => stack.post({ query: '{ nope }' }), status: 200 },
  { name: 'a refusal before GraphQL', ask: () => stack.post('x', { 'content-type': 'text/plain' }), status: 415 },
  { name: 'a stranger', ask: () => stack.post({ query: '{ __typename }' }, { origin: 'https://evil.example' }), status: 403 },
  { name: '/health', ask: () => fetch(`${stack.url}/health`), status: 200 },
  { name: '/ready', ask: () => fetch(`${stack.url}/ready`), status: 200 },
  { name: 'a path that is not there', ask: () => fetch(`${stack.url}/nope`), status: 404 },
  {
    name: 'a document', ask: () => fetch(`${stack.url}/documents/invoices/1/a.pdf`), status: 403,
    headers: { 'content-security-policy': "frame-ancestors 'self'", 'cross-origin-resource-policy': 'cross-origin' },
  },
];

describe('the headers of every answer', () => {
  it.each(ADDRESSES)('$name', async ({ ask, status, headers }) => {
    const response = await ask();
    expect(response.status).toBe(status);
    expect(securityOf(response)).toEqual({ ...SECURITY, ...headers });
    for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin', 'set-cookie']) expect([name, response.headers.get(name)]).toEqual([name, null]);
  });

  it('GraphiQL may run its own scripts, and nobody may frame it', async () => {
    const response = await fetch(`${stack.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self'; .*frame-ancestors 'none'$/);
    expect({ ...securityOf(response), 'content-security-policy': '' }).toEqual({ ...SECURITY, 'cache-control': 'no-cache', 'content-security-policy': '' });
  });

  it('ask for TLS for a year where the public address has it, and only there', async () => {
    for (const [publicUrl, header] of [['https://billing.example.md', 'max-age=31536000'], ['http://billing.example.md', null]] as const) {
      const secure = await startStack({ sandbox: { invoices: 10 }, links: { publicUrl } });
      expect((await fetch(`${secure.url}/health`)).headers.get('strict-transport-security')).toBe(header);
      await secure.close();
    }
  });
});

/** Strings that make a header, a terminal or an editor show something else than is there. */
const ODD = [
  { name: 'CR and LF', text: 'a\r\nset-cookie: evil=1\r\n\r\nHTTP/1.1 200 OK' },
  { name: 'ANSI', text: '\u001b[2J\u001b[31mroot\u001b[0m \u009b31m' },
  { name: 'bidi', text: '\u202egnp.exe\u2066 \u200f\u061c' },
  { name: 'separators', text: 'a\u2028b\u2029c\ufeff\u007f\u0085' },
  { name: 'lone surrogates', text: 'a\ud800b\udc00c \udfff\ud83d' },
  { name: 'NUL', text: 'a\u0000b' },
] as const;
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/;

const QUERY = 'query A($a: String) { __typename invoices(search: $a) { totalCount } }';
const POSITIONS: readonly { readonly name: string; readonly body: (text: string) => unknown }[] = [
  { name: 'query', body: (text) => ({ query: text }) },
  { name: 'a comment', body: (text) => ({ query: `{ __typename } # ${text}` }) },
  { name: 'a string in the query', body: (text) => ({ query: `{ invoice(id: ${JSON.stringify(text)}) { number } }` }) },
  { name: 'operationName', body: (text) => ({ query: QUERY, operationName: text }) },
  { name: 'a variable', body: (text) => ({ query: QUERY, variables: { a: text } }) },
  { name: 'an id', body: (text) => ({ query: 'query ($a: ID!) { invoice(id: $a) { number } }', variables: { a: text } }) },
  { name: 'a cursor', body: (text) => ({ query: 'query ($a: String) { invoices(after: $a) { totalCount } }', variables: { a: text } }) },
  { name: 'a variable of a type that it does not fit', body: (text) => ({ query: 'query ($a: Date) { __typename invoices(filter: { dueOn: { from: $a } }) { totalCount } }', variables: { a: text } }) },
  { name: 'the name of a variable', body: (text) => ({ query: QUERY, variables: { [text]: 1 } }) },
  { name: 'extensions.language', body: (text) => ({ query: QUERY, extensions: { language: text } }) },
  { name: 'an extension', body: (text) => ({ query: QUERY, extensions: { [text]: text } }) },
  { name: 'another parameter', body: (text) => ({ query: QUERY, [text]: text }) },
  { name: 'documentId', body: (text) => ({ documentId: text }) },
  { name: 'the hash', body: (text) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: text } } }) },
  { name: 'an input of a mutation', body: (text) => ({ query: 'mutation ($k: String!) { invoiceIssue(input: { idempotencyKey: $k, customer: { email: $k, companyName: $k }, lines: [{ name: $k, unitPrice: "1", quantity: 1 }] }) { ... on UserError { code message } } }', variables: { k: text } }) },
];

/** Headers as they came over the wire. */
const rawHeadersOf = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const sent = request(stack.url + path, { headers }, (res) => {
      res.resume();
      resolve(res.rawHeaders);
    });
    sent.once('error', reject);
    sent.end();
  });

describe.each(ODD)('$name', ({ text }) => {
  it.each(POSITIONS)('in $name reach no header and no log as they are', async ({ body }) => {
    stack.logs.length = 0;
    const response = await stack.post(body(text));
    expect(response.status).toBeLessThan(500);
    await response.text();
    expect([...response.headers].filter(([name, value]) => RAW.test(name) || RAW.test(value) || value.includes('evil') || name === 'set-cookie')).toEqual([]);
    await fetch(`${stack.url}/ready`);
    expect(stack.logs.length).toBeGreaterThan(0);
    for (const line of stack.logs) {
      expect(line.trimEnd()).not.toMatch(RAW);
      expect(line.trimEnd()).not.toContain('\n');
    }
  });

  it('in a log line stay what they are, once read', () => {
    const lines: string[] = [];
    createLogger('info', { stream: { write: (line) => void lines.push(line) } }).info({ text, [`k${text}`]: { text } }, text);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(RAW);
    const read = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect([read.text, read.msg, read[`k${text}`]]).toEqual([text, text, { text }]);
  });
});

describe('bytes of addresses and headers that are no plain text', () => {
  it.each(['x-request-id', 'origin', 'accept', 'accept-language', 'traceparent', 'user-agent', 'authorization', 'x-request-timeout'])('in %s reach no header and no log', async (name) => {
    stack.logs.length = 0;
    const raw = await rawHeadersOf('/graphql?query=%7B__typename%7D', { [name]: 'a\u009b31m\u0085\u00ad' });
    expect(raw.filter((value) => /[\u007f-\u009f\u00ad]/.test(value))).toEqual([]);
    for (const line of stack.logs) expect(line.trimEnd()).not.toMatch(RAW);
  });

  it('in the path', async () => {
    stack.logs.length = 0;
    const raw = await rawHeadersOf(`/${encodeURI('\u202e\u001b[2J')}%0d%0aset-cookie:%20a=b`);
    expect(raw.filter((value) => value.toLowerCase() === 'set-cookie')).toEqual([]);
    for (const line of stack.logs) expect(line.trimEnd()).not.toMatch(RAW);
  });
});
