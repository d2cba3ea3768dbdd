import fc from 'fast-check';

/** Texts between quotes: what JSON writes plainly, each escape, halves of surrogate pairs, and UTF-8 of one to four bytes. */
const PIECES = [
  'a', ' ', '0', '/', '\u007f', 'ș', 'Домен', '€', '\u2028', '\uFEFF', '👍', '{', '}', '[', ']', ',', ':', '"id":', '__proto__',
  '\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t', '\\u0000', '\\u0041', '\\u00e9', '\\u2028', '\\uD83D', '\\udc4d', '\\uD83D\\uDC4D', '\\uFFFF',
];

const pieces = fc.constantFrom(...PIECES.map((piece) => (piece.includes('\\') ? piece : piece.replaceAll('"', '\\"'))));

/** A text as JSON writes it, with its quotes. */
export const jsonText: fc.Arbitrary<string> = fc.array(pieces, { maxLength: 8 }).map((parts) => `"${parts.join('')}"`);

/** Numbers that are read in different ways. */
export const NUMBERS = [
  '0', '-0', '1', '-1', '7.0', '1.50', '-0.0', '0.1', '1e3', '1E3', '1e+3', '1e-3', '0e0', '-0e-0', '123456789012345', '-123456789012345', '999999999999999', '1234567890123456', '9007199254740991',
  '9007199254740993', '9999999999999999', '90071992547409935', '-90071992547409935', '18446744073709551616', '0.30000000000000004', '3.141592653589793238462643383279', '1.7976931348623157e308', '1e400', '-1e400', '5e-324', '1e-400', '0.000001', '1e21',
];

export const jsonNumber: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...NUMBERS), fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/));

const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom('true', 'false', 'null'), jsonNumber, jsonText, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
  object: fc.array(fc.tuple(jsonText, tie('value')), { maxLength: 4 }).map((members) => `{${members.map(([key, member]) => `${key}:${member}`).join(',')}}`),
}));

/** Any JSON in the compact form. Keys may stand twice. */
export const jsonValue: fc.Arbitrary<string> = value;

/** The same JSON in the words of PHP: with everything escaped that is not ASCII, and slashes too. */
export const likePhp = (json: string): string => json.replaceAll('/', '\\/').replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
