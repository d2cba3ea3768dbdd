import { inspect } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { FaultKind } from '../../src/sandbox/faults.ts';
import { operation } from '../kit/graph-over-sandbox.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const KINDS: readonly FaultKind[] = ['429', '500', '502', '503', 'resetBefore', 'resetAfter', 'truncated', 'truncatedClean', 'html200', 'empty201'];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 50 } });
});
afterAll(() => stack.close());

describe('credentials and the upstream’s diagnostics', () => {
  it('stand in no reply and no log line, whatever goes wrong', async () => {
    const replies: string[] = [];
    const send = async (body: unknown): Promise<void> => {
      const response = await stack.post(body);
      replies.push(inspect([...response.headers]) + (await response.text()));
    };
    const read = { query: await operation('BillingOverview'), variables: { first: 20 } };
    let keys = 0;
    const query = await operation('InvoiceIssue');
    const issue = () => ({ query, variables: { input: { idempotencyKey: `issue-${(keys += 1)}`, customer: { email: 'a@b.md' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] } } });
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

    const said = [...replies, ...stack.logs].join('\n');
    expect(replies).toHaveLength(KINDS.length * 8 + 2);
    expect(said).toContain('UPSTREAM_FAILED');
    expect(said).toContain('OUTCOME_UNKNOWN');
    const secrets = stack.sandbox.departments.flatMap(({ client, token }) => [client, token]);
    for (const secret of [...secrets, 'previous', 'Exception', '/var/www', '.php', 'a secret of the tests']) {
      expect(said.includes(secret), `${secret} in the output`).toBe(false);
    }
  });
});
