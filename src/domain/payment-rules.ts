import type { CurrencyCode } from './currency.ts';
import type { Decimal } from './decimal.ts';
import { add, compare, decimal, isNegative, scaleOf, subtract, ZERO } from './decimal.ts';
import type { Invoice, InvoiceStatus } from './invoice.ts';
import { PAYABLE_STATUSES, totalsOfInvoice } from './invoice-totals.ts';
import type { Payment } from './payment.ts';

/** Decimals of an amount of money that moves. */
export const MAX_MONEY_DECIMALS = 2;
/** The most that one payment by MIA may come to (DOC). */
export const MIA_LIMIT = decimal('500000.00');
/** The only currency of MIA (DOC). */
export const MIA_CURRENCY = 'MDL' as CurrencyCode;

/** Statuses of an invoice whose payments can be paid back (SEEN). */
export const REFUNDABLE_STATUSES: readonly InvoiceStatus[] = ['PARTIALLY_PAID', 'PAID'];

/** Every method of MIA begins so: `mia_bpay` and those to come. */
export const isMia = (method: string): boolean => method.toLowerCase().startsWith('mia');

/** What is wrong with an amount that is to move, as the end of a sentence; `null` when nothing is. */
export const faultOfMoney = (amount: Decimal): string | null => {
  if (compare(amount, ZERO) <= 0) return `is ${amount}; it must be more than 0`;
  return scaleOf(amount) > MAX_MONEY_DECIMALS ? `is ${amount}; an amount has at most ${MAX_MONEY_DECIMALS} decimals` : null;
};

/** What is wrong with an amount to pay by this method, whatever it is for. */
export const faultOfPaidAmount = (amount: Decimal, method: string): string | null =>
  faultOfMoney(amount) ?? (isMia(method) && compare(amount, MIA_LIMIT) > 0 ? `is ${amount}; a payment by MIA is at most ${MIA_LIMIT}` : null);

/** What is wrong with a method for this currency. */
export const faultOfMethod = (method: string, currency: CurrencyCode): string | null =>
  isMia(method) && currency !== MIA_CURRENCY ? `is ${method}; MIA takes ${MIA_CURRENCY} only, and the invoice is in ${currency}` : null;

export const takesPayments = ({ status }: Pick<Invoice, 'status'>): boolean => PAYABLE_STATUSES.includes(status);

/**
 * The most that one more payment may come to. Whether what was paid back is owed again is nowhere documented,
 * so up to that much more is left to the upstream to judge.
 */
export const payableAtMost = (invoice: Invoice): Decimal => {
  const { due, refunded } = totalsOfInvoice(invoice);
  return add(due, refunded);
};

/** What is wrong with an amount to pay on this invoice. */
export const faultOfPaymentOn = (invoice: Invoice, amount: Decimal): string | null => {
  const most = payableAtMost(invoice);
  return compare(amount, most) > 0 ? `is ${amount}; ${most} is left to pay` : null;
};

export const isRefundable = ({ status }: Pick<Payment, 'status'>): boolean => status === 'CONFIRMED';

/** What can still be paid back: nothing of a payment that never came in. */
export const refundableOf = (payment: Pick<Payment, 'status' | 'amount' | 'amountRefunded'>): Decimal => {
  const left = subtract(payment.amount, payment.amountRefunded);
  return !isRefundable(payment) || isNegative(left) ? ZERO : left;
};

/** What is wrong with an amount to pay back of this payment. */
export const faultOfRefund = (payment: Pick<Payment, 'status' | 'amount' | 'amountRefunded'>, amount: Decimal): string | null => {
  const left = refundableOf(payment);
  return compare(amount, left) > 0 ? `is ${amount}; ${left} of the payment is left to pay back` : null;
};
