import type { Generated, Selectable } from 'kysely';

/** Times are milliseconds since 1970, UTC; objects are JSON; flags are 0 and 1: the same columns mean the same in SQLite and PostgreSQL. */
export interface KeysTable {
  position: Generated<number>;
  tenant: string;
  /** Of tenant and key; unique: the one place where two writes of one key meet. */
  key_hash: string;
  /** Forgotten after the retention, like `fingerprint`, `defaults`, `payload` and `failure`. */
  key: string | null;
  operation: string;
  fingerprint: string | null;
  defaults: string | null;
  /** `sending`, `unknown`, `done`, `refused`, `abandoned`; see `key-life.ts`. */
  state: string;
  /** 1: refused for a reason that may pass; a repeat of the key may send it. */
  may_retry: number;
  /** The process that is sending it. */
  owner: string | null;
  /** What is sent, so that it can be looked for, and sent again when a person says so. */
  payload: string | null;
  language: string;
  caller: string;
  request_id: string | null;
  /** Unique while the write is open; null as soon as it is settled. */
  lock: string | null;
  /** The lock that it was sent under, also after it is settled. */
  held: string | null;
  /** Of its last record in the audit, while it was settled: a moment that all processes agree on. */
  settled_position: number | null;
  reference: string | null;
  /** `Invoice:12` or `Invoice/<public key>`: which object is this write's own. */
  object: string | null;
  failure: string | null;
  started_at: number;
  sent_at: number;
  settled_at: number | null;
  next_check_at: number | null;
  checks: number;
  /** How often it was sent: once, and once more for each RESEND of a person. */
  sends: number;
  resolution: string | null;
}
export type KeyRow = Selectable<KeysTable>;

/** The next `order.id` of each department. */
export interface OrderIdsTable {
  tenant: string;
  department_id: number;
  next_id: number;
}

/** The processes that write, and until when each is believed to live. */
export interface OwnersTable {
  owner: string;
  alive_until: number;
}

export interface AuditTable {
  position: number;
  tenant: string;
  /** As it was hashed. */
  at: string;
  /** The same, to look for it. */
  at_ms: number;
  caller: string;
  request_id: string | null;
  operation: string;
  key_hash: string | null;
  outcome: string;
  code: string | null;
  object: string | null;
  reason: string | null;
  previous_hash: string;
  hash: string;
}
export type AuditRow = Selectable<AuditTable>;

/** One row: the end of the chain. It shows when records at the end are missing. */
export interface AuditHeadTable {
  id: number;
  position: number;
  hash: string;
}

export interface JobsTable {
  id: Generated<number>;
  tenant: string;
  key_hash: string;
  key: string | null;
  fingerprint: string | null;
  defaults: string | null;
  policy: string;
  state: string;
  owner: string | null;
  language: string;
  caller: string;
  request_id: string | null;
  started_at: number;
  completed_at: number | null;
}
export type JobRow = Selectable<JobsTable>;

export interface JobRowsTable {
  job_id: number;
  index: number;
  key: string | null;
  key_hash: string;
  /** What is to be sent; forgotten once it was. */
  request: string | null;
  /** `waiting`, `sent`, `refused`. */
  state: string;
  failure: string | null;
}
export type JobRowRow = Selectable<JobRowsTable>;

export interface Schema {
  keys: KeysTable;
  order_ids: OrderIdsTable;
  owners: OwnersTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  jobs: JobsTable;
  job_rows: JobRowsTable;
}
