import type { Store } from './store/store.ts';

/** `order.id` is an integer without a documented width; 31 bits fit every plausible column. */
export const MAX_ORDER_ID = 2_147_483_647;

/** Ids that a process takes at once. A crash loses at most so many; there are two billion. */
const BLOCK = 20;
/** While it uses them up within a second, it takes twice as many each time, up to so many: a step of the store for each twenty would be felt. */
const LARGEST_BLOCK = 320;
const SOON_MS = 1_000;

/** 2020-01-01T00:00:00Z in seconds. */
const ZERO_SECONDS = 1_577_836_800;

/**
 * Where a department's ids begin when nobody says so: the seconds since 2020. A ledger that was lost and begun anew so starts
 * beyond what the old one gave out, unless that had issued more than one invoice a second all along.
 */
export const defaultStart = (nowMs: number): number => Math.max(1, Math.floor(nowMs / 1000) - ZERO_SECONDS);

/** Gives each issue an `order.id` that no other issue of the department has. */
export interface OrderIds {
  readonly next: (tenant: string, departmentId: number) => Promise<number>;
}

interface Block {
  next: number;
  readonly end: number;
  readonly size: number;
  readonly takenAt: number;
}

/** Order ids out of the store, a block at a time. `start`: the first one of a department that has none yet; `now`: milliseconds that only ever grow. */
export const createOrderIds = (store: Store, start: () => number, now: () => number = () => performance.now()): OrderIds => {
  const blocks = new Map<string, Block>();
  const filling = new Map<string, Promise<void>>();

  const fill = async (tenant: string, department_id: number, name: string): Promise<void> => {
    const first = start();
    const takenAt = now();
    const before = blocks.get(name);
    const size = before !== undefined && takenAt - before.takenAt < SOON_MS ? Math.min(LARGEST_BLOCK, before.size * 2) : BLOCK;
    // Locked before anything else of the transaction, so that two processes never wait for each other in a circle.
    const end = await store.commit('a-order-ids', async (db) => {
      await db.insertInto('order_ids').values({ tenant, department_id, next_id: first }).onConflict((conflict) => conflict.doNothing()).execute();
      const row = await db
        .updateTable('order_ids')
        .set((column) => ({ next_id: column('next_id', '+', size) }))
        .where('tenant', '=', tenant)
        .where('department_id', '=', department_id)
        .returning('next_id')
        .executeTakeFirstOrThrow();
      return row.next_id;
    });
    blocks.set(name, { next: end - size, end, size, takenAt });
  };

  return {
    async next(tenant, departmentId) {
      const name = `${tenant}/${departmentId}`;
      for (;;) {
        const block = blocks.get(name);
        if (block !== undefined && block.next < block.end) {
          const id = block.next;
          block.next += 1;
          if (id > MAX_ORDER_ID) throw new Error(`the order ids of department ${departmentId} are used up`);
          return id;
        }
        const underWay = filling.get(name) ?? fill(tenant, departmentId, name).finally(() => filling.delete(name));
        filling.set(name, underWay);
        await underWay;
      }
    },
  };
};
