import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config/env.ts';
import { withoutSuggestion } from '../../src/server/http/without-suggestion.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let open: Stack;
let closed: Stack;
beforeAll(async () => {
  open = await startStack({ sandbox: { invoices: 10 } });
  closed = await startStack({ sandbox: { invoices: 10 }, http: { introspection: false, graphiql: false, suggestions: false } });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});

interface Reply {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}
const replyOf = async (stack: Stack, query: string, variables?: unknown, headers: Record<string, string> = {}): Promise<{ readonly status: number } & Reply> => {
  const response = await stack.post({ query, variables }, headers);
  const { data, errors } = (await response.json()) as Reply;
  return { status: response.status, ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
};
const codesOf = ({ errors = [] }: Reply): readonly string[] => errors.map(({ extensions }) => extensions.code);

const QUESTIONS = [
  { name: 'the whole schema', query: getIntrospectionQuery(), places: 1 },
  { name: 'one type', query: '{ __type(name: "Invoice") { name } }', places: 1 },
  { name: 'under an alias', query: '{ innocent: __schema { description } }', places: 1 },
  { name: 'in a fragment', query: '{ ...A } fragment A on Query { __type(name: "Query") { name } }', places: 1 },
  { name: 'in a fragment in a fragment', query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ... on Query { __schema { description } } }', places: 1 },
  { name: 'beside data', query: '{ department { currency } __schema { description } b: __schema { description } }', places: 2 },
  { name: 'from a mutation', query: 'mutation { __typename ... on Mutation { __schema { description } } }', places: 1 },
];

describe('introspection', () => {
  it.each(QUESTIONS.slice(0, 6))('is answered where it is on: $name', async ({ query }) => {
    expect(codesOf(await replyOf(open, query))).toEqual([]);
  });

  it.each(QUESTIONS)('is refused where it is off, for every media type, and nothing is sent upstream: $name', async ({ query, places }) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const reply = await replyOf(closed, query, {}, { accept });
      expect([reply.status, reply.data]).toEqual([403, undefined]);
      expect(codesOf(reply).filter((code) => code === 'INTROSPECTION_DISABLED')).toHaveLength(places);
    }
    expect(closed.sandbox.calls.count()).toBe(0);
  });

  it('never takes `__typename` for it, nor names that only look like it', async () => {
    expect(await replyOf(closed, '{ __typename department { __typename currency } ...__schema } fragment __schema on Query { __schema: __typename }')).toEqual({
      status: 200,
      data: { __typename: 'Query', __schema: 'Query', department: { __typename: 'Department', currency: 'MDL' } },
    });
  });
});

describe('GraphiQL', () => {
  const page = (stack: Stack): Promise<Response> => fetch(`${stack.url}/graphql`, { headers: { accept: 'text/html' } });
  it('is served where it is on, and not where it is off', async () => {
    expect([(await page(open)).status, (await page(open)).headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const refused = await page(closed);
    expect(refused.status).toBe(406);
    expect(await refused.text()).not.toMatch(/graphiql|playground/i);
  });
});

const SLIPS = [
  { name: 'a field', query: '{ invoice { nodes { id } } }' },
  { name: 'a field that lies deeper', query: '{ invoices { nodes { numbr } } }' },
  { name: 'a fragment of another type', query: '{ node(id: "x") { number } }' },
  { name: 'an argument', query: '{ invoices(frist: 1) { totalCount } }' },
  { name: 'an argument of a directive', query: '{ department @skip(iff: true) { currency } }' },
  { name: 'a directive', query: '{ department @skp(if: true) { currency } }', given: false },
  { name: 'a type', query: 'query ($f: InvoiceFiltr) { invoices(filter: $f) { totalCount } }' },
  { name: 'a type condition', query: '{ ... on Qery { __typename } }' },
  { name: 'an enum value', query: '{ invoices(filter: { status: [PAD] }) { totalCount } }' },
  { name: 'an enum value that is quoted', query: '{ invoices(filter: { status: ["PAID"] }) { totalCount } }' },
  { name: 'an input field', query: '{ invoices(filter: { statuss: [PAID] }) { totalCount } }' },
  { name: 'an enum value in variables', query: 'query ($s: [InvoiceStatus!]) { invoices(filter: { status: $s }) { totalCount } }', variables: { s: ['PAD'] } },
  { name: 'an input field in variables', query: 'query ($f: InvoiceFilter) { invoices(filter: $f) { totalCount } }', variables: { f: { statuss: ['PAID'] } } },
];

describe('suggestions', () => {
  it.each(SLIPS)('are given where they are on: $name', async ({ query, variables, given = true }) => {
    const { errors } = await replyOf(open, query, variables);
    expect(errors?.some(({ message }) => message.includes('Did you mean'))).toBe(given);
  });

  it.each(SLIPS)('are not given where they are off, and the rest of the message is: $name', async ({ query, variables }) => {
    const { errors } = await replyOf(closed, query, variables);
    const { errors: told } = await replyOf(open, query, variables);
    expect(errors?.map(({ message }) => message)).toEqual(told?.map(({ message }) => message.replace(/ Did you mean .*\?$/, '')));
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });

  it('are found in a long message of the caller’s own words', () => {
    const own = ' Did you mean '.repeat(100_000);
    expect(withoutSuggestion(`${own}"a"?`)).toBe(own.slice(0, -' Did you mean '.length));
    expect(withoutSuggestion(own)).toBe(own);
  });
});

describe('the configuration', () => {
  const httpOf = (env: Record<string, string>) => {
    const read = readConfig(env);
    if (!read.ok) throw new Error(read.problem);
    const { introspection, graphiql, suggestions, plainGet } = read.config.http;
    return [introspection, graphiql, suggestions, plainGet];
  };
  const ACCOUNT = { ECONT_CLIENT: 'a'.repeat(32), ECONT_TOKEN: 'b'.repeat(32), AUTH: 'keys' };

  it('has everything on in the sandbox, off with an account, and each as it is told', () => {
    expect(httpOf({})).toEqual([true, true, true, true]);
    expect(httpOf(ACCOUNT)).toEqual([false, false, false, false]);
    expect(httpOf({ ...ACCOUNT, INTROSPECTION: 'on', GRAPHIQL: 'on', SUGGESTIONS: 'on', PLAIN_GET: 'on' })).toEqual([true, true, true, true]);
    expect(httpOf({ INTROSPECTION: 'off', SUGGESTIONS: 'off', GRAPHIQL: 'off', PLAIN_GET: 'off' })).toEqual([false, false, false, false]);
  });

  it.each(['INTROSPECTION', 'GRAPHIQL', 'SUGGESTIONS', 'PLAIN_GET'])('takes on and off alone for %s', (name) => {
    expect(readConfig({ [name]: 'yes' })).toEqual({ ok: false, problem: `${name} must be on or off.` });
  });
});
