import { once } from 'node:events';
import { connect } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import { LIMITS } from '../../src/config/limits.ts';
import type { ErrorCode } from '../../src/domain/error-codes.ts';
import { ANYBODY } from '../../src/graphql/caller.ts';
import { ERROR_CODES } from '../../src/domain/error-codes.ts';
import { instantOfEpoch } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Invoice, InvoiceOrder } from '../../src/domain/invoice.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { signPdfLink } from '../../src/server/pdf-links.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import { MDL, times } from '../kit/domain-rows.ts';
import { globalIdOf } from '../kit/ids.ts';
import type { Stack, StackOptions } from '../kit/start-stack.ts';
import { RESILIENCE } from '../kit/resilience.ts';
import { LINK_SECRET, startStack } from '../kit/start-stack.ts';

let stack: Stack;
const start = async (options: StackOptions = {}): Promise<void> => {
  stack = await startStack({ ...options, sandbox: { invoices: 60, ...options.sandbox } });
};
afterEach(() => stack.close());

/** The codes of an answer, wherever they stand in it. */
const codesOf = async (response: Response): Promise<string[]> => [...(await response.text()).matchAll(/"code":"([A-Z_]+)"/g)].map(([, code = '']) => code);
const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<string[]> => codesOf(await stack.post({ query, variables }));
const LIST = '{ invoices(first: 2) { nodes { id } } }';
const issueOf = (unitPrice: string): string => `mutation { invoiceIssue(input: { idempotencyKey: "k", customer: { email: "a@b.md" }, lines: [{ name: "A", unitPrice: "${unitPrice}", quantity: 1 }] }) { ... on UserError { code } } }`;
const ISSUE = issueOf('1');
const resolveOf = (resolution: string): string => `mutation { mutationOutcomeResolve(input: { idempotencyKey: "k", resolution: ${resolution}, reason: "asked for" }) { ... on UserError { code } } }`;
/** Takes the order id that the ledger's first issue will have. */
const ORDER: InvoiceOrder = {
  orderId: 1_001, orderNumber: '1001', amount: decimal('1.00'), currency: MDL, createdAt: instantOfEpoch(0), orderStatus: 'pending', billing: { email: 'a@b.md' },
  lines: [{ name: 'A', unitPrice: decimal('1.00'), quantity: 1, total: decimal('1.00') }],
};
const failing = async (fault: Omit<Fault, 'endpoint'>, options: StackOptions = {}): Promise<string[]> => {
  await start(options);
  stack.sandbox.faults.add({ endpoint: 'invoice.list', times: 9, ...fault });
  return ask(LIST);
};
const pdf = (expiresAtMs: number, invoiceId = 60): string => stack.url + signPdfLink(LINK_SECRET, { tenant: 'test', invoiceId, filename: 'a.pdf', language: 'ro', expiresAtMs });
const LATER = Date.now() + 3_600_000;

/** A client whose lists of invoices are as long as told. */
const longLists = (upstream: UpstreamClient, total: number): UpstreamClient => ({
  ...upstream,
  listInvoices: async (scope, query) => {
    const { rows: [row] } = await upstream.listInvoices(scope, { ...query, filter: {}, start: 0, length: 1 });
    const [customerId = 1] = query.filter.customerIds ?? [];
    const length = Math.max(0, Math.min(query.length, total - query.start));
    return { total, rows: Array.from({ length }, (_, i): Invoice => ({ ...row!, id: query.start + i + 1, customerId })) };
  },
});

/** What is refused before anything is sent upstream. */
const refused = async (body: unknown): Promise<string[]> => {
  await start();
  const codes = await codesOf(await stack.post(body));
  expect(stack.sandbox.calls.count()).toBe(0);
  return codes;
};

