import { epochOf } from '../../domain/dates.ts';
import type { Instant } from '../../domain/dates.ts';
import type { LedgerPage, LedgerWindow } from '../ledger-page.ts';
import { MAX_TOTAL, newestFirst } from '../newest-first.ts';
import type { AuditRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { AuditFilter, AuditOutcome, AuditRecord } from './audit-record.ts';

/** A record as it was written. */
export const auditRecordOf = (row: Omit<AuditRow, 'at_ms'>): AuditRecord => ({
  position: row.position,
  tenant: row.tenant,
  at: row.at as Instant,
  caller: row.caller,
  requestId: row.request_id,
  operation: row.operation,
  keyHash: row.key_hash,
  outcome: row.outcome as AuditOutcome,
  code: row.code,
  object: row.object,
  reason: row.reason,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** A page of the audit log of a tenant, the newest first. */
export const auditPage = async ({ db }: Store, tenant: string, { operations, outcomes, keyHash, at }: AuditFilter, window: LedgerWindow): Promise<LedgerPage<AuditRecord>> => {
  const filtered = () => {
    let rows = db.selectFrom('audit').where('tenant', '=', tenant);
    if (operations !== undefined) rows = rows.where('operation', 'in', operations);
    if (outcomes !== undefined) rows = rows.where('outcome', 'in', outcomes);
    if (keyHash !== undefined) rows = rows.where('key_hash', '=', keyHash);
    if (at?.from !== undefined) rows = rows.where('at_ms', '>=', epochOf(at.from));
    if (at?.to !== undefined) rows = rows.where('at_ms', '<=', epochOf(at.to));
    return rows;
  };
  const page = await newestFirst(
    {
      read: (side, than, limit) => {
        const beyond = than === null ? filtered() : filtered().where('position', side === 'older' ? '<' : '>', than);
        return beyond.selectAll().orderBy('position', side === 'older' ? 'desc' : 'asc').limit(limit).execute();
      },
      count: async () => {
        const listed = filtered().select('position').limit(MAX_TOTAL).as('listed');
        return (await db.selectFrom(listed).select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
      },
    },
    window,
  );
  return { ...page, rows: page.rows.map(auditRecordOf) };
};
