import type { Instant } from '../../domain/dates.ts';

export const AUDIT_OUTCOMES = ['DONE', 'REFUSED', 'UNKNOWN'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** What the ledger writes down of a mutation. Holds no input and no key: keys are kept as hashes. */
export interface AuditEntry {
  readonly tenant: string;
  readonly at: Instant;
  /** Who asked: a name of the configuration, never a secret. `reconciler`: nobody, the ledger found out by itself. */
  readonly caller: string;
  /** `null` where no request was there. */
  readonly requestId: string | null;
  /** The mutation, such as `invoiceIssue`. */
  readonly operation: string;
  readonly keyHash: string | null;
  readonly outcome: AuditOutcome;
  /** The error code of what was not done; of a resolution, how it was resolved. */
  readonly code: string | null;
  /** The object, such as `Invoice:1042`. */
  readonly object: string | null;
  /** Of a resolution: why. */
  readonly reason: string | null;
}

/** One link of the chain. */
export interface AuditRecord extends AuditEntry {
  /** From 1, without gaps. */
  readonly position: number;
  /** Hash of the record before; 64 zeros before the first. */
  readonly previousHash: string;
  /** SHA-256 over everything above. */
  readonly hash: string;
}

export interface AuditFilter {
  readonly operations?: readonly string[];
  readonly outcomes?: readonly AuditOutcome[];
  readonly keyHash?: string;
  readonly at?: { readonly from?: Instant; readonly to?: Instant };
}
