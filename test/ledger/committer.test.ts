import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { verifyChain } from '../../src/ledger/audit/verify-chain.ts';
import { createKeyRows, STALE } from '../../src/ledger/key-rows.ts';
import type { KeyRows, NewKey, Settlement } from '../../src/ledger/key-rows.ts';
import type { ManyTask } from '../../src/ledger/store/committer.ts';
import { Part } from '../../src/ledger/store/committer.ts';
import type { KeyRow } from '../../src/ledger/store/schema.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { STORES } from '../kit/stores.ts';

describe.each(STORES)('steps that wait together, on $name', ({ newPlace }) => {
  let store: Store;
  beforeEach(async () => void (store = await openStore((await newPlace()).settings)));
  afterEach(() => store.close());

  /** Writes an owner for each name, and notes which it was given at a time. */
  const writing = (batches: string[][]): ManyTask<string, string> => async (db, names) => {
    batches.push([...names]);
    for (const name of names) await db.insertInto('owners').values({ owner: name, alive_until: 1 }).execute();
    return names.map((name) => `${name} is written`);
  };
  const owners = async (): Promise<string[]> => (await store.db.selectFrom('owners').select('owner').orderBy('owner').execute()).map(({ owner }) => owner);

  it('are done at once where they are parts of one step, each with its own answer', async () => {
    const batches: string[][] = [];
    const step = writing(batches);
    const answers = await Promise.all(['c', 'a', 'b'].map((name) => store.commit(`k-${name}`, Part.of(step, name))));
    expect(answers).toEqual(['c is written', 'a is written', 'b is written']);
    expect(batches).toEqual([['a', 'b', 'c']]);
    expect(await owners()).toEqual(['a', 'b', 'c']);
  });

  it('keep their order, other steps and other tasks among them', async () => {
    const [ones, others]: string[][][] = [[], []];
    const [one, other] = [writing(ones!), writing(others!)];
    const seen: string[] = [];
    await Promise.all([
      store.commit('z', Part.of(one, 'z')),
      store.commit('b', async () => Promise.resolve(void seen.push(`after ${JSON.stringify(ones)}`))),
      store.commit('a', Part.of(one, 'a1')),
      store.commit('a', Part.of(one, 'a2')),
      store.commit('c', Part.of(other, 'c')),
    ]);
    expect([ones, others, seen]).toEqual([[['a1', 'a2'], ['z']], [['c']], ['after [["a1","a2"]]']]);
  });

  it('are done one by one where one of them is at fault: the others do not suffer', async () => {
    await store.commit('a', (db) => db.insertInto('owners').values({ owner: 'taken', alive_until: 1 }).execute());
    const batches: string[][] = [];
    const step = writing(batches);
    const [good, bad, later] = await Promise.allSettled(['good', 'taken', 'later'].map((name, i) => store.commit(`k-${i}`, Part.of(step, name))));
    expect([good, later]).toEqual([{ status: 'fulfilled', value: 'good is written' }, { status: 'fulfilled', value: 'later is written' }]);
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.objectContaining({ message: expect.stringMatching(/unique/i) as unknown }) as unknown });
    expect(batches).toEqual([['good', 'taken', 'later'], ['good'], ['taken'], ['later']]);
    expect(await owners()).toEqual(['good', 'later', 'taken']);
  });

  it('are not waited for by who reads', async () => {
    let end: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (end = resolve));
    const seen = await new Promise<string[]>((resolve, reject) => {
      store
        .commit('a', async (db) => {
          await db.insertInto('owners').values({ owner: 'a', alive_until: 1 }).execute();
          owners().then(resolve, reject).finally(end);
          await held;
        })
        .catch(reject);
    });
    expect(seen).toEqual([]);
    await store.commit.idle();
    expect(await owners()).toEqual(['a']);
  });
});

describe.each(STORES)('keys that are claimed and settled together, on $name', ({ newPlace }) => {
  let store: Store;
  let rows: KeyRows;
  beforeEach(async () => {
    store = await openStore((await newPlace()).settings);
    rows = createKeyRows({ store, ownerName: 'here:1:x', nowMs: () => 1_795_000_000_000 });
  });
  afterEach(() => store.close());

  const keyOf = (name: string, lock: string | null = null): NewKey => ({
    tenant: 't', keyHash: `hash-${name}`, key: name, operation: 'invoiceIssue', fingerprint: 'f', defaults: {}, payload: { name }, lock, readAt: lock === null ? null : 0, language: 'ro', caller: 'c', requestId: null,
  });
  const by = { caller: 'c', requestId: 'r' };
  const made = (id: number): Settlement => ({ state: 'done', reference: { type: 'Invoice', id } });
  const stored = (): Promise<KeyRow[]> => store.db.selectFrom('keys').selectAll().orderBy('key').execute();
  const isRow = (claim: unknown): claim is KeyRow => claim !== null && claim !== STALE;

  it('stand in the store as they were answered, and in one whole chain', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `k${String(i).padStart(2, '0')}`);
    const claims = (await Promise.all(names.map((name) => rows.claim(keyOf(name, name === 'k07' ? 'payment:7' : null))))).filter(isRow);
    expect(claims.map(({ key }) => key)).toEqual(names);
    expect(await stored()).toEqual(claims);
    const settled = await Promise.all(claims.map((row, i) => rows.settle(row, i === 3 ? { state: 'refused', failure: { code: 'UPSTREAM_REJECTED', message: 'no' }, mayRetry: false } : made(i), by)));
    // Where it was settled is known for what had a lock alone.
    expect((await stored()).map((row) => ({ ...row, settled_position: null }))).toEqual(settled);
    expect((await stored()).map(({ settled_position: position }) => position)).toEqual(names.map((name) => (name === 'k07' ? 8 : null)));
    expect(await verifyChain(store.db)).toMatchObject({ isWhole: true, records: 20 });
    const audit = await store.db.selectFrom('audit').select(['key_hash', 'outcome', 'object']).orderBy('position').execute();
    expect(audit).toEqual(names.map((name, i) => ({ key_hash: `hash-${name}`, outcome: i === 3 ? 'REFUSED' : 'DONE', object: i === 3 ? null : `Invoice:${i}` })));
  });

  it('are each claimed once and settled once, and noted once', async () => {
    const [first, again, locked, second] = await Promise.all([rows.claim(keyOf('a')), rows.claim({ ...keyOf('a'), tenant: 't2' }), rows.claim(keyOf('b', 'payment:1')), rows.claim(keyOf('c', 'payment:1'))]);
    if (!isRow(first) || !isRow(again) || !isRow(locked)) throw new Error('not claimed');
    expect(second).toBeNull();
    const results = await Promise.all([rows.settle(first, made(1), by), rows.settle(first, made(2), by), rows.settle(again, made(3), by)]);
    expect(results.map((row) => row?.object)).toEqual(['Invoice:1', undefined, 'Invoice:3']);
    expect(await verifyChain(store.db)).toMatchObject({ isWhole: true, records: 2 });
  });
});
