import { appendAudit } from '../audit/append-audit.ts';
import { instantOfEpoch } from '../../domain/dates.ts';
import { hashOfKey } from '../idempotency-key.ts';
import type { WriteFailure } from '../ledger.ts';
import type { LedgerObserver } from '../ledger-settings.ts';
import { beforeSending } from '../ledger-unavailable-error.ts';
import type { Served } from '../served.ts';
import type { JobRow } from '../store/schema.ts';
import type { Store, Writing } from '../store/store.ts';
import type { WriteCaller } from '../write.ts';
import type { JobPolicy, JobRowRequest } from './issue-job.ts';

/** The key of one row of a job: a repeat of it alone is a repeat of that row. */
export const keyOfRow = (jobKey: string, index: number): string => `${jobKey}/${index}`;

export interface NewJob {
  readonly keyHash: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
  readonly policy: JobPolicy;
  readonly rows: readonly JobRowRequest[];
}

/** What a row still has to send. */
export interface WaitingRow {
  readonly index: number;
  readonly key: string;
  readonly request: Extract<JobRowRequest, { readonly ok: true }>;
}

/** How a row ended: under its own key, or without having been sent. */
export type RowMark = { readonly state: 'sent' } | { readonly state: 'refused'; readonly failure: WriteFailure };

/** The tables of jobs: each change is one durable step. */
export interface JobStore {
  readonly byHash: (tenant: string, keyHash: string) => Promise<JobRow | null>;
  readonly byId: (id: number) => Promise<JobRow | null>;
  /** When a single write took the key; `null`: none did. */
  readonly keyTakenAt: (tenant: string, keyHash: string) => Promise<number | null>;
  readonly hasKey: (tenant: string, key: string) => Promise<boolean>;
  /** The job and all its rows, at once; `null` when the key was taken meanwhile. */
  readonly insert: (caller: WriteCaller, job: NewJob) => Promise<JobRow | null>;
  /** Jobs of the tenants served here with rows left to send, the oldest first. */
  readonly open: () => Promise<readonly JobRow[]>;
  /** Takes a job from an owner who is gone; `null` when another process was first. */
  readonly take: (job: JobRow) => Promise<JobRow | null>;
  /** Gives back every job of this process. */
  readonly release: () => Promise<void>;
  readonly waiting: (jobId: number, count: number) => Promise<readonly WaitingRow[]>;
  /** Notes how a row ended; `false` when the job belongs to another process by now. */
  readonly mark: (jobId: number, index: number, mark: RowMark) => Promise<boolean>;
  readonly complete: (jobId: number) => Promise<void>;
  /** Forgets the inputs of jobs that ended before. */
  readonly prune: (before: number) => Promise<void>;
}

/** Rows of one insert: far from any store's limit of parameters. */
const INSERT_ROWS = 100;
/** Open jobs that are looked at in one round. */
const ROUND = 100;

export interface JobStoreDependencies {
  readonly store: Store;
  readonly served: Served;
  readonly ownerName: string;
  readonly nowMs: () => number;
  readonly observer: LedgerObserver;
}

