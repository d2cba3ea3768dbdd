import { request } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config/env.ts';
import { LIMITS } from '../../src/config/limits.ts';
import { GRAPH_TYPE, JSON_TYPE, negotiate } from '../../src/server/http/negotiate.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

/** As the server is by default, and with the edition of September 2026 (`HTTP_DRAFT=on`). */
const MODES = ['default', 'draft'] as const;
type Mode = (typeof MODES)[number];

const stacks = new Map<Mode, Stack>();
const stackOf = (mode: Mode): Stack => {
  const stack = stacks.get(mode);
  if (stack === undefined) throw new Error(`there is no server in mode ${mode}`);
  return stack;
};
beforeAll(async () => {
  for (const mode of MODES) stacks.set(mode, await startStack({ sandbox: { invoices: 10 }, http: { draft: mode === 'draft', introspection: false } }));
});
afterAll(async () => {
  for (const stack of stacks.values()) await stack.close();
});
beforeEach(() => {
  for (const { sandbox } of stacks.values()) sandbox.calls.clear();
});

interface Sent {
  readonly method?: string;
  readonly search?: string;
  readonly type?: string;
  readonly body?: string;
}

interface Reply {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly allow: string | undefined;
  readonly json: { readonly data?: unknown; readonly errors?: readonly { readonly extensions: { readonly code: string } }[] };
}

/** A request with these headers alone: `fetch` adds `Accept` by itself. */
const send = (mode: Mode, { method = 'POST', search = '', type = JSON_TYPE, body }: Sent, accept: string | undefined): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const headers = { ...(accept === undefined ? {} : { accept }), ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }) };
    const sent = request(`${stackOf(mode).url}/graphql${search}`, { method, headers }, (res) => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', (chunk: string) => (text += chunk));
      res.once('end', () => resolve({ status: res.statusCode, type: res.headers['content-type'], allow: res.headers.allow, json: (text === '' ? {} : JSON.parse(text)) as Reply['json'] }));
    });
    sent.once('error', reject);
    sent.end(body);
  });

const post = (body: unknown): Sent => ({ body: typeof body === 'string' ? body : JSON.stringify(body) });
const get = (params: Readonly<Record<string, string>>): Sent => ({ method: 'GET', search: `?${new URLSearchParams(params).toString()}` });

/** What is in the body: data, errors, or both. */
type Shape = 'data' | 'errors' | 'both';

interface Case {
  readonly name: string;
  readonly sent: Sent;
  readonly shape: Shape;
  readonly codes?: readonly string[];
  readonly allow?: string;
  /** `[default with JSON, default with GraphQL's media type, draft with JSON, draft with GraphQL's media type]` */
  readonly status: readonly [number, number, number, number];
  /** It never comes to GraphQL: the media type is the one that the caller names, in both modes. */
  readonly isBefore?: true;
}

