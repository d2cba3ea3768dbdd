import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Tracing } from '../../src/server/observe/tracing.ts';
import { startTracing } from '../../src/server/observe/tracing.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

describe('traces', () => {
  /** What the collector got, as it came. */
  const bodies: string[] = [];
  const collector = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    req.on('end', () => {
      bodies.push(text);
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  let tracing: Tracing;
  let stack: Stack;
  beforeAll(async () => {
    await once(collector.listen(0, '127.0.0.1'), 'listening');
    const { port } = collector.address() as AddressInfo;
    tracing = await startTracing(`http://127.0.0.1:${port}`, '0.0.0');
    stack = await startStack({ sandbox: { invoices: 20 }, tracing });
  });
  afterAll(async () => {
    await stack.close();
    collector.close();
  });

  it('tell of a request and of the calls it made, under the trace of the caller, and nothing that is secret', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const document = 'query Traced($id: ID!) { department { currency } invoice(id: $id) { id } }';
    await stack.post({ query: document, variables: { id: 'a-value-of-the-caller' } }, { traceparent, authorization: 'Bearer a-key-of-the-caller' });
    // Closing sends what has not been sent yet.
    await tracing.close();

    const spans = bodies.flatMap((text) => (JSON.parse(text) as { readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    const [request] = spans.filter(({ name }) => name === 'POST graphql');
    const calls = spans.filter(({ name }) => name.startsWith('e-Cont.md'));
    expect(request).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' });
    expect(calls.map(({ name, traceId, parentSpanId }) => [name, traceId, parentSpanId])).toEqual([['e-Cont.md department.get', request?.traceId, request?.spanId]]);
    expect(Object.fromEntries((request?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]))).toMatchObject({ 'graphql.operation.name': 'Traced', 'graphql.operation.type': 'query', 'http.response.status_code': 200 });
    const [department] = stack.sandbox.departments;
    for (const secret of ['a-value-of-the-caller', 'a-key-of-the-caller', department?.client ?? '', department?.token ?? '']) expect(bodies.join('')).not.toContain(secret);
  });
});
