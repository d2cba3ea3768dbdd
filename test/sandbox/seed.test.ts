import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCents } from '../../src/sandbox/cents.ts';
import type { InvoiceRow, PaymentRow } from '../../src/sandbox/rows.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, NOW, start, type Json } from './caller.ts';

const cents = (text: string): bigint => parseCents(text)!;
const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);
const everything = ({ state }: Sandbox): unknown[] => [state.invoices.find(), state.customers.find(), state.subscriptions.find(), state.payments.find()];

describe('the seed of 2000 invoices', () => {
  let sandbox: Sandbox;
  let invoices: InvoiceRow[];
  let payments: Map<number, PaymentRow[]>;
  beforeAll(async () => {
    sandbox = await start({ invoices: 2000 });
    invoices = sandbox.state.invoices.find();
    payments = new Map();
    for (const payment of sandbox.state.payments.find()) payments.set(payment.invoice_id, [...(payments.get(payment.invoice_id) ?? []), payment]);
  });
  afterAll(() => sandbox.close());

  it('is the same in every start of one day, and another on another day', async () => {
    const again = await start({ invoices: 2000, now: NOW.replace('09:00:00', '17:30:00') });
    expect(everything(again)).toEqual(everything(sandbox));
    await again.close();
    const other = await start({ invoices: 2000, now: '2026-03-03 09:00:00' });
    expect(other.state.invoices.get(5)).not.toEqual(sandbox.state.invoices.get(5));
    await other.close();
  });

  it('has all statuses, most rows in MDL, and all kinds of VAT', () => {
    const statuses = ['actual', 'archived', 'denied', 'draft', 'full', 'part', 'refunded', 'rejected', 'reverse', 'sended', 'suspended'];
    expect([...new Set(invoices.map(({ status }) => status))].sort()).toEqual(statuses);
    expect([...new Set(sandbox.state.subscriptions.find().map(({ status }) => status))].sort()).toEqual(['active', 'cancelled', 'demo', 'pending', 'suspended']);
    expect([...new Set(sandbox.state.payments.find().map(({ status }) => status))].sort()).toEqual(['CONFIRMED', 'FAILED', 'REVERSED', 'WAITING']);
    const vat = new Set(invoices.map(({ tva_calc: mode, tva_rate: rate }) => `${mode} ${rate}`));
    expect([...vat].sort()).toEqual(['inner 12', 'inner 20', 'inner 8', 'none 0', 'over 12', 'over 20', 'over 8']);
    expect(invoices.filter(({ currency }) => currency === 'MDL').length).toBeGreaterThan(1400);
    expect(sandbox.state.counts()).toMatchObject({ invoices: { total: 2000 }, customers: { total: 200 }, subscriptions: { total: 80 } });
    const lengths = new Set(sandbox.state.customers.find().map(({ idno }) => idno.length));
    expect([...lengths].sort()).toEqual([12, 13, 14]);
  });

  it('keeps the VAT arithmetic in every invoice', () => {
    for (const row of invoices) {
      const lines = Object.values(row.items);
      const rate = BigInt(row.tva_rate);
      for (const line of lines) {
        const total = cents(line.UnitPrice) * BigInt(line.Quantity);
        const [top, bottom] = { inner: [total * rate, 100n + rate], over: [total * rate, 100n], none: [0n, 1n], '': [0n, 1n] }[row.tva_calc] as [bigint, bigint];
        expect([line.TotalPrice, cents(line.TotalTVA)]).toEqual([line.TotalPrice, (2n * top + bottom) / (2n * bottom)]);
        expect(cents(line.TotalPrice)).toBe(total);
      }
      expect(cents(row.tva_amount)).toBe(sum(lines.map((line) => cents(line.TotalTVA))));
      expect(cents(row.wtva_amount) + cents(row.tva_amount)).toBe(cents(row.amount));
    }
  });

  it('explains every status by its payments', () => {
    for (const row of invoices) {
      const own = payments.get(row.id) ?? [];
      const real = own.filter(({ status }) => status === 'CONFIRMED' || status === 'REVERSED');
      expect([row.amount_paid, row.amount_refunded].map(cents)).toEqual([sum(real.map((one) => cents(one.amount))), sum(real.map((one) => cents(one.refund)))]);
      const [amount, paid, refunded] = [row.amount, row.amount_paid, row.amount_refunded].map(cents) as [bigint, bigint, bigint];
      if (row.status === 'part') expect(paid > 0n && paid < amount).toBe(true);
      else if (['full', 'archived'].includes(row.status)) expect([paid, refunded < paid]).toEqual([amount, true]);
      else if (['refunded', 'reverse'].includes(row.status)) expect([paid, refunded]).toEqual([amount, amount]);
      else expect(paid).toBe(0n);
      expect(row.paid_date === '0000-00-00 00:00:00').toBe(paid < amount || paid === 0n);
      for (const one of own) expect([one.hash, one.currency, cents(one.rest)]).toEqual([row.inner_hash, row.currency, cents(one.amount) - cents(one.refund)]);
    }
  });

  it('holds together: buyers, subscriptions, numbers, dates', () => {
    const numbers = new Map<number, number>();
    for (const row of invoices) {
      const department = sandbox.state.invoices.departmentOf(row.id);
      numbers.set(department, (numbers.get(department) ?? 0) + 1);
      expect(row.outer_number.split('-')[1]).toBe(String(numbers.get(department)));
      expect(row.moment < NOW.slice(0, 10)).toBe(true);
      if (row.buyer_id > 0) {
        const buyer = sandbox.state.customers.get(row.buyer_id)!;
        expect([sandbox.state.customers.departmentOf(buyer.id), row.buyer_idno]).toEqual([department, buyer.idno]);
      }
      if (row.subscription_id !== null) expect(sandbox.state.subscriptions.get(row.subscription_id)).toMatchObject({ customer_id: row.buyer_id, currency: row.currency });
    }
    for (const { id, last_invoice_id: last, status, next_issue_on: next } of sandbox.state.subscriptions.find()) {
      expect(invoices.findLast((row) => row.subscription_id === id)?.id ?? 0).toBe(last);
      expect(next > NOW).toBe(status === 'active' || status === 'demo');
    }
  });
});

