import type { Call } from '../call.ts';
import { formatCents, parseCents, type Cents } from '../cents.ts';
import { FieldReader } from '../field-reader.ts';
import { PAYMENT_LIST } from '../fields.ts';
import { readListRequest } from '../list-request.ts';
import { KEY_OF, publicKey } from '../public-key.ts';
import { notFound } from '../refusal.ts';
import type { InvoiceRow, PaymentRow } from '../rows.ts';
import { formatWall, ZERO_DATE } from '../wall-time.ts';

const PAYABLE: ReadonlySet<string> = new Set(['actual', 'sended', 'part']);
/** 500 000 MDL. */
const MIA_LIMIT = 50_000_000n;

const cents = (text: unknown): Cents => (typeof text === 'string' ? (parseCents(text) ?? 0n) : 0n);

/** `get/payment`: by `id`. */
export function getPayment({ state, department, body }: Call): unknown {
  const request = new FieldReader(body);
  request.require('id');
  const id = request.integer('id', 1) ?? 0;
  request.check();
  const row = state.payments.get(id, department.id);
  if (!row) throw notFound('id');
  return row;
}

/** `list/payment`. */
export function listPayments({ state, switches, department, body }: Call): unknown {
  return state.lists.payments.page(department.id, readListRequest(body, PAYMENT_LIST, switches, [['id', 'desc']]));
}

/** `put/payment`: records money received outside the gateways; the invoice becomes `part` or `full`. */
export function putPayment({ state, switches, department, body, clock }: Call): unknown {
  const request = new FieldReader(body);
  if (body['payment'] === undefined) request.fail('payment', 'required');
  const payment = request.nested('payment');
  for (const name of ['invoice_id', 'amount', 'bank']) payment.require(name);
  const invoiceId = payment.integer('invoice_id', 1);
  const amount = payment.decimal('amount') ?? 0n;
  const bank = payment.string('bank', 32) ?? '';
  const invoice = invoiceId === undefined ? undefined : state.invoices.get(invoiceId, department.id);
  const currency = payment.string('currency', 3) ?? invoice?.currency ?? department.currency;
  const at = payment.date('moment') ?? 0;
  const texts = {
    terminal: payment.string('terminal', 64) ?? '',
    transaction_id: payment.string('transaction_id', 64) ?? '',
    approval: payment.string('approval', 16) ?? '',
    rrn: payment.string('rrn', 16) ?? '',
  };
  if (payment.has('amount') && amount === 0n) payment.fail('amount', 'positive');
  request.check();
  if (!invoice) throw notFound('payment.invoice_id');

  if (!PAYABLE.has(invoice.status)) payment.fail('invoice_id', 'notPayable', { status: invoice.status });
  if (currency !== invoice.currency && switches.currencyMismatch === 'refuse') payment.fail('currency', 'currency', { currency: invoice.currency });
  if (bank.startsWith('mia')) {
    if (currency !== 'MDL') payment.fail('currency', 'miaCurrency');
    if (amount > MIA_LIMIT) payment.fail('amount', 'miaLimit');
  }
  const left = cents(invoice.amount) - cents(invoice.amount_paid) + cents(invoice.amount_refunded);
  if (amount > left) payment.fail('amount', 'overpaid', { left: formatCents(left) });
  request.check();

  const id = state.payments.nextId;
  const moment = at > 0 ? formatWall(at) : clock.now();
  const row: PaymentRow = {
    id,
    invoice_id: invoice.id,
    hash: invoice.inner_hash,
    bank,
    ...texts,
    transaction_id: texts.transaction_id === '' ? publicKey(KEY_OF.payment, id).slice(0, 20).toUpperCase() : texts.transaction_id,
    amount: formatCents(amount),
    rest: formatCents(amount),
    refund: '0.00',
    currency,
    trtype: 'CONFIRM',
    status: 'CONFIRMED',
    card: '',
    moment,
    reverse_moment: ZERO_DATE,
  };
  state.payments.insert(department.id, row);
  invoice.amount_paid = formatCents(cents(invoice.amount_paid) + amount);
  invoice.status = amount === left ? 'full' : 'part';
  if (amount === left) invoice.paid_date = moment;
  state.invoices.put(invoice);
  return row;
}

/** `put/refund`: gives back a part or all of a payment; parts add up. */
export function refundPayment({ state, department, body, clock }: Call): unknown {
  const request = new FieldReader(body);
  request.require('payment_id');
  request.require('amount');
  const id = request.integer('payment_id', 1) ?? 0;
  const amount = request.decimal('amount') ?? 0n;
  if (request.has('amount') && amount === 0n) request.fail('amount', 'positive');
  request.check();
  const row = state.payments.get(id, department.id);
  const invoice = row && state.invoices.get(row.invoice_id, department.id);
  if (!row || !invoice) throw notFound('payment_id');
  if (row.status !== 'CONFIRMED') request.fail('payment_id', 'notRefundable');
  if (invoice.status !== 'part' && invoice.status !== 'full') request.fail('payment_id', 'notRefundable');
  request.check();
  const left = cents(row.amount) - cents(row.refund);
  if (amount > left) request.fail('amount', 'overpaid', { left: formatCents(left) });
  request.check();

  row.refund = formatCents(cents(row.refund) + amount);
  row.rest = formatCents(left - amount);
  row.trtype = 'REFUND';
  row.reverse_moment = clock.now();
  if (amount === left) row.status = 'REVERSED';
  state.payments.put(row);
  applyRefund(invoice, amount, clock.now());
  state.invoices.put(invoice);
  return row;
}

function applyRefund(invoice: InvoiceRow, amount: Cents, now: string): void {
  const refunded = cents(invoice.amount_refunded) + amount;
  invoice.amount_refunded = formatCents(refunded);
  invoice.refund_date = now;
  if (refunded === cents(invoice.amount_paid)) invoice.status = 'refunded';
}
