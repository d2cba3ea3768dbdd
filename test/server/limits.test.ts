import { readFileSync } from 'node:fs';
import { request } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { LIMITS } from '../../src/config/limits.ts';
import type { ErrorCode } from '../../src/domain/error-codes.ts';
import type { Metrics } from '../../src/server/observe/metrics.ts';
import { createMetrics } from '../../src/server/observe/metrics.ts';
import { times } from '../kit/domain-rows.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
let metrics: Metrics;
beforeAll(async () => {
  metrics = createMetrics({ process: false });
  stack = await startStack({ sandbox: { invoices: 60 }, metrics });
});
afterAll(() => stack.close());
beforeEach(() => stack.sandbox.calls.clear());

interface Case {
  readonly name: string;
  readonly code: ErrorCode;
  readonly limit: number;
  /** A request with this much of what is limited. */
  readonly body: (value: number) => string;
  /** What is told, where it is not one more than the limit. */
  readonly over?: number;
  /** What the largest request that passes has, and the smallest that does not. */
  readonly at?: readonly [passing: number, refused: number];
  /** The largest that passes is refused for another reason. */
  readonly others?: boolean;
}

const query = (text: string, rest: object = {}): string => JSON.stringify({ query: text, ...rest });
const list = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const KEYS = ['currency', 'invoicePrefix', 'paymentTermDays', 'phone', 'email', 'idno', 'vatCode', 'mode', 'isVatPayer', 'upstreamId'];
/** Distinct keys in one place, at most `fieldAliases` of one field. */
const distinct = (count: number): string => times(count, (n) => `k${n}: ${KEYS[n % KEYS.length] ?? ''}`).join(' ');

const CASES: readonly Case[] = [
  { name: 'objects and lists within each other in the body', code: 'JSON_TOO_COMPLEX', limit: LIMITS.jsonDepth, body: (n) => `{"query":"{ __typename }","extensions":{"x":${list(n - 2)}}}` },
  { name: 'values in the body', code: 'JSON_TOO_COMPLEX', limit: LIMITS.jsonValues, body: (n) => `{"query":"{ __typename }","extensions":{"x":[${'1,'.repeat(n - 5)}1]}}` },
  { name: 'characters', code: 'DOCUMENT_TOO_LONG', limit: LIMITS.documentChars, body: (n) => query(`{ __typename }${' '.repeat(n - 14)}`) },
  { name: 'tokens', code: 'DOCUMENT_TOO_LONG', limit: LIMITS.documentTokens, body: (n) => query(`{ department { currency } nodes(ids: [${'"a" '.repeat(n - 16)}]) { id } }`), others: true },
  { name: 'bytes of comments', code: 'DOCUMENT_TOO_LONG', limit: LIMITS.commentBytes, body: (n) => query(`{ __typename } #${'ș'.repeat((n - 1 - ((n - 1) % 2)) / 2)}${'x'.repeat((n - 1) % 2)}`) },
  { name: 'fields with the fragments written out', code: 'DOCUMENT_TOO_LONG', limit: LIMITS.documentFields, body: (n) => query(`{ department { ...A } } fragment A on Department { ${'...B '.repeat(39)} ${distinct(n - 1 - 39 * 50)} } fragment B on Department { ${distinct(50)} }`) },
  { name: 'brackets', code: 'QUERY_TOO_DEEP', limit: LIMITS.documentBrackets, body: (n) => query(`${'{ ... on Query '.repeat(n - 1)} { __typename }${'}'.repeat(n - 1)}`) },
  { name: 'fields within each other', code: 'QUERY_TOO_DEEP', limit: LIMITS.fieldDepth, body: (n) => query(`query { __type(name: "Query") { fields { type { ...T } } } } fragment T on __Type { ${'ofType { '.repeat(n - 4)} kind ${'}'.repeat(n - 4)} }`) },
  { name: 'operations in the document', code: 'TOO_MANY_DEFINITIONS', limit: LIMITS.documentOperations, body: (n) => query(times(n, (i) => `query Q${i} { __typename }`).join(' '), { operationName: 'Q1' }) },
  { name: 'fragments', code: 'TOO_MANY_DEFINITIONS', limit: LIMITS.documentFragments, body: (n) => query(`{ department { ${times(n, (i) => `...F${i}`).join(' ')} } } ${times(n, (i) => `fragment F${i} on Department { k${i}: ${KEYS[i % KEYS.length] ?? ''} }`).join(' ')}`) },
  { name: 'directives in one place', code: 'TOO_MANY_DIRECTIVES', limit: LIMITS.placeDirectives, others: true, body: (n) => query(`{ __typename ${'@include(if: true) '.repeat(n)} }`) },
  { name: 'directives in the document', code: 'TOO_MANY_DIRECTIVES', limit: LIMITS.documentDirectives, body: (n) => query(`{ department { ${times(n, (i) => `k${i}: ${KEYS[i % KEYS.length] ?? ''} @include(if: true)`).join(' ')} } }`) },
  { name: 'fields at the root', code: 'TOO_MANY_ROOT_FIELDS', limit: LIMITS.rootFields, body: (n) => query(`{ ${times(n, (i) => (i % 2 === 0 ? `k${i}: __typename` : `k${i}: rateLimit { cost }`)).join(' ')} }`) },
  { name: 'keys of one field', code: 'TOO_MANY_ALIASES', limit: LIMITS.fieldAliases, body: (n) => query(`{ department { ${times(n, (i) => `k${i}: currency`).join(' ')} } }`) },
  { name: 'keys of `__typename`, at the root', code: 'TOO_MANY_ALIASES', limit: LIMITS.fieldAliases, body: (n) => query(`{ ${times(n, (i) => `k${i}: __typename`).join(' ')} }`) },
  { name: 'repeats', code: 'TOO_MANY_DUPLICATES', limit: LIMITS.duplicateFields, body: (n) => query(`{ department { ${'currency '.repeat(n - 9)} ...A } } fragment A on Department { ${'currency '.repeat(10)} }`) },
  { name: 'objects on a page', code: 'INVALID_PAGE_SIZE', limit: LIMITS.pageSize, body: (n) => query('query ($n: Int) { invoices(first: $n) { nodes { id } } }', { variables: { n } }) },
  { name: 'values in a list', code: 'TOO_MANY_VALUES', limit: LIMITS.listValues, body: (n) => query('query ($f: InvoiceFilter) { invoices(filter: $f) { totalCount } }', { variables: { f: { number: times(n, (i) => `N-${i}`) } } }) },
  { name: 'cost', code: 'COST_TOO_HIGH', limit: LIMITS.operationCost, at: [25_000, 25_100], over: 25_100, body: (n) => query(`{ invoices(first: 100) { nodes { ${times(12, (i) => `l${i}: lines { name }`).join(' ')} ${times(n / 100 - 241, (i) => `t${i}: totals { __typename }`).join(' ')} } } }`) },
  { name: 'calls upstream', code: 'UPSTREAM_BUDGET_EXCEEDED', limit: LIMITS.operationUpstreamCalls, at: [1_112, 1_203], body: (n) => query(`{ customers(first: 100) { nodes { invoices(first: 10) { nodes { payments(first: 1) { totalCount } } } ${n > 1_200 ? 'last: subscriptions(first: 1) { totalCount }' : ''} } } }`), over: 1_213 },
];

