import type { Reading, Writing } from './store.ts';

/** A step of writing. It may be run twice (the first time for nothing), so it does nothing but write. */
export type Task<Value> = (db: Writing) => Promise<Value>;

/** A step that is done for many at once: answers a value for each, in their order. It may be run twice, too, and then for one at a time. */
export type ManyTask<Item, Value> = (db: Writing, items: readonly Item[]) => Promise<readonly Value[]>;

/** One of those that such a step is done for. */
export class Part<Value> {
  readonly all: ManyTask<unknown, Value>;
  readonly item: unknown;

  private constructor(all: ManyTask<unknown, Value>, item: unknown) {
    this.all = all;
    this.item = item;
  }

  static of<Item, Value>(all: ManyTask<Item, Value>, item: Item): Part<Value> {
    // The step gets the items that were given with it.
    return new Part(all as ManyTask<unknown, Value>, item);
  }
}

/**
 * Runs the task in a transaction and resolves once that is on the disk. Tasks that wait together share one transaction, and one sync;
 * parts of the same step that wait together are one task. `order` sorts them: two processes that take the same rows in the same order
 * cannot block each other.
 */
export interface Committer {
  <Value>(order: string, task: Task<Value> | Part<Value>): Promise<Value>;
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>;
}

interface Waiting {
  readonly order: string;
  readonly task: Task<unknown> | Part<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** Tasks of one transaction: enough for every caller of a burst, few enough that one fault repeats little. */
const MAX_TASKS = 64;

/** How many tasks from this place on are parts of one step; of a task that stands by itself, 1. */
const lengthOfRun = (tasks: readonly Waiting[], from: number): number => {
  const first = tasks[from]?.task;
  let to = from + 1;
  for (let next = tasks[to]?.task; first instanceof Part && next instanceof Part && next.all === first.all; next = tasks[to]?.task) to += 1;
  return to - from;
};

export const createCommitter = (db: Reading): Committer => {
  let waiting: Waiting[] = [];
  let working: Promise<void> | null = null;

  const together = async (tasks: readonly Waiting[]): Promise<void> => {
    const values = await db.transaction().execute(async (transaction) => {
      const each: unknown[] = [];
      for (let at = 0; at < tasks.length; ) {
        const task = tasks[at]?.task as Waiting['task'];
        const length = lengthOfRun(tasks, at);
        if (task instanceof Part) each.push(...(await task.all(transaction, tasks.slice(at, at + length).map((of) => (of.task as Part<unknown>).item))));
        else each.push(await task(transaction));
        at += length;
      }
      return each;
    });
    tasks.forEach(({ resolve }, i) => resolve(values[i]));
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

  const commit = <Value>(order: string, task: Task<Value> | Part<Value>): Promise<Value> =>
    new Promise((resolve, fail) => {
      waiting.push({ order, task, resolve: resolve as (value: unknown) => void, fail });
      // In the next turn, so that what comes in this one goes along.
      working ??= new Promise<void>((begin) => setImmediate(begin)).then(work);
    });
  return Object.assign(commit, { idle: () => working ?? Promise.resolve() });
};
