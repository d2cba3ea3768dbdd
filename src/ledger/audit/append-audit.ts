import { epochOf } from '../../domain/dates.ts';
import { prepareQuery } from '../store/prepared-query.ts';
import type { StoreKind, Writing } from '../store/store.ts';
import type { AuditEntry } from './audit-record.ts';
import { GENESIS, hashOf } from './chain.ts';

/** One writer at a time: the row is locked until the transaction ends. SQLite has one writer anyway. */
const HEAD = prepareQuery<{ readonly position: number; readonly hash: string }>((kind) => `select "position", "hash" from "audit_head" where "id" = 1${kind === 'postgres' ? ' for update' : ''}`);

const INSERT = prepareQuery<never>(
  `insert into "audit" ("position", "tenant", "at", "at_ms", "caller", "request_id", "operation", "key_hash", "outcome", "code", "object", "reason", "previous_hash", "hash")
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);

const MOVE_HEAD = prepareQuery<never>('update "audit_head" set "position" = $1, "hash" = $2 where "id" = 1');

/** Adds records to the end of the chain, in this order, and answers the position of the first. */
export const appendAudits = async (db: Writing, kind: StoreKind, entries: readonly AuditEntry[]): Promise<number> => {
  const [end] = (await db.executeQuery(HEAD(kind)([]))).rows;
  const first = (end?.position ?? 0) + 1;
  let previousHash = end?.hash ?? GENESIS;
  let position = first;
  for (const entry of entries) {
    const { tenant, at, caller, requestId, operation, keyHash, outcome, code, object, reason } = entry;
    const hash = hashOf(entry, position, previousHash);
    await db.executeQuery(INSERT(kind)([position, tenant, at, epochOf(at), caller, requestId, operation, keyHash, outcome, code, object, reason, previousHash, hash]));
    previousHash = hash;
    position += 1;
  }
  if (entries.length > 0) await db.executeQuery(MOVE_HEAD(kind)([position - 1, previousHash]));
  return first;
};

/** Adds a record to the end of the chain, and answers its position. */
export const appendAudit = (db: Writing, kind: StoreKind, entry: AuditEntry): Promise<number> => appendAudits(db, kind, [entry]);
