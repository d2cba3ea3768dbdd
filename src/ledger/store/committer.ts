import type { Reading, Writing } from './store.ts';

/** A step of writing. It may be run twice (the first time for nothing), so it does nothing but write. */
export type Task<Value> = (db: Writing) => Promise<Value>;

/**
 * Runs the task in a transaction and resolves once that is on the disk. Tasks that wait together share one transaction, and one sync.
 * `order` sorts them: two processes that take the same rows in the same order cannot block each other.
 */
export interface Committer {
  <Value>(order: string, task: Task<Value>): Promise<Value>;
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>;
}

interface Waiting {
  readonly order: string;
  readonly run: (db: Writing) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/** Tasks of one transaction: enough for every caller of a burst, few enough that one fault repeats little. */
const MAX_TASKS = 64;

export const createCommitter = (db: Reading): Committer => {
  let waiting: Waiting[] = [];
  let working: Promise<void> | null = null;

  const together = async (tasks: readonly Waiting[]): Promise<void> => {
    const resolves = await db.transaction().execute(async (transaction) => {
      const each: (() => void)[] = [];
      for (const task of tasks) each.push(await task.run(transaction));
      return each;
    });
    for (const resolve of resolves) resolve();
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const tasks = waiting.slice(0, MAX_TASKS).sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
      waiting = waiting.slice(MAX_TASKS);
      try {
        await together(tasks);
      } catch {
        // One of them is at fault; the others shall not suffer for it.
        for (const task of tasks) await together([task]).catch(task.fail);
      }
    }
    working = null;
  };

  const commit = <Value>(order: string, task: Task<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      waiting.push({
        order,
        run: async (transaction) => {
          const value = await task(transaction);
          return () => resolve(value);
        },
        fail: reject,
      });
      // In the next turn, so that what comes in this one goes along.
      working ??= new Promise<void>((begin) => setImmediate(begin)).then(work);
    });
  return Object.assign(commit, { idle: () => working ?? Promise.resolve() });
};
