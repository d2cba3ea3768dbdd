import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { changeKeysFile } from '../../src/config/change-keys-file.ts';
import type { ApiKeyRecord } from '../../src/config/keys-file.ts';
import { printKeysFile } from '../../src/config/keys-file.ts';
import type { Authenticate } from '../../src/server/auth/authenticate.ts';
import { authenticateNobody, onlyUnderOurName } from '../../src/server/auth/authenticate.ts';
import { createAuthenticate } from '../../src/server/auth/create-authenticate.ts';
import { createKeyRing } from '../../src/server/auth/key-ring.ts';
import type { OpenKeyRing } from '../../src/server/auth/open-key-ring.ts';
import { openKeyRing } from '../../src/server/auth/open-key-ring.ts';
import { createLogger } from '../../src/server/logger.ts';
import type { Tenant } from '../../src/server/tenant.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';
import { whoAmI, whoAmISchema } from '../kit/who-am-i.ts';

const NOW = Date.parse('2026-11-20T07:00:00Z');
const LIST = '{ invoices(first: 2) { nodes { id pdf { url } } } }';

const shop = madeKey();
const payer = madeKey({ name: 'a payer', scopes: ['invoices:read', 'payments:read'], payerOf: 7, expiresAt: '2026-11-20T07:00:00.001Z' });
const expired = madeKey({ expiresAt: '2026-11-20T07:00:00.000Z' });
const revoked = madeKey({ revokedAt: '2026-11-19T00:00:00.000Z' });
const elsewhere = madeKey({ tenant: 'elsewhere' });
const unknown = madeKey();
const withKeys = (records: readonly ApiKeyRecord[]) => {
  const ring = createKeyRing(records);
  return (tenants: readonly Tenant[]): Authenticate => createAuthenticate({ tenants, keys: () => ring, tokens: undefined, nowMs: () => NOW });
};
const ALL = withKeys([shop, payer, expired, revoked, elsewhere].map(({ record }) => record));

let stack: Stack;
afterEach(() => stack.close());

describe('a caller with a key', () => {
  it('is known by either header, with the scopes and the customer of the key', async () => {
    stack = await startStack({ schema: whoAmISchema, auth: ALL, sandbox: { invoices: 10 } });
    const me = { name: 'key:shop', scopes: ['invoices:read'], payerOf: null, language: 'ro' };
    expect(await whoAmI(stack.url, bearer(shop.text))).toEqual({ status: 200, me, codes: [] });
    expect(await whoAmI(stack.url, { authorization: `bearer  ${shop.text}` })).toEqual({ status: 200, me, codes: [] });
    expect(await whoAmI(stack.url, { 'x-api-key': shop.text })).toEqual({ status: 200, me, codes: [] });
    // A proxy in front may have asked for a password of its own.
    expect(await whoAmI(stack.url, { 'x-api-key': shop.text, authorization: 'Basic cHJveHk6cHJveHk=' })).toEqual({ status: 200, me, codes: [] });
    expect(await whoAmI(stack.url, bearer(payer.text))).toEqual({ status: 200, me: { name: 'key:a payer', scopes: ['invoices:read', 'payments:read'], payerOf: 7, language: 'ro' }, codes: [] });
  });

  it('is named in the log, with the tenant, and the key is not', async () => {
    stack = await startStack({ schema: whoAmISchema, auth: ALL, sandbox: { invoices: 10 } });
    await whoAmI(stack.url, bearer(shop.text));
    await whoAmI(stack.url, bearer(expired.text));
    const lines = stack.logs.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request');
    expect(lines.map(({ caller, tenant, status }) => ({ caller, tenant, status }))).toEqual([{ caller: 'key:shop', tenant: 'test', status: 200 }, { caller: undefined, tenant: undefined, status: 401 }]);
    for (const { text, record } of [shop, expired]) for (const secret of [text, text.slice(21), record.hash]) expect(stack.logs.join('')).not.toContain(secret);
  });

  it('reads over GET too', async () => {
    stack = await startStack({ schema: whoAmISchema, auth: ALL, sandbox: { invoices: 10 } });
    const address = `${stack.url}/graphql?query=${encodeURIComponent('{ whoAmI }')}`;
    expect((await fetch(address)).status).toBe(401);
    expect((await fetch(address, { headers: { accept: 'text/html' } })).status).toBe(401);
    expect((await fetch(address, { headers: bearer(shop.text) })).status).toBe(200);
  });
});

