import { instantOfEpoch } from '../domain/dates.ts';
import type { UpstreamClient } from '../upstream/client.ts';
import { auditPage } from './audit/audit-pages.ts';
import { hashOfKey } from './idempotency-key.ts';
import { createIssueJobs } from './jobs/create-issue-jobs.ts';
import { keyRecordOf } from './key-record.ts';
import { createKeyRows } from './key-rows.ts';
import type { KeyRecord, RequestLedger } from './ledger.ts';
import type { LedgerObserver, LedgerSettings } from './ledger-settings.ts';
import { whileReading } from './ledger-unavailable-error.ts';
import { createLook } from './look.ts';
import { createOrderIds, defaultStart } from './order-ids.ts';
import { outcomePage } from './outcomes.ts';
import { createOwner } from './owner.ts';
import { createReconciler } from './reconciler.ts';
import { createResolver } from './resolve.ts';
import { createSend } from './send.ts';
import { createServed } from './served.ts';
import type { KeyRow } from './store/schema.ts';
import type { Store } from './store/store.ts';
import type { WriteCaller } from './write.ts';
import { createWriter } from './write.ts';

/** The ledger of this process. */
export interface Ledger {
  readonly forCaller: (caller: WriteCaller) => RequestLedger;
  /** One round of the reconciler, now; it also runs by itself. Answers how many keys were looked for. */
  readonly reconcile: () => Promise<number>;
  /** Resolves when this process has no row of a job left to send. */
  readonly jobsDone: () => Promise<void>;
  /** Forgets what is older than the retention, now; it also happens by itself. */
  readonly forget: () => Promise<void>;
  /** Waits for what is under way, gives back what this process holds. The store stays open. */
  readonly close: () => Promise<void>;
}

export interface LedgerOptions {
  readonly store: Store;
  /** Where the writes of a tenant go; `null`: it is not served here any more. */
  readonly upstreamOf: (tenant: string) => UpstreamClient | null;
  readonly settings: LedgerSettings;
  readonly observer?: LedgerObserver;
  readonly nowMs?: () => number;
}

/** Puts the ledger together and begins to look for what an earlier process left open. */
export const createLedger = async ({ store, upstreamOf, settings, observer = {}, nowMs = Date.now }: LedgerOptions): Promise<Ledger> => {
  const owner = await createOwner(store, nowMs);
  const rows = createKeyRows({ store, ownerName: owner.name, nowMs });
  const orderIds = createOrderIds(store, () => settings.orderIdStart ?? defaultStart(nowMs()));
  const look = createLook(upstreamOf, rows, nowMs, observer);
  const send = createSend({ upstreamOf, rows, owner, nowMs, observer });
  const served = createServed((tenant) => upstreamOf(tenant) !== null, observer.onUnserved);
  const write = createWriter({ rows, owner, orderIds, look, send, nowMs, settings, observer });
  const resolve = createResolver({ rows, owner, look, send, nowMs, settings });
  const jobs = createIssueJobs({ store, write, owner, served, nowMs, settings, observer });
  const reconciler = createReconciler({ store, owner, look, served, nowMs, settings, observer });
  // At once, and without holding up the start: a repeat of a key looks for itself anyway.
  void reconciler.round().catch(() => undefined);

  const recordOf = (row: KeyRow): Promise<KeyRecord> => keyRecordOf(row, () => owner.isSending(row));

  return {
    forCaller: (caller) => ({
      write: (request) => write(caller, request),
      async outcome(key) {
        const row = await whileReading(rows.byHash(caller.tenant, hashOfKey(caller.tenant, key)));
        if (row === null) return null;
        const isOpen = row.state === 'unknown' || (row.state === 'sending' && !(await whileReading(owner.isSending(row))));
        return whileReading(recordOf(isOpen ? (await whileReading(look(row, caller))).row : row));
      },
      outcomes: (filter, window) => whileReading(outcomePage(store, caller.tenant, filter, window, owner.isSending)),
      async resolve(request) {
        const resolved = await resolve(caller, request);
        if (resolved.outcome === 'noSuchKey') return resolved;
        const record = await recordOf(resolved.row);
        return resolved.outcome === 'tooEarly' ? { outcome: 'tooEarly', record, retryAt: instantOfEpoch(resolved.retryAtMs) } : { outcome: resolved.outcome, record };
      },
      auditLog: (filter, window) => whileReading(auditPage(store, caller.tenant, filter, window)),
      hashKey: (key) => hashOfKey(caller.tenant, key),
      async noteRefusal(operation, key, code) {
        const keyHash = key === null ? null : hashOfKey(caller.tenant, key);
        const entry = { tenant: caller.tenant, at: instantOfEpoch(nowMs()), caller: caller.caller, requestId: caller.requestId, operation, keyHash, outcome: 'REFUSED' as const, code, object: null, reason: null };
        await rows.audit(entry).catch((error: unknown) => observer.onFault?.(error, 'the audit of a refused mutation'));
      },
      jobs: jobs.forCaller(caller),
    }),
    reconcile: reconciler.round,
    jobsDone: jobs.idle,
    async forget() {
      await reconciler.forget();
      await jobs.forget();
    },
    async close() {
      await jobs.close();
      await reconciler.close();
      await owner.close();
    },
  };
};
