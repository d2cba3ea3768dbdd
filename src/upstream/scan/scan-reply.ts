import { isAscii } from 'node:buffer';

import type { RowShape } from './row-shape.ts';
import { learnShape, scanRow } from './row-shape.ts';
import type { ScannedRow } from './scanned-row.ts';
import { skipKey, skipValue } from './skip-json.ts';

/** What the data of a good reply are: one row, or a page of a list. */
export type ReplyForm = 'row' | 'page';

/** A page as the contract has it. */
export interface ScannedPage {
  recordsTotal?: unknown;
  recordsFiltered?: unknown;
  records?: readonly ScannedRow[];
}

/** Shapes that are told apart of one endpoint: an upstream that writes its rows in ever new ways is read as any other JSON. */
const MOST_SHAPES = 8;
/** Offsets that are kept together: those of a page of rows. */
const SLAB = 8_192;

const START = Buffer.from('{"status":"OK","data":');

/**
 * Reads good replies of one endpoint without making objects of what nobody asks for. It takes replies in the form that the upstream writes
 * them, and checks every byte of them as `JSON.parse` does. Whatever is otherwise is left to that (`undefined`).
 */
export class ReplyScanner {
  readonly #shapes: RowShape[] = [];
  #offsets = new Uint16Array(SLAB);
  #free = 0;
  /** Where the row that was scanned last ends. */
  #end = -1;
  /** Of the reply that is being read: one for all of its rows, since a long text is never carried about by the collector, as many short ones are. */
  #text = '';
  #isAscii = false;
  readonly #ownTexts: boolean;

  /** `ownTexts`: a row holds a text of its own and not that of the whole reply, for rows that are kept when the others of their reply are gone. */
  constructor({ ownTexts = false }: { readonly ownTexts?: boolean } = {}) {
    this.#ownTexts = ownTexts;
  }

  /** The `data` of a good reply. */
  read(bytes: Buffer, form: ReplyForm): ScannedPage | ScannedRow | undefined {
    if (bytes.length < START.length || bytes.compare(START, 0, START.length, 0, START.length) !== 0) return undefined;
    this.#isAscii = isAscii(bytes);
    this.#text = this.#ownTexts ? '' : bytes.toString('latin1');
    const data = form === 'row' ? this.#row(bytes, START.length) : this.#page(bytes, START.length);
    this.#text = '';
    return data !== undefined && isEndOfEnvelope(bytes, this.#end) ? data : undefined;
  }

  #page(bytes: Buffer, start: number): ScannedPage | undefined {
    if (bytes[start] !== 0x7b) return undefined;
    const page: ScannedPage = {};
    let at = start;
    do {
      const value = skipKey(bytes, at + 1);
      if (value === -1) return undefined;
      const key = bytes.toString('latin1', at + 2, value - 2);
      if (Object.hasOwn(page, key)) return undefined;
      if (key === 'records') {
        const records = this.#rows(bytes, value);
        if (records === undefined) return undefined;
        page.records = records;
        at = this.#end;
      } else {
        at = skipValue(bytes, value);
        if (at === -1) return undefined;
        if (key === 'recordsTotal' || key === 'recordsFiltered') page[key] = JSON.parse(bytes.toString('utf8', value, at));
        // Not of the contract, and not read; but it may be one of the others, written in another way.
        else if (key.includes('\\')) return undefined;
      }
    } while (bytes[at] === 0x2c);
    if (bytes[at] !== 0x7d) return undefined;
    this.#end = at + 1;
    return page;
  }

  #rows(bytes: Buffer, start: number): readonly ScannedRow[] | undefined {
    if (bytes[start] !== 0x5b) return undefined;
    const rows: ScannedRow[] = [];
    let at = start;
    if (bytes[at + 1] === 0x5d) at += 1;
    else {
      do {
        const row = this.#row(bytes, at + 1);
        if (row === undefined) return undefined;
        rows.push(row);
        at = this.#end;
      } while (bytes[at] === 0x2c);
    }
    if (bytes[at] !== 0x5d) return undefined;
    this.#end = at + 1;
    return rows;
  }

  #row(bytes: Buffer, start: number): ScannedRow | undefined {
    for (let n = 0; n < this.#shapes.length; n += 1) {
      const shape = this.#shapes[n] as RowShape;
      const row = this.#rowOf(shape, bytes, start);
      if (row === undefined) continue;
      // The next row is most likely of the same shape.
      if (n > 0) this.#shapes.unshift(...this.#shapes.splice(n, 1));
      return row;
    }
    if (this.#shapes.length === MOST_SHAPES) return undefined;
    const learnt = learnShape(bytes, start);
    if (learnt === null) return undefined;
    const row = this.#rowOf(learnt, bytes, start);
    // A row that is too long is left, and may be of a shape that is known.
    if (row !== undefined) this.#shapes.unshift(learnt);
    return row;
  }

  #rowOf(shape: RowShape, bytes: Buffer, start: number): ScannedRow | undefined {
    const places = shape.heads.length + 1;
    if (this.#free + places > SLAB) {
      this.#offsets = new Uint16Array(SLAB);
      this.#free = 0;
    }
    const end = scanRow(bytes, start, shape, this.#offsets, this.#free);
    if (end === -1) return undefined;
    const row = this.#ownTexts
      ? new shape.Row(bytes.toString('latin1', start, end), 0, this.#isAscii, this.#offsets, this.#free)
      : new shape.Row(this.#text, start, this.#isAscii, this.#offsets, this.#free);
    this.#free += places;
    this.#end = end;
    return row;
  }
}

/** Members that follow are not read; one that would count instead of those before is not walked over. */
const isEndOfEnvelope = (bytes: Buffer, start: number): boolean => {
  let at = start;
  while (bytes[at] === 0x2c) {
    const value = skipKey(bytes, at + 1);
    if (value === -1) return false;
    const key = bytes.toString('latin1', at + 2, value - 2);
    if (key === 'status' || key === 'data' || key.includes('\\')) return false;
    at = skipValue(bytes, value);
    if (at === -1) return false;
  }
  return bytes[at] === 0x7d && at + 1 === bytes.length;
};
