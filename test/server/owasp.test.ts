import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAuthenticate } from '../../src/server/auth/create-authenticate.ts';
import { createKeyRing } from '../../src/server/auth/key-ring.ts';
import type { Tenant } from '../../src/server/tenant.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import { globalIdOf } from '../kit/ids.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

/** The bullets of OWASP's GraphQL Cheat Sheet, each looked at on a server as it comes with a real account. */
const READER = madeKey({ name: 'reader', scopes: ['invoices:read', 'customers:read'] });
const WRITER = madeKey({ name: 'writer', scopes: ['invoices:read', 'invoices:write'] });
const PAYER = madeKey({ name: 'payer', scopes: ['invoices:read', 'customers:read'], payerOf: 2 });

let stack: Stack;
beforeAll(async () => {
  const ring = createKeyRing([READER, WRITER, PAYER].map(({ record }) => record));
  const auth = (tenants: readonly Tenant[]) => createAuthenticate({ tenants, keys: () => ring, tokens: undefined, nowMs: Date.now });
  stack = await startStack({ sandbox: { invoices: 60 }, auth, http: { introspection: false, graphiql: false, suggestions: false } });
});
afterAll(() => stack.close());
beforeEach(() => {
  stack.sandbox.calls.clear();
  stack.sandbox.faults.clear();
});

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly codes: readonly unknown[];
}
const ask = async (query: string, { variables, key = READER.text }: { readonly variables?: unknown; readonly key?: string | null } = {}): Promise<Reply> => {
  const response = await stack.post({ query, ...(variables === undefined ? {} : { variables }) }, key === null ? {} : bearer(key));
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as { readonly data?: Reply['data']; readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
  return { status: response.status, text, data, codes: errors.map(({ extensions }) => extensions?.code) };
};
const calls = (): number => stack.sandbox.calls.count();
/** Refused as a client's mistake, with this code, before anything was sent. */
const expectRefused = ({ status, codes }: Reply, code: string): void => {
  expect([codes, calls()]).toEqual([[code], 0]);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
};

describe('input validation', () => {
  it.each([
    ['an enum value that is none', '{ invoices(view: EVERYTHING) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a scalar of another type', '{ invoices(first: "5") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a field that is none', '{ users { password } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('takes only what the schema allows: %s', async (_what, query, code) => {
    // GraphQL over HTTP wants 200 for these in `application/json`.
    const { codes, data } = await ask(query);
    expect([codes, data, calls()]).toEqual([[code], undefined, 0]);
  });

  it('takes only variables of their type', async () => {
    expectRefused(await ask('query ($at: DateTime!) { invoices(filter: { issuedAt: { from: $at } }) { totalCount } }', { variables: { at: 'yesterday; drop' } }), 'INVALID_INPUT');
  });

  it('refuses gracefully, without telling how the schema looks', async () => {
    const { text } = await ask('{ invoice(id: "x") { statuss } }');
    expect(text).toContain('Cannot query field');
    expect(text).not.toMatch(/did you mean/i);
  });
});

describe('injection', () => {
  it.each(["1' or '1'='1", '1; drop table invoices', '{"$gt":""}', '$(id)', 'http://169.254.169.254/', '../../etc/passwd', 'x\r\nX-Evil: 1'])('finds nothing by %s, and goes nowhere else', async (text) => {
    const { codes } = await ask('query ($t: String!, $id: ID!) { invoices(search: $t, first: 1) { totalCount } invoice(id: $id) { id } }', { variables: { t: text, id: text } });
    for (const code of codes) expect(['NOT_FOUND', 'INVALID_INPUT', 'UPSTREAM_REJECTED']).toContain(code);
    for (const { endpoint } of stack.sandbox.calls.all()) expect(endpoint).toBe('invoice.list');
  });
});

describe('denial of service', () => {
  const nested = (depth: number): string => Array.from({ length: depth }).reduce<string>((inner, _, i) => (i % 2 === 0 ? `customer { ${inner} }` : `invoices(first: 1) { nodes { ${inner} } }`), 'id');

  it('limits the depth', async () => {
    expectRefused(await ask(`{ invoices(first: 1) { nodes { ${nested(30)} } } }`), 'QUERY_TOO_DEEP');
  });

  it('limits the amount', async () => {
    const { codes } = await ask('{ invoices(first: 1000000) { nodes { id } } }');
    expect([codes, calls()]).toEqual([['INVALID_PAGE_SIZE'], 0]);
  });

  it('limits what a query may cost', async () => {
    expectRefused(await ask('{ customers(first: 100) { nodes { invoices(first: 100) { nodes { payments(first: 100) { nodes { id } } } } } } }', { key: READER.text }), 'COST_TOO_HIGH');
  });

  it('pages: every list that can grow has a bound', async () => {
    const { data } = await ask('{ invoices { nodes { id } } }');
    expect((data?.invoices as { readonly nodes: readonly unknown[] }).nodes).toHaveLength(20);
  });

  it('limits the rate, and tells how much is left', async () => {
    const response = await stack.post({ query: '{ invoices(first: 1) { totalCount } }' }, bearer(READER.text));
    expect(response.headers.get('ratelimit-limit')).toMatch(/^\d+/);
    expect(response.headers.get('ratelimit-remaining')).toMatch(/^\d+$/);
  });

  it('gives up in time, also when e-Cont.md does not answer', async () => {
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall', times: 9 });
    const response = await stack.post({ query: '{ invoices(first: 1) { totalCount } }' }, { ...bearer(READER.text), 'x-request-timeout': '200' });
    const { errors } = (await response.json()) as { readonly errors: readonly { readonly extensions: { readonly code: string } }[] };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
  });

  it('asks once for what is asked for many times', async () => {
    await ask('{ a: invoices(first: 1) { totalCount } b: invoices(first: 1) { totalCount } c: invoices(first: 1) { totalCount } }');
    expect(calls()).toBe(1);
  });
});

describe('access control', () => {
  const mutation = 'mutation { invoiceArchive(input: { invoiceId: "x" }) { __typename } }';

  it('wants to know every caller', async () => {
    expectRefused(await ask('{ invoices { totalCount } }', { key: null }), 'UNAUTHENTICATED');
    expectRefused(await ask('{ invoices { totalCount } }', { key: 'eck_nobody' }), 'UNAUTHENTICATED');
  });

  it('holds reads and writes apart', async () => {
    expect((await ask(mutation)).codes).toEqual(['FORBIDDEN']);
    expect((await ask(mutation, { key: WRITER.text })).codes).toEqual([]);
    expect(calls()).toBe(0);
  });

  it('holds on edges and on nodes', async () => {
    const { codes } = await ask('{ invoices(first: 1) { nodes { payments { totalCount } } } payments { totalCount } }');
    expect([...new Set(codes)]).toEqual(['FORBIDDEN']);
    expect((await ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id: globalIdOf('Payment', 1) } })).codes).toEqual(['FORBIDDEN']);
  });

  it('shows no object of another to whoever knows its id (IDOR)', async () => {
    const theirs = stack.sandbox.state.invoices.find((row) => row.buyer_id !== 2)[0];
    for (const query of ['query ($id: ID!) { invoice(id: $id) { id } }', 'query ($id: ID!) { node(id: $id) { id } }']) {
      expect((await ask(query, { variables: { id: globalIdOf('Invoice', theirs?.id ?? 0) }, key: PAYER.text })).codes).toEqual(['NOT_FOUND']);
    }
  });

  it('takes no id that it did not make', async () => {
    const { codes } = await ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id: Buffer.from('Invoice:1').toString('base64url') } });
    expect([codes, calls()]).toEqual([['NOT_FOUND'], 0]);
  });

  it('keeps introspection and the page of GraphiQL closed', async () => {
    expectRefused(await ask('{ __schema { types { name } } }'), 'INTROSPECTION_DISABLED');
    const page = await fetch(`${stack.url}/graphql`, { headers: { accept: 'text/html', ...bearer(READER.text) } });
    expect(await page.text()).not.toContain('<html');
  });
});

