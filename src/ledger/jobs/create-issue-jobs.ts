import { appendAudit } from '../audit/append-audit.ts';
import { instantOfEpoch } from '../../domain/dates.ts';
import { hashOfKey } from '../idempotency-key.ts';
import type { LedgerObserver, LedgerSettings } from '../ledger-settings.ts';
import type { Owner } from '../owner.ts';
import type { Served } from '../served.ts';
import type { JobRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { WriteCaller, Writer } from '../write.ts';
import type { IssueJob, IssueJobs } from './issue-job.ts';
import { issueJobOf, jobRowPage } from './job-pages.ts';
import { createJobPool } from './job-pool.ts';
import { createJobRunner } from './job-runner.ts';
import { createJobStore } from './job-store.ts';
import type { StartJobDependencies } from './start-job.ts';
import { createStartJob } from './start-job.ts';

export interface JobDependencies {
  readonly store: Store;
  readonly write: Writer;
  readonly owner: Owner;
  readonly served: Served;
  readonly nowMs: () => number;
  readonly settings: Pick<LedgerSettings, 'reconcileEveryMs' | 'retentionMs'>;
  readonly observer: LedgerObserver;
}

/** The jobs of this process. */
export interface JobsOfProcess {
  readonly forCaller: (caller: WriteCaller) => IssueJobs;
  /** Resolves when this process has nothing left to send for any job. */
  readonly idle: () => Promise<void>;
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Puts the jobs together and goes on with what another process left. */
export const createIssueJobs = ({ store, write, owner, served, nowMs, settings, observer }: JobDependencies): JobsOfProcess => {
  const jobs = createJobStore({ store, served, ownerName: owner.name, nowMs, observer });
  const runner = createJobRunner({ jobs, write, observer });
  const pool = createJobPool({ jobs, runner, owner, nowMs, observer, roundEveryMs: settings.reconcileEveryMs, retentionMs: settings.retentionMs });
  // At once, and without holding up the start.
  void pool.round();

  const note: StartJobDependencies['note'] = async (caller, keyHash, outcome, code) => {
    const entry = { tenant: caller.tenant, at: instantOfEpoch(nowMs()), caller: caller.caller, requestId: caller.requestId, operation: 'invoiceIssueMany', keyHash, outcome, code, object: null, reason: null };
    await store.commit('z-settle', (db) => appendAudit(db, store.kind, entry)).catch((error: unknown) => observer.onFault?.(error, 'the audit of a job that was not started'));
  };
  const start = createStartJob({ jobs, issueJobOf: (row) => issueJobOf(store, row, owner.isSending), onStarted: () => void pool.round(), note });
  const shown = async (row: JobRow | null): Promise<IssueJob | null> => (row === null ? null : issueJobOf(store, row, owner.isSending));

  return {
    forCaller(caller) {
      const ofTenant = async (id: number): Promise<JobRow | null> => {
        const row = await jobs.byId(id);
        return row?.tenant === caller.tenant ? row : null;
      };
      return {
        start: (request) => start(caller, request),
        byId: async (id) => shown(await ofTenant(id)),
        byKey: async (key) => shown(await jobs.byHash(caller.tenant, hashOfKey(caller.tenant, key))),
        async rows(jobId, window) {
          const row = await ofTenant(jobId);
          return row === null ? { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 } : jobRowPage(store, row, window, owner.isSending);
        },
      };
    },
    idle: pool.idle,
    forget: pool.forget,
    close: pool.close,
  };
};
