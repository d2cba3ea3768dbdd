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
import { buildFacade, FACADE_MAIN } from '../kit/built-facade.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

beforeAll(buildFacade, 120_000);

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
  const child = spawn(process.execPath, ['--enable-source-maps', FACADE_MAIN], { cwd: ROOT, env: { PATH: process.env.PATH ?? '', PORT: '0', SANDBOX_PORT: '0', SANDBOX_INVOICES: '50', LEDGER_PATH: join(ledgers, `${(runs += 1)}.db`), ...env } });
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
      const process_ = run({ ECONT_API_URL: sandbox.url, ECONT_CLIENT: client, ECONT_TOKEN: token, AUTH: 'none', LOG_LEVEL: 'trace' });
      const message = await started(process_);
      expect(message).toContain(`Upstream   ${sandbox.url}\n`);
      const [, url = ''] = /GraphQL {4}(\S+)/.exec(message) ?? [];
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ department { currency } }"}' });
      expect(await response.json()).toMatchObject({ data: { department: { currency: 'EUR' } } });
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
    [{ ECONT_CLIENT: KEY, ECONT_TOKEN: KEY }, 'AUTH must be chosen, since there is a real account: keys, jwt, or keys,jwt; none is for a server that only its own machine can reach.'],
    [{ HOST: '0.0.0.0' }, 'AUTH must be chosen, since HOST can be reached from other machines: keys, jwt, or keys,jwt.'],
    [{ HOST: '0.0.0.0', AUTH: 'none' }, 'HOST must be a loopback address, such as 127.0.0.1, since AUTH is none: without keys only this machine may reach the server.'],
    [{ HOST: '127.0.0.1.example.md', AUTH: 'none' }, 'HOST must be a loopback address, such as 127.0.0.1, since AUTH is none: without keys only this machine may reach the server.'],
    [{ AUTH: 'password' }, 'AUTH must be none, keys, jwt, or keys,jwt.'],
    [{ AUTH: 'none,keys' }, 'AUTH must be none, keys, jwt, or keys,jwt.'],
    [{ AUTH: 'keys', AUTH_KEYS_FILE: '/nowhere/keys.json' }, 'AUTH_KEYS_FILE must name a file of keys: there is no /nowhere/keys.json. `npm run keys -- make` makes the first key and the file.'],
    [{ AUTH: 'jwt' }, 'ECONT_CONFIG must name a file with `auth.jwt`, since AUTH has jwt: it says whose tokens are taken.'],
    [{ ECONT_CONFIG: '/nowhere/econt.yaml' }, 'ECONT_CONFIG must name a readable YAML or JSON file: ENOENT.'],
  ] as const)('refuses %j with one sentence', async (env, sentence) => {
    const { code, err } = await ended(run(env));
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    if (typeof sentence === 'string') expect(err).toBe(`${sentence}\n`);
    else expect(err).toMatch(sentence);
    expect(err).not.toContain('SECRET\n');
  });

  it('serves the tenants of a file to callers whose keys were made while it runs, and to nobody else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'econt-'));
    const sandboxes = await Promise.all([startSandbox({ invoices: 10 }), startSandbox({ invoices: 20 })]);
    try {
      const [acme, beta] = sandboxes.map(({ departments }) => departments[0]!);
      await writeFile(join(folder, 'beta-token'), `${beta!.token}\n`);
      const file = join(folder, 'econt.yaml');
      await writeFile(file, [
        'tenants:',
        `  - { name: acme, client: { env: ACME_CLIENT }, token: { env: ACME_TOKEN }, apiUrl: "${sandboxes[0].url}" }`,
        `  - { name: beta, client: { env: BETA_CLIENT }, token: { file: beta-token }, apiUrl: "${sandboxes[1].url}", ledger: beta }`,
        'auth: { keysFile: private/keys.json }',
      ].join('\n'));
      const env = { ECONT_CONFIG: file, AUTH: 'keys', ACME_CLIENT: acme!.client, ACME_TOKEN: acme!.token, BETA_CLIENT: beta!.client };
      // Keys can be made without the secrets of the accounts.
      const keys = (...args: readonly string[]) => promisify(execFile)(process.execPath, [join(ROOT, 'dist/keys.js'), ...args], { env: { PATH: process.env['PATH'] ?? '', ECONT_CONFIG: file } });
      const make = async (tenant: string): Promise<string> => (await keys('make', '--name', `${tenant} office`, '--tenant', tenant, '--scopes', 'all')).stdout.trim();
      const first = await make('acme');

      const process_ = run({ ...env, HOST: '0.0.0.0', LEDGER_PATH: join(folder, 'ledger.db') });
      const [, port = ''] = /GraphQL {4}http:\/\/0\.0\.0\.0:(\d+)/.exec(await started(process_)) ?? [];
      const ask = async (key: string | null): Promise<unknown> => {
        const headers = { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) };
        const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body: '{"query":"{ invoices { totalCount } }"}' });
        const { data } = (await response.json()) as { data?: { invoices: { totalCount: number } } };
        return data?.invoices.totalCount ?? response.status;
      };
      const totals = sandboxes.map(({ state, departments }) => state.invoices.count(departments[0]!.id));
      expect([await ask(null), await ask(first)]).toEqual([401, totals[0]]);
      const second = await make('beta');
      while ((await ask(second)) === 401);
      expect(await ask(second)).toBe(totals[1]);
      expect((await keys('list')).stdout).toMatch(/^[0-9a-f]{16} {2}acme {2}acme office {2}valid .*\n[0-9a-f]{16} {2}beta {2}beta office {2}valid .*\n$/);
      await keys('revoke', first.slice(4, 20));
      while ((await ask(first)) !== 401);
      process_.child.kill('SIGTERM');
      expect((await ended(process_)).code).toBe(0);
      const said = process_.out() + process_.err();
      for (const secret of [first, second, acme!.client, acme!.token, beta!.client, beta!.token]) expect(said).not.toContain(secret);

      const unreachable = await ended(run({ ...env, HOST: '203.0.113.7', LEDGER_PATH: join(folder, 'ledger.db') }));
      expect(unreachable).toEqual({ code: 1, err: 'HOST must be an address of this machine.\n' });
      await expect(keys('make', '--name', 'x', '--tenant', 'gamma', '--scopes', 'all')).rejects.toMatchObject({ code: 1, stderr: '--tenant must be one of acme, beta.\n' });
      await expect(keys('make', '--name', 'x', '--tenant', 'acme', '--scopes', 'everything')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^--scopes must be read, all, or some of invoices:read, .*\.\n$/) as string });
      await expect(keys('make', '--nme', 'x')).rejects.toMatchObject({ code: 1, stderr: "Unknown option '--nme'\n" });
    } finally {
      await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
      await rm(folder, { recursive: true });
    }
  }, 60_000);

  it('tells every fault of the file of tenants with its line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'econt-'));
    try {
      const file = join(folder, 'econt.yaml');
      await writeFile(file, `tenants:\n  - name: acme\n    client: { env: NOWHERE }\n    token: ${KEY}\n`);
      const { code, err } = await ended(run({ ECONT_CONFIG: file, AUTH: 'keys' }));
      expect(code).toBe(1);
      expect(err).toBe(`${file}:4:5: tenants[0].token: must say where the key is, \`{ env: NAME }\` or \`{ file: path }\`: the key itself must not stand in this file.\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
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
