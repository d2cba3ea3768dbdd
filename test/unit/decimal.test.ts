import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Decimal } from '../../src/domain/decimal.ts';
import {
  add, compare, decimal, equal, fractionRound2, isNegative, isZero, MAX_DECIMAL_LENGTH, multiply, parseDecimal, parseLaxDecimal, round2, scaleOf, subtract, sum, ZERO,
} from '../../src/domain/decimal.ts';

/** A decimal together with what it is: `units` × 10^−scale, in whole numbers of any size. */
interface Exact {
  readonly text: Decimal;
  readonly units: bigint;
  readonly scale: number;
}

const write = (units: bigint, scale: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`}`;
};

const exact = fc.record({ units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), scale: fc.integer({ min: 0, max: 6 }) }).map(
  ({ units, scale }): Exact => ({ text: decimal(write(units, scale)), units, scale }),
);

const rescale = ({ units, scale }: Exact, to: number): bigint => units * 10n ** BigInt(to - scale);

/** Half away from zero, in whole numbers. */
const divideRound = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
};

describe('arithmetic is exact', () => {
  it('adds, subtracts and compares', () => {
    fc.assert(fc.property(exact, exact, (a, b) => {
      const scale = Math.max(a.scale, b.scale);
      const [x, y] = [rescale(a, scale), rescale(b, scale)];
      expect(add(a.text, b.text).replace(/^-(0(?:\.0+)?)$/, '$1')).toBe(write(x + y, scale));
      expect(subtract(a.text, b.text).replace(/^-(0(?:\.0+)?)$/, '$1')).toBe(write(x - y, scale));
      expect(compare(a.text, b.text)).toBe(x < y ? -1 : x > y ? 1 : 0);
      expect(equal(a.text, b.text)).toBe(x === y);
      expect(isZero(a.text)).toBe(a.units === 0n);
      expect(isNegative(a.text)).toBe(a.units < 0n);
    }));
  });

  it('multiplies', () => {
    fc.assert(fc.property(exact, exact, (a, b) => {
      expect(multiply(a.text, b.text).replace(/^-(0(?:\.0+)?)$/, '$1')).toBe(write(a.units * b.units, a.scale + b.scale));
    }));
  });

  it('rounds half away from zero', () => {
    fc.assert(fc.property(exact, (a) => {
      expect(round2(a.text).replace(/^-(0\.00)$/, '$1')).toBe(write(divideRound(rescale(a, 6), 10_000n), 2));
    }));
    expect(round2(decimal('0.005'))).toBe('0.01');
    expect(round2(decimal('-0.005'))).toBe('-0.01');
    expect(round2(decimal('1.004999'))).toBe('1.00');
    expect(round2(decimal('7'))).toBe('7.00');
  });

  it('takes a fraction and rounds once', () => {
    fc.assert(fc.property(exact, fc.constantFrom('20', '12', '8'), (a, rate) => {
      const r = BigInt(rate);
      const inner = fractionRound2(a.text, decimal(rate), decimal(String(100n + r)));
      expect(inner.replace(/^-(0\.00)$/, '$1')).toBe(write(divideRound(rescale(a, 6) * r, (100n + r) * 10_000n), 2));
      const over = fractionRound2(a.text, decimal(rate), decimal('100'));
      expect(over.replace(/^-(0\.00)$/, '$1')).toBe(write(divideRound(rescale(a, 6) * r, 1_000_000n), 2));
    }));
  });

  it('sums what floats cannot', () => {
    expect(sum(Array.from({ length: 10 }, () => decimal('0.10')))).toBe('1.00');
    expect(add(decimal('0.1'), decimal('0.2'))).toBe('0.3');
    expect(add(decimal('9007199254740993.01'), decimal('0.01'))).toBe('9007199254740993.02');
    expect(sum([])).toBe(ZERO);
  });
});

describe('text', () => {
  it('is kept as written', () => {
    fc.assert(fc.property(exact, ({ text, scale }) => {
      expect(parseDecimal(text)).toBe(text);
      expect(parseLaxDecimal(text)).toBe(text);
      expect(scaleOf(text)).toBe(scale);
    }));
  });

  it.each<[string, string | null, string | null]>([
    ['554.30', '554.30', '554.30'],
    ['0', '0', '0'],
    ['-1.50', '-1.50', '-1.50'],
    ['007.50', null, '7.50'],
    ['.5', null, '0.5'],
    ['-.5', null, '-0.5'],
    ['+5', null, '5'],
    [' 5 ', null, '5'],
    ['00', null, '0'],
    ['5.', null, null],
    ['1e3', null, null],
    ['0x10', null, null],
    ['1,5', null, null],
    ['1 000', null, null],
    ['', null, null],
    [' ', null, null],
    ['.', null, null],
    ['-', null, null],
    ['+', null, null],
    ['NaN', null, null],
    ['Infinity', null, null],
    ['٣', null, null],
    ['1\n', null, '1'],
  ])('%j', (text, strict, lax) => {
    expect(parseDecimal(text)).toBe(strict);
    expect(parseLaxDecimal(text)).toBe(lax);
  });

  it('has a longest length', () => {
    expect(parseDecimal('9'.repeat(MAX_DECIMAL_LENGTH))).not.toBeNull();
    expect(parseDecimal('9'.repeat(MAX_DECIMAL_LENGTH + 1))).toBeNull();
    expect(parseLaxDecimal('9'.repeat(MAX_DECIMAL_LENGTH + 1))).toBeNull();
  });

  it('of a hundred thousand zeros costs nothing', () => {
    const startedAt = performance.now();
    expect(parseLaxDecimal(`${'0'.repeat(100_000)}x`)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(100);
  });

  it('of the program itself must be right', () => {
    expect(() => decimal('1e3')).toThrow('not a decimal: "1e3"');
  });
});
