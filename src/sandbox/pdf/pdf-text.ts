import { transliterate } from '../transliterate.ts';

/** Romanian letters that WinAnsi lacks take the codes 1 … 6, under the glyph names that the encoding lists. */
const ROMANIAN = [
  ['ă', 'abreve'], ['Ă', 'Abreve'], ['ș', 'scommaaccent'], ['Ș', 'Scommaaccent'], ['ț', 'tcommaaccent'], ['Ț', 'Tcommaaccent'],
] as const;

/** What WinAnsi holds between 0x80 and 0x9f, as far as texts use it. */
const WINDOWS: Readonly<Record<string, number>> = { '€': 0x80, '„': 0x84, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '—': 0x97 };

const CODES: ReadonlyMap<string, number> = new Map([
  ...ROMANIAN.map(([letter], index) => [letter, index + 1] as const),
  ['ş', 3] as const, ['Ş', 4] as const, ['ţ', 5] as const, ['Ţ', 6] as const,
  ...Object.entries(WINDOWS),
]);

/** The encoding object of the fonts. */
export const ENCODING = `<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 ${ROMANIAN.map(([, glyph]) => `/${glyph}`).join(' ')}] >>`;

/** A PDF string literal of a text; Cyrillic is transliterated, because the standard fonts have none. */
export function pdfString(text: string): string {
  let literal = '';
  for (const letter of transliterate(text)) {
    const point = letter.codePointAt(0) ?? 63;
    const code = CODES.get(letter) ?? (point < 0x20 ? 32 : point < 0x7f || (point >= 0xa0 && point <= 0xff) ? point : 63);
    if (code < 0x20 || code > 0x7e) literal += `\\${code.toString(8).padStart(3, '0')}`;
    else literal += '\\()'.includes(letter) ? `\\${letter}` : String.fromCharCode(code);
  }
  return `(${literal})`;
}

/** The CMap from codes back to Unicode, so that copied text has its diacritics. */
export function toUnicode(): string {
  const latin = Array.from({ length: 96 }, (_, index) => [0xa0 + index, 0xa0 + index] as const);
  const windows = Object.entries(WINDOWS).map(([letter, code]) => [code, letter.codePointAt(0) ?? 63] as const);
  const romanian = ROMANIAN.map(([letter], index) => [index + 1, letter.codePointAt(0) ?? 63] as const);
  const ascii = Array.from({ length: 95 }, (_, index) => [0x20 + index, 0x20 + index] as const);
  const blocks = [ascii, latin, [...windows, ...romanian]].map((pairs) => {
    const lines = pairs.map(([code, point]) => `<${hex(code, 2)}> <${hex(point, 4)}>`);
    return `${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar`;
  });
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <00> <FF> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, '0');
}