/** What is refused whatever it has. */
const NEVER: readonly Case[] = [{ name: 'operations in the body', code: 'BATCHING_OFF', limit: 1, body: (n) => `[${times(n, () => query('{ __typename }')).join(',')}]` }];

/** How often each code was refused so far. */
const refusals = async (): Promise<Readonly<Record<string, number>>> => Object.fromEntries([...(await metrics.text()).matchAll(/^econt_refusals_total\{code="([A-Z_]+)"\} (\d+)$/gm)].map(([, code = '', count]) => [code, Number(count)]));

interface Reply {
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

describe.each(CASES)('$name', ({ code, limit, body, at: [passing] = [limit, limit + 1], others = false }) => {
  it('pass up to the limit', async () => {
    const response = await stack.post(body(passing));
    const { errors = [] } = (await response.json()) as Reply;
    if (!others) expect([response.status, errors.map(({ message }) => message)]).toEqual([200, []]);
    expect(errors.map(({ extensions }) => extensions['code'])).not.toContain(code);
  });
});

describe.each([...CASES, ...NEVER])('$name', ({ code, limit, body, over = limit + 1, at: [, refused] = [limit, limit + 1] }) => {
  it.each(['application/json', 'application/graphql-response+json'])('are refused over it, as %s', async (accept) => {
    const before = await refusals();
    const response = await stack.post(body(refused), { accept });
    const { errors = [] } = (await response.json()) as Reply;
    expect(errors.map(({ extensions }) => extensions)).toMatchObject([{ code, limit, value: over, requestId: response.headers.get('x-request-id') }]);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, `${accept}; charset=utf-8`]);
    expect(await refusals()).toEqual({ ...before, [code]: (before[code] ?? 0) + 1 });
    expect(stack.sandbox.calls.count()).toBe(0);
  });
});

