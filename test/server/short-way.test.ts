import { readdirSync, readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { globalIdOf } from '../kit/ids.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const NOW_MS = Date.parse('2026-11-20T09:00:00+02:00');
const FOLDER = new URL('../../schema/operations/', import.meta.url);

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 40 }, nowMs: () => NOW_MS, links: { publicUrl: 'https://billing.example.md' } });
});
afterAll(() => stack.close());

interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly extensions?: object;
}

const HEADERS = { accept: 'application/json', 'x-request-id': 'the-same', 'graphql-require-preflight': '1' };

/** What a client can tell of a reply, but for how long the upstream took. */
const told = async (response: Response): Promise<unknown> => {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !['date', 'keep-alive', 'connection', 'content-length', 'transfer-encoding', 'ratelimit', 'ratelimit-remaining', 'ratelimit-reset'].includes(name)));
  return [response.status, headers, (await response.text()).replace(/"ms":\d+/, '"ms":0').replace(/"remaining":\d+/, '"remaining":0')];
};

/** By POST, which takes the short way where it can; and by GET, which goes through Yoga. */
const byPost = async ({ query, ...rest }: Question): Promise<unknown> => told(await stack.post({ query, ...rest }, HEADERS));
const byGet = async ({ query, variables, operationName, extensions }: Question): Promise<unknown> => {
  const search = new URLSearchParams({ query, ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }), ...(operationName === undefined ? {} : { operationName }), ...(extensions === undefined ? {} : { extensions: JSON.stringify(extensions) }) });
  return told(await fetch(`${stack.url}/graphql?${search.toString()}`, { headers: HEADERS }));
};

const READY = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file): [string, Question] => {
    const query = readFileSync(new URL(file, FOLDER), 'utf8');
    const name = file.replace('.graphql', '');
    const variables = readdirSync(FOLDER).includes(`${name}.variables.json`) ? (JSON.parse(readFileSync(new URL(`${name}.variables.json`, FOLDER), 'utf8')) as Readonly<Record<string, unknown>>) : {};
    return [name, { query, variables }];
  })
  .filter(([, { query }]) => /^query/m.test(query));

const ODD: readonly [string, Question][] = [
  ['what is not there', { query: '{ invoice(number: "none") { id } department { currency } }' }],
  ['a garbage id', { query: '{ node(id: "garbage") { id } }' }],
  ['a wrong cursor', { query: '{ invoices(after: "garbage") { nodes { id } } }' }],
  ['an argument of the wrong kind', { query: `{ invoices(filter: { customerId: ["${globalIdOf('Invoice', 1)}"] }) { nodes { id } } }` }],
  ['a variable that does not fit', { query: 'query ($n: Int!) { invoices(first: $n) { nodes { id } } }', variables: { n: 'x' } }],
  ['a page that is too large', { query: '{ invoices(first: 101) { nodes { id } } }' }],
  ['an unknown field', { query: '{ invoices { nodes { colour } } }' }],
  ['no GraphQL', { query: '{ invoices {' }],
  ['an operation that is not there', { query: 'query A { department { currency } } query B { department { currency } }', operationName: 'C' }],
  ['one of two operations', { query: 'query A { department { currency } } query B { department { mode } }', operationName: 'B' }],
  ['a wrong language', { query: '{ department { currency } }', extensions: { language: 'de' } }],
  ['another language', { query: '{ tariffs { nodes { name { text } } } }', extensions: { language: 'ru' } }],
  ['introspection', { query: '{ __schema { queryType { name } } __typename }' }],
  ['too many aliases', { query: `{ department { ${Array.from({ length: 60 }, (_, n) => `k${n}: currency`).join(' ')} } }` }],
];

describe('a request that takes the short way', () => {
  it.each([...READY, ...ODD])('is answered as any other: %s', async (_name, question) => {
    expect(await byPost(question)).toEqual(await byGet(question));
  });

  it('is answered as any other where the upstream fails', async () => {
    const question = { query: '{ invoices(first: 20) { nodes { number customer { name } payments { nodes { id } } } } }' };
    for (const endpoint of ['invoice.list', 'customer.list', 'payment.list'] as const) {
      stack.sandbox.faults.add({ endpoint, kind: '500', times: Infinity });
      const [posted, got] = [await byPost(question), await byGet(question)];
      stack.sandbox.faults.clear();
      expect(posted).toEqual(got);
      expect(JSON.stringify(posted)).toContain('UPSTREAM_');
    }
  });
});
