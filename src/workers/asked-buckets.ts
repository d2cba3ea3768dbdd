import type { Buckets } from '../server/limits/buckets.ts';
import { createMemoryBuckets } from '../server/limits/buckets.ts';
import type { Taken, Tokens } from '../server/limits/token-bucket.ts';
import type { GiveBack, Take, TakeAnswer } from './messages.ts';

export interface AskedBucketsOptions {
  readonly ask: (takes: readonly Take[], gives: readonly GiveBack[]) => void;
  /** How long the primary may take to answer. */
  readonly timeoutMs: number;
  /** Callers that are kept in memory while the primary does not answer. */
  readonly most: number;
  readonly onFault: () => void;
}

export interface AskedBuckets extends Buckets {
  readonly take: (key: string, want: Tokens, capacity: Tokens) => Promise<Taken>;
  /** What the primary answers. */
  readonly answered: (answers: readonly TakeAnswer[]) => void;
}

/**
 * The buckets of a worker: they are the primary's, so that a caller has as much as with one process, whichever worker it comes to. What is
 * asked for within one turn of the event loop goes in one message. A worker that gets no answer counts by itself: a caller gets more than its
 * share then, and that is better than none.
 */
export const createAskedBuckets = ({ ask, timeoutMs, most, onFault }: AskedBucketsOptions): AskedBuckets => {
  const spare = createMemoryBuckets({ most });
  const waiting = new Map<number, (taken: Taken | null) => void>();
  let takes: Take[] = [];
  let gives: GiveBack[] = [];
  let isGathering = false;
  let lastId = 0;

  const send = (): void => {
    const asked = { takes, gives };
    [takes, gives, isGathering] = [[], [], false];
    ask(asked.takes, asked.gives);
  };
  const gather = (): void => {
    if (!isGathering) setImmediate(send);
    isGathering = true;
  };

  return {
    take: (key, want, capacity) =>
      new Promise((resolve) => {
        const id = (lastId += 1);
        const settle = (taken: Taken | null): void => {
          clearTimeout(late);
          waiting.delete(id);
          if (taken === null) onFault();
          resolve(taken ?? spare.take(key, want, capacity));
        };
        const late = setTimeout(() => settle(null), timeoutMs);
        waiting.set(id, settle);
        takes.push({ id, key, want, capacity });
        gather();
      }),
    giveBack(key, cost, capacity) {
      gives.push({ key, cost, capacity });
      gather();
    },
    answered(answers) {
      for (const { id, taken } of answers) waiting.get(id)?.(taken);
    },
    close: () => Promise.resolve(),
  };
};
