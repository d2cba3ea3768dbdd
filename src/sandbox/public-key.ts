import { scramble } from './random.ts';

/** What a public key belongs to; keys of two kinds never meet. */
export const KEY_OF = { invoice: 1, customer: 2, account: 3, department: 4, payment: 5 } as const;

/** A kind of public key. */
export type KeyKind = (typeof KEY_OF)[keyof typeof KEY_OF];

const MULTIPLIER = 0x2c1b3c6d;
const INVERSE = inverse(MULTIPLIER);
const SALT = 0x5f356495;

/** The inverse of an odd number modulo 2^32 (Newton). */
function inverse(odd: number): number {
  let x = odd;
  for (let round = 0; round < 5; round += 1) x = Math.imul(x, 2 - Math.imul(odd, x));
  return x;
}

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

/** The 32 hex characters of an object: its id, scrambled reversibly, then 96 bits that vouch for it. */
export function publicKey(kind: KeyKind, id: number): string {
  const mixed = Math.imul(id ^ Math.imul(kind, SALT), MULTIPLIER);
  const head = mixed ^ (mixed >>> 16);
  const tail = [1, 2, 3].map((word) => hex(scramble(head + Math.imul(word, 0x632be5ab) + kind)));
  return hex(head) + tail.join('');
}

/** The id behind a public key, so that a million keys need no index; undefined for a key that was never given out. */
export function idOfPublicKey(kind: KeyKind, key: string): number | undefined {
  if (!/^[0-9a-f]{32}$/.test(key)) return undefined;
  const head = Number.parseInt(key.slice(0, 8), 16);
  const id = Math.imul(head ^ (head >>> 16), INVERSE) ^ Math.imul(kind, SALT);
  return publicKey(kind, id) === key ? id : undefined;
}
