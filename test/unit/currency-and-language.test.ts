import { describe, expect, it } from 'vitest';

import { parseCurrency } from '../../src/domain/currency.ts';
import { parseLanguage } from '../../src/domain/language.ts';

describe('a currency', () => {
  it.each([['MDL', 'MDL'], ['EUR', 'EUR'], ['mdl', null], ['MD', null], ['MDLX', null], ['MD1', null], [' MDL', null], ['MDL\n', null], ['', null]])('%j', (text, expected) => {
    expect(parseCurrency(text)).toBe(expected);
  });
});

describe('a language', () => {
  it.each([
    ['ro', 'ro'], ['ro-RO', 'ro'], ['RU', 'ru'], ['ru-ru', 'ru'], ['en-US', 'en'], [' en ', 'en'], ['en-GB', null], ['ro-MD', null], ['fr', null], ['', null],
  ])('%j', (text, expected) => {
    expect(parseLanguage(text)).toBe(expected);
  });
});
