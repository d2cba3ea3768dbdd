import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Statement } from 'libsql';
import Database from 'libsql';
import Aside from 'libsql/promise';

import { isPrepared } from './prepared-query.ts';

/** Durable before it answers. SQLite waits for another process's writer by holding up this whole process, so it may do so for a moment only. */
const PRAGMAS = 'PRAGMA synchronous=FULL; PRAGMA busy_timeout=20;';

/** How long a writer waits for another process's, without holding up anything else. */
const PATIENCE_MS = 10_000;

/** Statements that are kept prepared: more than the ledger has, but lists are asked for with any filter. */
const MAX_STATEMENTS = 200;

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/**
 * Statements run in this thread, in a few microseconds each; what waits for the disk is done in a thread of the library. Its two interfaces
 * are functions over the same handle of a database.
 */
const execAside = (database: Database.Database, sql: string): Promise<void> => Aside.prototype.exec.call(database as unknown as Aside, sql) as Promise<void>;

interface Prepared {
  readonly statement: Statement;
  /** It answers with rows. */
  readonly isReader: boolean;
}

class Connection implements DatabaseConnection {
  readonly #path: string;
  readonly #pragmas: string;
  #database: Database.Database;
  /** Settings are of a connection, and a connection may be replaced. */
  #isSet = false;
  readonly #statements = new Map<string, Prepared>();

  constructor(path: string, pragmas: string) {
    this.#path = path;
    this.#pragmas = pragmas;
    this.#database = new Database(path);
  }

  /** Makes the settings of a new connection. */
  open(): Promise<void> {
    return this.#patiently(() => this.#set());
  }

  begin(): Promise<void> {
    return this.#patiently(() => {
      this.#set();
      this.#database.exec('BEGIN IMMEDIATE');
    });
  }

  /** Beside this thread: the sync to the disk takes longer than all that was written, and others need not wait for it. */
  async commit(): Promise<void> {
    await execAside(this.#database, 'COMMIT');
  }

  rollback(): void {
    // After some errors, as that of a full disk, SQLite has rolled back already.
    if (!this.#database.inTransaction) return;
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // What a transaction holds goes with its connection.
      this.close();
      this.#database = new Database(this.#path);
      this.#isSet = false;
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface asks for a promise
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql, parameters } = query;
    const { statement, isReader } = this.#prepare(sql);
    if (isReader && isPrepared(query) && query.isOfOne) {
      const row = statement.get(parameters) as Row | undefined;
      return { rows: row === undefined ? [] : [row] };
    }
    if (isReader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface asks for a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the ledger does not stream');
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  /** A statement is prepared once. */
  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, isReader: statement.reader };
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #set(): void {
    if (this.#isSet) return;
    this.#database.exec(this.#pragmas);
    this.#isSet = true;
  }

  /** Runs the step, again and again while another process is writing. */
  async #patiently(step: () => void): Promise<void> {
    const endsAt = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        step();
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > endsAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 9));
      }
    }
  }
}

class LibsqlDriver implements Driver {
  readonly #path: string;
  readonly #isReadOnly: boolean;
  #connection: Connection | undefined;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(path: string, isReadOnly: boolean) {
    this.#path = path;
    this.#isReadOnly = isReadOnly;
  }

  async init(): Promise<void> {
    this.#connection = new Connection(this.#path, `${PRAGMAS} ${this.#isReadOnly ? 'PRAGMA query_only=ON;' : 'PRAGMA journal_mode=WAL;'}`);
    await this.#connection.open();
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
    return connection.commit();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the interface asks for a promise
  async rollbackTransaction(connection: Connection): Promise<void> {
    connection.rollback();
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#connection?.close();
    this.#connection = undefined;
    return Promise.resolve();
  }
}

/** Kysely over a SQLite file through `libsql`, each statement prepared once. */
export const libsqlDialect = (path: string, { isReadOnly = false }: { readonly isReadOnly?: boolean } = {}): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new LibsqlDriver(path, isReadOnly),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
