import type { AuditEntry, AuditOutcome } from './audit/audit-record.ts';
import { appendAudit, appendAudits } from './audit/append-audit.ts';
import { instantOfEpoch } from '../domain/dates.ts';
import type { SettledRow } from './key-statements.ts';
import { CLAIM, claimParameters, HOLDER, MARK_SETTLED, positionOf, SETTLE, settleParameters } from './key-statements.ts';
import type { WriteFailure } from './ledger.ts';
import type { ObjectReference } from './operations.ts';
import { Part } from './store/committer.ts';
import type { KeyRow, KeysTable } from './store/schema.ts';
import type { Store, Writing } from './store/store.ts';

/** How an object is written down: `Invoice:12`, or by its public key where its id is not known. */
export const objectText = ({ type, id, publicKey }: ObjectReference): string => (id === null ? `${type}/${publicKey ?? ''}` : `${type}:${id}`);

/** What a send came to. */
export type Settlement =
  | { readonly state: 'done'; readonly reference: ObjectReference }
  | { readonly state: 'refused'; readonly failure: WriteFailure; readonly mayRetry: boolean }
  | { readonly state: 'unknown'; readonly failure: WriteFailure; readonly nextCheckAt: number | null };

/** A claim that came too late: a write with the same lock was settled after this one had read what it goes by. */
export const STALE = Symbol('stale');

export interface NewKey {
  readonly tenant: string;
  readonly keyHash: string;
  readonly key: string;
  readonly operation: string;
  readonly fingerprint: string;
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
  readonly payload: unknown;
  readonly lock: string | null;
  /** Where the audit stood before anything was read for this write; `null` where there is no lock. */
  readonly readAt: number | null;
  readonly language: string;
  readonly caller: string;
  readonly requestId: string | null;
}

interface Claim {
  readonly key: NewKey;
  /** The row as it will be, but for its position. */
  readonly row: KeyRow;
}

interface Settled {
  readonly row: KeyRow;
  readonly values: SettledRow;
  readonly entry: AuditEntry;
}

const AUDIT_OF: Readonly<Record<Settlement['state'], AuditOutcome>> = { done: 'DONE', refused: 'REFUSED', unknown: 'UNKNOWN' };

/** The rows of keys: each change is one durable step, and happens only from the state that it starts from. */
export interface KeyRows {
  /** What has a key: a write, a job of many invoices (since when), or nothing. */
  readonly holderOf: (tenant: string, keyHash: string) => Promise<{ readonly row: KeyRow } | { readonly jobSince: number } | null>;
  readonly byHash: (tenant: string, keyHash: string) => Promise<KeyRow | null>;
  readonly byLock: (tenant: string, lock: string) => Promise<KeyRow | null>;
  readonly isTaken: (row: KeyRow, reference: ObjectReference) => Promise<boolean>;
  /** Where the audit stands: a moment that all processes agree on. */
  readonly now: () => Promise<number>;
  /** The intent, before anything is sent; `null` when the key or the lock is taken. */
  readonly claim: (key: NewKey) => Promise<KeyRow | typeof STALE | null>;
  /** Takes a key that was refused for a passing reason once more; `null` when somebody else was first, or has the lock. */
  readonly reclaim: (row: KeyRow, key: NewKey) => Promise<KeyRow | typeof STALE | null>;
  /** Writes down what a send came to; `null` when it was settled or sent anew meanwhile. */
  readonly settle: (row: KeyRow, settlement: Settlement, by: Pick<AuditEntry, 'caller' | 'requestId'>) => Promise<KeyRow | null>;
  /** The sender is dead: what became of it is not known. */
  readonly orphan: (row: KeyRow) => Promise<KeyRow | null>;
  /** A look found nothing. */
  readonly checked: (row: KeyRow, nextCheckAt: number | null) => Promise<KeyRow | null>;
  /** A person sends it once more. */
  readonly resend: (row: KeyRow, resolution: unknown, entry: AuditEntry) => Promise<KeyRow | null>;
  /** A person gives it up. */
  readonly abandon: (row: KeyRow, resolution: unknown, failure: WriteFailure, entry: AuditEntry) => Promise<KeyRow | null>;
  readonly audit: (entry: AuditEntry) => Promise<void>;
}

