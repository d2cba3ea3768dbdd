import { inspect } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SCOPES } from '../../src/domain/scopes.ts';
import type { FaultKind } from '../../src/sandbox/faults.ts';
import { createAuthenticate } from '../../src/server/auth/create-authenticate.ts';
import { createKeyRing } from '../../src/server/auth/key-ring.ts';
import { createMetrics } from '../../src/server/observe/metrics.ts';
import type { Tracing } from '../../src/server/observe/tracing.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import { operation } from '../kit/graph-over-sandbox.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const KINDS: readonly FaultKind[] = ['429', '500', '502', '503', 'resetBefore', 'resetAfter', 'truncated', 'truncatedClean', 'html200', 'empty201'];

const caller = madeKey({ scopes: [...SCOPES] });
const stranger = madeKey();
/** What would leave as traces. */
const spans: string[] = [];
const tracing: Tracing = {
  async request(described, run, describe_) {
    const value = await run();
    spans.push(JSON.stringify([described, describe_()]));
    return value;
  },
  upstreamCall: (call) => void spans.push(JSON.stringify(call)),
  close: () => Promise.resolve(),
};

let stack: Stack;
const metrics = createMetrics({ process: false });
beforeAll(async () => {
  const ring = createKeyRing([caller.record]);
  stack = await startStack({ sandbox: { invoices: 50 }, metrics, tracing, auth: (tenants) => createAuthenticate({ tenants, keys: () => ring, tokens: undefined, nowMs: Date.now }) });
});
afterAll(() => stack.close());

describe('credentials and the upstream’s diagnostics', () => {
  it('stand in no reply, log line, metric or trace, whatever goes wrong', async () => {
    const replies: string[] = [];
    const send = async (body: unknown, key = caller.text): Promise<void> => {
      const response = await stack.post(body, bearer(key));
      replies.push(inspect([...response.headers]) + (await response.text()));
    };
    const read = { query: await operation('BillingOverview'), variables: { first: 20 } };
    let issues = 0;
    const query = await operation('InvoiceIssue');
    const issue = () => ({ query, variables: { input: { idempotencyKey: `issue-${(issues += 1)}`, customer: { email: 'a@b.md' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] } } });
    for (const failureHttp of ['real', 'always200'] as const) {
      for (const kind of KINDS) {
        stack.sandbox.setSwitches({ failureHttp });
        for (const endpoint of ['*', 'invoice.put']) {
          stack.sandbox.faults.add({ endpoint, kind, times: 9 });
          await send(endpoint === '*' ? read : issue());
          await send(issue());
          stack.sandbox.faults.clear();
        }
      }
    }
    stack.sandbox.setSwitches({ itemsPosition: 'order' });
    await send(issue());
    await send({ query: '{ invoice(id: "x") { id } }' });
    await send(read, stranger.text);
    await send(read, `${caller.text}x`);

    const said = [...replies, ...stack.logs, ...spans, await metrics.text()].join('\n');
    expect(replies).toHaveLength(KINDS.length * 8 + 4);
    expect(spans.length).toBeGreaterThan(replies.length);
    expect(said).toContain('econt_upstream_call_seconds');
    expect(said).toContain('UPSTREAM_FAILED');
    expect(said).toContain('OUTCOME_UNKNOWN');
    const secrets = stack.sandbox.departments.flatMap(({ client, token }) => [client, token]);
    const keys = [caller, stranger].flatMap(({ text, secret, record }) => [text, secret, record.hash]);
    for (const secret of [...secrets, ...keys, 'previous', 'Exception', '/var/www', '.php', 'a secret of the tests']) {
      expect(said.includes(secret), `${secret} in the output`).toBe(false);
    }
  });
});
