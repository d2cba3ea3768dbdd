import type { LedgerObserver } from '../ledger-settings.ts';
import type { Owner } from '../owner.ts';
import type { JobRow } from '../store/schema.ts';
import type { JobRunner } from './job-runner.ts';
import type { JobStore } from './job-store.ts';

/** Jobs that one process sends at once: each is one call at a time, and single writes must not wait for them. */
export const MAX_RUNNING_JOBS = 4;
/** How often old jobs are checked against the retention. */
const PRUNE_EVERY_MS = 3_600_000;

/** The jobs that this process is at. */
export interface JobPool {
  /** Looks for jobs that nobody is at, those of dead processes among them, and goes on with them. */
  readonly round: () => Promise<void>;
  /** Forgets the inputs of jobs that are older than the retention. */
  readonly forget: () => Promise<void>;
  /** Resolves when this process is at no job. */
  readonly idle: () => Promise<void>;
  /** Stops between two rows and gives the jobs back, so that another process goes on at once. */
  readonly close: () => Promise<void>;
}

export interface JobPoolDependencies {
  readonly jobs: JobStore;
  readonly runner: JobRunner;
  readonly owner: Owner;
  readonly nowMs: () => number;
  readonly observer: LedgerObserver;
  readonly roundEveryMs: number;
  readonly retentionMs: number;
}

export const createJobPool = ({ jobs, runner, owner, nowMs, observer, roundEveryMs, retentionMs }: JobPoolDependencies): JobPool => {
  const running = new Map<number, Promise<void>>();
  const closing = new AbortController();
  let prunedAt = nowMs();
  let underWay: Promise<void> | null = null;
  /** Rounds that were asked for, ever: one that is asked for during another follows it. */
  let asked = 0;

  const begin = (job: JobRow): void => {
    const run = async (): Promise<void> => {
      try {
        await runner.run(job, closing.signal);
        running.delete(job.id);
        // There may be one that waits for this place.
        void round();
      } catch (error) {
        // The store failed. The job stays ours, and a later round goes on with it.
        running.delete(job.id);
        observer.onFault?.(error, 'a job of invoices');
      }
    };
    running.set(job.id, run());
  };

  /** Its owner is gone, or it is ours and waits for a place. */
  const isFree = async (job: JobRow): Promise<boolean> => job.owner === null || job.owner === owner.name || !(await owner.isAlive(job.owner));

  const forget = async (): Promise<void> => {
    prunedAt = nowMs();
    await jobs.prune(prunedAt - retentionMs);
  };

  const look = async (): Promise<void> => {
    for (const job of await jobs.open()) {
      if (closing.signal.aborted || running.size >= MAX_RUNNING_JOBS) return;
      if (running.has(job.id) || !(await isFree(job))) continue;
      const taken = job.owner === owner.name ? job : await jobs.take(job);
      if (taken !== null) begin(taken);
    }
    if (nowMs() - prunedAt >= PRUNE_EVERY_MS) await forget();
  };

  const rounds = async (): Promise<void> => {
    for (let answered = 0; answered < asked; ) {
      answered = asked;
      await look().catch((error: unknown) => observer.onFault?.(error, 'looking for jobs of invoices'));
    }
    underWay = null;
  };

  /** Rounds never overlap. */
  const round = (): Promise<void> => {
    if (closing.signal.aborted) return Promise.resolve();
    asked += 1;
    return (underWay ??= rounds());
  };

  const timer = setInterval(() => void round(), roundEveryMs);
  timer.unref();

  return {
    round,
    forget,
    async idle() {
      while (underWay !== null || running.size > 0) await Promise.all([underWay, ...running.values()]);
    },
    async close() {
      clearInterval(timer);
      closing.abort();
      await underWay;
      await Promise.all(running.values());
      await jobs.release().catch((error: unknown) => observer.onFault?.(error, 'giving back jobs of invoices'));
    },
  };
};
