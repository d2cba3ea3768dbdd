import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import { buildFacade } from '../kit/built-facade.ts';
import { PROJECT_ROOT } from '../kit/project-root.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  await buildFacade();
  sandbox = await startSandbox({ invoices: 20 });
  folder = await mkdtemp(join(tmpdir(), 'econt-doctor-'));
}, 120_000);
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => sandbox.reset());

const doctor = (env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const { client = '', token = '' } = sandbox.departments[0] ?? {};
  const all = { PATH: process.env.PATH ?? '', ECONT_API_URL: sandbox.url, ECONT_CLIENT: client, ECONT_TOKEN: token, AUTH: 'none', LEDGER_PATH: join(folder, 'ledger.db'), ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(PROJECT_ROOT, 'dist/doctor.js')], { cwd: folder, env: all }, (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });
};
const READS = Object.entries(ENDPOINTS).filter(([, { safe }]) => safe).map(([name]) => name);

describe('npm run doctor', () => {
  it('asks every endpoint that only reads, none that writes, and makes no file', async () => {
    const { code, out, err } = await doctor();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^This server\n {2}ok {5}configuration: can be read\n {2}ok {5}LEDGER_PATH: .*ledger\.db is not there yet; the start will make it\n/);
    for (const name of READS) expect(out).toMatch(new RegExp(`ok {5}${name.replace('.', '\\.')}: `));
    expect(out).toMatch(/All is well\.\n$/);
    expect([...new Set(sandbox.calls.all().map(({ endpoint }) => endpoint))].sort()).toEqual([...READS].sort());
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that the keys are wrong, once, and asks nothing more', async () => {
    const { code, out } = await doctor({ ECONT_TOKEN: 'f'.repeat(32) });
    expect(code).toBe(1);
    expect(out).toContain('WRONG  department.get: ');
    expect(out).toContain('e-Cont.md does not accept the keys: check ECONT_CLIENT and ECONT_TOKEN');
    expect(sandbox.calls.all()).toHaveLength(1);
    expect(out).not.toContain('f'.repeat(32));
  });

  it('names the one endpoint that does not answer as it should, and goes on', async () => {
    sandbox.faults.add({ endpoint: 'payment.list', kind: 'html200', times: 9 });
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out.match(/WRONG .*/g)).toEqual([expect.stringMatching(/^WRONG {2}payment\.list: .* – the answer is not what the contract says: something else may answer at this address\.$/)]);
    expect(out).toContain('–      payment.get: the list shows nothing that could be asked for.');
    expect(out).toMatch(/ok {5}tariff\.list: /);
  });

  it('notices an upstream that takes one id at a time', async () => {
    sandbox.setSwitches({ filterId: 'no' });
    const { out } = await doctor();
    expect(out).toContain('set `batchById: false` for it in ECONT_ENDPOINTS');
  });

  it.each([
    ['an address where nobody answers', { ECONT_API_URL: 'http://127.0.0.1:9' }, 'WRONG  department.get: '],
    ['a ledger that is a folder', { LEDGER_PATH: tmpdir() }, 'WRONG  LEDGER_PATH: '],
    ['a database that does not answer', { DATABASE_URL: 'postgres://someone:hidden-word@127.0.0.1:9/x' }, 'WRONG  DATABASE_URL: the database does not answer as it should (ECONNREFUSED).'],
  ])('finds %s', async (_what, env, line) => {
    const { code, out } = await doctor(env);
    expect(code).toBe(1);
    expect(out).toContain(line);
    expect(out).not.toContain('hidden-word');
  });

  it('finds a file that is no ledger', async () => {
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'these are notes, and no database at all'.repeat(50));
    const { code, out } = await doctor({ LEDGER_PATH: file });
    await rm(file);
    expect(code).toBe(1);
    expect(out).toMatch(/WRONG {2}LEDGER_PATH: .*notes\.txt cannot be read as a ledger \(/);
  });

  it('ends with one sentence where the configuration cannot be read', async () => {
    expect(await doctor({ PORT: 'http' })).toEqual({ code: 1, out: '', err: 'PORT must be a port number from 0 to 65535.\n' });
  });
});
