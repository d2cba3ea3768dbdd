import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Dialect, Transaction } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';

import type { Committer } from './committer.ts';
import { createCommitter } from './committer.ts';
import { libsqlDialect } from './libsql-dialect.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';

export type StoreKind = 'sqlite' | 'postgres';
export type StoreSettings = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };

export type Reading = Kysely<Schema>;
export type Writing = Transaction<Schema>;

/** Where the ledger is kept. */
export interface Store {
  readonly kind: StoreKind;
  readonly db: Reading;
  /** Writes, durably: what it resolves to is on the disk. */
  readonly commit: Committer;
  readonly close: () => Promise<void>;
}

/** Connections to PostgreSQL: one for the writer, some for readers, few enough for several instances on a small server. */
const POSTGRES_CONNECTIONS = 6;

/** Loaded only where it is used: most installations keep a file. */
export const postgresDialect = async (url: string, { isReadOnly = false }: { readonly isReadOnly?: boolean } = {}): Promise<Dialect> => {
  const { default: pg } = await import('pg');
  // `bigint` columns hold milliseconds and counters, far below 2^53.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    // A server that hangs may not hang every write with it.
    query_timeout: 10_000,
    keepAlive: true,
    // A server that was told to forget may not make us forget.
    options: `-c synchronous_commit=on${isReadOnly ? ' -c default_transaction_read_only=on' : ''}`,
  });
  // A connection that breaks is replaced by the pool; without a listener it would end the process, whether it is idle or in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
};

/** Opens the store and brings its tables up to date. Throws where it cannot be written to. */
export const openStore = async (settings: StoreSettings): Promise<Store> => {
  if (settings.kind === 'sqlite') mkdirSync(dirname(settings.path), { recursive: true, mode: 0o700 });
  const writer = new Kysely<Schema>({ dialect: settings.kind === 'sqlite' ? libsqlDialect(settings.path) : await postgresDialect(settings.url) });
  try {
    await migrate(writer as unknown as Kysely<never>, settings.kind);
  } catch (error) {
    await writer.destroy();
    throw error;
  }
  // A file has a connection of its own for those who read: they do not wait for what is being written.
  const db = settings.kind === 'sqlite' ? new Kysely<Schema>({ dialect: libsqlDialect(settings.path) }) : writer;
  const commit = createCommitter(writer);
  return {
    kind: settings.kind,
    db,
    commit,
    async close() {
      await commit.idle();
      if (db !== writer) await db.destroy();
      await writer.destroy();
    },
  };
};
