import type { Server } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createYoga } from 'graphql-yoga';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config/env.ts';
import { schema } from '../../src/graphql/schema.ts';
import { times } from '../kit/domain-rows.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

/**
 * The checks of graphql-cop (dolevf/graphql-cop), as it publishes them: each asks what its module asks, in the words of its scanner, and
 * finds what that would find. To show that they find anything at all they also look at a server that does nothing against them.
 */
interface Reply {
  readonly status: number | undefined;
  readonly text: string;
  /** `undefined` where it is no JSON. */
  readonly json: unknown;
}

interface Target {
  /** As the scanner's `request`: nothing but the headers of python-requests. */
  readonly send: (method: string, path: string, options?: { readonly params?: Readonly<Record<string, string>>; readonly form?: Readonly<Record<string, string>> }) => Promise<Reply>;
  /** As the scanner's `graph_query`. */
  readonly query: (document: string) => Promise<Reply>;
  readonly batch: (document: string) => Promise<Reply>;
}

/** What python-requests sends with each request. */
const HEADERS = { 'user-agent': 'python-requests/2.32.3', 'accept-encoding': 'identity', accept: '*/*', connection: 'keep-alive' };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const targetAt = (origin: string): Target => {
  const exchange = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body = ''): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sent = request(origin + path, { method, headers: { ...HEADERS, ...headers, ...(method === 'GET' ? {} : { 'content-length': Buffer.byteLength(body) }) } }, (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (chunk: string) => (text += chunk));
        res.once('end', () => resolve({ status: res.statusCode, text, json: parsed(text) }));
      });
      sent.once('error', reject);
      sent.end(body);
    });
  const post = (body: unknown): Promise<Reply> => exchange('POST', '/graphql', { 'content-type': 'application/json' }, JSON.stringify(body));
  return {
    send: (method, path, { params, form } = {}) => {
      const to = params === undefined ? path : `${path}?${new URLSearchParams(params).toString()}`;
      return form === undefined ? exchange(method, to) : exchange(method, to, { 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams(form).toString());
    },
    query: (query) => post({ query, operationName: 'cop' }),
    batch: (query) => post(times(10, () => ({ query }))),
  };
};

/** A member of a reply, or `undefined`: the scanner's `try`. */
const at = (value: unknown, ...path: readonly (string | number)[]): unknown => path.reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[name] : undefined), value);
const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

const IDES = ['/graphiql', '/playground', '/console', '/graphql'];
const WORDS = ['graphiql.min.css', 'GraphQL Playground', 'GraphiQL', 'graphql-playground'];
const CIRCLE = 'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';

const CHECKS: readonly { readonly name: string; readonly finds: (target: Target) => Promise<boolean> }[] = [
  { name: 'alias overloading', finds: async ({ query }) => Boolean(at((await query(`query cop { ${times(101, (n) => `alias${n - 1}:__typename \n`).join('')} }`)).json, 'data', 'alias100')) },
  { name: 'array-based query batching', finds: async ({ batch }) => lengthOf((await batch('query cop { __typename }')).json) >= 10 },
  { name: 'directive overloading', finds: async ({ query }) => lengthOf(at((await query(`query cop { __typename ${'@aa'.repeat(10)} }`)).json, 'errors')) === 10 },
  { name: 'introspection-based circular query', finds: async ({ query }) => lengthOf(at((await query(CIRCLE)).json, 'data', '__schema', 'types')) > 25 },
  { name: 'mutation over GET', finds: async ({ send }) => Boolean(at((await send('GET', '/graphql', { params: { query: 'mutation cop {__typename}' } })).json, 'data', '__typename')) },
  { name: 'query over GET', finds: async ({ send }) => Boolean(at((await send('GET', '/graphql', { params: { query: 'query cop {__typename}' } })).json, 'data', '__typename')) },
  { name: 'field suggestions', finds: async ({ query }) => String(at((await query('query cop { __schema { directive } }')).json, 'errors', 0, 'message')).includes('Did you mean') },
  { name: 'introspection', finds: async ({ query }) => lengthOf(at((await query('query cop { __schema { types { name fields { name } } } }')).json, 'data', '__schema', 'types')) > 0 },
  {
    name: 'GraphiQL or Playground',
    async finds({ send }) {
      const pages = await Promise.all(IDES.map((path) => send('GET', path)));
      return pages.some(({ text }) => WORDS.some((word) => text.includes(word)));
    },
  },
  {
    name: 'traces and unhandled errors',
    async finds({ query }) {
      const replies = [await query('query cop { __typename }'), await query('qwerty cop { abc }')];
      return replies.some(({ json, text }) => ['tracing', 'exception'].some((name) => at(json, 'errors', 0, 'extensions', name) !== undefined || at(json, 'extensions', name) !== undefined) || /stacktrace/i.test(text));
    },
  },
  { name: 'field duplication', finds: async ({ query }) => Boolean(at((await query(`query cop { ${'__typename \n'.repeat(500)}} `)).json, 'data', '__typename')) },
  {
    name: 'POST that is not JSON',
    async finds({ send }) {
      const asked = { query: 'query cop {__typename}' };
      const replies = [await send('POST', '/graphql', { params: asked }), await send('POST', '/graphql', { form: asked })];
      return replies.some(({ json }) => Boolean(at(json, 'data', '__typename')));
    },
  },
];

/** Newer than the twelve; every server that validates passes it. */
const CIRCULAR_FRAGMENT = 'query cop { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }';

/** As the server stands with an account, when nothing else is told. */
const hardened = () => {
  const read = readConfig({ ECONT_CLIENT: 'a'.repeat(32), ECONT_TOKEN: 'b'.repeat(32), AUTH: 'keys' });
  if (!read.ok) throw new Error(read.problem);
  return read.config.http;
};

let stack: Stack;
let bare: Server;
let target: Target;
let stock: Target;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 10 }, http: hardened() });
  target = targetAt(stack.url);
  const yoga = createYoga({ schema, logging: false });
  bare = createServer((req, res) => void yoga(req, res));
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  stock = targetAt(`http://127.0.0.1:${(bare.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await stack.close();
  await new Promise((resolve) => bare.close(resolve));
});

describe('graphql-cop, against the server as it stands with an account', () => {
  it('knows it for GraphQL', async () => {
    expect((await target.query('query cop { __typename }')).json).toMatchObject({ data: { __typename: 'Query' } });
    expect(CHECKS).toHaveLength(12);
  });

  it.each(CHECKS)('does not find: $name', async ({ finds }) => {
    expect(await finds(target)).toBe(false);
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('does not find: circular fragments', async () => {
    const { json } = await target.query(CIRCULAR_FRAGMENT);
    expect(lengthOf(at(json, 'errors'))).toBeGreaterThan(0);
  });
});

describe('graphql-cop, against a server that does nothing against it', () => {
  it('finds what there is to be found', async () => {
    const found = await Promise.all(CHECKS.map(async ({ name, finds }) => ((await finds(stock)) ? [name] : [])));
    expect(found.flat()).toEqual(['alias overloading', 'directive overloading', 'query over GET', 'field suggestions', 'introspection', 'field duplication', 'POST that is not JSON']);
  });
});
