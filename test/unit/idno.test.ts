import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { faultOfStateNumber, isCheckDigitRight } from '../../src/domain/idno.ts';

describe('the shape of a state number', () => {
  it.each(['1003600012345', '0000000000000', '9999999999999'])('%s is one', (text) => {
    expect(faultOfStateNumber(text, 'IDNO')).toBeNull();
  });

  it.each(['', '100360001234', '10036000123456', ' 1003600012345', '1003600012345\n', '100360001234A', '+003600012345', '１００３６００００１２３４５', '1003600012.45'])('%j is none', (text) => {
    expect(faultOfStateNumber(text, 'IDNP')).toBe('is not an IDNP of 13 digits');
    expect(isCheckDigitRight(text)).toBe(false);
  });
});

describe('the check digit', () => {
  it.each([['1008600038413', true], ['1008600038412', false], ['1002600003778', true], ['1003600012345', false], ['0000000000000', true]])('of %s: %s', (text, right) => {
    expect(isCheckDigitRight(text)).toBe(right);
  });

  it('is one of ten, for any twelve digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (twelve) => {
        expect(Array.from({ length: 10 }, (_, digit) => isCheckDigitRight(`${twelve}${digit}`)).filter(Boolean)).toHaveLength(1);
      }),
    );
  });

  it('tells any one digit that is typed wrong', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(12), fc.integer({ min: 1, max: 9 }), (twelve, place, off) => {
        const right = Array.from({ length: 10 }, (_, digit) => `${twelve}${digit}`).find(isCheckDigitRight) ?? '';
        const wrong = (Number(right[place]) + off) % 10;
        expect(isCheckDigitRight(`${right.slice(0, place)}${wrong}${right.slice(place + 1)}`)).toBe(false);
      }),
    );
  });
});
