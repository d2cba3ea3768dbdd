import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import { appendAudit } from '../../src/ledger/audit/append-audit.ts';
import { buildFacade } from '../kit/built-facade.ts';
import { instant } from '../kit/domain-rows.ts';
import { PROJECT_ROOT } from '../kit/project-root.ts';
import { temporaryLedgerPath } from '../kit/start-ledger.ts';
import type { StorePlace } from '../kit/store-places.ts';
import { STORES } from '../kit/stores.ts';

beforeAll(() => buildFacade(), 120_000);

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as `npm run audit:verify` does once it is built. */
const verify = async (env: Readonly<Record<string, string>>): Promise<Ended> => {
  const [command = '', ...args] = (JSON.parse(await readFile(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts['audit:verify']?.split(' ') ?? [];
  expect(command).toBe('node');
  return promisify(execFile)(process.execPath, args, { cwd: PROJECT_ROOT, env: { PATH: process.env.PATH ?? '', ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
      return { code, out: stdout, err: stderr };
    },
  );
};

const append = (store: Store): Promise<unknown> =>
  store.commit('z-settle', (db) => appendAudit(db, store.kind, { tenant: 't', at: instant('2026-11-20T09:00:00+02:00'), caller: 'tester', requestId: null, operation: 'invoiceIssue', keyHash: null, outcome: 'DONE', code: null, object: null, reason: null }));

describe.each(STORES)('npm run audit:verify on $name', ({ newPlace }) => {
  it('says in one sentence that the log is whole, or which record is not', async () => {
    const place: StorePlace = await newPlace();
    const store = await openStore(place.settings);
    expect(await verify(place.env)).toEqual({ code: 0, out: `The audit log is whole: 0 records, the last hash is ${'0'.repeat(64)}.\n`, err: '' });
    await append(store);
    await append(store);
    const { hash } = await store.db.selectFrom('audit_head').select('hash').executeTakeFirstOrThrow();
    expect(await verify(place.env)).toEqual({ code: 0, out: `The audit log is whole: 2 records, the last hash is ${hash}.\n`, err: '' });
    await store.db.updateTable('audit').set({ caller: 'nobody' }).where('position', '=', 2).execute();
    expect(await verify(place.env)).toEqual({ code: 1, out: '', err: 'Record 2 of the audit log was changed or moved: its hash is not the hash of what it says.\n' });
    await store.db.deleteFrom('audit').where('position', '=', 2).execute();
    expect(await verify(place.env)).toEqual({ code: 1, out: '', err: 'Record 2 of the audit log is missing: the log was cut off, it had 2 records.\n' });
    await store.close();
  });
});

describe('npm run audit:verify', () => {
  it('makes no file where there is none', async () => {
    const path = `${temporaryLedgerPath()}.none`;
    expect(await verify({ LEDGER_PATH: path })).toEqual({ code: 1, out: '', err: `LEDGER_PATH must lead to a ledger: ${path} cannot be read as one (there is no such file).\n` });
    expect(existsSync(path)).toBe(false);
  });

  it('leaves a file that is no ledger as it is', async () => {
    const path = temporaryLedgerPath();
    await writeFile(path, 'This is a letter to the tax office, and no ledger at all. '.repeat(20));
    const before = await readFile(path, 'utf8');
    const { code, out, err } = await verify({ LEDGER_PATH: path });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^LEDGER_PATH must lead to a ledger: .* cannot be read as one \(.+\)\.\n$/);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('names a database that cannot be reached without its address', async () => {
    expect(await verify({ DATABASE_URL: 'postgres://user:SECRET@127.0.0.1:1/billing' })).toEqual({ code: 1, out: '', err: 'DATABASE_URL must lead to a ledger: it cannot be read as one (ECONNREFUSED).\n' });
  });

  it('reads the same configuration as the server', async () => {
    expect(await verify({ DATABASE_URL: 'mysql://x' })).toEqual({ code: 1, out: '', err: 'DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/billing.\n' });
  });
});
