import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Decimal } from '../../src/domain/decimal.ts';
import type { WriteResult } from '../../src/ledger/ledger.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { NOW } from '../kit/graph-over-sandbox.ts';
import type { Instance } from '../kit/start-instance.ts';
import { startInstance } from '../kit/start-instance.ts';
import { STORES } from '../kit/stores.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox({ now: NOW, invoices: 10 })));
afterAll(() => sandbox.close());

interface Refusal {
  readonly code: 'INVALID_INPUT';
}

describe.each(STORES)('writes that exclude each other, on $name', ({ newPlace }) => {
  const instances: Instance[] = [];
  let first: Instance;
  let second: Instance;
  let paymentId: number;
  beforeEach(async () => {
    sandbox.reset();
    const place = await newPlace();
    first = await startInstance({ sandbox, place });
    second = await startInstance({ sandbox, place });
    instances.push(first, second);
    const invoice = sandbox.state.insertInvoice({ status: 'full', amount: '100.00', amount_paid: '100.00' });
    paymentId = sandbox.state.insertPayment({ invoice_id: invoice.id, amount: '100.00', status: 'CONFIRMED' }).id;
  });
  afterEach(async () => {
    for (const instance of instances.splice(0)) await instance.close();
  });

  const refunded = (): Decimal => (sandbox.state.payments.get(paymentId)?.refund ?? '') as Decimal;
  /** What each preparation of a refund read, and a refund that reads as `paymentRefund` does. `between`: after its n-th reading. */
  const refund = (instance: Instance, key: string, amount: string, between: (readings: readonly string[]) => Promise<unknown> = () => Promise.resolve()): { readonly readings: string[]; readonly result: Promise<WriteResult<Refusal>> } => {
    const readings: string[] = [];
    const result = instance.request.write<'paymentRefund', Refusal>({
      operation: 'paymentRefund',
      key,
      input: { paymentId, amount },
      async prepare() {
        const refundedBefore = refunded();
        readings.push(refundedBefore);
        await between(readings);
        if (Number(refundedBefore) + Number(amount) > 100) return { ok: false, refusal: { code: 'INVALID_INPUT' } };
        return { ok: true, draft: { paymentId, amount: amount as Decimal, refundedBefore }, lock: `payment:${paymentId}` };
      },
    });
    return { readings, result };
  };

  it('what was read before another was settled is read once more, so an answer that is lost is not taken for the other', async () => {
    // The second is prepared, then the first goes its whole way, then the second is sent and lost before it arrives.
    const late = refund(second, 'b', '40.00', async (readings) => {
      if (readings.length > 1) return;
      expect((await refund(first, 'a', '40.00').result).outcome).toBe('done');
      sandbox.faults.add({ endpoint: 'payment.refund', kind: 'resetBefore' });
    });
    expect((await late.result).outcome).toBe('unknown');
    expect(late.readings).toEqual(['0.00', '40.00']);
    // Only the first 40 went back; a look must not take them for the second's.
    expect((await refund(second, 'b', '40.00').result).outcome).toBe('unknown');
    expect([refunded(), await second.request.outcome('b')]).toMatchObject(['40.00', { state: 'UNKNOWN', checks: 2 }]);
  });

  it('what does not fit any more is refused, and nothing is sent', async () => {
    const late = refund(second, 'b', '70.00', async (readings) => {
      if (readings.length === 1) await refund(first, 'a', '40.00').result;
    });
    expect(await late.result).toEqual({ outcome: 'notSent', refusal: { code: 'INVALID_INPUT' } });
    expect([refunded(), sandbox.calls.count('payment.refund'), await second.request.outcome('b')]).toEqual(['40.00', 1, null]);
  });

  it('a key that was refused for a passing reason is read for once more too', async () => {
    sandbox.faults.add({ endpoint: 'payment.refund', kind: '429' });
    expect(await refund(second, 'b', '40.00').result).toMatchObject({ outcome: 'refused', failure: { code: 'UPSTREAM_RATE_LIMITED' } });
    sandbox.faults.clear();
    const again = refund(second, 'b', '40.00', async (readings) => {
      if (readings.length === 1) await refund(first, 'a', '40.00').result;
    });
    expect((await again.result).outcome).toBe('done');
    expect([again.readings, refunded()]).toEqual([['0.00', '40.00'], '80.00']);
  });

  it('a key that was refused for a passing reason waits for another that is open', async () => {
    sandbox.faults.add({ endpoint: 'payment.refund', kind: '429' });
    await refund(second, 'b', '40.00').result;
    sandbox.faults.clear();
    sandbox.faults.add({ endpoint: 'payment.refund', kind: 'resetBefore' });
    expect((await refund(first, 'a', '40.00').result).outcome).toBe('unknown');
    expect(await refund(second, 'b', '40.00').result).toMatchObject({ outcome: 'inProgress', key: 'a' });
    expect(refunded()).toBe('0.00');
  });

  it('one that found the lock free reads once', async () => {
    await refund(first, 'a', '40.00').result;
    const next = refund(second, 'b', '40.00');
    expect((await next.result).outcome).toBe('done');
    expect([next.readings, refunded()]).toEqual([['40.00'], '80.00']);
  });
});