/** How each code comes about, asked for over HTTP as a client would. One row of `schema/errors.md` each. */
const CASES: Record<ErrorCode, () => Promise<string[]>> = {
  BAD_REQUEST: async () => {
    await start();
    return codesOf(await stack.post('{"query":'));
  },
  UNSUPPORTED_MEDIA_TYPE: async () => {
    await start();
    return codesOf(await fetch(`${stack.url}/graphql`, { method: 'POST', body: new URLSearchParams({ query: LIST }) }));
  },
  NOT_ACCEPTABLE: async () => {
    await start();
    const codes = await codesOf(await stack.post({ query: LIST }, { accept: 'text/event-stream' }));
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  ORIGIN_NOT_ALLOWED: async () => {
    await start();
    const codes = await codesOf(await stack.post({ query: LIST }, { origin: 'https://stranger.example' }));
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  INTROSPECTION_DISABLED: async () => {
    await start({ http: { introspection: false } });
    return ask('{ __schema { description } }');
  },
  PERSISTED_QUERY_NOT_FOUND: async () => {
    await start();
    return codesOf(await stack.post({ documentId: 'f'.repeat(64) }));
  },
  PERSISTED_QUERY_MISMATCH: async () => {
    await start();
    return codesOf(await stack.post({ query: LIST, documentId: `sha256:${'f'.repeat(64)}` }));
  },
  DOCUMENT_NOT_TRUSTED: async () => {
    await start({ http: { documents: { mode: 'only', path: undefined, usagePath: undefined } } });
    const codes = await ask(LIST);
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  GRAPHQL_PARSE_FAILED: async () => {
    await start();
    return ask('{ invoices(');
  },
  GRAPHQL_VALIDATION_FAILED: async () => {
    await start();
    return ask('{ nope }');
  },
  UNAUTHENTICATED: async () => {
    await start({ auth: () => () => ({ ok: false, reason: 'wrong' }) });
    const codes = await ask(LIST);
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  FORBIDDEN: async () => {
    await start({ auth: ([tenant]) => () => ({ ok: true, identity: { tenant: tenant!, caller: { ...ANYBODY, scopes: new Set(['payments:read'] as const) } } }) });
    const codes = await ask(LIST);
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  AUTH_UNAVAILABLE: async () => {
    await start({ auth: () => () => ({ ok: false, reason: 'unavailable' }) });
    const codes = await ask(LIST);
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  BODY_TOO_LARGE: () => refused(' '.repeat(LIMITS.requestBodyBytes + 1)),
  JSON_TOO_COMPLEX: () => refused(`{"query":"{ __typename }","variables":${'['.repeat(LIMITS.jsonDepth)}${']'.repeat(LIMITS.jsonDepth)}}`),
  BATCHING_OFF: () => refused([{ query: '{ __typename }' }]),
  DOCUMENT_TOO_LONG: () => refused({ query: `{ __typename }#${'x'.repeat(LIMITS.commentBytes)}` }),
  TOO_MANY_DEFINITIONS: () => refused({ query: times(LIMITS.documentOperations + 1, (n) => `query Q${n} { __typename }`).join(' '), operationName: 'Q1' }),
  TOO_MANY_DIRECTIVES: () => refused({ query: `{ __typename ${'@include(if: true) '.repeat(LIMITS.placeDirectives + 1)}}` }),
  QUERY_TOO_DEEP: () => refused({ query: `{ ${'department { '.repeat(LIMITS.fieldDepth)} currency ${'}'.repeat(LIMITS.fieldDepth)} }` }),
  TOO_MANY_ROOT_FIELDS: () => refused({ query: `{ ${times(LIMITS.rootFields + 1, (n) => `f${n}: field${n % 2}`).join(' ')} }` }),
  TOO_MANY_ALIASES: () => refused({ query: `{ department { ${times(LIMITS.fieldAliases + 1, (n) => `f${n}: currency`).join(' ')} } }` }),
  TOO_MANY_DUPLICATES: () => refused({ query: `{ department { ${'currency '.repeat(LIMITS.duplicateFields + 2)} } }` }),
  TOO_MANY_VALUES: () => refused({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: times(LIMITS.listValues + 1, (n) => `${n}`) } }),
  COST_TOO_HIGH: () => refused({ query: '{ customers(first: 100) { nodes { invoices(first: 100) { nodes { payments(first: 100) { nodes { id } } } } } } }' }),
  UPSTREAM_BUDGET_EXCEEDED: () => refused({ query: '{ customers(first: 100) { nodes { invoices(first: 100) { nodes { payments(first: 1) { totalCount } } } } } }' }),
  RATE_LIMITED: async () => {
    await start({ tenant: { limits: { requestsPerMinute: 1 } } });
    await ask('{ __typename }');
    const codes = await ask(LIST);
    expect(stack.sandbox.calls.count()).toBe(0);
    return codes;
  },
  INVALID_INPUT: async () => {
    await start();
    return ask('{ invoices(filter: { number: [] }) { totalCount } }');
  },
  INVALID_ID: async () => {
    await start();
    return ask('{ invoices(filter: { customerId: ["garbage"] }) { totalCount } }');
  },
  INVALID_CURSOR: async () => {
    await start();
    return ask('{ invoices(after: "garbage") { totalCount } }');
  },
  CURSOR_EXPIRED: async () => {
    await start();
    const query = 'query ($after: String) { invoices(first: 3, after: $after, filter: { status: [PAID] }, orderBy: { field: NUMBER }) { pageInfo { endCursor } nodes { upstreamId } } }';
    const { data } = (await (await stack.post({ query })).json()) as { data: { invoices: { pageInfo: { endCursor: string }; nodes: { upstreamId: number }[] } } };
    // The row of the cursor leaves the list, and only the upstream knows how it orders text.
    stack.sandbox.state.patchInvoice(data.invoices.nodes[2]!.upstreamId, { status: 'rejected' });
    return ask(query, { after: data.invoices.pageInfo.endCursor });
  },
  INVALID_PAGE_SIZE: async () => {
    await start();
    return ask('{ invoices(first: 0) { totalCount } }');
  },
  LIST_TOO_LONG: async () => {
    await start({ wrapUpstream: (upstream) => longLists(upstream, 5_001) });
    return ask('{ customers(first: 1) { nodes { balance { openInvoiceCount } } } }');
  },
  NOT_FOUND: async () => {
    await start();
    return ask('query ($id: ID!) { invoice(id: $id) { number } }', { id: globalIdOf('Invoice', 999_999) });
  },
  UPSTREAM_REJECTED: async () => {
    await start({ sandbox: { switches: { duplicateOrderId: 'refuse' } } });
    await stack.upstream.putInvoice({ language: 'ro' }, ORDER);
    return ask(ISSUE);
  },
  UPSTREAM_UNAUTHENTICATED: async () => {
    await start({ upstream: { token: 'f'.repeat(32) } });
    return ask(LIST);
  },
  UPSTREAM_FORBIDDEN: async () => {
    const probe = await startStack({ sandbox: { invoices: 10 } });
    const key = probe.sandbox.disabledKey;
    await probe.close();
    await start({ upstream: key });
    return ask(LIST);
  },
  UPSTREAM_NOT_FOUND: async () => {
    await start();
    return codesOf(await fetch(pdf(LATER, 999_999)));
  },
  UPSTREAM_RATE_LIMITED: () => failing({ kind: '429' }),
  UPSTREAM_FAILED: () => failing({ kind: '500' }),
  UPSTREAM_UNREACHABLE: async () => {
    await start({ upstream: { apiUrl: 'http://127.0.0.1:1' } });
    return ask(LIST);
  },
  UPSTREAM_TIMEOUT: () => failing({ kind: 'stall' }, { upstream: { deadlineMs: 200 } }),
  UPSTREAM_CONNECTION_LOST: () => failing({ kind: 'resetBefore' }),
  UPSTREAM_PROTOCOL: () => failing({ kind: 'html200' }),
  UPSTREAM_BUSY: async () => {
    await start({ upstream: { maxConcurrent: 1, resilience: { ...RESILIENCE, maxWaiting: 0 } } });
    return ask('{ invoices(first: 1) { nodes { id } } customers(first: 1) { nodes { id } } }');
  },
  UPSTREAM_CIRCUIT_OPEN: async () => {
    await failing({ kind: '500' }, { upstream: { resilience: { ...RESILIENCE, breaker: { failures: 1, openMs: 60_000 } } } });
    const before = stack.sandbox.calls.count();
    const codes = await ask(LIST);
    expect(stack.sandbox.calls.count()).toBe(before);
    return codes;
  },
  DEADLINE_EXCEEDED: async () => {
    await start();
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    return codesOf(await stack.post({ query: LIST }, { 'x-request-timeout': '200' }));
  },
  OUTCOME_UNKNOWN: async () => {
    await start();
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetAfter' });
    return ask(ISSUE);
  },
  OUTCOME_ABANDONED: async () => {
    await start();
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetBefore' });
    await ask(ISSUE);
    await ask(resolveOf('ABANDON'));
    return ask(ISSUE);
  },
  OUTCOME_SETTLED: async () => {
    await start();
    await ask(ISSUE);
    return ask(resolveOf('RESEND'));
  },
  IDEMPOTENCY_KEY_REUSED: async () => {
    await start();
    await ask(ISSUE);
    return ask(issueOf('2'));
  },
  IDEMPOTENCY_KEY_EXPIRED: async () => {
    await start({ ledger: { retentionMs: -1 } });
    await ask(ISSUE);
    await stack.ledger.ledger.forget();
    return ask(ISSUE);
  },
  IN_PROGRESS: async () => {
    await start({ ledger: { inFlightWaitMs: 1 } });
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 200 });
    const first = ask(ISSUE);
    while (stack.sandbox.calls.count('invoice.put') === 0) await new Promise(setImmediate);
    const codes = await ask(ISSUE);
    await first;
    return codes;
  },
  PREVIEW_STALE: async () => {
    await start();
    return ask(ISSUE.replace('idempotencyKey: "k"', 'idempotencyKey: "k", previewToken: "garbage"'));
  },
  INVALID_STATUS_TRANSITION: async () => {
    await start();
    const paid = stack.sandbox.state.invoices.find(({ status, outer_number }) => status === 'full' && outer_number.startsWith('CH'), 1)[0];
    return ask(`mutation { invoiceCancel(input: { invoiceId: "${globalIdOf('Invoice', paid?.id ?? 0)}" }) { ... on UserError { code } } }`);
  },
  LEDGER_UNAVAILABLE: async () => {
    await start();
    await stack.ledger.store.close();
    const codes = await ask(ISSUE);
    expect(stack.sandbox.calls.count('invoice.put')).toBe(0);
    return codes;
  },
  REQUEST_CANCELLED: async () => {
    await start();
    await stack.upstream.close();
    return ask(LIST);
  },
  LINK_INVALID: async () => {
    await start();
    return codesOf(await fetch(`${stack.url}/documents/invoices/1/a.pdf`));
  },
  LINK_EXPIRED: async () => {
    await start();
    return codesOf(await fetch(pdf(1_000)));
  },
  RANGE_NOT_SATISFIABLE: async () => {
    await start();
    const [row] = stack.sandbox.state.invoices.find(({ currency }) => currency === 'MDL', 1);
    return codesOf(await fetch(pdf(LATER, row?.id), { headers: { range: 'bytes=999999999-' } }));
  },
  METHOD_NOT_ALLOWED: async () => {
    await start();
    return codesOf(await fetch(`${stack.url}/graphql`, { method: 'DELETE' }));
  },
  NOT_READY: async () => {
    await start();
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'latency', ms: 150 });
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
    const body = JSON.stringify({ query: LIST });
    socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    while (stack.sandbox.calls.count() === 0) await new Promise(setImmediate);
    // A server that stops still answers on the connections that are busy.
    const closed = stack.server.close(2_000);
    socket.write('GET /ready HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await Promise.all([once(socket, 'close'), closed]);
    return codesOf(new Response(text));
  },
  INTERNAL: async () => {
    await start({ wrapUpstream: (upstream) => ({ ...upstream, listInvoices: () => Promise.reject(new TypeError('a fault of ours, at /secret/path')) }) });
    const response = await stack.post({ query: LIST });
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(stack.logs.join('')).toContain('a fault of ours');
    return codesOf(new Response(text));
  },
};

describe('schema/errors.md', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('%s', async (code) => {
    expect(await CASES[code]()).toEqual([code]);
  });
});
