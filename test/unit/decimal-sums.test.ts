import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Decimal } from '../../src/domain/decimal.ts';
import { add, decimal, isNegative, scaleOf, subtract } from '../../src/domain/decimal.ts';

/** Decimals around the edge of what is added up without a library, equal ones and signed zeros among them. */
const decimals = fc
  .record({ sign: fc.constantFrom('', '-'), whole: fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 10n ** 16n }).map(String)), fraction: fc.oneof(fc.constant('00'), fc.stringMatching(/^\d{0,4}$/), fc.stringMatching(/^\d{2}$/)) })
  .map(({ sign, whole, fraction }) => decimal(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`));

const asBig = (a: Decimal, b: Decimal, operation: 'plus' | 'minus'): string => new Big(a)[operation](new Big(b)).toFixed(Math.max(scaleOf(a), scaleOf(b)));

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
