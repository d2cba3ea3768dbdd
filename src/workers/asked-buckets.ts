import type { Buckets } from '../server/limits/buckets.ts';
import { createMemoryBuckets } from '../server/limits/buckets.ts';
import type { Taken, Tokens } from '../server/limits/token-bucket.ts';
import type { Lease } from './lease.ts';
import { covers } from './lease.ts';
import type { Return, Take, TakeAnswer } from './messages.ts';

export interface AskedBucketsOptions {
  readonly ask: (takes: readonly Take[], returns: readonly Return[]) => void;
  /** How long the primary may take to answer. */
  readonly timeoutMs: number;
  /** How long tokens that were lent are kept: at least so long, and at most twice as long. */
  readonly leaseMs: number;
  /** Callers that are kept in memory, lent to or while the primary does not answer. */
  readonly most: number;
  readonly onFault: () => void;
}

export interface AskedBuckets extends Buckets {
  /** What the primary answers. */
  readonly answered: (answers: readonly TakeAnswer[]) => void;
}

/**
 * The buckets of a worker: they are the primary's, so that a caller has no more than with one process, whichever worker it comes to. The
 * primary lends a worker some tokens with its answer, and those it gives out by itself: only every so many requests cost a message. What
 * is asked for within one turn of the event loop goes in one message. A worker that gets no answer counts by itself: a caller gets more
 * than its share then, and that is better than none.
 */
export const createAskedBuckets = ({ ask, timeoutMs, leaseMs, most, onFault }: AskedBucketsOptions): AskedBuckets => {
  const spare = createMemoryBuckets({ most });
  const waiting = new Map<number, (answer: TakeAnswer | null) => void>();
  /** Of those that were lent in this period, and in the one before. */
  let young = new Map<string, Lease>();
  let old = new Map<string, Lease>();
  let takes: Take[] = [];
  let returns: Return[] = [];
  let isGathering = false;
  let lastId = 0;

  const send = (): void => {
    const asked = { takes, returns };
    [takes, returns, isGathering] = [[], [], false];
    ask(asked.takes, asked.returns);
  };
  const gather = (): void => {
    if (!isGathering) setImmediate(send);
    isGathering = true;
  };
  const giveUp = (key: string, { requests, cost, capacity }: Lease): void => {
    returns.push({ key, unused: { requests, cost }, capacity });
    gather();
  };
  const leaseOf = (key: string): Lease | undefined => young.get(key) ?? old.get(key);
  const keep = (key: string, lease: Lease): void => void (young.has(key) ? young : old.has(key) ? old : young).set(key, lease);
  const end = (key: string): void => {
    const lease = leaseOf(key);
    if (lease === undefined) return;
    young.delete(key);
    old.delete(key);
    giveUp(key, lease);
  };
  const periods = setInterval(() => {
    for (const [key, lease] of old) giveUp(key, lease);
    old = young;
    young = new Map<string, Lease>();
  }, leaseMs);
  periods.unref();

  const askFor = (key: string, want: Tokens, capacity: Tokens): Promise<Taken> => {
    // What was lent last goes with it, so that the primary knows of all.
    end(key);
    return new Promise((resolve) => {
      const id = (lastId += 1);
      const settle = (answer: TakeAnswer | null): void => {
        clearTimeout(late);
        waiting.delete(id);
        if (answer === null) {
          onFault();
          resolve(spare.take(key, want, capacity));
          return;
        }
        const { taken, lent } = answer;
        if (lent === null) {
          resolve(taken);
          return;
        }
        const lease = { ...lent, capacity, left: taken.left };
        // Two requests of one turn may both bring one.
        if (leaseOf(key) !== undefined || young.size >= most) giveUp(key, lease);
        else young.set(key, lease);
        resolve({ granted: taken.granted, left: { requests: taken.left.requests + lent.requests, cost: taken.left.cost + lent.cost } });
      };
      const late = setTimeout(() => settle(null), timeoutMs);
      waiting.set(id, settle);
      takes.push({ id, key, want, capacity });
      gather();
    });
  };

  return {
    take(key, want, capacity) {
      const lease = leaseOf(key);
      if (lease === undefined || !covers(lease, want, capacity)) return askFor(key, want, capacity);
      const { left } = lease;
      const [requests, cost] = [lease.requests - want.requests, lease.cost - want.cost];
      keep(key, { requests, cost, capacity, left });
      return { granted: true, left: { requests: left.requests + requests, cost: left.cost + cost } };
    },
    giveBack(key, cost, capacity) {
      const lease = leaseOf(key);
      if (lease !== undefined && covers(lease, { requests: 0, cost: 0 }, capacity)) {
        keep(key, { requests: lease.requests, cost: lease.cost + cost, capacity, left: lease.left });
        return;
      }
      returns.push({ key, unused: { requests: 0, cost }, capacity });
      gather();
    },
    answered(answers) {
      // What was lent to somebody who waits no more is lost, and fills in again.
      for (const answer of answers) waiting.get(answer.id)?.(answer);
    },
    close() {
      clearInterval(periods);
      return Promise.resolve();
    },
  };
};
