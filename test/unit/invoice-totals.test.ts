import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Decimal } from '../../src/domain/decimal.ts';
import { add, compare, decimal, equal } from '../../src/domain/decimal.ts';
import type { Invoice, InvoiceStatus, VatMode } from '../../src/domain/invoice.ts';
import { INVOICE_STATUSES } from '../../src/domain/invoice.ts';
import { balanceOf, isOverdue, totalsOfInvoice, totalsOfLines, VAT_RATES, vatOfLine } from '../../src/domain/invoice-totals.ts';
import { day, makeInvoice, makeLine, times } from '../kit/domain-rows.ts';

const cents = (value: bigint): Decimal => {
  const digits = value.toString().padStart(3, '0');
  return decimal(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
};
/** Half up on whole numbers, which is what rounding money that is not negative means. */
const divideRound = (numerator: bigint, denominator: bigint): bigint => (numerator * 2n + denominator) / (denominator * 2n);
const vatInCents = (total: bigint, mode: VatMode, rate: string | null): bigint => {
  if (rate === null || mode === 'NONE' || mode === 'UNKNOWN') return 0n;
  return divideRound(total * BigInt(rate), mode === 'INNER' ? 100n + BigInt(rate) : 100n);
};

const line = fc.record({ price: fc.bigInt({ min: 0n, max: 9_999_999_999n }), quantity: fc.bigInt({ min: 1n, max: 1_000_000n }) }).map(({ price, quantity }) => price * quantity);
const mode = fc.constantFrom<VatMode[]>('NONE', 'INNER', 'OVER', 'UNKNOWN');
const rate = fc.constantFrom<(string | null)[]>(...VAT_RATES, null);

describe('the totals of 10 000 random invoices', () => {
  it('net + tax = gross exactly, and VAT is rounded per line', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), mode, rate, (lines, vatMode, percent) => {
        const totals = totalsOfLines(lines.map(cents), vatMode, percent === null ? null : decimal(percent));
        const sum = lines.reduce((a, b) => a + b, 0n);
        const tax = lines.reduce((a, total) => a + vatInCents(total, vatMode, percent), 0n);
        expect(totals).toEqual(
          vatMode === 'OVER' ? { net: cents(sum), tax: cents(tax), gross: cents(sum + tax) } : { net: cents(sum - tax), tax: cents(tax), gross: cents(sum) },
        );
        expect(equal(add(totals.net, totals.tax), totals.gross)).toBe(true);
        expect(totals.net).toMatch(/^\d+\.\d{2}$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['100.00', 'INNER', '20', '16.67'],
    ['100.00', 'OVER', '20', '20.00'],
    ['0.03', 'INNER', '20', '0.01'],
    ['0.01', 'INNER', '20', '0.00'],
    ['0.25', 'OVER', '20', '0.05'],
    ['0.13', 'OVER', '20', '0.03'],
    ['0.12', 'OVER', '20', '0.02'],
    ['554.30', 'INNER', '8', '41.06'],
    ['554.30', 'INNER', '12', '59.39'],
    ['99999999999999.99', 'OVER', '20', '20000000000000.00'],
    ['100.00', 'NONE', '20', '0.00'],
    ['100.00', 'UNKNOWN', '20', '0.00'],
    ['100.00', 'INNER', null, '0.00'],
  ] as const)('VAT of a line of %s, %s %s per cent: %s', (total, vatMode, percent, vat) => {
    expect(vatOfLine(decimal(total), vatMode, percent === null ? null : decimal(percent))).toBe(vat);
  });

  it('differs from VAT of the sum where lines round', () => {
    const three = times(3, () => decimal('0.13'));
    expect(totalsOfLines(three, 'OVER', decimal('20'))).toEqual({ net: '0.39', tax: '0.09', gross: '0.48' });
    expect(vatOfLine(decimal('0.39'), 'OVER', decimal('20'))).toBe('0.08');
  });

  it('of no lines are zero', () => {
    expect(totalsOfLines([], 'INNER', decimal('20'))).toEqual({ net: '0.00', tax: '0.00', gross: '0.00' });
  });
});

describe('the totals of an invoice as the upstream keeps it', () => {
  const lines = [makeLine({ total: decimal('100.00') }), makeLine({ position: 2, total: decimal('20.00') })];
  const base = { id: 1, amount: decimal('120.00'), lines };

  it.each<[string, Partial<Invoice>, Readonly<Record<'net' | 'tax' | 'gross' | 'due', string>>]>([
    ['as told', { vatMode: 'INNER', vatAmount: decimal('20.00'), netAmount: decimal('100.00') }, { net: '100.00', tax: '20.00', gross: '120.00', due: '120.00' }],
    ['INNER without its VAT', { vatMode: 'INNER', vatRate: decimal('20'), vatAmount: null, netAmount: null }, { net: '100.00', tax: '20.00', gross: '120.00', due: '120.00' }],
    ['NONE', { vatMode: 'NONE', vatAmount: null, netAmount: null }, { net: '120.00', tax: '0.00', gross: '120.00', due: '120.00' }],
    ['OVER, the amount without VAT', { vatMode: 'OVER', vatAmount: decimal('24.00'), netAmount: decimal('120.00') }, { net: '120.00', tax: '24.00', gross: '144.00', due: '144.00' }],
    ['OVER, the amount with VAT', { vatMode: 'OVER', amount: decimal('144.00'), vatAmount: decimal('24.00'), netAmount: decimal('120.00') }, { net: '120.00', tax: '24.00', gross: '144.00', due: '144.00' }],
    ['OVER without its net, the amount without VAT', { vatMode: 'OVER', vatAmount: decimal('24.00'), netAmount: null }, { net: '120.00', tax: '24.00', gross: '144.00', due: '144.00' }],
    ['OVER without its net, the amount with VAT', { vatMode: 'OVER', amount: decimal('144.00'), vatAmount: decimal('24.00'), netAmount: null }, { net: '120.00', tax: '24.00', gross: '144.00', due: '144.00' }],
    ['OVER without any of it', { vatMode: 'OVER', vatRate: decimal('20'), vatAmount: null, netAmount: null }, { net: '120.00', tax: '24.00', gross: '144.00', due: '144.00' }],
    ['OVER without lines', { vatMode: 'OVER', amount: decimal('144.00'), vatAmount: decimal('24.00'), netAmount: null, lines: [] }, { net: '120.00', tax: '24.00', gross: '144.00', due: '144.00' }],
    ['an unknown mode with VAT', { vatMode: 'UNKNOWN', vatAmount: decimal('20.00'), netAmount: null }, { net: '100.00', tax: '20.00', gross: '120.00', due: '120.00' }],
    ['a net that does not add up: gross wins', { vatMode: 'INNER', vatAmount: decimal('20.00'), netAmount: decimal('99.00') }, { net: '100.00', tax: '20.00', gross: '120.00', due: '120.00' }],
    ['paid in part', { vatMode: 'NONE', amountPaid: decimal('50.5') }, { net: '120.00', tax: '0.00', gross: '120.00', due: '69.50' }],
    ['paid too much', { vatMode: 'NONE', amountPaid: decimal('150.00') }, { net: '120.00', tax: '0.00', gross: '120.00', due: '0.00' }],
  ])('%s', (_name, over, expected) => {
    const totals = totalsOfInvoice(makeInvoice({ ...base, ...over }));
    expect(totals).toMatchObject(expected);
    expect(equal(add(totals.net, totals.tax), totals.gross)).toBe(true);
  });

  it.each<[InvoiceStatus, string]>([
    ['DRAFT', '70.00'], ['OPEN', '70.00'], ['SUSPENDED', '70.00'], ['SENT', '70.00'], ['PARTIALLY_PAID', '70.00'], ['UNKNOWN', '70.00'],
    ['PAID', '0.00'], ['REVERSED', '0.00'], ['REFUNDED', '0.00'], ['CANCELLED', '0.00'], ['DENIED', '0.00'], ['ARCHIVED', '0.00'],
  ])('left to pay of a %s invoice: %s', (status, due) => {
    expect(totalsOfInvoice(makeInvoice({ id: 1, status, amountPaid: decimal('30.00') })).due).toBe(due);
  });
});

describe('isOverdue', () => {
  const today = day('2026-11-20');
  const waiting: readonly InvoiceStatus[] = ['OPEN', 'SENT', 'PARTIALLY_PAID'];
  it.each(INVOICE_STATUSES)('a %s invoice', (status) => {
    expect(isOverdue({ status, dueOn: day('2026-11-19') }, today)).toBe(waiting.includes(status));
    expect(isOverdue({ status, dueOn: today }, today)).toBe(false);
    expect(isOverdue({ status, dueOn: day('2026-11-21') }, today)).toBe(false);
    expect(isOverdue({ status, dueOn: null }, today)).toBe(false);
  });
});

describe('balanceOf', () => {
  it('adds up what waits for money', () => {
    const invoices = [
      makeInvoice({ id: 1, status: 'SENT', dueOn: day('2026-11-19') }),
      makeInvoice({ id: 2, status: 'PARTIALLY_PAID', amountPaid: decimal('99.99'), dueOn: day('2026-11-20') }),
      makeInvoice({ id: 3, status: 'DRAFT', dueOn: day('2026-01-01') }),
      makeInvoice({ id: 4, status: 'PAID', dueOn: day('2026-01-01') }),
    ];
    expect(balanceOf(invoices, day('2026-11-20'))).toEqual({ due: '100.01', overdue: '100.00', openInvoiceCount: 2, overdueInvoiceCount: 1 });
    expect(balanceOf([], day('2026-11-20'))).toEqual({ due: '0.00', overdue: '0.00', openInvoiceCount: 0, overdueInvoiceCount: 0 });
  });

  it('never owes less overdue than nothing, nor more than all', () => {
    const invoice = fc.record({ paid: fc.bigInt({ min: 0n, max: 30_000n }), late: fc.boolean() });
    fc.assert(
      fc.property(fc.array(invoice, { maxLength: 30 }), (rows) => {
        const { due, overdue } = balanceOf(rows.map(({ paid, late }, i) => makeInvoice({ id: i + 1, amountPaid: cents(paid), dueOn: day(late ? '2026-01-01' : '2026-12-31') })), day('2026-11-20'));
        expect(compare(overdue, decimal('0'))).toBeGreaterThanOrEqual(0);
        expect(compare(overdue, due)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