export const createJobStore = ({ store, served, ownerName, nowMs, observer }: JobStoreDependencies): JobStore => {
  const keyTakenAt = async (db: Pick<Writing, 'selectFrom'>, tenant: string, keyHash: string): Promise<number | null> =>
    (await db.selectFrom('keys').select('started_at').where('tenant', '=', tenant).where('key_hash', '=', keyHash).executeTakeFirst())?.started_at ?? null;

  const insertJob = async (db: Writing, caller: WriteCaller, job: NewJob): Promise<JobRow | null> => {
    if ((await keyTakenAt(db, caller.tenant, job.keyHash)) !== null) return null;
    const row = await db
      .insertInto('jobs')
      .values({
        tenant: caller.tenant, key_hash: job.keyHash, key: job.key, fingerprint: job.fingerprint, defaults: JSON.stringify(job.defaults), policy: job.policy,
        state: 'RUNNING', owner: ownerName, language: caller.language, caller: caller.caller, request_id: caller.requestId, started_at: nowMs(), completed_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return null;
    const rows = job.rows.map((request, index) => {
      const key = keyOfRow(job.key, index);
      const known = { job_id: row.id, index, key, key_hash: hashOfKey(caller.tenant, key) };
      return request.ok ? { ...known, request: JSON.stringify(request), state: 'waiting', failure: null } : { ...known, request: null, state: 'refused', failure: JSON.stringify(request.failure) };
    });
    for (let start = 0; start < rows.length; start += INSERT_ROWS) await db.insertInto('job_rows').values(rows.slice(start, start + INSERT_ROWS)).execute();
    return row;
  };

  const ofThisProcess = (db: Writing, jobId: number) => db.updateTable('jobs').where('id', '=', jobId).where('owner', '=', ownerName).where('state', '=', 'RUNNING');

  return {
    byHash: async (tenant, keyHash) => (await store.db.selectFrom('jobs').selectAll().where('tenant', '=', tenant).where('key_hash', '=', keyHash).executeTakeFirst()) ?? null,
    byId: async (id) => (await store.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    keyTakenAt: (tenant, keyHash) => keyTakenAt(store.db, tenant, keyHash),
    hasKey: async (tenant, key) => (await keyTakenAt(store.db, tenant, hashOfKey(tenant, key))) !== null,
    async insert(caller, job) {
      let inserted: JobRow | null = null;
      const inserting = store.commit(`j-${job.keyHash}`, async (db) => (inserted = await insertJob(db, caller, job)));
      // Asked for in the same turn, so it goes into the same transaction; as a task of its own, since the audit's row is to be locked last.
      const noting = store.commit('z-settle', async (db) => {
        if (inserted === null) return;
        await appendAudit(db, store.kind, {
          tenant: caller.tenant, at: instantOfEpoch(nowMs()), caller: caller.caller, requestId: caller.requestId, operation: 'invoiceIssueMany', keyHash: job.keyHash,
          outcome: 'DONE', code: null, object: `InvoiceIssueJob:${inserted.id}`, reason: null,
        });
      });
      const row = await beforeSending(inserting);
      await noting.catch((error: unknown) => observer.onFault?.(error, 'the audit of a job that was started'));
      return row;
    },
    open: () =>
      served.only((without) =>
        store.db
          .selectFrom('jobs')
          .selectAll()
          .where('state', '=', 'RUNNING')
          .$if(without.length > 0, (running) => running.where('tenant', 'not in', without))
          .orderBy('id')
          .limit(ROUND)
          .execute(),
      ),
    async take(job) {
      const taken = await store.commit('j-take', (db) => {
        const free = db.updateTable('jobs').set({ owner: ownerName }).where('id', '=', job.id).where('state', '=', 'RUNNING');
        return (job.owner === null ? free.where('owner', 'is', null) : free.where('owner', '=', job.owner)).returningAll().executeTakeFirst();
      });
      return taken ?? null;
    },
    async release() {
      await store.commit('j-release', (db) => db.updateTable('jobs').set({ owner: null }).where('owner', '=', ownerName).execute());
    },
    async waiting(jobId, count) {
      const rows = await store.db.selectFrom('job_rows').selectAll().where('job_id', '=', jobId).where('state', '=', 'waiting').orderBy('index').limit(count).execute();
      return rows.map(({ index, key, request }) => ({ index, key: key ?? '', request: JSON.parse(request ?? 'null') as WaitingRow['request'] }));
    },
    mark: (jobId, index, mark) =>
      store.commit('j-mark', async (db) => {
        const failure = mark.state === 'refused' ? JSON.stringify(mark.failure) : null;
        await db.updateTable('job_rows').set({ state: mark.state, request: null, failure }).where('job_id', '=', jobId).where('index', '=', index).where('state', '=', 'waiting').execute();
        const job = await db.selectFrom('jobs').select('owner').where('id', '=', jobId).executeTakeFirst();
        return job?.owner === ownerName;
      }),
    async complete(jobId) {
      await store.commit('j-complete', (db) => ofThisProcess(db, jobId).set({ state: 'COMPLETED', owner: null, completed_at: nowMs() }).execute());
    },
    async prune(before) {
      await store.commit('m-prune', async (db) => {
        const old = db.selectFrom('jobs').select('id').where('completed_at', '<', before).where('fingerprint', 'is not', null);
        await db.updateTable('job_rows').set({ key: null, failure: null }).where('job_id', 'in', old).execute();
        await db.updateTable('jobs').set({ key: null, fingerprint: null, defaults: null }).where('completed_at', '<', before).where('fingerprint', 'is not', null).execute();
      });
    },
  };
};
