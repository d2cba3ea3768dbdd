import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Ledger } from '../../src/ledger/create-ledger.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerObserver, LedgerSettings } from '../../src/ledger/ledger-settings.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';

/** Whose keys the tests use. */
export const TENANT = 'test';

/** Settings of the ledger in tests: nothing happens by itself, and a person may send again at once. */
export const LEDGER_SETTINGS: LedgerSettings = { orderIdStart: 1_001, inFlightWaitMs: 5_000, resendAfterMs: 0, retentionMs: 86_400_000, reconcileEveryMs: 3_600_000 };

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A place for a ledger's file, removed when the tests end. */
export const temporaryLedgerPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'econt-ledger-'));
  folders.push(folder);
  return join(folder, 'ledger.db');
};

export interface TestLedger {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** A ledger over a SQLite file of its own. */
export const startLedger = async (
  upstream: UpstreamClient | ((tenant: string) => UpstreamClient | null),
  { settings, nowMs, observer, path = temporaryLedgerPath() }: { readonly settings?: Partial<LedgerSettings>; readonly nowMs?: () => number; readonly observer?: LedgerObserver; readonly path?: string } = {},
): Promise<TestLedger> => {
  const store = await openStore({ kind: 'sqlite', path });
  const ledger = await createLedger({ store, upstreamOf: typeof upstream === 'function' ? upstream : () => upstream, settings: { ...LEDGER_SETTINGS, ...settings }, ...(nowMs === undefined ? {} : { nowMs }), ...(observer === undefined ? {} : { observer }) });
  return {
    ledger,
    store,
    async close() {
      await ledger.close();
      await store.close();
    },
  };
};