describe('a body', () => {
  const sent = (headers: Readonly<Record<string, string | number>>, body: string | null): Promise<{ readonly status: number | undefined; readonly text: string }> =>
    new Promise((resolve) => {
      const req = request(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (res) => {
        let text = '';
        res.on('data', (chunk: Buffer) => (text += chunk.toString()));
        res.once('end', () => {
          resolve({ status: res.statusCode, text });
          req.destroy();
        });
      });
      req.once('error', () => undefined);
      if (body === null) req.flushHeaders();
      else req.write(body);
    });
  const limit = LIMITS.requestBodyBytes;

  it('that says that it is too long is not read', async () => {
    const before = await refusals();
    const { status, text } = await sent({ 'content-length': 20_000_000 }, null);
    expect([status, JSON.parse(text)]).toMatchObject([413, { errors: [{ extensions: { code: 'BODY_TOO_LARGE', limit, value: 20_000_000 } }] }]);
    expect(await refusals()).toEqual({ ...before, BODY_TOO_LARGE: (before['BODY_TOO_LARGE'] ?? 0) + 1 });
  });

  it('that is too long and does not say so is read up to the limit', async () => {
    const { status, text } = await sent({ 'transfer-encoding': 'chunked' }, ' '.repeat(limit + 65_536));
    expect(status).toBe(413);
    const { value } = (JSON.parse(text) as Required<Reply>).errors[0]?.extensions ?? {};
    expect(Number(value)).toBeGreaterThan(limit);
    expect(Number(value)).toBeLessThanOrEqual(limit + 65_536);
  });
});

describe('a GET', () => {
  const get = (search: Record<string, string>): Promise<Response> => fetch(`${stack.url}/graphql?${new URLSearchParams(search).toString()}`, { headers: { accept: 'application/json' } });

  it('is held to the same limits', async () => {
    const responses = await Promise.all([get({ query: '{ __typename }', variables: `{"x":${list(LIMITS.jsonDepth)}}` }), get({ query: `{ ${times(31, (n) => `k${n}: __typename`).join(' ')} }` })]);
    const codes = await Promise.all(responses.map(async (response) => [response.status, ((await response.json()) as Required<Reply>).errors.map(({ extensions }) => extensions['code'])]));
    expect(codes).toEqual([[400, ['JSON_TOO_COMPLEX']], [400, ['TOO_MANY_ROOT_FIELDS']]]);
  });
});

describe('the table of limits in the README', () => {
  it('says what is refused', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| [^|]+ \| ([\d ]+) \| `([A-Z_]+)` \|$/gm)].map(([, limit = '', code]) => `${code ?? ''} ${limit.replaceAll(' ', '')}`);
    const others = [['BODY_TOO_LARGE', LIMITS.requestBodyBytes], ['RATE_LIMITED', LIMITS.requestsPerMinute], ['RATE_LIMITED', LIMITS.costPerMinute]] as const;
    expect(rows).toHaveLength(23);
    expect([...new Set(rows)].toSorted()).toEqual([...new Set([...[...CASES, ...NEVER].map(({ code, limit }) => `${code} ${limit}`), ...others.map(([code, limit]) => `${code} ${limit}`)])].toSorted());
  });
});

describe('execution time', () => {
  it('of a query ends by itself, and that of a write does not', async () => {
    const seen: (number | undefined)[] = [];
    const timed = await startStack({
      sandbox: { invoices: 10 },
      wrapUpstream: (upstream) => ({
        ...upstream,
        listInvoices: (scope, list_) => (seen.push(scope.givenUntil), upstream.listInvoices(scope, list_)),
        getDepartment: (scope) => (seen.push(scope.givenUntil), upstream.getDepartment(scope)),
      }),
    });
    try {
      const startedAt = performance.now();
      await timed.post({ query: '{ invoices(first: 1) { nodes { id } } }' });
      await timed.post({ query: 'mutation { invoicePreview(input: { customer: { email: "a@b.md" }, lines: [{ name: "A", unitPrice: "1", quantity: 1 }] }) { __typename } }' });
      const [ofQuery = 0, ofMutation] = seen;
      expect(ofQuery - startedAt).toBeGreaterThanOrEqual(LIMITS.operationTimeMs);
      expect(ofQuery - startedAt).toBeLessThan(LIMITS.operationTimeMs + 5_000);
      expect([seen.length, ofMutation]).toEqual([2, undefined]);
    } finally {
      await timed.close();
    }
  });
});
