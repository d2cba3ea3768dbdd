import { ScannedRow } from './scanned-row.ts';
import { skipKey, skipValue } from './skip-json.ts';

type RowOf = new (text: string, start: number, isAscii: boolean, offsets: Uint16Array, from: number) => ScannedRow;

/** A list of keys in their order, as rows of one kind have them. */
export interface RowShape {
  /** Of each member what comes before its value: `{"id":`, `,"status":`, … */
  readonly heads: readonly Uint8Array[];
  readonly Row: RowOf;
}

/** Members of a row, beyond which it is read as any other JSON. */
const MOST_MEMBERS = 128;

/** Keys that are read plainly: nothing to unescape, and nothing that every object has. */
const PLAIN_KEY = /^[A-Za-z_][\w-]{0,63}$/;

/** The shape of the row that begins here; `null`: it is none that can have one. */
export const learnShape = (bytes: Buffer, start: number): RowShape | null => {
  const heads: Uint8Array[] = [];
  const keys: string[] = [];
  if (bytes[start] !== 0x7b) return null;
  let at = start;
  do {
    const value = skipKey(bytes, at + 1);
    if (value === -1) return null;
    const key = bytes.toString('latin1', at + 2, value - 2);
    if (!PLAIN_KEY.test(key) || key in ScannedRow.prototype || keys.includes(key) || keys.length === MOST_MEMBERS) return null;
    keys.push(key);
    heads.push(Uint8Array.from(bytes.subarray(at, value)));
    at = skipValue(bytes, value);
  } while (bytes[at] === 0x2c);
  return bytes[at] === 0x7d ? { heads, Row: rowOf(keys, heads) } : null;
};

const rowOf = (keys: readonly string[], heads: readonly Uint8Array[]): RowOf => {
  class Row extends ScannedRow {}
  for (const [member, key] of keys.entries()) {
    const gap = heads[member + 1]?.length ?? 0;
    Object.defineProperty(Row.prototype, key, {
      enumerable: true,
      get(this: ScannedRow) {
        return ScannedRow.valueOf(this, member, gap);
      },
    });
  }
  return Row;
};

/** Offsets are two bytes each. */
const MOST_OFFSET = 0xffff;

/**
 * Walks over a row, and notes where the values of its members begin, and where the last one ends. Answers the place after it, or −1 where it
 * is not of this shape, or no JSON: then what was noted is void.
 */
export const scanRow = (bytes: Buffer, start: number, { heads }: RowShape, offsets: Uint16Array, from: number): number => {
  let at = start;
  for (let member = 0; member < heads.length; member += 1) {
    const head = heads[member] as Uint8Array;
    const { length } = head;
    for (let i = 0; i < length; i += 1) if (bytes[at + i] !== head[i]) return -1;
    at += length;
    if (at - start > MOST_OFFSET) return -1;
    offsets[from + member] = at - start;
    at = skipValue(bytes, at);
    if (at === -1) return -1;
  }
  if (at - start > MOST_OFFSET) return -1;
  offsets[from + heads.length] = at - start;
  return bytes[at] === 0x7d ? at + 1 : -1;
};
