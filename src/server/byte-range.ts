import { Transform } from 'node:stream';

/** Bytes `start` … `end` of a file, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const SINGLE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * What a `Range` header asks of a file of `length` bytes (`null`: not known). `null`: the whole file, because there is no range,
 * or it is one that a server may ignore (several ranges, nonsense, or an end that cannot be told without the length).
 */
export const readRangeHeader = (header: string | undefined, length: number | null): ByteRange | 'unsatisfiable' | null => {
  const [, from = '', to = ''] = SINGLE.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    if (length === null) return null;
    return Number(to) === 0 || length === 0 ? 'unsatisfiable' : { start: Math.max(0, length - Number(to)), end: length - 1 };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return null;
  if (length === null) return to === '' ? null : { start, end: Number(to) };
  return start >= length ? 'unsatisfiable' : { start, end: to === '' ? length - 1 : Math.min(Number(to), length - 1) };
};

/** Passes only the bytes of a range on. `onDone` is told once its last byte has passed, so that the rest need not be read. */
export const sliceBytes = ({ start, end }: ByteRange, onDone: () => void): Transform => {
  let place = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      const from = Math.max(0, start - place);
      const to = Math.min(chunk.length, end + 1 - place);
      place += chunk.length;
      if (from < to) this.push(chunk.subarray(from, to));
      if (place > end) {
        this.push(null);
        onDone();
      }
      callback();
    },
  });
};
