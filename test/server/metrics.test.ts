import { Writable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createLogger } from '../../src/server/logger.ts';
import { createKnownNames } from '../../src/server/observe/known-names.ts';
import type { Metrics } from '../../src/server/observe/metrics.ts';
import { createMetrics } from '../../src/server/observe/metrics.ts';
import { createMetricsServer } from '../../src/server/observe/metrics-server.ts';
import { openStates } from '../../src/ledger/key-states.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

/** The samples of a metric without its buckets: `{labels}` → value. */
const samplesOf = (text: string, metric: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.startsWith(`${metric}{`))
      .map((line) => [line.slice(metric.length, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

describe('the metrics of a server', () => {
  let metrics: Metrics;
  let stack: Stack;
  beforeAll(async () => {
    metrics = createMetrics({ process: false, operationNames: ['Known'], ledgerStates: () => openStates(stack.ledger.store) });
    stack = await startStack({ sandbox: { invoices: 20 }, metrics });
  });
  afterAll(() => stack.close());

  it('count requests, operations, errors, upstream calls and open writes, exactly', async () => {
    await stack.post({ query: 'query Known { department { currency } }' });
    await stack.post({ query: 'query Known { department { currency } invoice(id: "garbage") { id } }' });
    await stack.post({ query: '{ nonsense }' });
    stack.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetBefore' });
    await stack.post({ query: 'mutation Issue { invoiceIssue(input: { idempotencyKey: "k", customer: { email: "a@b.md", companyName: "A" }, lines: [{ name: "A", unitPrice: "1", quantity: 1 }] }) { __typename } }' });
    await fetch(`${stack.url}/health`);
    await fetch(`${stack.url}/nowhere/${'x'.repeat(50)}`);

    const text = await metrics.text();
    expect(samplesOf(text, 'econt_http_request_seconds_count')).toEqual({
      '{method="POST",route="graphql",status="200"}': 4,
      '{method="GET",route="probe",status="200"}': 1,
      '{method="GET",route="other",status="404"}': 1,
    });
    expect(samplesOf(text, 'econt_graphql_operation_seconds_count')).toEqual({
      '{operation="Known",kind="query",outcome="ok"}': 1,
      '{operation="Known",kind="query",outcome="partial"}': 1,
      '{operation="anonymous",kind="none",outcome="failed"}': 1,
      '{operation="Issue",kind="mutation",outcome="ok"}': 1,
    });
    expect(samplesOf(text, 'econt_graphql_errors_total')).toEqual({ '{code="NOT_FOUND"}': 1, '{code="GRAPHQL_VALIDATION_FAILED"}': 1 });
    const [tenant] = stack.tenants.map(({ name }) => name);
    expect(samplesOf(text, 'econt_upstream_call_seconds_count')).toEqual({
      [`{tenant="${tenant}",endpoint="department.get",outcome="ok"}`]: 3,
      [`{tenant="${tenant}",endpoint="invoice.put",outcome="connectionLost"}`]: 1,
    });
    expect(samplesOf(text, 'econt_ledger_writes')).toEqual({ [`{tenant="${stack.tenants[0]?.ledgerTenant ?? ''}",state="unknown"}`]: 1 });
  });

  it('hold no value that a caller made up', async () => {
    const secret = 'a-made-up-value';
    await fetch(`${stack.url}/${secret}`, { headers: { 'x-request-id': secret, authorization: `Bearer ${secret}` } });
    await stack.post({ query: 'query Q($a: ID!) { invoice(id: $a) { id } }', variables: { a: secret } });
    expect(await metrics.text()).not.toContain(secret);
  });
});

describe('the names of operations', () => {
  it('are told apart until there are too many, and never when they are odd', () => {
    const nameOf = createKnownNames(['Known'], 3);
    expect(['A', 'B', 'C', 'A', 'Known', undefined, 'x'.repeat(65), 'a"b\n'].map(nameOf)).toEqual(['A', 'B', 'other', 'A', 'Known', 'anonymous', 'other', 'other']);
  });
});

describe('the port of the metrics', () => {
  it('serves them, and nothing else', async () => {
    const server = createMetricsServer(createMetrics({ process: false }).text, createLogger('silent', { stream: new Writable({ write: (_line, _encoding, done) => done() }) }));
    const address = await server.listen(0, '127.0.0.1');
    try {
      const response = await fetch(address);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
      expect(await response.text()).toContain('# TYPE econt_http_request_seconds histogram');
      for (const [path, method] of [['/', 'GET'], ['/graphql', 'POST'], ['/metrics', 'POST']]) expect((await fetch(new URL(path!, address), { method: method! })).status).toBe(404);
    } finally {
      await server.close();
    }
  });
});
