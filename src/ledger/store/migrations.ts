import type { CreateTableBuilder, Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

import type { StoreKind } from './store.ts';

/** A column that counts up by itself. */
const counting = (kind: StoreKind) => <Name extends string>(table: CreateTableBuilder<string>, name: Name) =>
  kind === 'sqlite'
    ? table.addColumn(name, 'integer', (column) => column.primaryKey().autoIncrement())
    : table.addColumn(name, 'bigint', (column) => column.primaryKey().generatedByDefaultAsIdentity());

const first = (kind: StoreKind): Migration => ({
  async up(db: Kysely<never>) {
    const withCounter = counting(kind);
    await withCounter(db.schema.createTable('keys') as never, 'position')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('key', 'text')
      .addColumn('operation', 'text', (column) => column.notNull())
      .addColumn('fingerprint', 'text')
      .addColumn('defaults', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('may_retry', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('owner', 'text')
      .addColumn('payload', 'text')
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('caller', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text')
      .addColumn('lock', 'text')
      .addColumn('reference', 'text')
      .addColumn('object', 'text')
      .addColumn('failure', 'text')
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('sent_at', 'bigint', (column) => column.notNull())
      .addColumn('settled_at', 'bigint')
      .addColumn('next_check_at', 'bigint')
      .addColumn('checks', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('sends', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('resolution', 'text')
      .addUniqueConstraint('keys_key', ['tenant', 'key_hash'])
      .addUniqueConstraint('keys_lock', ['tenant', 'lock'])
      .execute();
    await db.schema.createIndex('keys_open').on('keys').columns(['state', 'next_check_at']).execute();
    await db.schema.createIndex('keys_object').on('keys').columns(['tenant', 'object']).execute();
    await db.schema.createIndex('keys_settled').on('keys').columns(['settled_at']).execute();

    await db.schema
      .createTable('order_ids')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('department_id', 'bigint', (column) => column.notNull())
      .addColumn('next_id', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('order_ids_department', ['tenant', 'department_id'])
      .execute();

    await db.schema
      .createTable('owners')
      .addColumn('owner', 'text', (column) => column.primaryKey())
      .addColumn('alive_until', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('audit')
      .addColumn('position', 'bigint', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('caller', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text')
      .addColumn('operation', 'text', (column) => column.notNull())
      .addColumn('key_hash', 'text')
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('code', 'text')
      .addColumn('object', 'text')
      .addColumn('reason', 'text')
      .addColumn('previous_hash', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('audit_tenant').on('audit').columns(['tenant', 'position']).execute();
    await db.schema
      .createTable('audit_head')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await sql`insert into audit_head (id, position, hash) values (1, 0, ${'0'.repeat(64)})`.execute(db);

    await withCounter(db.schema.createTable('jobs') as never, 'id')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('key', 'text')
      .addColumn('fingerprint', 'text')
      .addColumn('defaults', 'text')
      .addColumn('policy', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('caller', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text')
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('completed_at', 'bigint')
      .addUniqueConstraint('jobs_key', ['tenant', 'key_hash'])
      .execute();
    await db.schema.createIndex('jobs_open').on('jobs').columns(['state', 'owner']).execute();
    await db.schema
      .createTable('job_rows')
      .addColumn('job_id', 'bigint', (column) => column.notNull())
      .addColumn('index', 'integer', (column) => column.notNull())
      .addColumn('key', 'text')
      .addColumn('key_hash', 'text', (column) => column.notNull())
      .addColumn('request', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('failure', 'text')
      .addPrimaryKeyConstraint('job_rows_row', ['job_id', 'index'])
      .execute();
  },
});

/** Which lock a write was sent under stays known after it, and when in the order of the audit it was settled: what was read before that may not hold any more. */
const second: Migration = {
  async up(db: Kysely<never>) {
    await db.schema.alterTable('keys').addColumn('held', 'text').execute();
    await db.schema.alterTable('keys').addColumn('settled_position', 'bigint').execute();
    await db.schema.createIndex('keys_held').on('keys').columns(['tenant', 'held', 'settled_position']).execute();
  },
};

/** What lists of outcomes and of the audit are read by. `at` of the audit is a text with the offset of its day, so it does not sort by time. */
const third = (kind: StoreKind): Migration => ({
  async up(db: Kysely<never>) {
    await db.schema.alterTable('audit').addColumn('at_ms', 'bigint', (column) => column.notNull().defaultTo(0)).execute();
    await (kind === 'sqlite' ? sql`update audit set at_ms = unixepoch(at) * 1000` : sql`update audit set at_ms = extract(epoch from at::timestamptz) * 1000`).execute(db);
    await db.schema.createIndex('audit_at').on('audit').columns(['tenant', 'at_ms']).execute();
    await db.schema.createIndex('audit_key').on('audit').columns(['tenant', 'key_hash', 'position']).execute();
    await db.schema.createIndex('audit_operation').on('audit').columns(['tenant', 'operation', 'position']).execute();
    // The operation comes last: it is filtered by without reading the rows.
    await db.schema.createIndex('keys_outcomes').on('keys').columns(['tenant', 'state', 'position', 'operation']).execute();
  },
});

/** The tables, step by step. A step that was published is never changed: the next one changes what it made. */
const steps = (kind: StoreKind): Readonly<Record<string, Migration>> => ({ '0001-ledger': first(kind), '0002-held-locks': second, '0003-lists': third(kind) });

/** Any number that no other program is likely to lock. */
const LOCK = 1_162_038_868;

/**
 * Brings the tables up to date, all or nothing, one process at a time. In one transaction of ours and not by Kysely's migrator, which
 * writes outside of one: two processes that start at once on the same SQLite file would get into each other's way.
 */
export const migrate = (db: Kysely<never>, kind: StoreKind): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
    await transaction.schema.createTable('migrations').ifNotExists().addColumn('name', 'text', (column) => column.primaryKey()).execute();
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(transaction);
    const done = new Set(rows.map(({ name }) => name));
    for (const [name, step] of Object.entries(steps(kind)).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (done.has(name)) continue;
      await step.up(transaction);
      await sql`insert into migrations (name) values (${name})`.execute(transaction);
    }
  });
