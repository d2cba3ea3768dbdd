import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildFacade } from '../kit/built-facade.ts';
import { PROJECT_ROOT } from '../kit/project-root.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  await buildFacade();
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Runs the command as `npm run documents` does once it is built. */
const documents = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
  promisify(execFile)(process.execPath, [join(PROJECT_ROOT, 'dist/documents.js'), ...args], { cwd: folder, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { readonly code: number; readonly stdout: string; readonly stderr: string };
      return { code, out: stdout, err: stderr };
    },
  );

const CURRENCY = 'query Currency { department { currency } }';
const GONE = 'query Gone { departmentOfOld { currency } }';

describe('npm run documents', () => {
  it('leaves a manifest as it is that fits the operations', async () => {
    const before = await readFile(join(PROJECT_ROOT, 'schema/documents.json'), 'utf8');
    expect(await documents([])).toEqual({ code: 0, out: `schema/documents.json holds ${Object.keys(JSON.parse(before) as object).length} documents, as before.\n`, err: '' });
    expect(await readFile(join(PROJECT_ROOT, 'schema/documents.json'), 'utf8')).toBe(before);
  });

  it('lists documents by their last use, the longest unused first', async () => {
    const [path, usage] = [join(folder, 'app.json'), join(folder, 'usage.json')];
    await writeFile(path, JSON.stringify({ [sha256(CURRENCY)]: CURRENCY }));
    await writeFile(usage, JSON.stringify({ [sha256(CURRENCY)]: '2026-11-20T08:00:00.000Z' }));
    const { code, out } = await documents(['usage'], { TRUSTED_DOCUMENTS_PATH: path, TRUSTED_DOCUMENTS_USAGE: usage });
    const lines = out.trimEnd().split('\n');
    expect([code, lines.at(-1)]).toEqual([0, `2026-11-20T08:00:00.000Z  ${sha256(CURRENCY)}  Currency  app.json`]);
    expect(lines[0]).toMatch(/^never {21}[0-9a-f]{64} {2}AuditLog {2}documents\.json$/);
  });

  it('tells which documents do not fit the schema', async () => {
    expect((await documents(['check'])).out).toMatch(/^All \d+ documents fit the schema\.\n$/);
    const path = join(folder, 'old.json');
    await writeFile(path, JSON.stringify({ [sha256(GONE)]: GONE, half: 'query {' }));
    const { code, out, err } = await documents(['check'], { TRUSTED_DOCUMENTS_PATH: path });
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`Gone  ${sha256(GONE)}  old.json: Cannot query field "departmentOfOld" on type "Query". Did you mean "department"?\nanonymous  ${sha256('query {')}  old.json: Syntax Error: Expected Name, found <EOF>.\n`);
  });

  it.each([
    { args: ['nope'], env: {}, problem: 'The command must be build, check or usage; --help tells more.' },
    { args: ['usage'], env: { TRUSTED_DOCUMENTS_PATH: '/no/where' }, problem: 'TRUSTED_DOCUMENTS_PATH cannot be read: ENOENT.' },
    { args: ['usage'], env: { TRUSTED_DOCUMENTS: 'maybe' }, problem: 'TRUSTED_DOCUMENTS must be one of off, log, only.' },
  ])('says in one sentence what is wrong: $problem', async ({ args, env, problem }) => {
    expect(await documents(args, env)).toEqual({ code: 1, out: '', err: `${problem}\n` });
  });
});
