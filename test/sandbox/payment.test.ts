import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceRow } from '../../src/sandbox/rows.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, NOW, start, type Json } from './caller.ts';

let sandbox: Sandbox;
let invoice: InvoiceRow;
beforeAll(async () => void (sandbox = await start()));
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  invoice = sandbox.state.insertInvoice({ amount: '100.00' });
});

const put = (members: object = {}): ReturnType<typeof call> =>
  call(sandbox, 'put/payment', { payment: { invoice_id: invoice.id, amount: '100.00', bank: 'cash', ...members } });
const refund = (payment: unknown, amount: string): ReturnType<typeof call> => call(sandbox, 'put/refund', { payment_id: payment, amount });
const now = (): InvoiceRow => sandbox.state.invoices.get(invoice.id)!;

describe('put/payment', () => {
  it('pays in full', async () => {
    const { data } = await put({ transaction_id: 'T-1', terminal: 'POS', rrn: '1', approval: '2' });
    expect(data).toEqual({
      id: sandbox.state.counts().payments.total, invoice_id: invoice.id, hash: invoice.inner_hash, bank: 'cash', terminal: 'POS', transaction_id: 'T-1',
      amount: '100.00', rest: '100.00', refund: '0.00', currency: 'MDL', trtype: 'CONFIRM', status: 'CONFIRMED', approval: '2', rrn: '1', card: '',
      moment: NOW, reverse_moment: '0000-00-00 00:00:00',
    });
    expect(now()).toMatchObject({ status: 'full', amount_paid: '100.00', paid_date: NOW });
    expect((await call(sandbox, 'get/payment', { id: data['id'] })).data).toEqual(data);
    expect((await call(sandbox, 'list/payment', { filter: { invoice_id: [invoice.id] } })).data['records']).toEqual([data]);
  });

  it('pays by parts, to the cent', async () => {
    await put({ amount: '33.33' });
    expect(now()).toMatchObject({ status: 'part', amount_paid: '33.33', paid_date: '0000-00-00 00:00:00' });
    await put({ amount: '66.66' });
    expect(now()).toMatchObject({ status: 'part', amount_paid: '99.99' });
    expect((await put({ amount: '0.02' })).data['message']).toBe('payment.amount: The amount is more than the 0.01 that is left');
    await put({ amount: '0.01', moment: '2026-02-27 10:00:00' });
    expect(now()).toMatchObject({ status: 'full', amount_paid: '100.00', paid_date: '2026-02-27 10:00:00' });
  });

  it.each(['draft', 'suspended', 'full', 'reverse', 'refunded', 'rejected', 'denied', 'archived'])('refuses a %s invoice', async (status) => {
    sandbox.state.patchInvoice(invoice.id, { status });
    expect((await put()).data['message']).toBe(`payment.invoice_id: An invoice in status ${status} cannot be paid`);
    expect(sandbox.state.counts().payments.created).toBe(0);
  });

  it.each([
    [{ amount: '0.00' }, 'payment.amount: It must be greater than 0'],
    [{ amount: 100 }, 'payment.amount: It must be a decimal string with at most 2 decimals'],
    [{ amount: '-1.00' }, 'payment.amount: It must be a decimal string with at most 2 decimals'],
    [{ bank: null }, 'payment.bank: The field is required'],
    [{ currency: 'EUR' }, 'payment.currency: The currency of the department is MDL'],
    [{ moment: 'x' }, 'payment.moment: The date must be YYYY-MM-DD hh:mm:ss'],
  ])('refuses %j', async (members, message) => {
    expect(await put(members)).toMatchObject({ http: 400, data: { message } });
  });

  it('refuses an unknown and a foreign invoice', async () => {
    expect((await put({ invoice_id: 999_999 })).http).toBe(404);
    expect((await put({ invoice_id: sandbox.state.insertInvoice({}, 102).id })).http).toBe(404);
  });

  it('holds MIA to MDL and 500 000', async () => {
    sandbox.state.patchInvoice(invoice.id, { amount: '600000.00' });
    expect((await put({ bank: 'mia_bpay', amount: '500000.01' })).data['message']).toBe('payment.amount: MIA accepts at most 500000 MDL');
    expect((await put({ bank: 'mia_bpay', amount: '500000.00' })).status).toBe('OK');
    const { id } = sandbox.state.insertInvoice({ amount: '5.00' }, 102);
    const payment = { invoice_id: id, amount: '5.00', bank: 'mia_bpay' };
    expect((await call(sandbox, 'put/payment', { payment }, sandbox.departments[1])).data['message']).toBe('payment.currency: MIA accepts MDL only');
  });
});

