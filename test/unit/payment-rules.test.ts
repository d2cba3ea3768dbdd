import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import type { Decimal } from '../../src/domain/decimal.ts';
import { add, compare, decimal, subtract } from '../../src/domain/decimal.ts';
import { INVOICE_STATUSES } from '../../src/domain/invoice.ts';
import { PAYMENT_STATUSES } from '../../src/domain/payment.ts';
import {
  faultOfMethod, faultOfMoney, faultOfPaidAmount, faultOfPaymentOn, faultOfRefund, isMia, payableAtMost, refundableOf, REFUNDABLE_STATUSES, takesPayments,
} from '../../src/domain/payment-rules.ts';
import { makeInvoice, makePayment, MDL } from '../kit/domain-rows.ts';

const EUR = 'EUR' as CurrencyCode;
/** Cents as a decimal with two digits. */
const ofCents = (cents: number): Decimal => decimal(`${Math.floor(cents / 100)}.${`${cents % 100}`.padStart(2, '0')}`);

describe('an amount that moves', () => {
  it.each([['0.01'], ['1'], ['1.5'], ['99999999999999999999.99']])('may be %s', (text) => expect(faultOfMoney(decimal(text))).toBeNull());
  it.each([
    ['0', 'is 0; it must be more than 0'], ['0.00', 'is 0.00; it must be more than 0'], ['-0.00', 'is -0.00; it must be more than 0'], ['-0.01', 'is -0.01; it must be more than 0'],
    ['0.001', 'is 0.001; an amount has at most 2 decimals'], ['1.000', 'is 1.000; an amount has at most 2 decimals'],
  ])('may not be %s', (text, fault) => expect(faultOfMoney(decimal(text))).toBe(fault));
});

describe('MIA', () => {
  it.each([['mia', true], ['mia_bpay', true], ['MIA_x', true], ['maib', false], ['cash', false], ['xmia', false]])('%s is of it: %s', (method, is) => expect(isMia(method)).toBe(is));

  it('has a limit, which other methods have not', () => {
    expect(faultOfPaidAmount(decimal('500000'), 'mia_bpay')).toBeNull();
    expect(faultOfPaidAmount(decimal('500000.00'), 'mia_bpay')).toBeNull();
    expect(faultOfPaidAmount(decimal('500000.01'), 'mia_bpay')).toBe('is 500000.01; a payment by MIA is at most 500000.00');
    expect(faultOfPaidAmount(decimal('500000.01'), 'maib')).toBeNull();
    expect(faultOfPaidAmount(decimal('0'), 'mia_bpay')).toBe('is 0; it must be more than 0');
  });

  it('takes MDL only', () => {
    expect(faultOfMethod('mia_bpay', MDL)).toBeNull();
    expect(faultOfMethod('cash', EUR)).toBeNull();
    expect(faultOfMethod('mia_bpay', EUR)).toBe('is mia_bpay; MIA takes MDL only, and the invoice is in EUR');
  });
});

describe('what an invoice takes', () => {
  it('is money in three statuses', () => {
    expect(INVOICE_STATUSES.filter((status) => takesPayments({ status }))).toEqual(['OPEN', 'SENT', 'PARTIALLY_PAID']);
  });

  it.each([['60.00', null], ['60', null], ['60.01', 'is 60.01; 60.00 is left to pay'], ['0.01', null]])('is at most what is due: %s', (amount, fault) => {
    expect(faultOfPaymentOn(makeInvoice({ id: 1, status: 'PARTIALLY_PAID', amountPaid: decimal('40.00') }), decimal(amount))).toBe(fault);
  });

  it('is more where something was paid back, which may be owed again', () => {
    const invoice = makeInvoice({ id: 1, status: 'PARTIALLY_PAID', amountPaid: decimal('40.00'), amountRefunded: decimal('15.00') });
    expect(payableAtMost(invoice)).toBe('75.00');
    expect(faultOfPaymentOn(invoice, decimal('75.01'))).toBe('is 75.01; 75.00 is left to pay');
  });

  it('ends when it is paid, part by part', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }), (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        let invoice = makeInvoice({ id: 1, status: 'OPEN', amount: ofCents(total), netAmount: ofCents(total) });
        for (const part of parts) {
          expect(faultOfPaymentOn(invoice, ofCents(part))).toBeNull();
          invoice = { ...invoice, status: 'PARTIALLY_PAID', amountPaid: add(invoice.amountPaid, ofCents(part)) };
        }
        expect(faultOfPaymentOn(invoice, decimal('0.01'))).toBe('is 0.01; 0.00 is left to pay');
      }),
    );
  });
});

describe('what goes back of a payment', () => {
  const payment = makePayment({ id: 1, amount: decimal('100.00'), amountRefunded: decimal('30.00'), status: 'CONFIRMED' });

  it.each([['70.00', null], ['70', null], ['0.01', null], ['70.01', 'is 70.01; 70.00 of the payment is left to pay back']])('is at most what is left: %s', (amount, fault) => {
    expect(faultOfRefund(payment, decimal(amount))).toBe(fault);
  });

  it('is nothing unless it is confirmed, and never less than nothing', () => {
    expect(PAYMENT_STATUSES.map((status) => refundableOf({ ...payment, status }))).toEqual(['0.00', '70.00', '0.00', '0.00', '0.00']);
    expect(refundableOf({ ...payment, amountRefunded: decimal('100.01') })).toBe('0.00');
    expect(REFUNDABLE_STATUSES).toEqual(['PARTIALLY_PAID', 'PAID']);
  });

  it('is all of it in the end, part by part, and not a ban more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 10 }), (cents, parts) => {
        let left = makePayment({ id: 1, status: 'CONFIRMED', amount: ofCents(cents), amountRefunded: decimal('0.00') });
        for (const part of parts) {
          const allowed = faultOfRefund(left, ofCents(part)) === null;
          expect(allowed).toBe(compare(ofCents(part), subtract(left.amount, left.amountRefunded)) <= 0);
          if (allowed) left = { ...left, amountRefunded: add(left.amountRefunded, ofCents(part)) };
        }
        const rest = refundableOf(left);
        expect(add(rest, left.amountRefunded)).toBe(ofCents(cents));
        expect(faultOfRefund(left, add(rest, decimal('0.01')))).not.toBeNull();
      }),
    );
  });
});
