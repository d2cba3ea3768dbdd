import { describe, expect, it } from 'vitest';

import { faultOfCountryCode, faultOfEmail, faultOfPhone, faultOfText } from '../../src/domain/text.ts';

const rule = { maxLength: 10 };
const control = 'holds a control character, such as a line break';
const direction = 'holds a character that turns the direction of text';

describe('faultOfText', () => {
  it.each(['a', 'Ștefan', 'Кишинёв', 'a b', '0123456789', '👩‍💻', ' a '])('%j is good', (text) => {
    expect(faultOfText(text, rule)).toBeNull();
  });

  it.each(['', ' ', '\u00a0', '\t\n'])('%j is blank', (text) => {
    expect(faultOfText(text, rule)).toBe('is blank');
  });

  it('of 11 characters is too long', () => {
    expect(faultOfText('01234567890', rule)).toBe('has 11 characters; at most 10 are allowed');
  });

  it.each(['\u0000', '\t', '\n', '\r', '\r\n', '\u001b', '\u007f', '\u0085', '\u009f', '\u2028', '\u2029'])('refuses the control character %j', (character) => {
    expect(faultOfText(`a${character}b`, rule)).toBe(control);
  });

  it('lets breaks and tabs into texts of several lines, and nothing else', () => {
    for (const text of ['a\nb', 'a\r\nb', 'a\tb']) expect(faultOfText(text, { ...rule, multiline: true })).toBeNull();
    for (const text of ['a\u0000b', 'a\u000bb', 'a\u001bb', 'a\u0085b']) expect(faultOfText(text, { ...rule, multiline: true })).toBe(control);
  });

  it.each(['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'])('refuses the mark %j', (mark) => {
    expect(faultOfText(`a${mark}b`, rule)).toBe(direction);
    expect(faultOfText(`a${mark}b`, { ...rule, multiline: true })).toBe(direction);
  });

  it.each(['a\ud800', '\udc00b', '\udc00\ud800'])('refuses half a character: %j', (text) => {
    expect(faultOfText(text, rule)).toBe('is not well-formed Unicode');
  });
});

describe('faultOfEmail', () => {
  it.each(['a@b.md', 'ion.popescu+facturi@exemplu.com.md', "o'neil@x.md", 'почта@пример.рф'])('%s is one', (text) => {
    expect(faultOfEmail(text)).toBeNull();
  });

  it.each(['a', 'a@', '@b.md', 'a@b', 'a@@b.md', 'a@b@c.md', 'a b@c.md', 'a@b .md', 'a@.md', 'a@b.', 'a@b..md', '<a@b.md>', 'a@b.md,c@d.md', 'a@b.md;c@d.md', '"a"@b.md'])('%s is none', (text) => {
    expect(faultOfEmail(text)).toBe('is not an e-mail address');
  });

  it('cannot carry a header', () => {
    expect(faultOfEmail('a@b.md\r\nBcc: c@d.md')).toBe(control);
    expect(faultOfEmail('a@b.md\n')).toBe(control);
  });

  it('has at most 254 characters', () => {
    expect(faultOfEmail(`${'a'.repeat(249)}@b.md`)).toBeNull();
    expect(faultOfEmail(`${'a'.repeat(250)}@b.md`)).toBe('has 255 characters; at most 254 are allowed');
  });
});

describe('faultOfPhone', () => {
  it.each(['+373 (22) 00-00-00', '060000000', '022/00.00.00', '12345', `+${'1'.repeat(31)}`])('%j is one', (text) => expect(faultOfPhone(text)).toBeNull());
  it.each(['', '1234', '1'.repeat(32), 'call me', '++37322000000', '37322000000+', '060\n00000', '060000000\r\n'])('%j is none', (text) => expect(faultOfPhone(text)).toBe('is not a telephone number'));
});

describe('faultOfCountryCode', () => {
  it('has the shape of two upper-case letters', () => expect(['MD', 'RO', 'ZZ'].map(faultOfCountryCode)).toEqual([null, null, null]));
  it.each(['', 'M', 'MDA', 'md', 'M1', 'MD\n', 'ÎN'])('%j has not', (text) => expect(faultOfCountryCode(text)).toBe('is not a country code of two upper-case letters'));
});