describe('put/refund', () => {
  it('gives back by parts until all is back', async () => {
    const { id } = (await put()).data;
    expect((await refund(id, '30.00')).data).toMatchObject({ refund: '30.00', rest: '70.00', status: 'CONFIRMED', trtype: 'REFUND' });
    expect(now()).toMatchObject({ status: 'full', amount_refunded: '30.00', refund_date: NOW });
    expect((await refund(id, '70.01')).data['message']).toBe('amount: The amount is more than the 70.00 that is left');
    expect((await refund(id, '70.00')).data).toMatchObject({ refund: '100.00', rest: '0.00', status: 'REVERSED', reverse_moment: NOW });
    expect(now()).toMatchObject({ status: 'refunded', amount_paid: '100.00', amount_refunded: '100.00' });
    expect((await refund(id, '1.00')).data['message']).toBe('payment_id: The payment cannot be refunded');
  });

  it('makes the invoice refunded only when every payment is back', async () => {
    const first = (await put({ amount: '40.00' })).data['id'];
    const second = (await put({ amount: '60.00' })).data['id'];
    expect((await refund(first, '40.00')).data['status']).toBe('REVERSED');
    expect(now().status).toBe('full');
    await refund(second, '60.00');
    expect(now().status).toBe('refunded');
  });

  it('refuses zero, the unknown, the foreign and the unconfirmed', async () => {
    const { id } = (await put()).data;
    expect((await refund(id, '0')).data['message']).toBe('amount: It must be greater than 0');
    expect((await refund(999_999, '1')).http).toBe(404);
    expect((await call(sandbox, 'put/refund', { payment_id: id, amount: '1' }, sandbox.departments[1])).http).toBe(404);
    expect((await call(sandbox, 'put/refund')).data['message']).toBe('payment_id: The field is required; amount: The field is required');
    const failed = sandbox.state.insertPayment({ invoice_id: invoice.id, status: 'FAILED' });
    expect((await refund(failed.id, '1')).data['message']).toBe('payment_id: The payment cannot be refunded');
    expect(now().amount_refunded).toBe('0.00');
  });
});

describe('get and list/payment', () => {
  it('shows its own department', async () => {
    const foreign = sandbox.state.payments.find(({ currency }) => currency === 'EUR', 1)[0]!;
    expect((await call(sandbox, 'get/payment', { id: foreign.id })).http).toBe(404);
    expect((await call(sandbox, 'get/payment')).http).toBe(400);
    const own = sandbox.state.payments.find(({ currency }) => currency === 'MDL');
    const { data } = await call(sandbox, 'list/payment', { length: 100 });
    expect(data['recordsTotal']).toBe(own.length);
    expect(data['records']).toEqual(own.toReversed().slice(0, 100));
  });

  it.each(['invoice_id', 'bank', 'transaction_id', 'status'] as const)('filters by %s', async (field) => {
    const own = sandbox.state.payments.find(({ currency }) => currency === 'MDL');
    const value = own[2]![field];
    const { data } = await call(sandbox, 'list/payment', { filter: { [field]: [value] }, length: 100 });
    expect((data['records'] as Json[]).map(({ id }) => id)).toEqual(own.filter((row) => row[field] === value).map(({ id }) => id).toReversed().slice(0, 100));
  });

  it.each(['amount', 'moment'] as const)('sorts by %s', async (field) => {
    const key = (row: object): number | string => {
      const value = (row as Record<string, string>)[field]!;
      return field === 'amount' ? Number(value) : value;
    };
    const { data } = await call(sandbox, 'list/payment', { sort: [[field, 'asc']], length: 100 });
    const keys = (data['records'] as Json[]).map(key);
    expect(keys).toHaveLength(100);
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  });
});
