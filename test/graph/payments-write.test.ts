import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { InvoiceRow, PaymentRow } from '../../src/sandbox/rows.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import { faultsIn, keyedWrite } from '../kit/keyed-write.ts';

let graph: GraphOverSandbox;
beforeAll(async () => void (graph = await startGraphOverSandbox({ invoices: 50 })));
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.faults.clear();
  graph.sandbox.calls.clear();
});

let keys = 0;
const key = (): string => `payment-${(keys += 1)}`;

const PAYMENT = `payment {
  upstreamId status method transactionId createdAt amount { amount currency } refunds { total { amount } refundable { amount } }
  invoice { status totals { paid { amount } refunded { amount } due { amount } } }
}`;
const record = keyedWrite(() => graph, 'paymentRecord', `... on PaymentRecordPayload { ${PAYMENT} } ... on InvoiceTransitionError { invoiceStatus: currentStatus }`);
const refund = keyedWrite(
  () => graph,
  'paymentRefund',
  `... on PaymentRefundPayload { ${PAYMENT} } ... on PaymentTransitionError { paymentStatus: currentStatus } ... on InvoiceTransitionError { invoiceStatus: currentStatus }`,
);

const invoiceOf = (members: Partial<Record<keyof InvoiceRow, unknown>> = {}): { readonly row: InvoiceRow; readonly invoiceId: string } => {
  const row = graph.sandbox.state.insertInvoice({ status: 'actual', ...members });
  return { row, invoiceId: globalIdOf('Invoice', row.id) };
};
const invoice = (id: number): Partial<InvoiceRow> => {
  const { status, amount, amount_paid, amount_refunded, paid_date, refund_date } = graph.sandbox.state.invoices.get(id)!;
  return { status, amount, amount_paid, amount_refunded, paid_date, refund_date };
};
const payment = (id: unknown): PaymentRow => graph.sandbox.state.payments.get(id as number)!;
const paymentsOf = (id: number): readonly PaymentRow[] => graph.sandbox.state.payments.find((row) => row.invoice_id === id);
const madeOf = (result: Readonly<Record<string, unknown>>): { readonly upstreamId: number; readonly [member: string]: unknown } => result.payment as { readonly upstreamId: number };
const ZERO = '0000-00-00 00:00:00';

