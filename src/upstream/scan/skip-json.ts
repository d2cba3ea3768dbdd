/**
 * Walks over JSON as bytes, without making anything of it. Each function answers the place after what it walked over, or −1 where that is no
 * JSON as RFC 8259 has it (without white space between tokens, which the upstream does not write). A place beyond the end is no token, so
 * the end needs no check of its own.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;

/** Lists and objects within each other, beyond which nothing is walked over. */
const MOST_DEPTH = 16;

/** What ends a run of plain bytes within a text: 1 a quote, 2 a backslash, 3 what may not stand there. */
const ENDS = new Uint8Array(256);
ENDS.fill(3, 0, 0x20);
ENDS[QUOTE] = 1;
ENDS[BACKSLASH] = 2;

/** The bytes that may follow a backslash, but for `u`. */
const ESCAPED = new Uint8Array(256);
for (const letter of '"\\/bfnrt') ESCAPED[letter.charCodeAt(0)] = 1;

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= ZERO && code <= NINE;
const isHex = (code: number | undefined): boolean => code !== undefined && ((code >= ZERO && code <= NINE) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66));

/** A text, from the byte after its first quote. */
export const skipText = (bytes: Uint8Array, start: number): number => {
  let at = start;
  for (;;) {
    let end = ENDS[bytes[at] as number];
    while (end === 0) {
      at += 1;
      end = ENDS[bytes[at] as number];
    }
    if (end === 1) return at + 1;
    if (end !== 2) return -1;
    const escaped = bytes[at + 1];
    if (escaped === 0x75) {
      if (!(isHex(bytes[at + 2]) && isHex(bytes[at + 3]) && isHex(bytes[at + 4]) && isHex(bytes[at + 5]))) return -1;
      at += 6;
    } else if (ESCAPED[escaped as number] === 1) at += 2;
    else return -1;
  }
};

const skipDigits = (bytes: Uint8Array, start: number): number => {
  let at = start;
  while (isDigit(bytes[at])) at += 1;
  return at === start ? -1 : at;
};

const skipNumber = (bytes: Uint8Array, start: number): number => {
  let at = bytes[start] === 0x2d ? start + 1 : start;
  at = bytes[at] === ZERO ? at + 1 : skipDigits(bytes, at);
  if (at !== -1 && bytes[at] === 0x2e) at = skipDigits(bytes, at + 1);
  if (at !== -1 && (bytes[at] === 0x65 || bytes[at] === 0x45)) at = skipDigits(bytes, bytes[at + 1] === 0x2b || bytes[at + 1] === 0x2d ? at + 2 : at + 1);
  return at;
};

const skipWord = (bytes: Uint8Array, start: number, rest: readonly number[]): number => {
  for (let i = 0; i < rest.length; i += 1) if (bytes[start + 1 + i] !== rest[i]) return -1;
  return start + 1 + rest.length;
};

const codesOf = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const RUE = codesOf('rue');
const ALSE = codesOf('alse');
const ULL = codesOf('ull');

/** A key of an object, from its first quote, with the colon behind it. */
export const skipKey = (bytes: Uint8Array, start: number): number => {
  if (bytes[start] !== QUOTE) return -1;
  const end = skipText(bytes, start + 1);
  return end !== -1 && bytes[end] === 0x3a ? end + 1 : -1;
};

const skipMembers = (bytes: Uint8Array, start: number, depth: number, close: 0x7d | 0x5d): number => {
  let at = start + 1;
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (close === 0x7d) at = skipKey(bytes, at);
    if (at !== -1) at = skipValue(bytes, at, depth);
    if (at === -1) return -1;
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== 0x2c) return -1;
    at += 1;
  }
};

/** A value of any kind. `depth`: lists and objects that it stands in. */
export const skipValue = (bytes: Uint8Array, start: number, depth = 0): number => {
  switch (bytes[start]) {
    case QUOTE: return skipText(bytes, start + 1);
    case 0x7b: return depth < MOST_DEPTH ? skipMembers(bytes, start, depth + 1, 0x7d) : -1;
    case 0x5b: return depth < MOST_DEPTH ? skipMembers(bytes, start, depth + 1, 0x5d) : -1;
    case 0x74: return skipWord(bytes, start, RUE);
    case 0x66: return skipWord(bytes, start, ALSE);
    case 0x6e: return skipWord(bytes, start, ULL);
    default: return skipNumber(bytes, start);
  }
};
