import type { AuditOutcome } from '../audit/audit-record.ts';
import { instantOfEpoch } from '../../domain/dates.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { hashOfKey } from '../idempotency-key.ts';
import { beforeSending } from '../ledger-unavailable-error.ts';
import type { JobRow } from '../store/schema.ts';
import type { WriteCaller } from '../write.ts';
import type { IssueJob, JobRequest, JobRowRequest, StartJobResult } from './issue-job.ts';
import type { JobStore } from './job-store.ts';

type Defaults = Readonly<Record<string, string | number | boolean>>;

export interface StartJobDependencies {
  readonly jobs: JobStore;
  readonly issueJobOf: (row: JobRow) => Promise<IssueJob | null>;
  /** Somebody should look for jobs: there is a new one. */
  readonly onStarted: () => void;
  /** Notes what a repeat or a misused key came to. */
  readonly note: (caller: WriteCaller, keyHash: string, outcome: AuditOutcome, code: string) => Promise<void>;
}

const OPERATION = 'invoiceIssueMany';

/** What members of the whole input mean when they are left out: what they mean in each row. */
const defaultsOf = (rows: readonly JobRowRequest[]): Defaults =>
  Object.fromEntries(rows.flatMap((row) => (row.ok ? Object.entries(row.defaults ?? {}) : [])).map(([path, value]) => [`invoices.*.${path}`, value]));

/** Starts a job under its key, or answers the one that the key started before. */
export const createStartJob = ({ jobs, issueJobOf, onStarted, note }: StartJobDependencies) => {
  const answerKnown = async (caller: WriteCaller, { key, input }: JobRequest, row: JobRow): Promise<StartJobResult> => {
    const since = instantOfEpoch(row.started_at);
    const job = await beforeSending(issueJobOf(row));
    if (row.fingerprint === null || job === null) {
      await note(caller, row.key_hash, 'REFUSED', 'IDEMPOTENCY_KEY_EXPIRED');
      return { outcome: 'keyExpired', key, since };
    }
    if (row.fingerprint !== fingerprintOf(OPERATION, input, JSON.parse(row.defaults ?? '{}') as Defaults)) {
      await note(caller, row.key_hash, 'REFUSED', 'IDEMPOTENCY_KEY_REUSED');
      return { outcome: 'keyReused', key, since };
    }
    await note(caller, row.key_hash, 'DONE', 'REPEATED');
    return { outcome: 'started', job };
  };

  /** The answer to a key that was used before, by a job or by a single write; `null` for a new one. */
  const answerUsed = async (caller: WriteCaller, request: JobRequest, keyHash: string): Promise<StartJobResult | null> => {
    const known = await beforeSending(jobs.byHash(caller.tenant, keyHash));
    if (known !== null) return answerKnown(caller, request, known);
    const takenAt = await beforeSending(jobs.keyTakenAt(caller.tenant, keyHash));
    if (takenAt === null) return null;
    await note(caller, keyHash, 'REFUSED', 'IDEMPOTENCY_KEY_REUSED');
    return { outcome: 'keyReused', key: request.key, since: instantOfEpoch(takenAt) };
  };

  return async (caller: WriteCaller, request: JobRequest): Promise<StartJobResult> => {
    const keyHash = hashOfKey(caller.tenant, request.key);
    for (;;) {
      const used = await answerUsed(caller, request, keyHash);
      if (used !== null) return used;
      const rows = await request.prepare();
      if (rows === null) return { outcome: 'notStarted' };
      const defaults = defaultsOf(rows);
      const row = await jobs.insert(caller, { keyHash, key: request.key, fingerprint: fingerprintOf(OPERATION, request.input, defaults), defaults, policy: request.policy, rows });
      // `null`: another request was first with this key; its record is there now.
      if (row === null) continue;
      const job = await issueJobOf(row);
      if (job === null) throw new Error('a job that was just started has no key');
      onStarted();
      return { outcome: 'started', job };
    }
  };
};
