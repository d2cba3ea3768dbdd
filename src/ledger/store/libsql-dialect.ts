import type { Client, InArgs, InStatement, ResultSet, Transaction } from '@libsql/client';
import { createClient, LibsqlError } from '@libsql/client';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

/** Durable before it answers. SQLite waits for another process's writer by holding up this whole process, so it may do so for a moment only. */
const PRAGMAS = 'PRAGMA synchronous=FULL; PRAGMA busy_timeout=20;';

/** How long a writer waits for another process's, without holding up anything else. */
const PATIENCE_MS = 10_000;

const isBusy = (error: unknown): boolean => error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY');

/** Runs the step, again and again while another process is writing. */
const patiently = async <Value>(client: Client, step: () => Promise<Value>, onReconnect: () => void = () => undefined): Promise<Value> => {
  const endsAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isBusy(error) || performance.now() > endsAt) throw error;
      // A statement that found the file busy stays open in libsql, and no later transaction of its connection can commit: take a new one.
      client.reconnect();
      onReconnect();
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 9));
    }
  }
};

class Connection implements DatabaseConnection {
  readonly #client: Client;
  #transaction: Transaction | null = null;
  /** Pragmas are of a connection, and a connection may be replaced. */
  #isPrepared = false;

  constructor(client: Client) {
    this.#client = client;
  }

  async begin(): Promise<void> {
    const step = async (): Promise<Transaction> => {
      if (!this.#isPrepared) await this.#client.executeMultiple(PRAGMAS);
      this.#isPrepared = true;
      return this.#client.transaction('write');
    };
    this.#transaction = await patiently(this.#client, step, () => {
      this.#isPrepared = false;
    });
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const transaction = this.#transaction;
    this.#transaction = null;
    // libsql drops a connection that will not roll back.
    if (how === 'rollback') this.#isPrepared = false;
    await transaction?.[how]();
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement: InStatement = { sql, args: parameters as InArgs };
    const { rows, columns, rowsAffected }: ResultSet = await (this.#transaction ?? this.#client).execute(statement);
    const objects = rows.map((row) => {
      const object: Record<string, unknown> = {};
      for (let i = 0; i < columns.length; i += 1) object[columns[i] ?? ''] = row[i];
      return object as Row;
    });
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
  readonly #isReadOnly: boolean;
  #client: Client | undefined;
  #connection: Connection | undefined;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(path: string, isReadOnly: boolean) {
    this.#path = path;
    this.#isReadOnly = isReadOnly;
  }

  async init(): Promise<void> {
    this.#client = createClient({ url: `file:${this.#path}`, intMode: 'number', concurrency: 1 });
    const client = this.#client;
    await patiently(client, () => client.executeMultiple(`${PRAGMAS} ${this.#isReadOnly ? 'PRAGMA query_only=ON;' : 'PRAGMA journal_mode=WAL;'}`));
    this.#connection = new Connection(client);
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

/** Kysely over a SQLite file through `@libsql/client`. */
export const libsqlDialect = (path: string, { isReadOnly = false }: { readonly isReadOnly?: boolean } = {}): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new LibsqlDriver(path, isReadOnly),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
