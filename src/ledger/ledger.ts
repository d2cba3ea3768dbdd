import type { Instant } from '../domain/dates.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { Invoice } from '../domain/invoice.ts';
import type { AuditFilter, AuditRecord } from './audit/audit-record.ts';
import type { IssueJobs } from './jobs/issue-job.ts';
import type { LedgerPage, LedgerWindow } from './ledger-page.ts';
import type { Drafts, ObjectReference, OperationName } from './operations.ts';

/** Why a write was refused, as it is kept and shown. `UpstreamError` fits. */
export interface WriteFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number;
}

/** What a mutation finds out before anything is sent: what to send, or why not. */
export type Preparation<Operation extends OperationName, Refusal> =
  | {
      readonly ok: true;
      readonly draft: Drafts[Operation];
      /**
       * What members of the input mean when they are left out, by path (`currency`, `lines.*.unit`): an input that says so itself
       * is the same input. Kept with the key, so that a repeat is judged by the same values.
       */
      readonly defaults?: Readonly<Record<string, string | number | boolean>>;
      /** Only one write with this mark may be open at a time, such as `payment:12`. */
      readonly lock?: string;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export interface WriteRequest<Operation extends OperationName, Refusal extends Refused> {
  readonly operation: Operation;
  /** The caller's; `null`: none, and the ledger makes one. */
  readonly key: string | null;
  /** The input as plain data, without the key, numbers and texts in one spelling (`graphql/mutation/canonical-input.ts`). */
  readonly input: unknown;
  /** Runs only where the key is new. It may be run again when a write that was refused for a passing reason is tried again. */
  readonly prepare: () => Promise<Preparation<Operation, Refusal>>;
}

/** Any refusal that has a code, for the audit. */
export interface Refused {
  readonly code: ErrorCode;
}

/** What became of a write, or of its key. */
export type WriteResult<Refusal> =
  /** `invoice`: the new one as the reply to this very send told it, where it told it whole. */
  | { readonly outcome: 'done'; readonly key: string; readonly reference: ObjectReference; readonly invoice?: Invoice }
  /** e-Cont.md said no, or nothing could be sent. */
  | { readonly outcome: 'refused'; readonly key: string; readonly failure: WriteFailure }
  | { readonly outcome: 'unknown'; readonly key: string; readonly since: Instant; readonly nextCheckAt: Instant | null }
  /** `prepare` refused: nothing was sent, and the key is as free as before. */
  | { readonly outcome: 'notSent'; readonly refusal: Refusal }
  | { readonly outcome: 'keyReused'; readonly key: string; readonly since: Instant }
  | { readonly outcome: 'keyExpired'; readonly key: string; readonly since: Instant }
  /** The same key, or another write with the same lock, is under way. */
  | { readonly outcome: 'inProgress'; readonly key: string; readonly since: Instant }
  | { readonly outcome: 'abandoned'; readonly key: string; readonly reason: string; readonly at: Instant };

export const OUTCOME_STATES = ['DONE', 'REFUSED', 'UNKNOWN', 'IN_PROGRESS'] as const;
export type OutcomeState = (typeof OUTCOME_STATES)[number];

export const RESOLUTIONS = ['RESEND', 'ABANDON'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The record of one key, as it can be asked for. */
export interface KeyRecord {
  /** Place in the ledger: later records have greater ones. */
  readonly position: number;
  /** `null` once the retention has passed: then only the hash of the key is kept. */
  readonly key: string | null;
  readonly keyHash: string;
  readonly operation: OperationName;
  readonly state: OutcomeState;
  readonly startedAt: Instant;
  /** When it was last sent. */
  readonly sentAt: Instant;
  readonly settledAt: Instant | null;
  readonly nextCheckAt: Instant | null;
  /** How often e-Cont.md was looked through for it. */
  readonly checks: number;
  readonly reference: ObjectReference | null;
  readonly failure: WriteFailure | null;
  readonly resolution: { readonly resolution: Resolution; readonly reason: string; readonly caller: string; readonly at: Instant } | null;
}

export interface OutcomeFilter {
  readonly states?: readonly OutcomeState[];
  readonly operations?: readonly OperationName[];
}

export interface ResolveRequest {
  readonly key: string;
  readonly resolution: Resolution;
  readonly reason: string;
}

export type ResolveResult =
  /** It was carried out; the record tells what came of it. */
  | { readonly outcome: 'resolved'; readonly record: KeyRecord }
  | { readonly outcome: 'noSuchKey' }
  /** There is nothing to resolve: it is settled, perhaps because the object has just turned up. */
  | { readonly outcome: 'settled'; readonly record: KeyRecord }
  /** It is under way, or was sent so lately that it may still arrive. */
  | { readonly outcome: 'tooEarly'; readonly record: KeyRecord; readonly retryAt: Instant };

/** Every write of one request goes through here: at most one is sent for a key. */
export interface RequestLedger {
  readonly write: <Operation extends OperationName, Refusal extends Refused>(request: WriteRequest<Operation, Refusal>) => Promise<WriteResult<Refusal>>;
  /** `null`: no write was ever sent under this key. Looks upstream first where the outcome is unknown. */
  readonly outcome: (key: string) => Promise<KeyRecord | null>;
  readonly outcomes: (filter: OutcomeFilter, window: LedgerWindow) => Promise<LedgerPage<KeyRecord>>;
  readonly resolve: (request: ResolveRequest) => Promise<ResolveResult>;
  readonly auditLog: (filter: AuditFilter, window: LedgerWindow) => Promise<LedgerPage<AuditRecord>>;
  /** The hash that the audit log knows a key by. */
  readonly hashKey: (key: string) => string;
  /** Notes a mutation that ended before the ledger was asked: its input was refused. */
  readonly noteRefusal: (operation: string, key: string | null, code: ErrorCode) => Promise<void>;
  readonly jobs: IssueJobs;
}