describe('seeds of other sizes', () => {
  it('works with ten invoices', async () => {
    const sandbox = await start({ invoices: 10 });
    expect(sandbox.state.counts()).toMatchObject({ invoices: { total: 10 }, customers: { total: 5 }, subscriptions: { total: 6 } });
    for (const department of sandbox.departments) {
      const { data } = await call(sandbox, 'list/invoice', {}, department);
      expect(data['recordsTotal']).toBeGreaterThan(0);
      expect((await call(sandbox, 'list/customer', {}, department)).data['recordsTotal']).toBeGreaterThan(0);
    }
    sandbox.clock.advance({ days: 400 });
    expect(sandbox.state.counts().invoices.created).toBeGreaterThan(0);
    await sandbox.close();
  });

  it('reads a seed of 100 000 by index', async () => {
    const sandbox = await start({ invoices: 100_000 });
    const { data } = await call(sandbox, 'list/invoice', { length: 100 });
    const records = data['records'] as Json[];
    expect(records).toHaveLength(100);
    const by = async (path: string, filter: object): Promise<Json> => (await call(sandbox, path, { filter, length: 100 })).data;
    const begun = performance.now();
    const ids = records.map(({ id }) => id);
    expect((await by('list/invoice', { id: ids }))['records']).toEqual(records);
    expect((await by('list/invoice', { buyer_id: records[0]!['buyer_id'], id: ids[0] }))['records']).toEqual([records[0]]);
    await by('list/payment', { invoice_id: ids });
    // A scan of the rows would take seconds; the bound is wide because test machines are slow.
    expect(performance.now() - begun).toBeLessThan(1000);
    await sandbox.close();
  });

  it.each([9, 1_000_001, 10.5])('refuses %d invoices', async (invoices) => {
    await expect(start({ invoices })).rejects.toThrow(`invoices must be a whole number from 10 to 1000000, not ${invoices}.`);
  });

  it('refuses a clock that is none', async () => {
    await expect(start({ now: 'noon' })).rejects.toThrow('now must be a date-time YYYY-MM-DD hh:mm:ss, not "noon"');
  });
});
