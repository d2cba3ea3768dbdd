import { epochOf } from '../../domain/dates.ts';
import type { StoreKind, Writing } from '../store/store.ts';
import type { AuditEntry } from './audit-record.ts';
import { GENESIS, hashOf } from './chain.ts';

/** Adds a record to the end of the chain, and answers its position. One writer at a time: the head's row is locked until the transaction ends. */
export const appendAudit = async (db: Writing, kind: StoreKind, entry: AuditEntry): Promise<number> => {
  const head = db.selectFrom('audit_head').select(['position', 'hash']).where('id', '=', 1);
  const end = await (kind === 'postgres' ? head.forUpdate() : head).executeTakeFirst();
  const previousHash = end?.hash ?? GENESIS;
  const position = (end?.position ?? 0) + 1;
  const hash = hashOf(entry, position, previousHash);
  await db
    .insertInto('audit')
    .values({
      position,
      tenant: entry.tenant,
      at: entry.at,
      at_ms: epochOf(entry.at),
      caller: entry.caller,
      request_id: entry.requestId,
      operation: entry.operation,
      key_hash: entry.keyHash,
      outcome: entry.outcome,
      code: entry.code,
      object: entry.object,
      reason: entry.reason,
      previous_hash: previousHash,
      hash,
    })
    .execute();
  await db.updateTable('audit_head').set({ position, hash }).where('id', '=', 1).execute();
  return position;
};
