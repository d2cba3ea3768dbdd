import type { Instant } from '../../domain/dates.ts';
import type { LedgerPage, LedgerWindow } from '../ledger-page.ts';
import type { KeyRecord, WriteFailure } from '../ledger.ts';
import type { Drafts } from '../operations.ts';

export const JOB_POLICIES = ['ALL_OR_NOTHING', 'CONTINUE'] as const;
export type JobPolicy = (typeof JOB_POLICIES)[number];

/** One row of a job that is to start: what to send, or why it cannot be. */
export type JobRowRequest =
  | { readonly ok: true; readonly input: unknown; readonly draft: Drafts['invoiceIssue']; readonly defaults?: Readonly<Record<string, string | number | boolean>> }
  | { readonly ok: false; readonly input: unknown; readonly failure: WriteFailure };

export interface JobRequest {
  readonly key: string;
  readonly policy: JobPolicy;
  /** The whole input as plain data, without the key; see `WriteRequest.input`. */
  readonly input: unknown;
  /** Runs only where the key is new. `null`: nothing may be sent (the caller knows why). */
  readonly prepare: () => Promise<readonly JobRowRequest[] | null>;
}

export const JOB_STATES = ['RUNNING', 'COMPLETED'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface IssueJob {
  readonly id: number;
  readonly key: string;
  readonly policy: JobPolicy;
  readonly state: JobState;
  readonly startedAt: Instant;
  readonly completedAt: Instant | null;
  readonly progress: { readonly total: number; readonly waiting: number; readonly done: number; readonly refused: number; readonly unknown: number };
}

/** One invoice of a job. `record` is that of its own key, once it was sent. */
export interface IssueJobRow {
  /** From 0, as in the input. */
  readonly index: number;
  readonly key: string;
  readonly record: KeyRecord | null;
  /** Why it is not sent: its input was refused. */
  readonly failure: WriteFailure | null;
}

export type StartJobResult =
  | { readonly outcome: 'started'; readonly job: IssueJob }
  | { readonly outcome: 'notStarted' }
  | { readonly outcome: 'keyReused'; readonly key: string; readonly since: Instant }
  | { readonly outcome: 'keyExpired'; readonly key: string; readonly since: Instant };

/** The jobs of one tenant, as one request sees them. */
export interface IssueJobs {
  /** The same key and input answer the same job. The rows are sent one after another, in the background, each under a key of its own. */
  readonly start: (request: JobRequest) => Promise<StartJobResult>;
  readonly byId: (id: number) => Promise<IssueJob | null>;
  readonly byKey: (key: string) => Promise<IssueJob | null>;
  readonly rows: (jobId: number, window: LedgerWindow) => Promise<LedgerPage<IssueJobRow>>;
}
