import { instantOfEpoch } from '../../domain/dates.ts';
import { keyRecordOf, keyStateOf } from '../key-record.ts';
import type { LedgerPage, LedgerWindow } from '../ledger-page.ts';
import type { KeyRecord, WriteFailure } from '../ledger.ts';
import type { Owner } from '../owner.ts';
import type { JobRow, KeyRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { IssueJob, IssueJobRow, JobPolicy, JobState } from './issue-job.ts';
import { jobRowState } from './job-state.ts';

type IsSending = Owner['isSending'];

const PROGRESS_OF = { WAITING: 'waiting', IN_PROGRESS: 'waiting', DONE: 'done', REFUSED: 'refused', UNKNOWN: 'unknown' } as const;

/** How far a job is: counted from its rows and the records of their keys, so it is true at any moment and in any process. */
const progressOf = async (store: Store, { id, tenant }: JobRow, isSending: IsSending): Promise<IssueJob['progress']> => {
  const joined = store.db
    .selectFrom('job_rows')
    .leftJoin('keys', (join) => join.onRef('keys.key_hash', '=', 'job_rows.key_hash').on('keys.tenant', '=', tenant))
    .where('job_rows.job_id', '=', id);
  const groups = await joined
    .select(({ fn }) => ['job_rows.state as row_state', 'keys.state as key_state', fn.countAll<number>().as('count')])
    .groupBy(['job_rows.state', 'keys.state'])
    .execute();
  const progress = { total: 0, waiting: 0, done: 0, refused: 0, unknown: 0 };
  for (const { row_state, key_state, count } of groups) {
    const state = jobRowState(row_state === 'refused', key_state === null ? null : await keyStateOf({ state: key_state, owner: null }, () => Promise.resolve(false)));
    progress.total += count;
    progress[PROGRESS_OF[state]] += count;
  }
  // What is just being sent has not left the queue yet; of one job that is one row, or a few that their process left behind.
  const sending = await joined.where('job_rows.state', '!=', 'refused').where('keys.state', '=', 'sending').select(['keys.key_hash', 'keys.owner']).execute();
  for (const { key_hash, owner } of sending) {
    if (key_hash === null || !(await isSending({ key_hash, owner }))) continue;
    progress.unknown -= 1;
    progress.waiting += 1;
  }
  return progress;
};

/** A job as it can be asked for; `null` once the retention has passed: then only the hash of its key is kept. */
export const issueJobOf = async (store: Store, row: JobRow, isSending: IsSending): Promise<IssueJob | null> =>
  row.key === null
    ? null
    : {
        id: row.id,
        key: row.key,
        policy: row.policy as JobPolicy,
        state: row.state as JobState,
        startedAt: instantOfEpoch(row.started_at),
        completedAt: row.completed_at === null ? null : instantOfEpoch(row.completed_at),
        progress: await progressOf(store, row, isSending),
      };

/** The indexes that a window takes in: from the first up to, and without, the second. */
const spanOf = (window: LedgerWindow, total: number): readonly [number, number] => {
  switch (window.from) {
    case 'start':
      return [0, Math.min(window.count, total)];
    case 'end':
      return [Math.max(0, total - window.count), total];
    case 'after': {
      const first = Math.min(window.position + 1, total);
      return [first, Math.min(first + window.count, total)];
    }
    case 'before': {
      const end = Math.min(window.position, total);
      return [Math.max(0, end - window.count), end];
    }
  }
};

/** A page of the rows of a job, in the order of the input. */
export const jobRowPage = async (store: Store, { id, tenant }: JobRow, window: LedgerWindow, isSending: IsSending): Promise<LedgerPage<IssueJobRow>> => {
  const { total } = await store.db.selectFrom('job_rows').select(({ fn }) => fn.countAll<number>().as('total')).where('job_id', '=', id).executeTakeFirstOrThrow();
  const [first, end] = spanOf(window, total);
  const found = await store.db.selectFrom('job_rows').selectAll().where('job_id', '=', id).where('index', '>=', first).where('index', '<', end).orderBy('index').execute();
  // A row that was refused because its key was taken has no record of its own.
  const hashes = found.filter(({ state }) => state !== 'refused').map(({ key_hash }) => key_hash);
  const keys: readonly KeyRow[] = hashes.length === 0 ? [] : await store.db.selectFrom('keys').selectAll().where('tenant', '=', tenant).where('key_hash', 'in', hashes).execute();
  const records = new Map(await Promise.all(keys.map(async (row): Promise<[string, KeyRecord]> => [row.key_hash, await keyRecordOf(row, () => isSending(row))])));
  return {
    rows: found.map(({ index, key, key_hash, failure }) => ({
      index,
      key: key ?? '',
      record: records.get(key_hash) ?? null,
      failure: failure === null ? null : (JSON.parse(failure) as WriteFailure),
    })),
    hasNextPage: end < total,
    hasPreviousPage: first > 0,
    total,
  };
};
