import type { MemoryBuckets } from '../server/limits/buckets.ts';
import type { Tokens } from '../server/limits/token-bucket.ts';
import type { Take, TakeAnswer } from './messages.ts';

/** So small is what a worker is lent, of the whole and of all workers: as much as may be refused to a caller that is at its end while others hold it. */
const PART = 16;

/** Tokens that a worker may give out by itself: the bucket has them no more. */
export interface Lease extends Tokens {
  readonly capacity: Tokens;
  /** What was left in the bucket when they were lent. */
  readonly left: Tokens;
}

const isSame = (a: Tokens, b: Tokens): boolean => a.requests === b.requests && a.cost === b.cost;

/** Whether the lease is of such a bucket, and has so much. */
export const covers = (lease: Lease, want: Tokens, capacity: Tokens): boolean => lease.requests >= want.requests && lease.cost >= want.cost && isSame(lease.capacity, capacity);

/** What a bucket may lend to one of so many workers: nothing once it is half empty, so that what is left is counted in one place. */
export const lendable = (left: Tokens, capacity: Tokens, workers: number): Tokens | null => {
  const requests = Math.floor(capacity.requests / (PART * workers));
  const cost = Math.floor(capacity.cost / (PART * workers));
  const isFull = left.requests - requests >= capacity.requests / 2 && left.cost - cost >= capacity.cost / 2;
  return isFull && requests >= 1 && cost >= 1 ? { requests, cost } : null;
};

/** What the primary answers to one of so many workers. */
export const answerOf = (buckets: MemoryBuckets, { id, key, want, capacity }: Take, workers: number): TakeAnswer => {
  const taken = buckets.take(key, want, capacity);
  const lent = taken.granted ? lendable(taken.left, capacity, workers) : null;
  if (lent === null) return { id, taken, lent };
  return { id, taken: buckets.take(key, lent, capacity), lent };
};
