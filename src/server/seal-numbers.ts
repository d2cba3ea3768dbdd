import { createCipheriv } from 'node:crypto';

/** Bytes of a tag: whoever guesses has 2⁶⁴ to try, each by a request; and ids stay short. */
export const TAG_BYTES = 8;

/** Of AES. */
const BLOCK_BYTES = 16;
/** Numbers of more digits are not sealed as numbers: each of fifteen is a number that JavaScript has. */
const MOST_DIGITS = 15;
const BEYOND = 10 ** MOST_DIGITS;
const ZERO = 0x30;

/** The number that such an id is written with; `null`: it is none that is sealed as a number. */
export const numberIn = (id: number | string): number | null => {
  if (typeof id === 'number') return Number.isInteger(id) && id > 0 && id < BEYOND ? id : null;
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
};

/** Seals the numbers of objects of one type. */
export interface NumberSeal {
  /** The first bytes of what the number becomes. */
  readonly tagOf: (number: number) => Buffer;
  /** The text `typename:number` and its tag, together as base64url. */
  readonly close: (number: number) => string;
  /** The same of each number, in one call. */
  readonly closeAll: (numbers: readonly number[]) => string[];
}

const bytesOf = (typename: string, digits: number): number => typename.length + 1 + digits + TAG_BYTES;
/** How much of a base64url text so many bytes take. */
const charactersOf = (bytes: number): number => Math.ceil((bytes * 4) / 3);
const digitsOf = (number: number): number => {
  let digits = 1;
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  return digits;
};

/**
 * Seals by AES-256 with a key of the type: a block that holds a number becomes one that nobody can tell from chance without the key, as is
 * asked of a code for texts of one length. Blocks are all different and nothing is to be read from them again, so they need no mode that
 * hides that two are the same. Many blocks are one call, which is what makes this ten times cheaper than an HMAC for each.
 */
export const createNumberSeal = (typename: string, key: Buffer): NumberSeal => {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const head = Buffer.from(`${typename}:`, 'latin1');
  // Each id takes a multiple of three bytes, so that it begins with a character of its own in base64.
  const stride = Math.ceil(bytesOf(typename, MOST_DIGITS) / 3) * 3;
  /** Of one number alone. */
  const block = Buffer.alloc(BLOCK_BYTES);
  const text = Buffer.alloc(stride);

  const writeBlock = (target: Buffer, start: number, number: number): void => {
    target.writeUInt32BE(Math.floor(number / 2 ** 32), start);
    target.writeUInt32BE(number % 2 ** 32, start + 4);
  };
  /** The text and its tag; answers how many bytes they are. */
  const writeText = (target: Buffer, start: number, number: number, tags: Buffer, tag: number): number => {
    const digits = digitsOf(number);
    let at = start + head.length + digits;
    for (let i = 0; i < head.length; i += 1) target[start + i] = head[i] as number;
    for (let i = 0; i < TAG_BYTES; i += 1) target[at + i] = tags[tag + i] as number;
    for (let rest = number, i = 0; i < digits; i += 1, rest = Math.floor(rest / 10)) target[--at] = ZERO + (rest % 10);
    return bytesOf(typename, digits);
  };
  const tagOf = (number: number): Buffer => {
    writeBlock(block, 0, number);
    return cipher.update(block);
  };
  return {
    tagOf: (number) => tagOf(number).subarray(0, TAG_BYTES),
    close: (number) => text.toString('base64url', 0, writeText(text, 0, number, tagOf(number), 0)),
    closeAll(numbers) {
      const blocks = Buffer.alloc(numbers.length * BLOCK_BYTES);
      numbers.forEach((number, n) => writeBlock(blocks, n * BLOCK_BYTES, number));
      const tags = cipher.update(blocks);
      const texts = Buffer.alloc(numbers.length * stride);
      const lengths = numbers.map((number, n) => charactersOf(writeText(texts, n * stride, number, tags, n * BLOCK_BYTES)));
      const all = texts.toString('base64url');
      return lengths.map((length, n) => all.slice(n * charactersOf(stride), n * charactersOf(stride) + length));
    },
  };
};