describe('batching attacks', () => {
  it('takes one operation a request', async () => {
    const response = await stack.post([{ query: '{ __typename }' }, { query: '{ __typename }' }], bearer(READER.text));
    expect([response.status, calls()]).toEqual([400, 0]);
    expect(await response.text()).toContain('BATCHING_OFF');
  });

  it('lets nobody guess by aliases', async () => {
    const guesses = Array.from({ length: 60 }, (_, i) => `g${i}: mutationOutcome(idempotencyKey: "k${i}") { state }`).join(' ');
    const { codes } = await ask(`{ ${guesses} }`);
    expect(codes).toHaveLength(1);
    expect(['TOO_MANY_ROOT_FIELDS', 'TOO_MANY_ALIASES']).toContain(codes[0]);
    expect(calls()).toBe(0);
  });
});

describe('secure configuration', () => {
  it('tells no more of a fault than its code and the id of the request', async () => {
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'html200', times: 9 });
    const { text, codes } = await ask('{ invoices(first: 1) { totalCount } }');
    expect(codes).toEqual(['UPSTREAM_PROTOCOL']);
    expect(text).not.toMatch(/stack|node_modules|\.ts:|at Object|<html/);
  });

  it('serves pages of no other origin, and no frames', async () => {
    const response = await stack.post({ query: '{ invoices(first: 1) { totalCount } }' }, bearer(READER.text));
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});
