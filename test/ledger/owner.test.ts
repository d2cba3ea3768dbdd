import { hostname } from 'node:os';

import { afterEach, describe, expect, it } from 'vitest';

import type { Owner } from '../../src/ledger/owner.ts';
import { createOwner } from '../../src/ledger/owner.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { temporaryLedgerPath } from '../kit/start-ledger.ts';

let store: Store;
let owner: Owner;
let now = 1_000_000;
const start = async (): Promise<void> => {
  now = 1_000_000;
  store = await openStore({ kind: 'sqlite', path: temporaryLedgerPath() });
  owner = await createOwner(store, () => now);
};
afterEach(async () => {
  await owner.close();
  await store.close();
});

/** A process of another host, or of this one. */
const register = (name: string, aliveUntil: number): Promise<unknown> => store.commit('o', (db) => db.insertInto('owners').values({ owner: name, alive_until: aliveUntil }).execute());
const HOST = hostname().replaceAll(':', '-');

describe('a process', () => {
  it('on another host lives as long as its last sign of life holds', async () => {
    await start();
    await register('far-away:7:x', now + 1);
    expect(await owner.isAlive('far-away:7:x')).toBe(true);
    now += 1;
    expect(await owner.isAlive('far-away:7:x')).toBe(false);
    expect(await owner.isAlive('far-away:8:never-seen')).toBe(false);
  });

  it('on this host that does not run is dead at once, whatever its last sign of life', async () => {
    await start();
    // No process has this number: it is beyond the greatest that a kernel gives.
    await register(`${HOST}:4194305:x`, now + 60_000);
    expect(await owner.isAlive(`${HOST}:4194305:x`)).toBe(false);
  });

  it('on this host that had our own number before us is dead', async () => {
    await start();
    await register(`${HOST}:${process.pid}:before`, now + 60_000);
    expect(await owner.isAlive(`${HOST}:${process.pid}:before`)).toBe(false);
  });

  it('knows another owner in the same process', async () => {
    await start();
    const sibling = await createOwner(store, () => now);
    expect(await owner.isAlive(sibling.name)).toBe(true);
    await sibling.close();
    expect(await owner.isAlive(sibling.name)).toBe(false);
  });

  it('that lives is not sending what it does not hold', async () => {
    await start();
    const row = { owner: owner.name, key_hash: 'k' };
    expect(await owner.isSending(row)).toBe(false);
    const [letGo, letGoToo] = [owner.hold('k'), owner.hold('k')];
    expect(await owner.isSending(row)).toBe(true);
    letGo();
    expect(await owner.isSending(row)).toBe(true);
    letGoToo();
    expect(await owner.isSending(row)).toBe(false);
    expect(await owner.isSending({ owner: null, key_hash: 'k' })).toBe(false);
  });

  it('leaves only when it has let go of everything', async () => {
    await start();
    const letGo = owner.hold('k');
    let closed = false;
    const closing = owner.close().then(() => (closed = true));
    await new Promise(setImmediate);
    expect(closed).toBe(false);
    expect(await store.db.selectFrom('owners').select('owner').execute()).toEqual([{ owner: owner.name }]);
    letGo();
    await closing;
    expect(await store.db.selectFrom('owners').selectAll().execute()).toEqual([]);
  });
});