export const createKeyRows = ({ store, ownerName, nowMs }: { readonly store: Store; readonly ownerName: string; readonly nowMs: () => number }): KeyRows => {
  type Change = Partial<Omit<KeysTable, 'position'>>;

  /** The one way in which a row changes: from these states, after this many sends. */
  const change = (order: string, row: KeyRow, from: readonly string[], values: Change, entry?: AuditEntry): Promise<KeyRow | null> =>
    store.commit(order, async (db) => {
      const done = await db
        .updateTable('keys')
        .set(values)
        .where('position', '=', row.position)
        .where('state', 'in', from)
        .where('sends', '=', row.sends)
        .returning('position')
        .executeTakeFirst();
      if (done === undefined) return null;
      const changed = { ...row, ...values };
      if (entry === undefined) return changed;
      const position = await appendAudit(db, store.kind, entry);
      if (changed.settled_at !== null && changed.held !== null) await db.updateTable('keys').set({ settled_position: position }).where('position', '=', row.position).execute();
      return changed;
    });

  /** Asked with the lock in hand, so that no other write with it can be settled after the question. */
  const isStale = async (db: Writing, { tenant, lock, readAt }: NewKey): Promise<boolean> => {
    if (lock === null || readAt === null) return false;
    const later = db.selectFrom('keys').select('position').where('tenant', '=', tenant).where('held', '=', lock).where('settled_position', '>', readAt);
    return (await later.limit(1).executeTakeFirst()) !== undefined;
  };

  const byHash = async (tenant: string, keyHash: string): Promise<KeyRow | null> =>
    (await store.db.selectFrom('keys').selectAll().where('tenant', '=', tenant).where('key_hash', '=', keyHash).executeTakeFirst()) ?? null;

  /** Claims come first and in the order of their keys, the audit's one row last: so processes cannot wait for each other in a circle. */
  const claimOrder = (keyHash: string): string => `k-${keyHash}`;
  const LAST = 'z-settle';

  const claimAll = async (db: Writing, claims: readonly Claim[]): Promise<readonly (KeyRow | typeof STALE | null)[]> => {
    const rows: (KeyRow | typeof STALE | null)[] = [];
    for (const { key, row } of claims) {
      const position = positionOf(await db.executeQuery(CLAIM(store.kind)(claimParameters(row))));
      if (position === null) rows.push(await ownClaim(db, row));
      else if (await isStale(db, key)) rows.push(await withdraw(db, position));
      else {
        row.position = position;
        rows.push(row);
      }
    }
    return rows;
  };

  const withdraw = async (db: Writing, position: number): Promise<typeof STALE> => {
    await db.deleteFrom('keys').where('position', '=', position).execute();
    return STALE;
  };

  /** A commit that broke may have taken effect: then this is the second run, and the row that is in the way is our own claim. */
  const ownClaim = async (db: Writing, { tenant, key_hash, sent_at }: KeyRow): Promise<KeyRow | null> =>
    (await db
      .selectFrom('keys')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('key_hash', '=', key_hash)
      .where('state', '=', 'sending')
      .where('owner', '=', ownerName)
      .where('sends', '=', 1)
      .where('sent_at', '=', sent_at)
      .executeTakeFirst()) ?? null;

  /** The keys first, then the audit: its records of all of them are one piece of the chain. */
  const settleAll = async (db: Writing, all: readonly Settled[]): Promise<readonly (KeyRow | null)[]> => {
    const changed: Settled[] = [];
    for (const settled of all) {
      const { numAffectedRows } = await db.executeQuery(SETTLE(store.kind)(settleParameters(settled.row, settled.values)));
      if (numAffectedRows === 1n) changed.push(settled);
    }
    const first = changed.length === 0 ? 0 : await appendAudits(db, store.kind, changed.map(({ entry }) => entry));
    for (const [i, { row }] of changed.entries()) if (row.held !== null) await db.executeQuery(MARK_SETTLED(store.kind)([first + i, row.position]));
    const done = new Set(changed);
    return all.map((settled) => (done.has(settled) ? { ...settled.row, ...settled.values } : null));
  };

  const noteAll = async (db: Writing, entries: readonly AuditEntry[]): Promise<readonly undefined[]> => {
    await appendAudits(db, store.kind, entries);
    return entries.map(() => undefined);
  };

  return {
    async holderOf(tenant, keyHash) {
      const [found] = (await store.db.executeQuery(HOLDER(store.kind)([tenant, keyHash]))).rows;
      if (found === undefined) return null;
      const row = found.position === null ? null : await byHash(tenant, keyHash);
      if (row !== null) return { row };
      return found.jobSince === null ? null : { jobSince: found.jobSince };
    },
    byHash,
    now: async () => (await store.db.selectFrom('audit_head').select('position').where('id', '=', 1).executeTakeFirst())?.position ?? 0,
    byLock: async (tenant, lock) => (await store.db.selectFrom('keys').selectAll().where('tenant', '=', tenant).where('lock', '=', lock).executeTakeFirst()) ?? null,
    async isTaken(row, reference) {
      const other = await store.db
        .selectFrom('keys')
        .select('position')
        .where('tenant', '=', row.tenant)
        .where('object', '=', objectText(reference))
        .where('operation', '=', row.operation)
        .where('position', '!=', row.position)
        .executeTakeFirst();
      return other !== undefined;
    },
    claim(key) {
      // Taken outside of the step, so that a second run of it is known by it.
      const at = nowMs();
      const row: KeyRow = {
        position: 0, tenant: key.tenant, key_hash: key.keyHash, key: key.key, operation: key.operation, fingerprint: key.fingerprint, defaults: JSON.stringify(key.defaults),
        state: 'sending', may_retry: 0, owner: ownerName, payload: JSON.stringify(key.payload), language: key.language, caller: key.caller, request_id: key.requestId,
        lock: key.lock, held: key.lock, started_at: at, sent_at: at, checks: 0, sends: 1,
        reference: null, object: null, failure: null, settled_at: null, settled_position: null, next_check_at: null, resolution: null,
      };
      return store.commit(claimOrder(key.keyHash), Part.of(claimAll, { key, row }));
    },
    async reclaim(row, key) {
      const at = nowMs();
      const values: Change = {
        state: 'sending', may_retry: 0, owner: ownerName, fingerprint: key.fingerprint, defaults: JSON.stringify(key.defaults), payload: JSON.stringify(key.payload), lock: key.lock, held: key.lock,
        failure: null, settled_at: null, settled_position: null, sent_at: at, sends: row.sends + 1, caller: key.caller, request_id: key.requestId,
      };
      const { position, ...before } = row;
      const changed = await store.commit(claimOrder(key.keyHash), async (db) => {
        const holder = key.lock === null ? undefined : await db.selectFrom('keys').select('position').where('tenant', '=', key.tenant).where('lock', '=', key.lock).executeTakeFirst();
        if (holder !== undefined) return null;
        const reclaimed = await db.updateTable('keys').set(values).where('position', '=', position).where('state', '=', 'refused').where('sends', '=', row.sends).returningAll().executeTakeFirst();
        if (reclaimed === undefined) return null;
        if (!(await isStale(db, key))) return reclaimed;
        await db.updateTable('keys').set(before).where('position', '=', position).execute();
        return STALE;
      });
      if (changed !== null) return changed;
      const now = await byHash(key.tenant, key.keyHash);
      return now?.owner === ownerName && now.state === 'sending' && now.sends === row.sends + 1 && now.sent_at === at ? now : null;
    },
    settle(row, settlement, by) {
      const at = nowMs();
      const object = settlement.state === 'done' ? objectText(settlement.reference) : null;
      const entry: AuditEntry = {
        tenant: row.tenant, at: instantOfEpoch(at), caller: by.caller, requestId: by.requestId, operation: row.operation, keyHash: row.key_hash,
        outcome: AUDIT_OF[settlement.state], code: settlement.state === 'done' ? null : settlement.failure.code, object, reason: null,
      };
      if (settlement.state === 'unknown') {
        return change(LAST, row, ['sending', 'unknown'], { state: 'unknown', failure: JSON.stringify(settlement.failure), next_check_at: settlement.nextCheckAt, owner: null }, entry);
      }
      const values: SettledRow = {
        state: settlement.state, lock: null, settled_at: at, next_check_at: null, owner: null, object,
        reference: settlement.state === 'done' ? JSON.stringify(settlement.reference) : null,
        failure: settlement.state === 'refused' ? JSON.stringify(settlement.failure) : null,
        may_retry: settlement.state === 'refused' && settlement.mayRetry ? 1 : 0,
      };
      return store.commit(LAST, Part.of(settleAll, { row, values, entry }));
    },
    orphan: (row) =>
      change(LAST, row, ['sending'], { state: 'unknown', owner: null, next_check_at: nowMs() }, {
        tenant: row.tenant, at: instantOfEpoch(nowMs()), caller: 'reconciler', requestId: row.request_id, operation: row.operation, keyHash: row.key_hash,
        outcome: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', object: null, reason: null,
      }),
    checked: (row, nextCheckAt) => change(LAST, row, ['unknown'], { checks: row.checks + 1, next_check_at: nextCheckAt }),
    resend: (row, resolution, entry) =>
      change(LAST, row, ['unknown'], { state: 'sending', owner: ownerName, sends: row.sends + 1, sent_at: nowMs(), resolution: JSON.stringify(resolution), next_check_at: null }, entry),
    abandon: (row, resolution, failure, entry) =>
      change(LAST, row, ['unknown'], { state: 'abandoned', owner: null, lock: null, settled_at: nowMs(), next_check_at: null, resolution: JSON.stringify(resolution), failure: JSON.stringify(failure) }, entry),
    async audit(entry) {
      await store.commit(LAST, Part.of(noteAll, entry));
    },
  };
};
