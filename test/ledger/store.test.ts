import { describe, expect, it } from 'vitest';

import { createOrderIds, defaultStart, MAX_ORDER_ID } from '../../src/ledger/order-ids.ts';
import { openForReading } from '../../src/ledger/store/open-for-reading.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { temporaryLedgerPath } from '../kit/start-ledger.ts';
import { STORES } from '../kit/stores.ts';
import { sql } from 'kysely';

const owner = (name: string) => ({ owner: name, alive_until: 1 });

describe.each(STORES)('the store on $name', ({ newPlace }) => {
  it('keeps what was committed, and opens again as it is', async () => {
    const { settings } = await newPlace();
    const first = await openStore(settings);
    await first.commit('a', (db) => db.insertInto('owners').values(owner('one')).execute());
    await first.close();
    const second = await openStore(settings);
    expect(await second.db.selectFrom('owners').selectAll().execute()).toEqual([owner('one')]);
    await second.close();
  });

  it('opens for two processes at the same time', async () => {
    const { settings } = await newPlace();
    const stores = await Promise.all([openStore(settings), openStore(settings)]);
    await Promise.all(stores.map((store, i) => store.commit('a', (db) => db.insertInto('owners').values(owner(`${i}`)).execute())));
    expect(await stores[0].db.selectFrom('owners').select('owner').orderBy('owner').execute()).toEqual([{ owner: '0' }, { owner: '1' }]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('puts steps that wait together into one transaction, in their order', async () => {
    const store = await openStore((await newPlace()).settings);
    const seen: string[] = [];
    const transactions = new Set<unknown>();
    const step = (name: string) => store.commit(name, (db) => {
      seen.push(name);
      transactions.add(db);
      return Promise.resolve(name);
    });
    expect(await Promise.all([step('c'), step('a'), step('b')])).toEqual(['c', 'a', 'b']);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(transactions.size).toBe(1);
    await store.close();
  });

  it('fails the step that is at fault, and no other', async () => {
    const store = await openStore((await newPlace()).settings);
    const good = store.commit('a', (db) => db.insertInto('owners').values(owner('good')).execute());
    const bad = store.commit('b', async (db) => {
      await db.insertInto('owners').values(owner('half')).execute();
      throw new Error('at fault');
    });
    const later = store.commit('c', (db) => db.insertInto('owners').values(owner('later')).execute());
    await expect(bad).rejects.toThrow('at fault');
    await Promise.all([good, later]);
    expect(await store.db.selectFrom('owners').select('owner').orderBy('owner').execute()).toEqual([{ owner: 'good' }, { owner: 'later' }]);
    await store.close();
  });

  it('reads milliseconds and counters as numbers', async () => {
    const store = await openStore((await newPlace()).settings);
    await store.commit('a', (db) => db.insertInto('owners').values({ owner: 'o', alive_until: 1_795_000_000_123 }).execute());
    expect(await store.db.selectFrom('owners').select('alive_until').execute()).toEqual([{ alive_until: 1_795_000_000_123 }]);
    await store.close();
  });

  it('gives each issue of a department an order id of its own, also to two processes at once', async () => {
    const { settings } = await newPlace();
    const stores = await Promise.all([openStore(settings), openStore(settings)]);
    const ids = stores.map((store) => createOrderIds(store, () => 500));
    const given = await Promise.all(Array.from({ length: 120 }, (_, i) => ids[i % 2]!.next('t', 7)));
    expect(new Set(given).size).toBe(120);
    expect(Math.min(...given)).toBe(500);
    expect(Math.max(...given)).toBeLessThan(500 + 120 + 40);
    // Another department, and another tenant, count for themselves.
    expect([await ids[0]!.next('t', 8), await ids[0]!.next('u', 7)]).toEqual([500, 500]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('never gives an order id beyond 31 bits', async () => {
    const store = await openStore((await newPlace()).settings);
    const ids = createOrderIds(store, () => MAX_ORDER_ID);
    expect(await ids.next('t', 7)).toBe(2_147_483_647);
    await expect(ids.next('t', 7)).rejects.toThrow('the order ids of department 7 are used up');
    await store.close();
  });
});

describe('the store in a file', () => {
  it('is synced to the disk with each commit, and lets others read meanwhile', async () => {
    const store = await openStore({ kind: 'sqlite', path: temporaryLedgerPath() });
    const pragma = async (name: string): Promise<unknown> => Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.db)).rows[0] ?? {})[0];
    expect([await pragma('synchronous'), await pragma('journal_mode')]).toEqual([2, 'wal']);
    const inside = await store.commit('a', async (db) => Object.values((await sql.raw<Record<string, unknown>>('pragma synchronous').execute(db)).rows[0] ?? {})[0]);
    expect(inside).toBe(2);
    await store.close();
  });

  it('says that the disk is full, and goes on once it is not, for this process and others', async () => {
    const path = temporaryLedgerPath();
    const [store, other] = [await openStore({ kind: 'sqlite', path }), await openStore({ kind: 'sqlite', path })];
    const { page_count: pages } = (await sql.raw<{ page_count: number }>('pragma page_count').execute(store.db)).rows[0]!;
    // Of the connection that writes.
    const limit = (most: number) => store.commit('a', (db) => sql.raw(`pragma max_page_count=${most}`).execute(db));
    const long = (name: string) => store.commit('a', (db) => db.insertInto('owners').values(owner(name.repeat(20_000))).execute());
    await limit(pages);
    await expect(long('x')).rejects.toThrow('full');
    // Nothing of it holds up others.
    await other.commit('a', (db) => db.insertInto('owners').values(owner('other')).execute());
    await limit(1_000_000);
    await long('y');
    expect((await store.db.selectFrom('owners').select('owner').orderBy('owner').execute()).map(({ owner: name }) => name.slice(0, 5))).toEqual(['other', 'yyyyy']);
    await Promise.all([store.close(), other.close()]);
  });

  it('waits for a writer of another process, and serves readers meanwhile', async () => {
    const path = temporaryLedgerPath();
    const [store, other] = [await openStore({ kind: 'sqlite', path }), await openStore({ kind: 'sqlite', path })];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let hasBegun: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const writing = other.commit('a', async (db) => {
      await db.insertInto('owners').values(owner('first')).execute();
      hasBegun();
      await held;
    });
    await begun;
    const seen: string[] = [];
    const waiting = store.commit('a', (db) => db.insertInto('owners').values(owner('second')).execute()).then(() => seen.push('written'));
    // Two turns: it has asked for the file, and was told that it is busy.
    for (let i = 0; i < 2; i += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    const reader = await openForReading({ kind: 'sqlite', path });
    expect(await reader.db.selectFrom('owners').selectAll().execute()).toEqual([]);
    await reader.close();
    seen.push('read');
    release();
    await Promise.all([writing, waiting]);
    expect(seen).toEqual(['read', 'written']);
    // The connection that found the file busy goes on as if it had not.
    await store.commit('a', (db) => db.insertInto('owners').values(owner('third')).execute());
    expect(await other.db.selectFrom('owners').select('owner').orderBy('owner').execute()).toEqual([{ owner: 'first' }, { owner: 'second' }, { owner: 'third' }]);
    await Promise.all([store.close(), other.close()]);
  });
});

describe('the first order id', () => {
  it('is the seconds since 2020, so that a ledger begun anew does not repeat the old one’s', () => {
    expect(defaultStart(Date.UTC(2026, 10, 23))).toBe(217_555_200);
    expect(defaultStart(0)).toBe(1);
    expect(defaultStart(Date.UTC(2087, 0, 1))).toBeLessThan(MAX_ORDER_ID);
  });
});
