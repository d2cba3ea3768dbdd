import type { LedgerObserver } from '../ledger-settings.ts';
import type { Owner } from '../owner.ts';
import type { Store } from '../store/store.ts';
import type { WriteCaller, Writer } from '../write.ts';
import type { IssueJobs } from './issue-job.ts';

export interface JobDependencies {
  readonly store: Store;
  readonly write: Writer;
  readonly owner: Owner;
  readonly nowMs: () => number;
  readonly observer: LedgerObserver;
}

/** The jobs of this process. */
export const createIssueJobs = (_dependencies: JobDependencies): { readonly forCaller: (caller: WriteCaller) => IssueJobs; readonly close: () => Promise<void> } => ({
  forCaller: () => ({
    start: () => Promise.reject(new Error('not built yet')),
    byId: () => Promise.resolve(null),
    rows: () => Promise.reject(new Error('not built yet')),
  }),
  close: () => Promise.resolve(),
});
