import { hash, randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { hashOfKey } from '../../../src/ledger/idempotency-key.ts';
import { createKeyRows, STALE } from '../../../src/ledger/key-rows.ts';
import { createOrderIds } from '../../../src/ledger/order-ids.ts';
import { openStore } from '../../../src/ledger/store/store.ts';
import type { Send } from './single.ts';
import { orderOf } from './single.ts';

const TENANT = 'bench';
const DEPARTMENT = 101;

/**
 * What somebody adds by hand who promises what this server promises: a key is looked for, taken durably before anything is sent, and
 * settled with its record in the audit, durably too, before the answer. It is this server's own store, so that what is between the two
 * is not the store's.
 */
export const openSendOnce = async (folder: string): Promise<Send> => {
  const store = await openStore({ kind: 'sqlite', path: join(folder, `raw-${randomUUID()}.db`) });
  const rows = createKeyRows({ store, ownerName: 'raw', nowMs: Date.now });
  const orderIds = createOrderIds(store, () => 1_000);
  return async (econt, input) => {
    const keyHash = hashOfKey(TENANT, input.idempotencyKey);
    if ((await rows.holderOf(TENANT, keyHash)) !== null) throw new Error('this load sends no key twice');
    const { currency } = await econt('get/department', {});
    const payload = orderOf(input, await orderIds.next(TENANT, DEPARTMENT), currency);
    const requestId = randomUUID();
    const row = await rows.claim({
      tenant: TENANT, keyHash, key: input.idempotencyKey, operation: 'invoiceIssue', fingerprint: hash('sha256', JSON.stringify(input)), defaults: {}, payload, lock: null, readAt: null,
      language: 'ro', caller: 'raw', requestId,
    });
    if (row === null || row === STALE) throw new Error('this load sends no key twice');
    const made = await econt('put/invoice', payload);
    await rows.settle(row, { state: 'done', reference: { type: 'Invoice', id: Number(made.id) } }, { caller: 'raw', requestId });
    return made;
  };
};