describe('a caller without a key', () => {
  beforeEach(async () => {
    stack = await startStack({ auth: ALL, sandbox: { invoices: 10 } });
  });

  it('is refused before anything is sent', async () => {
    const response = await stack.post({ query: LIST });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="econt-graphql"');
    expect(await response.json()).toEqual({
      errors: [{ message: 'This needs a valid key or token: `Authorization: Bearer …`.', extensions: { code: 'UNAUTHENTICATED', requestId: response.headers.get('x-request-id') } }],
    });
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('cannot tell from the answer what is wrong with a key', async () => {
    const right = shop.text;
    const wrong: Record<string, Record<string, string>> = {
      'a key that was never made': bearer(unknown.text),
      'another secret': bearer(`${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`),
      'the secret of another key': bearer(`${right.slice(0, 21)}${payer.text.slice(21)}`),
      'an expired key': bearer(expired.text),
      'a revoked key': bearer(revoked.text),
      'a key of a tenant that is not here': bearer(elsewhere.text),
      'half a key': bearer(right.slice(0, 30)),
      'a key and more': bearer(`${right}A`),
      'two keys': { 'x-api-key': `${right}, ${right}` },
      'a key in both headers': { ...bearer(right), 'x-api-key': right },
      'a token where only keys are taken': bearer('eyJhbGciOiJub25lIn0.e30.'),
      'an empty key': { 'x-api-key': '' },
      'an empty bearer': { authorization: 'Bearer' },
      'a very long key': bearer('x'.repeat(9_000)),
      'the hash instead of the secret': bearer(`${right.slice(0, 21)}${shop.record.hash.slice(0, 43)}`),
    };
    for (const [what, headers] of Object.entries(wrong)) {
      const response = await stack.post({ query: LIST }, { ...headers, 'x-request-id': 'the-same-id' });
      const seen = { status: response.status, challenge: response.headers.get('www-authenticate'), body: await response.text() };
      expect(seen, what).toEqual({
        status: 401,
        challenge: 'Bearer realm="econt-graphql", error="invalid_token"',
        body: '{"errors":[{"message":"This needs a valid key or token: `Authorization: Bearer …`.","extensions":{"code":"UNAUTHENTICATED","requestId":"the-same-id"}}]}',
      });
    }
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('is answered before the body comes', async () => {
    const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n{');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1\.1 401 /);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('still sees health, readiness and the page of GraphiQL, and reads documents by their links', async () => {
    expect((await fetch(`${stack.url}/health`)).status).toBe(200);
    expect((await fetch(`${stack.url}/ready`)).status).toBe(200);
    const page = await fetch(`${stack.url}/graphql`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    await page.body?.cancel();
    const { data } = (await (await stack.post({ query: LIST }, bearer(shop.text))).json()) as { data: { invoices: { nodes: { pdf: { url: string } }[] } } };
    const pdf = await fetch(data.invoices.nodes[0]?.pdf.url ?? '');
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    await pdf.body?.cancel();
  });
});

describe('a server without authentication', () => {
  it('answers only under names of its own machine, and its public one', async () => {
    stack = await startStack({ sandbox: { invoices: 10 }, auth: ([tenant]) => onlyUnderOurName(authenticateNobody(tenant!), 'https://billing.example.md') });
    const { hostname, port } = new URL(stack.url);
    const under = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request({ hostname, port, path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asked.once('error', reject);
        asked.end('{"query":"{ __typename }"}');
      });
    for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, '127.1.2.3', '[::1]:4000', 'billing.example.md', 'billing.example.md:443']) expect([host, await under(host)]).toEqual([host, 200]);
    for (const host of ['evil.example.com', `evil.example.com:${port}`, '127.0.0.1.evil.example.com', 'localhost.evil.example.com', 'x.billing.example.md', '192.168.1.1', 'a b']) expect([host, await under(host)]).toEqual([host, 421]);
    expect(stack.sandbox.calls.count()).toBe(0);
  });
});

describe('the file of keys', () => {
  let folder: string;
  let path: string;
  let ring: OpenKeyRing;
  const logs: string[] = [];
  const add = (record: ApiKeyRecord): Promise<void> => changeKeysFile(path, (keys) => [...keys, record]);
  const open = async (): Promise<void> => {
    const opened = await openKeyRing({ path, tenants: new Set(['test']), logger: createLogger('info', { stream: { write: (line) => void logs.push(line) } }) });
    if (typeof opened === 'string') throw new Error(opened);
    ring = opened;
    stack = await startStack({ schema: whoAmISchema, sandbox: { invoices: 10 }, auth: (tenants) => createAuthenticate({ tenants, keys: ring.current, tokens: undefined, nowMs: () => NOW }) });
  };
  const statusOf = async (text: string): Promise<number> => (await whoAmI(stack.url, bearer(text))).status;
  const messages = (): unknown[] => logs.map((line) => (JSON.parse(line) as { msg: string }).msg);
  beforeEach(async () => {
    logs.length = 0;
    folder = mkdtempSync(join(tmpdir(), 'econt-keys-'));
    path = join(folder, 'keys.json');
    await add(shop.record);
    await open();
  });
  afterEach(() => {
    ring.close();
    rmSync(folder, { recursive: true });
  });

  it('belongs to its owner alone and holds no key', async () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toContain(shop.text.slice(21));
    expect(await statusOf(shop.text)).toBe(200);
  });

  it('is followed without a restart: a new key works, a revoked one does not', async () => {
    const fresh = madeKey({ name: 'fresh' });
    expect(await statusOf(fresh.text)).toBe(401);
    await add(fresh.record);
    await ring.refresh();
    expect(await statusOf(fresh.text)).toBe(200);
    await changeKeysFile(path, (keys) => keys.map((key) => (key.id === shop.record.id ? { ...key, revokedAt: '2026-11-20T07:00:00.000Z' } : key)));
    await ring.refresh();
    expect([await statusOf(shop.text), await statusOf(fresh.text)]).toEqual([401, 200]);
    expect(messages()).toEqual(['the keys have changed', 'the keys have changed']);
  });

  it('is followed by itself', async () => {
    const fresh = madeKey({ name: 'fresh' });
    await add(fresh.record);
    while ((await statusOf(fresh.text)) !== 200) await new Promise(setImmediate);
  });

  it.each([
    ['is cut', () => writeFileSync(path, printKeysFile([shop.record]).slice(0, 100))],
    ['has something that is not known', () => writeFileSync(path, JSON.stringify({ version: 1, keys: [{ ...shop.record, admin: true }] }))],
    ['has a scope that is not known', () => writeFileSync(path, JSON.stringify({ version: 1, keys: [{ ...shop.record, scopes: ['everything'] }] }))],
    ['has the same id twice', () => writeFileSync(path, JSON.stringify({ version: 1, keys: [shop.record, shop.record] }))],
    ['is gone', () => rmSync(path)],
  ])('leaves the keys as they were when it %s, says so once, and goes on when it is right again', async (_what, breakIt) => {
    breakIt();
    await ring.refresh();
    await ring.refresh();
    expect(await statusOf(shop.text)).toBe(200);
    expect(messages()).toEqual(['the file of keys cannot be used; the keys stay as they were']);
    const fresh = madeKey();
    rmSync(path, { force: true });
    await add(fresh.record);
    await ring.refresh();
    expect([await statusOf(shop.text), await statusOf(fresh.text)]).toEqual([401, 200]);
  });

  it('is pointed out when others may read it, and when its keys are for nobody', async () => {
    ring.close();
    await ring.refresh();
    await stack.close();
    await add(elsewhere.record);
    chmodSync(path, 0o644);
    await open();
    expect(messages()).toEqual(['keys are for tenants that are not configured; nobody can use them', 'the file of keys can be read by other users of this machine; make it 0600']);
  });

  it('is changed by one at a time, and stays as it was when a change fails', async () => {
    await expect(changeKeysFile(path, () => { throw new Error('no'); })).rejects.toThrow('no');
    expect(await statusOf(shop.text)).toBe(200);
    const [first, second] = await Promise.allSettled([add(madeKey().record), add(madeKey().record)]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect((JSON.parse(readFileSync(path, 'utf8')) as { keys: unknown[] }).keys).toHaveLength(2);
  });

  it('cannot be opened where it is not, or is not one', async () => {
    const logger = createLogger('silent');
    const tenants = new Set(['test']);
    expect(await openKeyRing({ path: join(folder, 'none.json'), tenants, logger })).toBe(`AUTH_KEYS_FILE must name a file of keys: there is no ${folder}/none.json. \`npm run keys -- make\` makes the first key and the file.`);
    writeFileSync(path, '{"version":2}');
    expect(await openKeyRing({ path, tenants, logger })).toBe(`AUTH_KEYS_FILE must name a file of keys: ${path} cannot be used, since version is not as \`npm run keys\` writes it.`);
  });
});
