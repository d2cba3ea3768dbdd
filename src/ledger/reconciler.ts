import type { LedgerObserver, LedgerSettings } from './ledger-settings.ts';
import type { Look } from './look.ts';
import type { Owner } from './owner.ts';
import type { Served } from './served.ts';
import type { KeyRow } from './store/schema.ts';
import type { Store } from './store/store.ts';

/** Works in the background on what no caller waits for any more. */
export interface Reconciler {
  /** One round, now. Answers how many keys were looked for. */
  readonly round: () => Promise<number>;
  /** Forgets what is older than the retention, now. */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Keys that one round looks for: the upstream shall not feel it. */
const ROUND = 20;
/** While a key is being looked for, other processes leave it alone for so long. */
const CLAIM_MS = 60_000;
/** How often settled keys are checked against the retention. */
const PRUNE_EVERY_MS = 3_600_000;

const BY = { caller: 'reconciler', requestId: null };

export interface ReconcilerDependencies {
  readonly store: Store;
  readonly owner: Owner;
  readonly look: Look;
  readonly served: Served;
  readonly nowMs: () => number;
  readonly settings: LedgerSettings;
  readonly observer: LedgerObserver;
}

/** Looks for writes of unknown outcome when their time has come, and for those whose sender died; forgets what is older than the retention. */
export const createReconciler = ({ store, owner, look, served, nowMs, settings, observer }: ReconcilerDependencies): Reconciler => {
  let prunedAt = -Infinity;
  let underWay: Promise<unknown> = Promise.resolve();

  const ofOthersThan = (tenants: readonly string[]) => store.db.selectFrom('keys').selectAll().$if(tenants.length > 0, (keys) => keys.where('tenant', 'not in', tenants));

  const orphans = async (): Promise<readonly KeyRow[]> => {
    const sending = await served.only((without) => ofOthersThan(without).where('state', '=', 'sending').orderBy('position').limit(500).execute());
    const sent = await Promise.all(sending.map((row) => owner.isSending(row)));
    return sending.filter((_row, i) => sent[i] === false);
  };

  /** Those whose time has come, taken for this process: each is looked for by one. */
  const due = async (): Promise<readonly KeyRow[]> => {
    const at = nowMs();
    const found = await served.only((without) => ofOthersThan(without).where('state', '=', 'unknown').where('next_check_at', '<=', at).orderBy('next_check_at').limit(ROUND).execute());
    const taken = await Promise.all(
      found.map(({ position, next_check_at }) =>
        store.commit('m-due', (db) =>
          db
            .updateTable('keys')
            .set({ next_check_at: at + CLAIM_MS })
            .where('position', '=', position)
            .where('state', '=', 'unknown')
            .where('next_check_at', '=', next_check_at)
            .returningAll()
            .executeTakeFirst(),
        ),
      ),
    );
    return taken.filter((row) => row !== undefined);
  };

  const prune = async (): Promise<void> => {
    const before = nowMs() - settings.retentionMs;
    await store.commit('m-prune', (db) =>
      db
        .updateTable('keys')
        .set({ key: null, fingerprint: null, defaults: null, payload: null, failure: null })
        .where('state', 'in', ['done', 'refused', 'abandoned'])
        .where('settled_at', '<', before)
        .where('fingerprint', 'is not', null)
        .execute(),
    );
    await store.commit('m-prune', (db) => db.deleteFrom('owners').where('alive_until', '<', before).execute());
  };

  const round = async (): Promise<number> => {
    const rows = [...(await orphans()), ...(await due())];
    // One after another: nobody waits, and the upstream has better things to do.
    for (const row of rows) await look(row, BY).catch((error: unknown) => observer.onFault?.(error, 'looking for a write'));
    if (nowMs() - prunedAt >= PRUNE_EVERY_MS) {
      prunedAt = nowMs();
      await prune();
    }
    return rows.length;
  };

  /** Rounds never overlap. */
  const next = (): Promise<number> => {
    const after = underWay.then(round);
    underWay = after.catch((error: unknown) => observer.onFault?.(error, 'a round of the reconciler'));
    return after;
  };
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void next()
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  }, settings.reconcileEveryMs);
  timer.unref();

  return {
    round: next,
    forget: prune,
    async close() {
      clearInterval(timer);
      await underWay;
    },
  };
};
