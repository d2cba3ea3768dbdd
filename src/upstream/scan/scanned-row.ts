/**
 * A row as it came: its text, and where each member's value begins in it. A member is made of its text when it is asked for; most never are.
 * Subclasses, one for each list of keys, have the members as accessors on their prototype.
 */
export class ScannedRow {
  /** Of the whole reply, or of the row alone. Bytes as code units: one byte, one unit, so that offsets in bytes hold. */
  readonly #text: string;
  /** Where the row begins in it. */
  readonly #start: number;
  /** No byte of it is beyond ASCII. */
  readonly #isAscii: boolean;
  /** Of its values, and of the end of the last one, from where the row begins. Shared with other rows: this one's are from `from`. */
  readonly #offsets: Uint16Array;
  readonly #from: number;

  constructor(text: string, start: number, isAscii: boolean, offsets: Uint16Array, from: number) {
    this.#text = text;
    this.#start = start;
    this.#isAscii = isAscii;
    this.#offsets = offsets;
    this.#from = from;
  }

  /** The value of a member. `gap`: bytes between it and the next one; after the last is none. */
  static valueOf(row: ScannedRow, member: number, gap: number): unknown {
    const offsets = row.#offsets;
    const at = row.#from + member;
    const start = row.#start + (offsets[at] as number);
    const end = row.#start + (offsets[at + 1] as number) - gap;
    const text = row.#text;
    const first = text.charCodeAt(start);
    if (first !== QUOTE) return first < DIGIT_END ? numberOf(text, start, end) : wordOrObject(text, start, end, first, row.#isAscii);
    const inner = text.substring(start + 1, end - 1);
    if (inner.includes('\\')) return JSON.parse(utf8Of(text.substring(start, end), row.#isAscii));
    return utf8Of(inner, row.#isAscii);
  }

  /** All members: they stand on the prototype. */
  toJSON(): unknown {
    const members: Record<string, unknown> = {};
    for (const key in this) members[key] = this[key];
    return members;
  }
}

const QUOTE = 0x22;
/** Digits, and the sign before them, come before this. */
const DIGIT_END = 0x3a;
/** Longest number that is read by its digits: below 2^53 whatever they are. */
const MOST_DIGITS = 15;

const NOT_ASCII = /[\x80-\xff]/;

/** The text that these bytes are, which stand here one to a code unit. */
const utf8Of = (latin1: string, isAscii: boolean): string => (isAscii || !NOT_ASCII.test(latin1) ? latin1 : Buffer.from(latin1, 'latin1').toString('utf8'));

const numberOf = (text: string, start: number, end: number): number => {
  if (end - start > MOST_DIGITS) return Number(text.substring(start, end));
  let number = 0;
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return Number(text.substring(start, end));
    number = number * 10 + digit;
  }
  return number;
};

const wordOrObject = (text: string, start: number, end: number, first: number, isAscii: boolean): unknown => {
  if (first === 0x6e) return null;
  if (first === 0x74) return true;
  if (first === 0x66) return false;
  return JSON.parse(utf8Of(text.substring(start, end), isAscii));
};
