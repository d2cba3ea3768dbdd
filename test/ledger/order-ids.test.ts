import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createOrderIds } from '../../src/ledger/order-ids.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { STORES } from '../kit/stores.ts';

describe.each(STORES)('order ids, on $name', ({ newPlace }) => {
  let store: Store;
  let ms = 0;
  beforeEach(async () => {
    ms = 0;
    store = await openStore((await newPlace()).settings);
  });
  afterEach(() => store.close());

  const idsOf = () => createOrderIds(store, () => 1_001, () => ms);
  const take = (ids: ReturnType<typeof idsOf>, count: number, departmentId = 7): Promise<number[]> => Promise.all(Array.from({ length: count }, () => ids.next('t', departmentId)));
  /** What the store gives out next: how far the blocks reach. */
  const reached = async (): Promise<number | undefined> => (await store.db.selectFrom('order_ids').select('next_id').where('department_id', '=', 7).executeTakeFirst())?.next_id;
  const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

  it('follow each other within a process, from one block to the next', async () => {
    expect((await take(idsOf(), 700)).sort((a, b) => a - b)).toEqual(range(1_001, 700));
  });

  it('are taken 20 at a time, and more while they are used up within a second', async () => {
    const ids = idsOf();
    const blocks: number[] = [];
    let before = 1_001;
    for (const step of [0, 0, 999, 999, 0, 0, 1_000, 999]) {
      ms += step;
      await take(ids, 1);
      const end = (await reached()) ?? 0;
      blocks.push(end - before);
      before = end;
      await take(ids, blocks.at(-1)! - 1);
    }
    expect(blocks).toEqual([20, 40, 80, 160, 320, 320, 20, 40]);
  });

  it('are given to one process each, and to one department each', async () => {
    const [one, other] = [idsOf(), idsOf()];
    const given = [...(await take(one, 30)), ...(await take(other, 30)), ...(await take(one, 30))];
    expect(new Set(given).size).toBe(90);
    expect(await take(other, 3, 8)).toEqual([1_001, 1_002, 1_003]);
  });

  it('begin beyond the block of a process that died', async () => {
    expect(await take(idsOf(), 1)).toEqual([1_001]);
    expect(await take(idsOf(), 1)).toEqual([1_021]);
  });
});
