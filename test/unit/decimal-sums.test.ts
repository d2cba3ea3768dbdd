import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Decimal } from '../../src/domain/decimal.ts';
import { add, decimal, fractionRound2, isNegative, isZero, multiply, round2, scaleOf, subtract } from '../../src/domain/decimal.ts';

/** Decimals around the edge of what is added up without a library, equal ones and signed zeros among them. */
const decimals = fc
  .record({ sign: fc.constantFrom('', '-'), whole: fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 10n ** 16n }).map(String)), fraction: fc.oneof(fc.constant('00'), fc.stringMatching(/^\d{0,4}$/), fc.stringMatching(/^\d{2}$/)) })
  .map(({ sign, whole, fraction }) => decimal(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`));

const asBig = (a: Decimal, b: Decimal, operation: 'plus' | 'minus'): string => new Big(a)[operation](new Big(b)).toFixed(Math.max(scaleOf(a), scaleOf(b)));

/** Prices, quantities and rates, and what is too long to be computed without a library. */
const factors = fc
  .record({ sign: fc.constantFrom('', '', '', '-'), whole: fc.oneof(fc.nat(1_000_000).map(String), fc.bigInt({ min: 0n, max: 10n ** 13n }).map(String)), fraction: fc.oneof(fc.constant(''), fc.stringMatching(/^\d{0,3}$/), fc.stringMatching(/^\d{2}$/)) })
  .map(({ sign, whole, fraction }) => decimal(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`));

/** round2 of a fraction, on whole numbers of any length alone. */
const exactFraction = (value: Decimal, numerator: Decimal, denominator: Decimal): string => {
  const whole = (of: Decimal): bigint => BigInt(of.replace('.', ''));
  const n = whole(value) * whole(numerator) * 100n * 10n ** BigInt(scaleOf(denominator));
  const d = whole(denominator) * 10n ** BigInt(scaleOf(value) + scaleOf(numerator));
  const [over, under] = [n < 0n === d < 0n ? 1n : -1n, [n < 0n ? -n : n, d < 0n ? -d : d] as const];
  const cents = (2n * under[0] + under[1]) / (2n * under[1]);
  return new Big(String(over * cents)).div(100).toFixed(2);
};

describe('products of decimals', () => {
  it('are those of the library, to the last digit', () => {
    fc.assert(
      fc.property(factors, factors, (a, b) => {
        expect([multiply(a, b), round2(a), isZero(a)]).toEqual([new Big(a).times(new Big(b)).toFixed(scaleOf(a) + scaleOf(b)), new Big(a).round(2, Big.roundHalfUp).toFixed(2), new Big(a).eq(0)]);
      }),
      { numRuns: 5_000, seed: 20_261_128 },
    );
  });

  it('are rounded once where they are divided, halves away from zero', () => {
    const exact = fc.property(factors, factors, factors.filter((d) => !new Big(d).eq(0)), (a, b, c) => {
      const expected = exactFraction(a, b, c);
      // A zero may have a sign in the library.
      expect(fractionRound2(a, b, c).replace(/^-(?=0\.00$)/, '')).toBe(expected.replace(/^-(?=0\.00$)/, ''));
    });
    fc.assert(exact, { numRuns: 5_000, seed: 20_261_129 });
    expect([fractionRound2(decimal('0.03'), decimal('20'), decimal('120')), fractionRound2(decimal('1108.60'), decimal('20.00'), decimal('120.00')), fractionRound2(decimal('0.25'), decimal('8'), decimal('100'))]).toEqual(['0.01', '184.77', '0.02']);
  });
});

describe('sums of decimals', () => {
  it('are those of the library, to the last digit', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect([add(a, b), subtract(a, b), subtract(a, a)]).toEqual([asBig(a, b, 'plus'), asBig(a, b, 'minus'), asBig(a, a, 'minus')]);
        expect(isNegative(a)).toBe(new Big(a).lt(0));
      }),
      { numRuns: 5_000, seed: 20_261_123 },
    );
  });

  it('keep what was written', () => {
    expect([add(decimal('0.05'), decimal('0.05')), subtract(decimal('0.05'), decimal('0.10')), add(decimal('999999999999.99'), decimal('0.01')), subtract(decimal('1'), decimal('2'))]).toEqual(['0.10', '-0.05', '1000000000000.00', '-1']);
  });
});
