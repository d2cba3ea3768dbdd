import { afterEach, describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import type { RequestLedger } from '../../src/ledger/ledger.ts';
import type { OrderIntent } from '../../src/ledger/operations.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { instant, MDL } from '../kit/domain-rows.ts';
import { NOW } from '../kit/graph-over-sandbox.ts';
import { breachesOf, issueOnce, putsOf } from '../kit/keyed-issue.ts';
import type { Instance } from '../kit/start-instance.ts';
import { startInstance } from '../kit/start-instance.ts';
import { STORES } from '../kit/stores.ts';

const DRAFT: OrderIntent = {
  departmentId: 1, orderNumber: 'N-k', amount: decimal('200.00'), currency: MDL, createdAt: instant('2026-11-20T09:00:00+02:00'), orderStatus: 'pending',
  billing: { email: 'plata@exemplu.md' }, lines: [{ name: 'Abonament', unitPrice: decimal('100.00'), quantity: 2, total: decimal('200.00') }],
};
/** A write that needs no read before: whatever cannot be reached is the write itself. */
const write = (request: RequestLedger) => request.write<'invoiceIssue', never>({ operation: 'invoiceIssue', key: 'k', input: { n: 1 }, prepare: () => Promise.resolve({ ok: true, draft: DRAFT }) });

describe.each(STORES)('an upstream that refuses connections, on $name', ({ newPlace }) => {
  let sandbox: Sandbox | null = null;
  let instance: Instance | null = null;
  afterEach(async () => {
    await instance?.close();
    await sandbox?.close();
    [instance, sandbox] = [null, null];
  });
  const comeUpAt = async (port: number): Promise<Sandbox> => {
    sandbox = await startSandbox({ now: NOW, invoices: 10, port });
    return sandbox;
  };
  const startOverNothing = async (attempts: number): Promise<{ readonly instance: Instance; readonly port: number }> => {
    const gone = await startSandbox({ now: NOW, invoices: 10 });
    instance = await startInstance({ sandbox: gone, place: await newPlace(), upstream: { retry: { attempts, baseDelayMs: 20, maxDelayMs: 20, maxRetryAfterMs: 1_000 } } });
    await gone.close();
    return { instance, port: Number(new URL(gone.url).port) };
  };

  it('nothing is sent and the caller is told so; the same key succeeds once it is up', async () => {
    const { instance: here, port } = await startOverNothing(2);
    for (let i = 0; i < 2; i += 1) expect(await issueOnce(here, 'k')).toMatchObject({ typename: 'UpstreamRejectedError', code: 'UPSTREAM_UNREACHABLE', retryable: true });
    const up = await comeUpAt(port);
    expect(await issueOnce(here, 'k')).toMatchObject({ typename: 'InvoiceIssuePayload', orderNumber: 'N-k' });
    expect(putsOf(up)).toBe(1);
    expect(breachesOf(up, ['k'])).toEqual([]);
  });

  it('the write itself cannot be sent: refused, and the repeat sends it under the order id it had', async () => {
    const { instance: here, port } = await startOverNothing(2);
    for (let i = 0; i < 2; i += 1) expect(await write(here.request)).toMatchObject({ outcome: 'refused', failure: { code: 'UPSTREAM_UNREACHABLE' } });
    expect(await here.request.outcome('k')).toMatchObject({ state: 'REFUSED', failure: { code: 'UPSTREAM_UNREACHABLE' } });
    const up = await comeUpAt(port);
    expect(await write(here.request)).toMatchObject({ outcome: 'done' });
    expect(up.state.invoices.createdBy('order_id')).toEqual(new Map([['1001', 1]]));
    expect(breachesOf(up, ['k'])).toEqual([]);
  });

  it('one request tries again by itself as long as no byte was sent', async () => {
    const { instance: here, port } = await startOverNothing(400);
    const writing = Promise.all(Array.from({ length: 20 }, () => write(here.request)));
    const up = await comeUpAt(port);
    const results = await writing;
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    expect(putsOf(up)).toBe(1);
    expect(breachesOf(up, ['k'])).toEqual([]);
  });
});
