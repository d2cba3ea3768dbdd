import { statSync } from 'node:fs';

import { Kysely } from 'kysely';

import { libsqlDialect } from './libsql-dialect.ts';
import type { Schema } from './schema.ts';
import type { Reading, StoreSettings } from './store.ts';
import { postgresDialect } from './store.ts';

/** Opens a store that is there, to read it alone: makes no file and no table, changes none, and refuses every write. */
export const openForReading = async (settings: StoreSettings): Promise<{ readonly db: Reading; readonly close: () => Promise<void> }> => {
  // SQLite would make a file that is missing.
  if (settings.kind === 'sqlite' && !statSync(settings.path).isFile()) throw new Error(`${settings.path} is no file`);
  const dialect = settings.kind === 'sqlite' ? libsqlDialect(settings.path, { isReadOnly: true }) : await postgresDialect(settings.url, { isReadOnly: true });
  const db = new Kysely<Schema>({ dialect });
  return { db, close: () => db.destroy() };
};
