import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { epochOf } from '../../src/domain/dates.ts';
import { appendAudit } from '../../src/ledger/audit/append-audit.ts';
import { auditPage } from '../../src/ledger/audit/audit-pages.ts';
import type { AuditEntry } from '../../src/ledger/audit/audit-record.ts';
import { GENESIS, hashOf } from '../../src/ledger/audit/chain.ts';
import { verifyChain } from '../../src/ledger/audit/verify-chain.ts';
import type { AuditRow } from '../../src/ledger/store/schema.ts';
import { openForReading } from '../../src/ledger/store/open-for-reading.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { instant } from '../kit/domain-rows.ts';
import type { StorePlace } from '../kit/store-places.ts';
import { STORES } from '../kit/stores.ts';

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  tenant: 't', at: instant('2026-11-20T09:00:00+02:00'), caller: 'tester', requestId: null, operation: 'invoiceIssue', keyHash: null, outcome: 'DONE', code: null, object: null, reason: null, ...over,
});

describe.each(STORES)('the audit log on $name', ({ newPlace }) => {
  let place: StorePlace;
  let store: Store;
  beforeEach(async () => {
    place = await newPlace();
    store = await openStore(place.settings);
  });
  afterEach(() => store.close());

  const write = (entries: readonly AuditEntry[]): Promise<unknown> => Promise.all(entries.map((each) => store.commit('z-settle', (db) => appendAudit(db, store.kind, each))));
  const writeTen = (): Promise<unknown> => write(Array.from({ length: 10 }, (_, i) => entry({ object: `Invoice:${i + 1}` })));
  const tamper = (position: number, values: Partial<AuditRow>): Promise<unknown> => store.db.updateTable('audit').set(values).where('position', '=', position).execute();
  const remove = (...positions: number[]): Promise<unknown> => store.db.deleteFrom('audit').where('position', 'in', positions).execute();
  const rowAt = (position: number): Promise<AuditRow> => store.db.selectFrom('audit').selectAll().where('position', '=', position).executeTakeFirstOrThrow();

  it('is whole when it is empty, and after every record', async () => {
    expect(await verifyChain(store.db)).toEqual({ isWhole: true, records: 0, lastHash: GENESIS });
    await writeTen();
    const lastHash = (await rowAt(10)).hash;
    // In batches that end inside, at the end, and beyond it.
    for (const batch of [1, 3, 5, 10, 11, 1_000]) expect(await verifyChain(store.db, batch)).toEqual({ isWhole: true, records: 10, lastHash });
  });

  it('is one chain, whoever writes, at the same time too', async () => {
    const other = await openStore(place.settings);
    await Promise.all([store, other].flatMap((each) => Array.from({ length: 20 }, () => each.commit('z-settle', (db) => appendAudit(db, each.kind, entry())))));
    await other.close();
    expect(await verifyChain(store.db, 7)).toMatchObject({ isWhole: true, records: 40 });
  });

  it('may grow while it is verified', async () => {
    await writeTen();
    const [verdict] = await Promise.all([verifyChain(store.db, 1), writeTen()]);
    expect(verdict).toMatchObject({ isWhole: true });
    expect(await verifyChain(store.db)).toMatchObject({ isWhole: true, records: 20 });
  });

  const CHANGED = 'was changed or moved: its hash is not the hash of what it says';
  it.each<Partial<AuditRow>>([
    { tenant: 'u' }, { at: '2026-11-20T09:00:01+02:00' }, { caller: 'somebody' }, { request_id: 'r' }, { operation: 'invoiceCancel' }, { key_hash: 'k' },
    { outcome: 'REFUSED' }, { code: 'INTERNAL' }, { object: 'Invoice:99' }, { reason: 'none' }, { previous_hash: GENESIS }, { hash: GENESIS },
  ])('shows that %j was written over the fourth record', async (values) => {
    await writeTen();
    await tamper(4, values);
    for (const batch of [1, 3, 1_000]) expect(await verifyChain(store.db, batch)).toEqual({ isWhole: false, position: 4, problem: CHANGED });
  });

  it('shows a record that was changed together with its hash, by the one after it', async () => {
    await writeTen();
    const { position, previous_hash } = await rowAt(4);
    const forged = entry({ object: 'Invoice:99' });
    await tamper(4, { object: 'Invoice:99', hash: hashOf(forged, position, previous_hash) });
    expect(await verifyChain(store.db, 4)).toEqual({ isWhole: false, position: 5, problem: 'does not follow the record before it: one of the two was replaced' });
  });

  it('shows the last record changed together with its hash, by the end of the log', async () => {
    await writeTen();
    const { position, previous_hash } = await rowAt(10);
    await tamper(10, { object: 'Invoice:99', hash: hashOf(entry({ object: 'Invoice:99' }), position, previous_hash) });
    expect(await verifyChain(store.db)).toEqual({ isWhole: false, position: 10, problem: 'is not the one that the log ended with: it was replaced, or the end was' });
  });

  it('shows two records that changed places', async () => {
    await writeTen();
    const { position: _third, ...third } = await rowAt(3);
    const { position: _sixth, ...sixth } = await rowAt(6);
    await tamper(3, sixth);
    await tamper(6, third);
    expect(await verifyChain(store.db)).toEqual({ isWhole: false, position: 3, problem: CHANGED });
  });

  it.each([[[1], 1], [[5], 5], [[3, 4, 5, 6], 3]] as const)('shows that the records %j are gone', async (positions, position) => {
    await writeTen();
    await remove(...positions);
    for (const batch of [1, 4, 1_000]) expect(await verifyChain(store.db, batch)).toEqual({ isWhole: false, position, problem: 'is missing' });
  });

  it.each([[[10], 10], [[8, 9, 10], 8], [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1]] as const)('shows that the last records %j are gone', async (positions, position) => {
    await writeTen();
    await remove(...positions);
    expect(await verifyChain(store.db)).toEqual({ isWhole: false, position, problem: 'is missing: the log was cut off, it had 10 records' });
  });

  it('shows a record that was put behind the end, and an end that was set back or removed', async () => {
    await writeTen();
    await store.db.updateTable('audit_head').set({ position: 8, hash: (await rowAt(8)).hash }).execute();
    expect(await verifyChain(store.db)).toEqual({ isWhole: false, position: 9, problem: 'is beyond the end of the log: it was added, or the end was set back' });
    await store.db.deleteFrom('audit_head').execute();
    expect(await verifyChain(store.db)).toEqual({ isWhole: false, position: 11, problem: 'may be missing: where the log ends is not recorded any more' });
  });

  it('learns the times of records that an earlier version wrote', async () => {
    await writeTen();
    for (const name of ['audit_at', 'audit_key', 'audit_operation', 'keys_outcomes']) await store.db.schema.dropIndex(name).execute();
    await store.db.schema.alterTable('audit').dropColumn('at_ms').execute();
    await sql`delete from migrations where name = '0003-lists'`.execute(store.db);
    const upgraded = await openStore(place.settings);
    expect((await upgraded.db.selectFrom('audit').select('at_ms').distinct().execute()).map(({ at_ms }) => at_ms)).toEqual([epochOf(entry().at)]);
    expect(await verifyChain(upgraded.db)).toMatchObject({ isWhole: true, records: 10 });
    await upgraded.close();
  });

  it('can be read without a way to write', async () => {
    await writeTen();
    const reader = await openForReading(place.settings);
    expect(await verifyChain(reader.db)).toMatchObject({ isWhole: true, records: 10 });
    await expect(reader.db.deleteFrom('audit').execute()).rejects.toThrow(/readonly|read-only/);
    await reader.close();
    expect(await verifyChain(store.db)).toMatchObject({ isWhole: true, records: 10 });
  });

  describe('in pages', () => {
    const SUMMER = instant('2026-10-25T03:30:00+03:00');
    /** Half an hour later, although the clock shows half an hour less: it was set back between. */
    const WINTER = instant('2026-10-25T03:00:00+02:00');
    beforeEach(() =>
      write([
        entry({ at: SUMMER, keyHash: 'a' }),
        entry({ at: WINTER, keyHash: 'b', outcome: 'UNKNOWN', code: 'OUTCOME_UNKNOWN' }),
        entry({ tenant: 'another', keyHash: 'a' }),
        entry({ operation: 'paymentRecord', keyHash: 'c', outcome: 'REFUSED', code: 'UPSTREAM_REJECTED' }),
        entry({ operation: 'mutationOutcomeResolve', keyHash: 'b', code: 'ABANDON', reason: 'paid in cash' }),
        entry({ operation: 'customerCreate', keyHash: 'd' }),
      ]),
    );
    const pageOf = async (...[filter, window]: [Parameters<typeof auditPage>[2], Parameters<typeof auditPage>[3]?]) => {
      const { rows, ...page } = await auditPage(store, 't', filter, window ?? { from: 'start', count: 10 });
      return { positions: rows.map(({ position }) => position), ...page };
    };

    it('gives the tenant’s own records, the newest first, as they were written', async () => {
      expect(await pageOf({})).toEqual({ positions: [6, 5, 4, 2, 1], hasNextPage: false, hasPreviousPage: false, total: 5 });
      const { rows: [newest] } = await auditPage(store, 't', { operations: ['mutationOutcomeResolve'] }, { from: 'start', count: 1 });
      expect(newest).toEqual({ ...entry({ operation: 'mutationOutcomeResolve', keyHash: 'b', code: 'ABANDON', reason: 'paid in cash' }), position: 5, previousHash: (await rowAt(4)).hash, hash: (await rowAt(5)).hash });
    });

    it('walks from both ends', async () => {
      expect(await pageOf({}, { from: 'start', count: 2 })).toEqual({ positions: [6, 5], hasNextPage: true, hasPreviousPage: false, total: 5 });
      expect(await pageOf({}, { from: 'after', position: 5, count: 2 })).toEqual({ positions: [4, 2], hasNextPage: true, hasPreviousPage: true, total: 5 });
      expect(await pageOf({}, { from: 'after', position: 2, count: 2 })).toEqual({ positions: [1], hasNextPage: false, hasPreviousPage: true, total: 5 });
      expect(await pageOf({}, { from: 'end', count: 2 })).toEqual({ positions: [2, 1], hasNextPage: false, hasPreviousPage: true, total: 5 });
      expect(await pageOf({}, { from: 'before', position: 2, count: 2 })).toEqual({ positions: [5, 4], hasNextPage: true, hasPreviousPage: true, total: 5 });
      expect(await pageOf({}, { from: 'before', position: 5, count: 2 })).toEqual({ positions: [6], hasNextPage: true, hasPreviousPage: false, total: 5 });
      // A place stays a place, also of a record that is not in the list.
      expect(await pageOf({}, { from: 'after', position: 3, count: 1 })).toEqual({ positions: [2], hasNextPage: true, hasPreviousPage: true, total: 5 });
      expect(await pageOf({}, { from: 'after', position: 1, count: 1 })).toEqual({ positions: [], hasNextPage: false, hasPreviousPage: true, total: 5 });
    });

    it.each([
      [{ operations: ['invoiceIssue', 'paymentRecord'] }, [4, 2, 1]],
      [{ outcomes: ['UNKNOWN', 'REFUSED'] as const }, [4, 2]],
      [{ keyHash: 'b' }, [5, 2]],
      [{ keyHash: 'nobody’s' }, []],
      [{ operations: ['invoiceIssue'], outcomes: ['DONE'] as const, keyHash: 'a' }, [1]],
      [{ at: { from: WINTER } }, [6, 5, 4, 2]],
      [{ at: { to: SUMMER } }, [1]],
      [{ at: { from: SUMMER, to: WINTER } }, [2, 1]],
      [{ at: { from: instant('2026-11-20T09:00:00+02:00') } }, [6, 5, 4]],
    ])('finds by %j', async (filter, positions) => {
      expect(epochOf(WINTER)).toBeGreaterThan(epochOf(SUMMER));
      expect(await pageOf(filter)).toEqual({ positions, hasNextPage: false, hasPreviousPage: false, total: positions.length });
    });
  });
});
