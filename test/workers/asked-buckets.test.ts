import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { AskedBuckets } from '../../src/workers/asked-buckets.ts';
import { createAskedBuckets } from '../../src/workers/asked-buckets.ts';

const CAPACITY = { requests: 10, cost: 100 };
const one = (cost: number) => ({ requests: 1, cost });

let asked: unknown[];
let faults: number;
let buckets: AskedBuckets;
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  faults = 0;
  buckets = createAskedBuckets({ ask: (takes, gives) => asked.push({ takes, gives }), timeoutMs: 250, most: 100, onFault: () => (faults += 1) });
});
afterEach(() => vi.useRealTimers());

describe('the buckets of a worker', () => {
  it('ask for all of one turn in one message, and answer what the primary says', async () => {
    const taken = [buckets.take('a', one(5), CAPACITY), buckets.take('b', one(7), CAPACITY)];
    buckets.giveBack('a', 3, CAPACITY);
    expect(asked).toEqual([]);
    vi.runAllTicks();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([
      { takes: [{ id: 1, key: 'a', want: one(5), capacity: CAPACITY }, { id: 2, key: 'b', want: one(7), capacity: CAPACITY }], gives: [{ key: 'a', cost: 3, capacity: CAPACITY }] },
    ]);
    const answer = { granted: false, left: { requests: 0, cost: 4 } };
    buckets.answered([{ id: 2, taken: answer }, { id: 1, taken: { granted: true, left: { requests: 9, cost: 95 } } }]);
    expect(await Promise.all(taken)).toEqual([{ granted: true, left: { requests: 9, cost: 95 } }, answer]);
    expect(faults).toBe(0);
  });

  it('count by themselves when the primary does not answer in time, and hear a late answer as none', async () => {
    const first = buckets.take('a', one(60), CAPACITY);
    await vi.advanceTimersByTimeAsync(250);
    expect(await first).toEqual({ granted: true, left: { requests: 9, cost: 40, atMs: expect.any(Number) as number } });
    const second = buckets.take('a', one(60), CAPACITY);
    await vi.advanceTimersByTimeAsync(250);
    expect(await second).toMatchObject({ granted: false });
    expect(faults).toBe(2);
    buckets.answered([{ id: 1, taken: { granted: false, left: { requests: 0, cost: 0 } } }, { id: 2, taken: { granted: true, left: { requests: 9, cost: 40 } } }]);
    expect(await first).toMatchObject({ granted: true });
  });
});
