import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { OutcomeFilter } from '../../src/ledger/ledger.ts';
import type { LedgerWindow } from '../../src/ledger/ledger-page.ts';
import { outcomePage } from '../../src/ledger/outcomes.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { STORES } from '../kit/stores.ts';

/** Keys as they were recorded, from the first: state, and who sends what is being sent. */
const ROWS = [
  ['done', null], ['sending', 'dead'], ['unknown', null], ['refused', null], ['sending', 'alive'], ['abandoned', null], ['done', null], ['unknown', null], ['sending', null], ['sending', 'alive'],
] as const;
const [COUNT, FROM_START] = [ROWS.length, { from: 'start', count: 100 } as const];

describe.each(STORES)('outcomes on $name', ({ newPlace }) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore((await newPlace()).settings);
    for (const [i, [state, owner]] of ROWS.entries()) {
      const row = { key_hash: `${i}`, key: `${i + 1}`, operation: i % 2 === 0 ? 'invoiceIssue' : 'paymentRecord', fingerprint: 'f', defaults: '{}', state, may_retry: 0, owner, payload: 'null', language: 'ro', caller: 'tester', started_at: 1, sent_at: 1, checks: 0, sends: 1 };
      await store.commit('k', (db) => db.insertInto('keys').values([{ ...row, tenant: 't' }]).execute());
      await store.commit('k', (db) => db.insertInto('keys').values([{ ...row, tenant: 'another' }]).execute());
    }
  });
  afterEach(() => store.close());

  /** Keys of the tenant have the odd positions. */
  const at = (key: number): number => 2 * key - 1;
  const pageOf = async (filter: OutcomeFilter, window: LedgerWindow = FROM_START) => {
    const { rows, ...page } = await outcomePage(store, 't', filter, window, ({ owner }) => Promise.resolve(owner === 'alive'));
    return { keys: rows.map(({ key }) => Number(key)), states: rows.map(({ state }) => state), ...page };
  };

  it('are those of the tenant, the newest first; what nobody sends any more is unknown', async () => {
    expect(await pageOf({})).toEqual({
      keys: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], states: ['IN_PROGRESS', 'UNKNOWN', 'UNKNOWN', 'DONE', 'REFUSED', 'IN_PROGRESS', 'REFUSED', 'UNKNOWN', 'UNKNOWN', 'DONE'],
      hasNextPage: false, hasPreviousPage: false, total: COUNT,
    });
  });

  it.each<[OutcomeFilter, readonly number[]]>([
    [{ states: ['DONE'] }, [7, 1]],
    [{ states: ['REFUSED'] }, [6, 4]],
    [{ states: ['UNKNOWN'] }, [9, 8, 3, 2]],
    [{ states: ['IN_PROGRESS'] }, [10, 5]],
    [{ states: ['UNKNOWN', 'IN_PROGRESS'] }, [10, 9, 8, 5, 3, 2]],
    [{ states: ['DONE', 'UNKNOWN', 'DONE'] }, [9, 8, 7, 3, 2, 1]],
    [{ operations: ['paymentRecord'] }, [10, 8, 6, 4, 2]],
    [{ states: ['UNKNOWN'], operations: ['paymentRecord'] }, [8, 2]],
    [{ states: ['IN_PROGRESS'], operations: ['paymentRecord', 'invoiceIssue'] }, [10, 5]],
    [{ operations: ['customerCreate'] }, []],
  ])('by %j', async (filter, keys) => {
    expect(await pageOf(filter)).toMatchObject({ keys, hasNextPage: false, hasPreviousPage: false, total: keys.length });
  });

  it('in progress are none where nothing is being sent', async () => {
    await store.db.deleteFrom('keys').where('state', '=', 'sending').execute();
    expect(await pageOf({ states: ['IN_PROGRESS'] })).toMatchObject({ keys: [], total: 0 });
    expect(await pageOf({ states: ['IN_PROGRESS'] }, { from: 'end', count: 1 })).toMatchObject({ keys: [], hasNextPage: false, hasPreviousPage: false });
  });

  it.each<[LedgerWindow, readonly number[], boolean, boolean]>([
    [{ from: 'start', count: 2 }, [9, 8], true, false],
    [{ from: 'start', count: 4 }, [9, 8, 3, 2], false, false],
    [{ from: 'after', position: at(8), count: 1 }, [3], true, true],
    [{ from: 'after', position: at(3), count: 1 }, [2], false, true],
    [{ from: 'after', position: at(2), count: 1 }, [], false, true],
    [{ from: 'end', count: 3 }, [8, 3, 2], false, true],
    [{ from: 'before', position: at(3), count: 1 }, [8], true, true],
    [{ from: 'before', position: at(8), count: 1 }, [9], true, false],
    // A key that left the list meanwhile is still a place in it.
    [{ from: 'after', position: at(5), count: 1 }, [3], true, true],
    [{ from: 'before', position: at(5), count: 1 }, [8], true, true],
  ])('of %j are unknown', async (window, keys, hasNextPage, hasPreviousPage) => {
    expect(await pageOf({ states: ['UNKNOWN'] }, window)).toMatchObject({ keys, hasNextPage, hasPreviousPage, total: 4 });
  });
});