describe('paymentRecord', () => {
  it('records a part, then the rest, each with exactly these calls and rows', async () => {
    const { row, invoiceId } = invoiceOf({ amount: '120.00' });
    const first = await record({ idempotencyKey: key(), invoiceId, amount: '20.5', method: 'cash', transactionId: 'CH-1', paidAt: '2026-11-19T20:00:00Z' });
    expect(first.calls).toEqual(['invoice.get', 'invoice.get', 'payment.get', 'payment.list', 'payment.put']);
    const made = madeOf(first.result);
    expect(first.result).toEqual({
      __typename: 'PaymentRecordPayload',
      payment: {
        upstreamId: made.upstreamId, status: 'CONFIRMED', method: 'cash', transactionId: 'CH-1', createdAt: '2026-11-19T22:00:00+02:00', amount: { amount: '20.50', currency: 'MDL' },
        refunds: { total: { amount: '0.00' }, refundable: { amount: '20.50' } },
        invoice: { status: 'PARTIALLY_PAID', totals: { paid: { amount: '20.50' }, refunded: { amount: '0.00' }, due: { amount: '99.50' } } },
      },
    });
    expect(payment(made.upstreamId)).toMatchObject({ invoice_id: row.id, bank: 'cash', transaction_id: 'CH-1', amount: '20.50', currency: 'MDL', status: 'CONFIRMED', moment: '2026-11-19 22:00:00' });
    expect(invoice(row.id)).toMatchObject({ status: 'part', amount_paid: '20.50', paid_date: ZERO });

    const second = await record({ idempotencyKey: key(), invoiceId, amount: '99.50', method: 'bank_transfer' });
    // Without a transaction id of the caller's there is nothing that it could stand on twice.
    expect(second.calls).toEqual(['invoice.get', 'invoice.get', 'payment.get', 'payment.put']);
    expect(madeOf(second.result).invoice).toEqual({ status: 'PAID', totals: { paid: { amount: '120.00' }, refunded: { amount: '0.00' }, due: { amount: '0.00' } } });
    expect(payment(madeOf(second.result).upstreamId)).toMatchObject({ bank: 'bank_transfer', amount: '99.50', moment: '2026-11-20 09:00:00', transaction_id: expect.stringMatching(/^EG-[0-9A-F]{24}$/) as string });
    expect(invoice(row.id)).toMatchObject({ status: 'full', amount_paid: '120.00', paid_date: '2026-11-20 09:00:00' });
  });

  it('takes explicit nulls as absent', async () => {
    const { row, invoiceId } = invoiceOf({ status: 'sended' });
    const { result, calls } = await record({ idempotencyKey: key(), invoiceId, amount: '100.00', method: 'cash', transactionId: null, paidAt: null });
    expect([result.__typename, calls]).toEqual(['PaymentRecordPayload', ['invoice.get', 'invoice.get', 'payment.get', 'payment.put']]);
    expect(invoice(row.id)).toMatchObject({ status: 'full', amount_paid: '100.00' });
  });

  it.each([['500000.00', 'PaymentRecordPayload'], ['500000', 'PaymentRecordPayload'], ['500000.01', 'InvalidInputError']])('by MIA of %s is %s', async (amount, typename) => {
    const { invoiceId } = invoiceOf({ amount: '900000.00' });
    const { result, calls } = await record({ idempotencyKey: key(), invoiceId, amount, method: 'mia_bpay' });
    expect(result.__typename).toBe(typename);
    if (typename === 'InvalidInputError') expect([faultsIn(result), calls]).toEqual([['input.amount: `amount` is 500000.01; a payment by MIA is at most 500000.00.'], []]);
  });

  it('by MIA is in MDL only; another method takes what the invoice is in', async () => {
    const { row, invoiceId } = invoiceOf({ currency: 'EUR' });
    const { result, calls } = await record({ idempotencyKey: key(), invoiceId, amount: '1.00', method: 'mia_bpay' });
    expect(faultsIn(result)).toEqual(['input.method: `method` is mia_bpay; MIA takes MDL only, and the invoice is in EUR.']);
    expect(calls).toEqual(['invoice.get']);
    const other = await record({ idempotencyKey: key(), invoiceId, amount: '500000.01', method: 'cash' });
    expect(faultsIn(other.result)).toEqual(['input.amount: `amount` is 500000.01; 100.00 is left to pay.']);
    expect(madeOf((await record({ idempotencyKey: key(), invoiceId, amount: '1.00', method: 'cash' })).result).amount).toEqual({ amount: '1.00', currency: 'EUR' });
    expect(paymentsOf(row.id)).toHaveLength(1);
  });

  it.each([['60.00', 'PaymentRecordPayload'], ['60.01', 'InvalidInputError']])('of %s where 60.00 is left is %s', async (amount, typename) => {
    const { invoiceId } = invoiceOf({ status: 'part', amount_paid: '40.00' });
    const { result, calls } = await record({ idempotencyKey: key(), invoiceId, amount, method: 'cash' });
    expect(result.__typename).toBe(typename);
    if (typename === 'InvalidInputError') expect([faultsIn(result), calls]).toEqual([['input.amount: `amount` is 60.01; 60.00 is left to pay.'], ['invoice.get']]);
  });

  it.each<[string, string, string]>([['draft', 'DRAFT', ''], ['suspended', 'SUSPENDED', ''], ['full', 'PAID', ''], ['rejected', 'CANCELLED', ''], ['denied', 'DENIED', ''], ['refunded', 'REFUNDED', ''], ['reverse', 'REVERSED', ''], ['archived', 'ARCHIVED', ''], ['viewed', 'UNKNOWN', '']])(
    'on an invoice that is %s is refused as %s', async (status, currentStatus) => {
      const { row, invoiceId } = invoiceOf({ status });
      const { result, calls } = await record({ idempotencyKey: key(), invoiceId, amount: '1.00', method: 'cash' });
      expect(result).toEqual({
        __typename: 'InvoiceTransitionError', code: 'INVALID_STATUS_TRANSITION', path: ['input', 'invoiceId'], retryable: false, invoiceStatus: currentStatus,
        message: `The invoice is ${currentStatus}; only one that is OPEN or SENT or PARTIALLY_PAID takes payments.`,
      });
      expect([calls, paymentsOf(row.id)]).toEqual([['invoice.get'], []]);
    });

  it('refuses a transaction id that stands on a payment of the invoice, even where that paid it', async () => {
    const { row, invoiceId } = invoiceOf();
    const { result } = await record({ idempotencyKey: key(), invoiceId, amount: '100.00', method: 'cash', transactionId: 'TX-7' });
    const again = await record({ idempotencyKey: key(), invoiceId, amount: '100.00', method: 'cash', transactionId: 'TX-7' });
    const id = globalIdOf('Payment', madeOf(result).upstreamId);
    expect(faultsIn(again.result)).toEqual([`input.transactionId: \`transactionId\` is TX-7, which the payment ${id} of this invoice has already.`]);
    expect(again.calls).toEqual(['invoice.get', 'payment.list']);
    expect(paymentsOf(row.id)).toHaveLength(1);
    // On another invoice it is another payment.
    expect((await record({ idempotencyKey: key(), invoiceId: invoiceOf().invoiceId, amount: '1.00', method: 'cash', transactionId: 'TX-7' })).result.__typename).toBe('PaymentRecordPayload');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a garbage id', { invoiceId: 'garbage' }, 'input.invoiceId: `invoiceId` names no invoice.'],
    ['an id of another type', { invoiceId: globalIdOf('Payment', 1) }, 'input.invoiceId: `invoiceId` names no invoice.'],
    ['nothing', { amount: '0' }, 'input.amount: `amount` is 0; it must be more than 0.'],
    ['minus nothing', { amount: '-0.00' }, 'input.amount: `amount` is -0.00; it must be more than 0.'],
    ['less than nothing', { amount: '-0.01' }, 'input.amount: `amount` is -0.01; it must be more than 0.'],
    ['three decimals', { amount: '1.000' }, 'input.amount: `amount` is 1.000; an amount has at most 2 decimals.'],
    ['a blank method', { method: ' ' }, 'input.method: `method` is blank.'],
    ['a method of 33 characters', { method: 'm'.repeat(33) }, 'input.method: `method` has 33 characters; at most 32 are allowed.'],
    ['CR/LF in a method', { method: 'cash\r\nX: y' }, 'input.method: `method` holds a control character, such as a line break.'],
    ['bidi in a method', { method: 'ca\u202esh' }, 'input.method: `method` holds a character that turns the direction of text.'],
    ['a blank transaction id', { transactionId: '' }, 'input.transactionId: `transactionId` is blank.'],
    ['a transaction id of 65 characters', { transactionId: 't'.repeat(65) }, 'input.transactionId: `transactionId` has 65 characters; at most 64 are allowed.'],
    ['CR/LF in a transaction id', { transactionId: 'a\nb' }, 'input.transactionId: `transactionId` holds a control character, such as a line break.'],
    ['bidi in a transaction id', { transactionId: '\u2067a' }, 'input.transactionId: `transactionId` holds a character that turns the direction of text.'],
    ['tomorrow', { paidAt: '2026-11-21T00:00:00+02:00' }, 'input.paidAt: `paidAt` is 2026-11-21T00:00:00+02:00, which is still to come.'],
  ])('refuses %s without a call', async (_what, over, fault) => {
    const { invoiceId } = invoiceOf();
    const { result, calls } = await record({ idempotencyKey: key(), invoiceId, amount: '1.00', method: 'cash', ...over });
    expect([faultsIn(result), calls]).toEqual([[fault], []]);
  });

  it('refuses an invoice that is not there', async () => {
    const { result, calls } = await record({ idempotencyKey: key(), invoiceId: globalIdOf('Invoice', 999_999), amount: '1.00', method: 'cash' });
    expect([faultsIn(result), calls]).toEqual([['input.invoiceId: `invoiceId` names no invoice.'], ['invoice.get']]);
  });

  it.each(['', 'a b', 'ключ', 'x'.repeat(256)])('refuses the key %j without a call', async (idempotencyKey) => {
    const { result, calls } = await record({ idempotencyKey, invoiceId: invoiceOf().invoiceId, amount: '1.00', method: 'cash' });
    expect([result.path, calls]).toEqual([['input', 'idempotencyKey'], []]);
  });

  it('repeated with its key sends nothing and answers the same payment, whatever its spelling; another input is refused', async () => {
    const { row, invoiceId } = invoiceOf();
    const input = { idempotencyKey: key(), invoiceId, amount: '10.50', method: 'cash' };
    const { result } = await record(input);
    const repeat = await record({ ...input, amount: '10.5', transactionId: null });
    expect(repeat.result).toEqual(result);
    expect(repeat.calls).toEqual(['invoice.get', 'payment.get']);
    const other = await record({ ...input, amount: '10.51' });
    expect([other.result.__typename, other.calls]).toEqual(['IdempotencyKeyReusedError', []]);
    expect(paymentsOf(row.id)).toHaveLength(1);
  });

  it.each([undefined, 'TX-9'])('whose answer is lost (transaction id %s) is found by a repeat, not sent again', async (transactionId) => {
    const { row, invoiceId } = invoiceOf();
    const input = { idempotencyKey: key(), invoiceId, amount: '10.00', method: 'cash', transactionId };
    graph.sandbox.faults.add({ endpoint: 'payment.put', kind: 'resetAfter' });
    expect((await record(input)).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey: input.idempotencyKey });
    const repeat = await record(input);
    expect(repeat.calls).toEqual(['invoice.get', 'payment.get', 'payment.list']);
    expect(paymentsOf(row.id)).toHaveLength(1);
    expect(madeOf(repeat.result).upstreamId).toBe(paymentsOf(row.id)[0]?.id);
    expect(graph.sandbox.calls.count('payment.put')).toBe(1);
  });

  it('whose outcome is unknown keeps its transaction id from going out under another key', async () => {
    const { row, invoiceId } = invoiceOf();
    const input = { invoiceId, amount: '10.00', method: 'cash', transactionId: 'TX-11' };
    graph.sandbox.faults.add({ endpoint: 'payment.put', kind: 'resetBefore' });
    const first = await record({ idempotencyKey: key(), ...input });
    expect(first.result.__typename).toBe('OutcomeUnknownError');
    const other = await record({ idempotencyKey: key(), ...input });
    expect(other.result).toMatchObject({ __typename: 'InProgressError', retryable: true, idempotencyKey: first.result.idempotencyKey });
    expect([paymentsOf(row.id), graph.sandbox.calls.count('payment.put')]).toEqual([[], 1]);
    expect((await record({ idempotencyKey: key(), ...input, transactionId: 'TX-12' })).result.__typename).toBe('PaymentRecordPayload');
  });

  it('that never arrived stays unknown', async () => {
    const { row, invoiceId } = invoiceOf();
    const input = { idempotencyKey: key(), invoiceId, amount: '10.00', method: 'cash' };
    graph.sandbox.faults.add({ endpoint: 'payment.put', kind: 'resetBefore' });
    expect((await record(input)).result.__typename).toBe('OutcomeUnknownError');
    expect((await record(input)).result.__typename).toBe('OutcomeUnknownError');
    expect([paymentsOf(row.id), graph.sandbox.calls.count('payment.put')]).toEqual([[], 1]);
  });

  it('leaves the last word to the upstream where the invoice changed meanwhile', async () => {
    const { row, invoiceId } = invoiceOf();
    graph.sandbox.faults.add({ endpoint: 'payment.put', kind: 'late', ms: 1 });
    const one = record({ idempotencyKey: key(), invoiceId, amount: '60.00', method: 'cash' });
    const two = record({ idempotencyKey: key(), invoiceId, amount: '60.00', method: 'cash' });
    const refused = (await Promise.all([one, two])).map(({ result }) => result.__typename).filter((typename) => typename !== 'PaymentRecordPayload');
    // By the upstream, or by us where the other payment was there before the invoice was read.
    expect(refused).toEqual([expect.stringMatching(/^(?:UpstreamRejectedError|InvalidInputError)$/)]);
    expect(invoice(row.id)).toMatchObject({ status: 'part', amount_paid: '60.00' });
  });
});

