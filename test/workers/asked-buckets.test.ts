import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Buckets } from '../../src/server/limits/buckets.ts';
import { createMemoryBuckets } from '../../src/server/limits/buckets.ts';
import type { Taken } from '../../src/server/limits/token-bucket.ts';
import type { AskedBuckets } from '../../src/workers/asked-buckets.ts';
import { createAskedBuckets } from '../../src/workers/asked-buckets.ts';
import { answerOf } from '../../src/workers/lease.ts';

const CAPACITY = { requests: 10, cost: 100 };
const one = (cost: number) => ({ requests: 1, cost });
const TIMES = { timeoutMs: 250, leaseMs: 1_000, most: 100 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
/** What was gathered in this turn goes out. */
const turn = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('the buckets of a worker', () => {
  let asked: unknown[];
  let faults: number;
  let buckets: AskedBuckets;
  beforeEach(() => {
    asked = [];
    faults = 0;
    buckets = createAskedBuckets({ ...TIMES, ask: (takes, returns) => asked.push({ takes, returns }), onFault: () => (faults += 1) });
  });

  it('ask for all of one turn in one message, and answer what the primary says', async () => {
    const taken = [buckets.take('a', one(5), CAPACITY), buckets.take('b', one(7), CAPACITY)];
    buckets.giveBack('a', 3, CAPACITY);
    expect(asked).toEqual([]);
    await turn();
    expect(asked).toEqual([
      { takes: [{ id: 1, key: 'a', want: one(5), capacity: CAPACITY }, { id: 2, key: 'b', want: one(7), capacity: CAPACITY }], returns: [{ key: 'a', unused: { requests: 0, cost: 3 }, capacity: CAPACITY }] },
    ]);
    const refusal = { granted: false, left: { requests: 0, cost: 4 } };
    buckets.answered([{ id: 2, taken: refusal, lent: null }, { id: 1, taken: { granted: true, left: { requests: 9, cost: 95 } }, lent: null }]);
    expect([await taken[0], await taken[1]]).toEqual([{ granted: true, left: { requests: 9, cost: 95 } }, refusal]);
    expect(faults).toBe(0);
  });

  it('give out by themselves what they were lent, and return the rest in time', async () => {
    const first = buckets.take('a', one(5), CAPACITY);
    await turn();
    buckets.answered([{ id: 1, taken: { granted: true, left: { requests: 6, cost: 60 } }, lent: { requests: 3, cost: 20 } }]);
    // What the caller has left is what the bucket has, and what was lent of it.
    expect(await first).toEqual({ granted: true, left: { requests: 9, cost: 80 } });
    asked = [];
    expect(buckets.take('a', one(8), CAPACITY)).toEqual({ granted: true, left: { requests: 8, cost: 72 } });
    buckets.giveBack('a', 2, CAPACITY);
    expect(buckets.take('a', one(4), CAPACITY)).toEqual({ granted: true, left: { requests: 7, cost: 70 } });
    await turn();
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * TIMES.leaseMs + 1);
    expect(asked).toEqual([{ takes: [], returns: [{ key: 'a', unused: { requests: 1, cost: 10 }, capacity: CAPACITY }] }]);
    // From then on the primary is asked again.
    void buckets.take('a', one(1), CAPACITY);
    await turn();
    expect(asked).toHaveLength(2);
  });

  it('ask where what they were lent is too little, and return it with the question', async () => {
    void buckets.take('a', one(5), CAPACITY);
    await turn();
    buckets.answered([{ id: 1, taken: { granted: true, left: { requests: 6, cost: 60 } }, lent: { requests: 3, cost: 20 } }]);
    void buckets.take('a', one(30), CAPACITY);
    await turn();
    expect(asked.at(-1)).toEqual({ takes: [{ id: 2, key: 'a', want: one(30), capacity: CAPACITY }], returns: [{ key: 'a', unused: { requests: 3, cost: 20 }, capacity: CAPACITY }] });
  });

  it('use nothing that was lent under another limit', async () => {
    void buckets.take('a', one(5), CAPACITY);
    await turn();
    buckets.answered([{ id: 1, taken: { granted: true, left: { requests: 6, cost: 60 } }, lent: { requests: 3, cost: 20 } }]);
    void buckets.take('a', one(1), { requests: 5, cost: 50 });
    await turn();
    expect(asked.at(-1)).toMatchObject({ takes: [{ capacity: { requests: 5, cost: 50 } }], returns: [{ unused: { requests: 3, cost: 20 }, capacity: CAPACITY }] });
  });

  it('count by themselves when the primary does not answer in time, and hear a late answer as none', async () => {
    const first = buckets.take('a', one(60), CAPACITY);
    await vi.advanceTimersByTimeAsync(250);
    expect(await first).toMatchObject({ granted: true, left: { requests: 9, cost: 40 } });
    const second = buckets.take('a', one(60), CAPACITY);
    await vi.advanceTimersByTimeAsync(250);
    expect(await second).toMatchObject({ granted: false });
    expect(faults).toBe(2);
    buckets.answered([{ id: 2, taken: { granted: true, left: { requests: 9, cost: 40 } }, lent: null }]);
    expect(await second).toMatchObject({ granted: false });
  });
});

describe('workers that share buckets', () => {
  it.each([[2, 1_200], [3, 1_200], [3, 20], [8, 100], [32, 5_000]])('%i of them give out no more than the bucket has, and all but what others hold: %i', async (workers, requests) => {
    const capacity = { requests, cost: requests * 10 };
    const primary = createMemoryBuckets({ most: 10 });
    const all: AskedBuckets[] = Array.from({ length: workers }, (_, n) =>
      createAskedBuckets({
        ...TIMES,
        ask: (takes, returns) => {
          for (const { key, unused, capacity: whole } of returns) primary.restore(key, unused, whole);
          all[n]?.answered(takes.map((take) => answerOf(primary, take, workers)));
        },
        onFault: () => expect.unreachable(),
      }),
    );
    const granted = async (from: readonly Buckets[], times: number): Promise<number> => {
      let count = 0;
      for (let i = 0; i < times; i += 1) {
        const asking = from[i % from.length]!.take('a', one(10), capacity);
        await turn();
        const taken: Taken = await asking;
        if (taken.granted) count += 1;
      }
      return count;
    };
    // The clock stands still, so nothing fills in.
    const used = await granted(all, requests + 100);
    expect(used).toBeLessThanOrEqual(requests);
    expect(used).toBeGreaterThanOrEqual(Math.floor((requests * 15) / 16));
    // What was held is given back, and can be had by anybody then: not one is lost.
    primary.take('a', { requests: 0, cost: 0 }, capacity);
    const before = Date.now();
    await vi.advanceTimersByTimeAsync(2 * TIMES.leaseMs);
    const filledIn = Math.floor(((Date.now() - before) / 60_000) * requests);
    const rest = await granted(all.slice(0, 1), requests);
    expect(used + rest).toBeGreaterThanOrEqual(requests);
    expect(used + rest).toBeLessThanOrEqual(requests + filledIn + 1);
  });
});
