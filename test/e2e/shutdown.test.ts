import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { buildFacade } from '../kit/built-facade.ts';
import type { FacadeProcess } from '../kit/facade-process.ts';
import { startFacadeProcess } from '../kit/facade-process.ts';
import { temporaryLedgerPath } from '../kit/start-ledger.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  await buildFacade();
  sandbox = await startSandbox({ invoices: 10 });
}, 120_000);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const ISSUE = {
  query: 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename } }',
  variables: { input: { idempotencyKey: 'k', customer: { email: 'a@b.md', companyName: 'A' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] } },
};
const OUTCOME = { query: '{ mutationOutcome(idempotencyKey: "k") { state } }' };
/** Resolves when the sandbox has got the call. */
const arrival = (kind: 'latency' | 'stall', endpoint: string, ms?: number): Promise<void> =>
  new Promise((resolve) => {
    sandbox.faults.add({ endpoint, kind, ...(ms === undefined ? {} : { ms }), match: () => {
      resolve();
      return true;
    } });
  });
const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};
const gone = async (pid: number): Promise<void> => {
  while (!isGone(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('SIGTERM', () => {
  const path = { settings: { kind: 'sqlite', path: '' }, env: {} } as const;
  let facade: FacadeProcess;
  const start = async (grace: string): Promise<number> => {
    const ledger = temporaryLedgerPath();
    facade = await startFacadeProcess({ sandbox, place: { ...path, settings: { kind: 'sqlite', path: ledger }, env: { LEDGER_PATH: ledger } }, env: { SHUTDOWN_GRACE: grace } });
    return facade.pid() ?? 0;
  };
  afterEach(() => facade.stop());

  it('takes no more requests, and lets those under way end', async () => {
    const pid = await start('30');
    const came = arrival('latency', 'invoice.put', 1_000);
    const answer = facade.post(ISSUE);
    await came;
    process.kill(pid, 'SIGTERM');
    // From the moment that the signal is there.
    while ((await fetch(`${facade.url()}/ready`).then(({ status }) => status, () => 503)) !== 503);
    expect(await answer).toMatchObject({ data: { invoiceIssue: { __typename: 'InvoiceIssuePayload' } } });
    await gone(pid);
  });

  it('ends within SHUTDOWN_GRACE whatever hangs; what was being written is looked for by the next start', async () => {
    const pid = await start('1');
    const came = arrival('stall', 'invoice.put');
    const answer = facade.post(ISSUE);
    await came;
    process.kill(pid, 'SIGTERM');
    await gone(pid);
    expect(await answer).toBeNull();
    await facade.restart();
    // It never arrived: nobody knows, and nothing was sent again.
    expect(await facade.post(OUTCOME)).toMatchObject({ data: { mutationOutcome: { state: 'UNKNOWN' } } });
    expect(sandbox.calls.count('invoice.put')).toBe(1);
  });
});
