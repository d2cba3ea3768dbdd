import { describe, expect, it } from 'vitest';

import { decimal } from '../../src/domain/decimal.ts';
import { linesAtPrice } from '../../src/domain/subscription-rules.ts';
import { makeLine } from '../kit/domain-rows.ts';

describe('the lines of a subscription whose price alone changes', () => {
  it('stay where there are none, or where they say it already', () => {
    expect(linesAtPrice({ lines: [] }, decimal('5.00'))).toBe('keep');
    expect(linesAtPrice({ lines: [makeLine()] }, decimal('100'))).toBe('keep');
    expect(linesAtPrice({ lines: [makeLine(), makeLine({ position: 2, total: decimal('0.50') })] }, decimal('100.5'))).toBe('keep');
  });

  it('follow where one unit is sold', () => {
    expect(linesAtPrice({ lines: [makeLine()] }, decimal('5.00'))).toEqual([{ name: 'Abonament', unitPrice: '5.00', quantity: 1, unit: 'pcs', total: '5.00' }]);
    expect(linesAtPrice({ lines: [makeLine({ quantity: decimal('1.00'), productCode: 7, sku: 'S', unit: 'luna' })] }, decimal('5.00'))).toEqual([
      { productCode: 7, sku: 'S', name: 'Abonament', unitPrice: '5.00', quantity: 1, unit: 'luna', total: '5.00' },
    ]);
  });

  it('are unclear where more is sold', () => {
    expect(linesAtPrice({ lines: [makeLine({ quantity: decimal('2') })] }, decimal('5.00'))).toBe('unclear');
    expect(linesAtPrice({ lines: [makeLine(), makeLine({ position: 2 })] }, decimal('5.00'))).toBe('unclear');
  });
});
