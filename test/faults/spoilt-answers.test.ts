import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { FaultKind } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { SandboxSwitches } from '../../src/sandbox/switches.ts';
import { NOW } from '../kit/graph-over-sandbox.ts';
import { breachesOf, issueOnce, putsOf } from '../kit/keyed-issue.ts';
import type { Instance } from '../kit/start-instance.ts';
import { startInstance } from '../kit/start-instance.ts';
import { STORES } from '../kit/stores.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox({ now: NOW, invoices: 10 })));
afterAll(() => sandbox.close());

const plan = (kind: FaultKind, times = 1): void => sandbox.faults.add({ endpoint: 'invoice.put', kind, times });

describe.each(STORES)('an issue whose answer is spoilt, on $name', ({ newPlace }) => {
  let instance: Instance;
  beforeEach(async () => {
    sandbox.reset();
    // Every call past this deadline has failed; nothing in the sandbox takes as long by itself.
    instance = await startInstance({ sandbox, place: await newPlace(), upstream: { headersTimeoutMs: 400, bodyTimeoutMs: 400, deadlineMs: 500 } });
  });
  afterEach(() => instance.close());

  const created = (): number => sandbox.state.counts().invoices.created;
  const resend = () => instance.request.resolve({ key: 'k', resolution: 'RESEND', reason: 'the payer has no invoice' });

  /** Repeats, however many, answer the same invoice and send nothing. */
  const expectSettled = async (puts: number): Promise<void> => {
    const answers = await Promise.all([issueOnce(instance, 'k'), issueOnce(instance, 'k')]);
    const [invoice] = sandbox.state.invoices.find((row) => row.order_number === 'N-k');
    for (const answer of answers) expect(answer).toMatchObject({ typename: 'InvoiceIssuePayload', upstreamId: invoice?.id, orderNumber: 'N-k' });
    expect(putsOf(sandbox)).toBe(puts);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
    expect(instance.faults).toEqual([]);
  };

  it.each(['resetAfter', 'truncated', 'truncatedClean', 'html200', 'empty201'] as const)('%s: the invoice exists, and the repeat finds it', async (kind) => {
    plan(kind);
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN' });
    expect([created(), putsOf(sandbox)]).toEqual([1, 1]);
    await expectSettled(1);
  });

  it.each([['id', 'resetAfter'], ['inner_hash', 'resetAfter'], ['id', null], ['inner_hash', null]] as const)('only %s in the reply, %s', async (putReply, kind) => {
    sandbox.setSwitches({ putReply });
    if (kind !== null) plan(kind);
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: kind === null ? 'InvoiceIssuePayload' : 'OutcomeUnknownError' });
    expect([created(), putsOf(sandbox)]).toEqual([1, 1]);
    await expectSettled(1);
  });

  const real: Partial<SandboxSwitches> = { failureHttp: 'real' };
  const always200: Partial<SandboxSwitches> = { failureHttp: 'always200' };
  it.each([
    ['resetBefore', real], ['500', real], ['500', always200], ['502', real], ['503', real], ['stall', real],
  ] as const)('%s, %j: nothing was made, but nobody can know; only a person sends again', async (kind, switches) => {
    sandbox.setSwitches(switches);
    plan(kind);
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await instance.ledger.reconcile()).toBe(0);
    expect([created(), putsOf(sandbox)]).toEqual([0, 1]);
    expect(await resend()).toMatchObject({ outcome: 'resolved', record: { state: 'DONE' } });
    await expectSettled(2);
    expect(await resend()).toMatchObject({ outcome: 'settled', record: { state: 'DONE' } });
    expect(putsOf(sandbox)).toBe(2);
  });

  it.each([real, always200])('429, %j: surely not taken, so the repeat sends it', async (switches) => {
    sandbox.setSwitches(switches);
    plan('429');
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'UpstreamRejectedError', code: 'UPSTREAM_RATE_LIMITED', retryable: true });
    expect([created(), putsOf(sandbox)]).toEqual([0, 1]);
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'InvoiceIssuePayload' });
    await expectSettled(2);
  });

  it.each([real, always200])('a refusal of the input, %j: it stays refused and is not sent again', async (switches) => {
    sandbox.setSwitches({ ...switches, duplicateOrderId: 'refuse' });
    sandbox.state.insertInvoice({ order_id: 1_001 });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'UpstreamRejectedError', code: 'UPSTREAM_REJECTED', retryable: false });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'UpstreamRejectedError', code: 'UPSTREAM_REJECTED' });
    expect(putsOf(sandbox)).toBe(1);
    expect(sandbox.state.invoices.find((row) => row.order_number === 'N-k')).toEqual([]);
    // Another key is another order id.
    expect(await issueOnce(instance, 'next')).toMatchObject({ typename: 'InvoiceIssuePayload' });
  });

  it('an invoice of a stranger under the same order id is not taken for ours', async () => {
    sandbox.state.insertInvoice({ order_id: 1_001, order_number: 'STRANGER' });
    plan('stall');
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(putsOf(sandbox)).toBe(1);
  });

  it('the look fails too: it stays unknown, nothing is sent, and a later repeat finds it', async () => {
    plan('resetAfter');
    sandbox.faults.add({ endpoint: 'invoice.list', kind: '503', times: -1 });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    // Who could not look must not send either.
    await resend().catch(() => undefined);
    expect([created(), putsOf(sandbox)]).toEqual([1, 1]);
    sandbox.faults.clear();
    await expectSettled(1);
  });

  it('every fault at once, ten keys: one invoice for each', async () => {
    const kinds: readonly FaultKind[] = ['resetAfter', 'html200', '429', 'truncated', 'empty201', '503', 'truncatedClean', 'resetBefore'];
    for (const kind of kinds) plan(kind);
    const keys = Array.from({ length: 10 }, (_, i) => `many-${i}`);
    const first = await Promise.all(keys.map((key) => issueOnce(instance, key)));
    expect(first.filter((answer) => answer?.typename === 'OutcomeUnknownError')).toHaveLength(7);
    expect(first.filter((answer) => answer?.typename === 'UpstreamRejectedError')).toHaveLength(1);
    const second = await Promise.all(keys.map((key) => issueOnce(instance, key)));
    // Two were never made: of these nobody can know, until a person has looked.
    const open = keys.filter((_key, i) => second[i]?.typename === 'OutcomeUnknownError');
    expect(open).toHaveLength(2);
    for (const key of open) expect(await instance.request.resolve({ key, resolution: 'RESEND', reason: 'not in the list of invoices' })).toMatchObject({ outcome: 'resolved' });
    for (const key of keys) expect(await issueOnce(instance, key)).toMatchObject({ typename: 'InvoiceIssuePayload', orderNumber: `N-${key}` });
    expect(breachesOf(sandbox, keys)).toEqual([]);
    // Ten first sends, one more where the upstream had said no, one for each word of a person.
    expect(putsOf(sandbox)).toBe(13);
  });
});