describe('paymentRefund', () => {
  const paid = async (amount = '100.00', members: Partial<Record<keyof InvoiceRow, unknown>> = {}): Promise<{ readonly id: number; readonly paymentId: string; readonly invoiceRow: number }> => {
    const { row, invoiceId } = invoiceOf(members);
    const { upstreamId } = madeOf((await record({ idempotencyKey: key(), invoiceId, amount, method: 'cash' })).result);
    graph.sandbox.calls.clear();
    return { id: upstreamId, paymentId: globalIdOf('Payment', upstreamId), invoiceRow: row.id };
  };

  it('pays back parts, then all that is left', async () => {
    const { id, paymentId, invoiceRow } = await paid();
    const first = await refund({ idempotencyKey: key(), paymentId, amount: '30.5' });
    expect(first.calls).toEqual(['invoice.get', 'invoice.get', 'payment.get', 'payment.get', 'payment.refund']);
    expect(first.result).toEqual({
      __typename: 'PaymentRefundPayload',
      payment: {
        upstreamId: id, status: 'CONFIRMED', method: 'cash', transactionId: payment(id).transaction_id, createdAt: '2026-11-20T09:00:00+02:00', amount: { amount: '100.00', currency: 'MDL' },
        refunds: { total: { amount: '30.50' }, refundable: { amount: '69.50' } },
        invoice: { status: 'PAID', totals: { paid: { amount: '100.00' }, refunded: { amount: '30.50' }, due: { amount: '0.00' } } },
      },
    });
    expect(payment(id)).toMatchObject({ refund: '30.50', rest: '69.50', status: 'CONFIRMED' });
    expect(faultsIn((await refund({ idempotencyKey: key(), paymentId, amount: '69.51' })).result)).toEqual(['input.amount: `amount` is 69.51; 69.50 of the payment is left to pay back.']);

    const all = await refund({ idempotencyKey: key(), paymentId });
    expect(madeOf(all.result)).toMatchObject({ status: 'REVERSED', refunds: { total: { amount: '100.00' }, refundable: { amount: '0.00' } }, invoice: { status: 'REFUNDED' } });
    expect(payment(id)).toMatchObject({ refund: '100.00', rest: '0.00', status: 'REVERSED' });
    expect(invoice(invoiceRow)).toMatchObject({ status: 'refunded', amount_refunded: '100.00', refund_date: '2026-11-20 09:00:00' });
    expect(graph.sandbox.calls.count('payment.refund')).toBe(2);
  });

  it.each<[string, object]>([['absent', {}], ['null', { amount: null }], ['said', { amount: '100' }]])('of all, with the amount %s, is one input', async (_what, over) => {
    const { id, paymentId } = await paid();
    const input = { idempotencyKey: key(), paymentId };
    const { result } = await refund({ ...input, ...over });
    expect(madeOf(result).status).toBe('REVERSED');
    for (const other of [{}, { amount: null }, { amount: '100.00' }]) {
      const repeat = await refund({ ...input, ...other });
      expect([repeat.result, repeat.calls]).toEqual([result, ['invoice.get', 'payment.get']]);
    }
    const other = await refund({ ...input, amount: '99.00' });
    expect([other.result.__typename, other.calls]).toEqual(['IdempotencyKeyReusedError', []]);
    expect(payment(id).refund).toBe('100.00');
  });

  it.each<[string, string]>([['WAITING', 'WAITING'], ['FAILED', 'FAILED'], ['REVERSED', 'REVERSED'], ['HELD', 'UNKNOWN']])('of a payment that is %s is refused', async (status, currentStatus) => {
    const { row } = invoiceOf({ status: 'full', amount_paid: '100.00' });
    const { id } = graph.sandbox.state.insertPayment({ invoice_id: row.id, status });
    const { result, calls } = await refund({ idempotencyKey: key(), paymentId: globalIdOf('Payment', id) });
    expect(result).toEqual({
      __typename: 'PaymentTransitionError', code: 'INVALID_STATUS_TRANSITION', path: ['input', 'paymentId'], retryable: false, paymentStatus: currentStatus,
      message: `The payment is ${currentStatus}; only a payment that is CONFIRMED can be paid back.`,
    });
    expect(calls).toEqual(['payment.get']);
  });

  it.each<[string, string]>([['actual', 'OPEN'], ['refunded', 'REFUNDED'], ['archived', 'ARCHIVED'], ['reverse', 'REVERSED']])('of a payment of an invoice that is %s is refused', async (status, currentStatus) => {
    const { row } = invoiceOf({ status });
    const { id } = graph.sandbox.state.insertPayment({ invoice_id: row.id });
    const { result, calls } = await refund({ idempotencyKey: key(), paymentId: globalIdOf('Payment', id), amount: '1.00' });
    expect(result).toMatchObject({ __typename: 'InvoiceTransitionError', code: 'INVALID_STATUS_TRANSITION', invoiceStatus: currentStatus, path: ['input', 'paymentId'] });
    expect([calls, payment(id).refund]).toEqual([['invoice.get', 'payment.get'], '0.00']);
  });

  it('of a payment that is confirmed though all of it went back is refused', async () => {
    const { row } = invoiceOf({ status: 'part', amount_paid: '100.00' });
    const { id } = graph.sandbox.state.insertPayment({ invoice_id: row.id, refund: '100.00' });
    const { result } = await refund({ idempotencyKey: key(), paymentId: globalIdOf('Payment', id) });
    expect(faultsIn(result)).toEqual(['input.paymentId: `paymentId` names a payment that was paid back already, all of it.']);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a garbage id', { paymentId: 'garbage' }, 'input.paymentId: `paymentId` names no payment.'],
    ['an id of another type', { paymentId: globalIdOf('Invoice', 1) }, 'input.paymentId: `paymentId` names no payment.'],
    ['nothing', { amount: '0.00' }, 'input.amount: `amount` is 0.00; it must be more than 0.'],
    ['less than nothing', { amount: '-1' }, 'input.amount: `amount` is -1; it must be more than 0.'],
    ['three decimals', { amount: '0.001' }, 'input.amount: `amount` is 0.001; an amount has at most 2 decimals.'],
  ])('refuses %s without a call', async (_what, over, fault) => {
    const { result, calls } = await refund({ idempotencyKey: key(), paymentId: globalIdOf('Payment', 1), ...over });
    expect([faultsIn(result), calls]).toEqual([[fault], []]);
  });

  it('refuses a payment that is not there', async () => {
    const { result, calls } = await refund({ idempotencyKey: key(), paymentId: globalIdOf('Payment', 999_999) });
    expect([faultsIn(result), calls]).toEqual([['input.paymentId: `paymentId` names no payment.'], ['payment.get']]);
  });

  it('whose answer is lost is found by a repeat, not sent again', async () => {
    const { id, paymentId } = await paid();
    const input = { idempotencyKey: key(), paymentId, amount: '40.00' };
    graph.sandbox.faults.add({ endpoint: 'payment.refund', kind: 'resetAfter' });
    expect((await refund(input)).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey: input.idempotencyKey });
    // Until that is known, no other refund of the payment goes out.
    const other = await refund({ idempotencyKey: key(), paymentId, amount: '60.00' });
    expect(other.result).toMatchObject({ __typename: 'InProgressError', retryable: true });
    const repeat = await refund(input);
    expect(repeat.result.__typename).toBe('PaymentRefundPayload');
    expect([payment(id).refund, graph.sandbox.calls.count('payment.refund')]).toEqual(['40.00', 1]);
    expect((await refund({ idempotencyKey: key(), paymentId, amount: '60.00' })).result.__typename).toBe('PaymentRefundPayload');
  });

  it('side by side with others of the same payment never pays back more than was asked', async () => {
    const { id, paymentId } = await paid();
    graph.sandbox.faults.add({ endpoint: 'payment.refund', kind: 'latency', ms: 20 });
    const results = await Promise.all([1, 2, 3].map(() => refund({ idempotencyKey: key(), paymentId, amount: '40.00' })));
    const done = results.filter(({ result }) => result.__typename === 'PaymentRefundPayload').length;
    for (const { result } of results) expect(result.__typename).toMatch(/^(?:PaymentRefundPayload|InProgressError|InvalidInputError|UpstreamRejectedError)$/);
    expect(done).toBeGreaterThanOrEqual(1);
    expect(payment(id).refund).toBe(`${done * 40}.00`);
  });

  it('of all, asked for twice side by side, pays it back once', async () => {
    const { id, paymentId } = await paid();
    const results = await Promise.all([1, 2].map(() => refund({ idempotencyKey: key(), paymentId })));
    expect(results.filter(({ result }) => result.__typename === 'PaymentRefundPayload')).toHaveLength(1);
    expect(payment(id)).toMatchObject({ refund: '100.00', status: 'REVERSED' });
  });
});
