/** The next number of a stream, 0 ≤ x < 1. */
export type Random = () => number;

const GOLDEN = 0x9e3779b1;

/** Scrambles 32 bits; every input has its own output. */
export function scramble(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A stream of its own for each (stream, id), so that any row can be generated alone and again (mulberry32). */
export function randomOf(stream: number, id: number): Random {
  let state = scramble(Math.imul(id, GOLDEN) ^ scramble(stream));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number, 0 ≤ n < below. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One member of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const member = list[below(random, list.length)];
  if (member === undefined) throw new Error('pick needs a list that is not empty');
  return member;
}

/** An index, by weight. */
export function weighted(random: Random, weights: readonly number[]): number {
  let left = random() * weights.reduce((a, b) => a + b, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

/** A text of decimal digits that does not begin with 0. */
export function digits(random: Random, length: number): string {
  let text = String(1 + below(random, 9));
  while (text.length < length) text += String(below(random, 10));
  return text;
}
