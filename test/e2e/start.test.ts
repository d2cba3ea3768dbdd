import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { startSandbox } from '../../src/sandbox/start.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

beforeAll(() => promisify(execFile)(process.execPath, [TSC, '-p', 'tsconfig.build.json'], { cwd: ROOT }), 120_000);

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
}

/** Ledgers of these processes: each has its own. */
let ledgers: string;
let runs = 0;
beforeAll(async () => void (ledgers = await mkdtemp(join(tmpdir(), 'econt-ledgers-'))));
afterAll(() => rm(ledgers, { recursive: true }));

const children: ChildProcess[] = [];
const run = (env: Readonly<Record<string, string>>): Run => {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], { cwd: ROOT, env: { PATH: process.env.PATH ?? '', PORT: '0', SANDBOX_PORT: '0', SANDBOX_INVOICES: '50', LEDGER_PATH: join(ledgers, `${(runs += 1)}.db`), ...env } });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return { child, out: () => out, err: () => err };
};
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Resolves once the start message is whole. */
const started = async ({ child, out, err }: Run): Promise<string> => {
  while (!/curl .*\n\n/.test(out())) {
    if (child.exitCode !== null) throw new Error(`it ended: ${err()}`);
    await Promise.race([once(child.stdout!, 'data'), once(child, 'close')]);
  }
  return out();
};
const ended = async ({ child, err }: Run): Promise<{ code: number | null; err: string }> => {
  const [code] = child.exitCode === null ? ((await once(child, 'close')) as [number | null]) : [child.exitCode];
  return { code, err: err() };
};

describe('npm start', () => {
  it('starts the sandbox and the server, prints a query that works, and stops on SIGTERM', async () => {
    const process_ = run({});
    const message = await started(process_);
    const [, address = ''] = /GraphiQL {3}(\S+)/.exec(message) ?? [];
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    const [, url = '', body = ''] = /curl -s (\S+) .* -d '(.*)'/.exec(message) ?? [];
    expect(url).toBe(address);
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await response.json()).toMatchObject({ data: { invoices: { nodes: [{}, {}, {}] } } });
    process_.child.kill('SIGTERM');
    expect((await ended(process_)).code).toBe(0);
  });

  it('talks to an account when it has keys, and shows them nowhere', async () => {
    const sandbox = await startSandbox({ invoices: 10 });
    try {
      const { client, token } = sandbox.departments[1]!;
      const process_ = run({ ECONT_API_URL: sandbox.url, ECONT_CLIENT: client, ECONT_TOKEN: token, LOG_LEVEL: 'trace' });
      const message = await started(process_);
      expect(message).toContain(`Upstream   ${sandbox.url}\n`);
      const [, url = ''] = /GraphiQL {3}(\S+)/.exec(message) ?? [];
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ department { currency } }"}' });
      expect(await response.json()).toEqual({ data: { department: { currency: 'EUR' } } });
      process_.child.kill('SIGTERM');
      await ended(process_);
      const said = process_.out() + process_.err();
      expect(said).toContain('"upstream call"');
      expect(said).not.toContain(client);
      expect(said).not.toContain(token);
    } finally {
      await sandbox.close();
    }
  });

  const KEY = 'a'.repeat(32);
  it.each([
    [{ PORT: 'http' }, 'PORT must be a port number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT must be a port number from 0 to 65535.'],
    [{ SANDBOX_PORT: '-1' }, 'SANDBOX_PORT must be a port number from 0 to 65535.'],
    [{ ECONT_LANGUAGE: 'fr' }, 'ECONT_LANGUAGE must be one of ro, ru, en.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.'],
    [{ ECONT_CLIENT: KEY }, 'ECONT_TOKEN must be set too, since ECONT_CLIENT is: an account needs both keys.'],
    [{ ECONT_TOKEN: KEY }, 'ECONT_CLIENT must be set too, since ECONT_TOKEN is: an account needs both keys.'],
    [{ ECONT_CLIENT: KEY, ECONT_TOKEN: 'SECRET' }, 'ECONT_TOKEN must be 32 lower-case hexadecimal digits.'],
    [{ ECONT_API_URL: 'https://api.diginet.md' }, 'ECONT_CLIENT and ECONT_TOKEN must be set, since ECONT_API_URL is: without keys only the sandbox can be used.'],
    [{ ECONT_API_URL: 'ftp://x', ECONT_CLIENT: KEY, ECONT_TOKEN: KEY }, 'ECONT_API_URL must be an http or https address, such as https://api.diginet.md.'],
    [{ LINK_SECRET: 'short' }, 'LINK_SECRET must be a text of at least 32 characters.'],
    [{ PUBLIC_URL: 'https://x.md/path' }, 'PUBLIC_URL must be an http or https address without a path, such as https://billing.example.md.'],
    [{ SANDBOX_SWITCHES: '[]' }, 'SANDBOX_SWITCHES must be a JSON object.'],
    [{ ECONT_ENDPOINTS: '/nowhere/endpoints.yaml' }, /^ECONT_ENDPOINTS must name a readable YAML or JSON file: ENOENT/],
    [{ HOST: '203.0.113.7' }, 'HOST must be an address of this machine.'],
  ] as const)('refuses %j with one sentence', async (env, sentence) => {
    const { code, err } = await ended(run(env));
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    if (typeof sentence === 'string') expect(err).toBe(`${sentence}\n`);
    else expect(err).toMatch(sentence);
    expect(err).not.toContain('SECRET\n');
  });

  it.each(['PORT', 'SANDBOX_PORT'])('names %s when it is in use', async (variable) => {
    const taken = createServer();
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      expect(await ended(run({ [variable]: `${port}` }))).toEqual({ code: 1, err: `${variable} must name a free port: ${port} is in use.\n` });
    } finally {
      taken.close();
    }
  });

  it('takes an empty variable for an absent one, and endpoint overrides from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'econt-'));
    try {
      const file = join(folder, 'endpoints.yaml');
      await writeFile(file, 'customer.list:\n  batchById: false\n');
      await started(run({ ECONT_CLIENT: '', ECONT_LANGUAGE: '', ECONT_ENDPOINTS: file }));
      await writeFile(file, 'customer.lists:\n  batchById: false\n');
      const { code, err } = await ended(run({ ECONT_ENDPOINTS: file }));
      expect(code).toBe(1);
      expect(err).toMatch(/^ECONT_ENDPOINTS: `customer\.lists` is not an endpoint; there are invoice\.put, .*\n$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
