import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { StoreSettings } from '../../src/ledger/store/store.ts';
import type { TestPostgres } from './postgres.ts';
import { startPostgres } from './postgres.ts';

/** Where a ledger is kept, empty at first: for a ledger here or in another process. */
export interface StorePlace {
  readonly settings: StoreSettings;
  /** The same as environment variables of the server. */
  readonly env: Readonly<Record<string, string>>;
}

/** One of the stores that a ledger can be kept in. */
export interface TestStore {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A new place each time. */
  readonly newPlace: () => Promise<StorePlace>;
}

/** SQLite in temporary folders and, from its first use on, one PostgreSQL server. `close` removes all of it. */
export const createStorePlaces = (): { readonly stores: readonly TestStore[]; readonly close: () => Promise<void> } => {
  const folders: string[] = [];
  let server: Promise<TestPostgres> | null = null;

  const sqlite: TestStore = {
    name: 'SQLite',
    async newPlace() {
      const folder = await mkdtemp(join(tmpdir(), 'econt-ledger-'));
      folders.push(folder);
      const path = join(folder, 'ledger.db');
      return { settings: { kind: 'sqlite', path }, env: { LEDGER_PATH: path } };
    },
  };
  const postgres: TestStore = {
    name: 'PostgreSQL',
    async newPlace() {
      server ??= startPostgres();
      const url = await (await server).createDatabase();
      return { settings: { kind: 'postgres', url }, env: { DATABASE_URL: url } };
    },
  };
  return {
    // Only a machine that says so goes without PostgreSQL: elsewhere its absence is a failure.
    stores: process.env.TEST_POSTGRES === 'off' ? [sqlite] : [sqlite, postgres],
    async close() {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
      await server?.then(({ close }) => close()).catch(() => undefined);
    },
  };
};
