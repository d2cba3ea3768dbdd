import type { Client, InArgs, InStatement, ResultSet, Transaction } from '@libsql/client';
import { createClient } from '@libsql/client';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

/** Durable before it answers; a writer waits for another process's instead of failing. */
const PRAGMAS = 'PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;';

class Connection implements DatabaseConnection {
  readonly #client: Client;
  #transaction: Transaction | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  async begin(): Promise<void> {
    // Per connection, and a connection may have been replaced: cheap enough to say it each time.
    await this.#client.executeMultiple(PRAGMAS);
    this.#transaction = await this.#client.transaction('write');
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const transaction = this.#transaction;
    this.#transaction = null;
    await transaction?.[how]();
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement: InStatement = { sql, args: parameters as InArgs };
    const { rows, columns, rowsAffected }: ResultSet = await (this.#transaction ?? this.#client).execute(statement);
    const objects = rows.map((row) => Object.fromEntries(columns.map((column, i): [string, unknown] => [column, row[i]])) as Row);
    return { rows: objects, numAffectedRows: BigInt(rowsAffected) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface asks for a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the ledger does not stream');
  }
}

/** One connection for the whole process: SQLite has one writer anyway, and what is read is at most a page. */
class LibsqlDriver implements Driver {
  readonly #path: string;
  #client: Client | undefined;
  #connection: Connection | undefined;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async init(): Promise<void> {
    this.#client = createClient({ url: `file:${this.#path}`, intMode: 'number', concurrency: 1 });
    await this.#client.executeMultiple(`PRAGMA journal_mode=WAL; ${PRAGMAS}`);
    this.#connection = new Connection(this.#client);
  }

  async acquireConnection(): Promise<Connection> {
    const before = this.#free;
    let release: () => void = () => undefined;
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    if (this.#connection === undefined) throw new Error('the store is closed');
    return this.#connection;
  }

  beginTransaction(connection: Connection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: Connection): Promise<void> {
    return connection.end('commit');
  }

  rollbackTransaction(connection: Connection): Promise<void> {
    return connection.end('rollback');
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#client?.close();
    this.#connection = undefined;
    return Promise.resolve();
  }
}

/** A migration is whole or not at all: SQLite can undo changes of tables. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely over a SQLite file through `@libsql/client`. */
export const libsqlDialect = (path: string): Dialect => ({
  createAdapter: () => new TransactionalSqliteAdapter(),
  createDriver: () => new LibsqlDriver(path),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
