import type { Bucket, Taken, Tokens } from './token-bucket.ts';
import { filled, takeFrom } from './token-bucket.ts';

/** The buckets of all callers. */
export interface Buckets {
  readonly take: (key: string, want: Tokens, capacity: Tokens) => Taken | Promise<Taken>;
  /** What was taken and not used. Nobody waits for it. */
  readonly giveBack: (key: string, cost: number, capacity: Tokens) => void;
  readonly close: () => Promise<void>;
}

/** Buckets that answer at once. */
export interface MemoryBuckets extends Buckets {
  readonly take: (key: string, want: Tokens, capacity: Tokens) => Taken;
  /** What was taken to be given out elsewhere, and was not. */
  readonly restore: (key: string, unused: Tokens, capacity: Tokens) => void;
}

/** The buckets of one instance, in memory. One that nobody used lately is full, so it need not be kept. */
export const createMemoryBuckets = ({ most, nowMs = Date.now }: { readonly most: number; readonly nowMs?: () => number }): MemoryBuckets => {
  const buckets = new Map<string, Bucket>();
  const keep = (key: string, bucket: Bucket): void => {
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size <= most) return;
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  };
  const restore = (key: string, { requests, cost }: Tokens, capacity: Tokens): void => {
    const bucket = buckets.get(key);
    if (bucket !== undefined) buckets.set(key, { requests: Math.min(capacity.requests, bucket.requests + requests), cost: Math.min(capacity.cost, bucket.cost + cost), atMs: bucket.atMs });
  };
  return {
    take(key, want, capacity) {
      const now = nowMs();
      const { bucket, granted } = takeFrom(filled(buckets.get(key) ?? { ...capacity, atMs: now }, capacity, now), want);
      keep(key, bucket);
      return { granted, left: bucket };
    },
    giveBack: (key, cost, capacity) => restore(key, { requests: 0, cost }, capacity),
    restore,
    close: () => Promise.resolve(),
  };
};