const CASES: readonly Case[] = [
  { name: 'data', sent: post({ query: '{ department { currency } }' }), shape: 'data', status: [200, 200, 200, 200] },
  { name: 'data by GET', sent: get({ query: '{ department { currency } }' }), shape: 'data', status: [200, 200, 200, 200] },
  { name: 'null members', sent: post({ query: '{ __typename }', operationName: null, variables: null, extensions: null }), shape: 'data', status: [200, 200, 200, 200] },
  { name: 'data and errors', sent: post({ query: '{ department { currency } invoice(id: "x") { number } }' }), shape: 'both', codes: ['NOT_FOUND'], status: [200, 200, 200, 294] },
  { name: 'data that is nothing but null, and errors', sent: post({ query: '{ invoice(id: "x") { number } }' }), shape: 'both', codes: ['NOT_FOUND'], status: [200, 200, 200, 294] },
  { name: 'no JSON', sent: post('{"query":'), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 400, 400] },
  { name: 'an empty body', sent: post(''), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 400, 400] },
  { name: 'no query', sent: post({ qeury: '{ __typename }' }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'a query that is no text', sent: post({ query: { a: 1 } }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'variables that are a list', sent: post({ query: '{ __typename }', variables: [7] }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'variables in an address that are no JSON', sent: get({ query: '{ __typename }', variables: '{' }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'a GET without a query', sent: get({ operationName: 'A' }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'a document that does not parse', sent: post({ query: '{' }), shape: 'errors', codes: ['GRAPHQL_PARSE_FAILED'], status: [200, 400, 400, 400] },
  { name: 'an empty document', sent: post({ query: '' }), shape: 'errors', codes: ['GRAPHQL_PARSE_FAILED'], status: [200, 400, 400, 400] },
  { name: 'a document that does not fit the schema', sent: post({ query: '{ nope }' }), shape: 'errors', codes: ['GRAPHQL_VALIDATION_FAILED'], status: [200, 400, 422, 422] },
  { name: 'the same, whose errors are kept', sent: post({ query: '{ nope }' }), shape: 'errors', codes: ['GRAPHQL_VALIDATION_FAILED'], status: [200, 400, 422, 422] },
  { name: 'an operation that is not there', sent: post({ query: 'query A { __typename }', operationName: 'B' }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'one operation of two, unnamed', sent: post({ query: 'query A { __typename } query B { __typename }' }), shape: 'errors', codes: ['BAD_REQUEST'], status: [400, 400, 422, 422] },
  { name: 'a variable that does not fit', sent: post({ query: 'query ($n: Int!) { invoices(first: $n) { totalCount } }', variables: { n: 'a' } }), shape: 'errors', codes: ['INVALID_INPUT'], status: [400, 400, 422, 422] },
  { name: 'introspection where it is off', sent: post({ query: '{ __schema { description } }' }), shape: 'errors', codes: ['INTROSPECTION_DISABLED'], status: [403, 403, 403, 403] },
  { name: 'a document over a limit', sent: post({ query: `{ ${'__typename '.repeat(LIMITS.duplicateFields + 2)} }` }), shape: 'errors', codes: ['TOO_MANY_DUPLICATES'], status: [400, 400, 400, 400] },
  { name: 'an operation that costs too much', sent: post({ query: '{ customers(first: 100) { nodes { invoices(first: 100) { nodes { payments(first: 100) { nodes { id } } } } } } }' }), shape: 'errors', codes: ['COST_TOO_HIGH'], status: [400, 400, 400, 400] },
  { name: 'a mutation by GET', sent: get({ query: 'mutation { __typename }' }), shape: 'errors', codes: ['METHOD_NOT_ALLOWED'], allow: 'POST', status: [405, 405, 405, 405] },
  { name: 'an id of no document', sent: post({ documentId: 'a'.repeat(64) }), shape: 'errors', codes: ['PERSISTED_QUERY_NOT_FOUND'], status: [404, 404, 404, 404] },
  { name: 'another method', sent: { method: 'PUT', body: '{}' }, isBefore: true, shape: 'errors', codes: ['METHOD_NOT_ALLOWED'], allow: 'GET, POST', status: [405, 405, 405, 405] },
  { name: 'a form', sent: { type: 'application/x-www-form-urlencoded', body: 'query=%7B__typename%7D' }, isBefore: true, shape: 'errors', codes: ['UNSUPPORTED_MEDIA_TYPE'], status: [415, 415, 415, 415] },
  { name: 'several operations', sent: post([{ query: '{ __typename }' }]), isBefore: true, shape: 'errors', codes: ['BATCHING_OFF'], status: [400, 400, 400, 400] },
  { name: 'a body that is too long', sent: post(' '.repeat(LIMITS.requestBodyBytes + 1)), isBefore: true, shape: 'errors', codes: ['BODY_TOO_LARGE'], status: [413, 413, 413, 413] },
];

/** What callers send, and which columns of the table theirs are. */
const ACCEPTS: readonly { readonly accept: string | undefined; readonly wants: Readonly<Record<Mode, 'json' | 'graph'>> }[] = [
  { accept: JSON_TYPE, wants: { default: 'json', draft: 'json' } },
  { accept: GRAPH_TYPE, wants: { default: 'graph', draft: 'graph' } },
  { accept: undefined, wants: { default: 'json', draft: 'graph' } },
  { accept: '*/*', wants: { default: 'json', draft: 'graph' } },
  // Apollo Client, urql and Relay's example.
  { accept: `${GRAPH_TYPE}, ${JSON_TYPE};q=0.9`, wants: { default: 'graph', draft: 'graph' } },
];

const shapeOf = ({ json }: Reply): Shape | 'neither' => ('data' in json ? ('errors' in json ? 'both' : 'data') : 'errors' in json ? 'errors' : 'neither');

describe.each(MODES)('%s', (mode) => {
  describe.each(ACCEPTS)('Accept: $accept', ({ accept, wants }) => {
    it.each(CASES)('$name', async ({ sent, shape, codes = [], allow, status, isBefore }) => {
      const want = wants[mode];
      const reply = await send(mode, sent, accept);
      const column = (mode === 'draft' ? 2 : 0) + (want === 'graph' ? 1 : 0);
      // With the draft plain JSON is for data; what has none comes in the media type that tells it from a proxy's.
      const type = isBefore === true ? (accept?.startsWith(GRAPH_TYPE) === true ? GRAPH_TYPE : JSON_TYPE) : want === 'graph' || (mode === 'draft' && shape === 'errors') ? GRAPH_TYPE : JSON_TYPE;
      expect({ status: reply.status, type: reply.type, shape: shapeOf(reply), codes: (reply.json.errors ?? []).map(({ extensions }) => extensions.code), allow: reply.allow }).toEqual({
        status: status[column],
        type: `${type}; charset=utf-8`,
        shape,
        codes,
        allow,
      });
      if (shape === 'errors') expect(stackOf(mode).sandbox.calls.count()).toBe(0);
    });
  });

  it.each(['text/event-stream', 'multipart/mixed', 'text/html', 'application/json;q=0', 'application/json; charset=utf-16', 'image/*'])('is nothing for who takes %s alone', async (accept) => {
    const reply = await send(mode, post({ query: 'mutation { __typename }' }), accept);
    expect([reply.status, reply.json.errors?.map(({ extensions }) => extensions.code)]).toEqual([406, ['NOT_ACCEPTABLE']]);
    expect(stackOf(mode).sandbox.calls.count()).toBe(0);
  });
});

describe('the media type', () => {
  it.each([
    [undefined, 'preferred'],
    ['', 'preferred'],
    ['*/*', 'preferred'],
    ['application/*', 'preferred'],
    ['text/html, */*;q=0.8', 'preferred'],
    [JSON_TYPE, JSON_TYPE],
    ['Application/JSON; Charset=UTF-8', JSON_TYPE],
    [`${JSON_TYPE}, ${GRAPH_TYPE}`, JSON_TYPE],
    [`${GRAPH_TYPE}, ${JSON_TYPE}`, GRAPH_TYPE],
    [`${JSON_TYPE};q=0.9, ${GRAPH_TYPE}`, GRAPH_TYPE],
    [`${GRAPH_TYPE};q=0.5, ${JSON_TYPE};q=0.6`, JSON_TYPE],
    [`*/*, ${GRAPH_TYPE}`, GRAPH_TYPE],
    [`*/*, ${GRAPH_TYPE};q=0`, JSON_TYPE],
    [`${JSON_TYPE};q=0, */*;q=0.1`, GRAPH_TYPE],
    [`${GRAPH_TYPE};charset=latin1, ${JSON_TYPE};q=0.1`, JSON_TYPE],
    ['multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json', GRAPH_TYPE],
    [`${JSON_TYPE};q=nonsense`, null],
    ['text/html', null],
    [',;,', null],
  ])('for %j is %s', (accept, type) => {
    for (const preferred of [JSON_TYPE, GRAPH_TYPE] as const) expect(negotiate(accept, preferred)).toBe(type === 'preferred' ? preferred : type);
  });

  it('is found in a header of any length', () => {
    expect(negotiate(`${'a/b;q=0.1,'.repeat(1_600)}${JSON_TYPE}`, JSON_TYPE)).toBe(JSON_TYPE);
    expect(() => negotiate(`${JSON_TYPE}${';'.repeat(16_000)}`, JSON_TYPE)).not.toThrow();
  });
});

describe('HTTP_DRAFT', () => {
  it('is off until it is turned on', () => {
    const draftOf = (env: Record<string, string>) => {
      const read = readConfig(env);
      return read.ok ? read.config.http.draft : read.problem;
    };
    expect([draftOf({}), draftOf({ HTTP_DRAFT: 'on' }), draftOf({ HTTP_DRAFT: 'off' }), draftOf({ HTTP_DRAFT: 'yes' })]).toEqual([false, true, false, 'HTTP_DRAFT must be on or off.']);
  });
});
