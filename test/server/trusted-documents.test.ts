import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { HttpConfig } from '../../src/config/http-config.ts';
import { readConfig } from '../../src/config/env.ts';
import { openDocuments } from '../../src/server/documents/open-documents.ts';
import { hashOf, parseManifest } from '../../src/server/documents/manifest.ts';
import { namesOf } from '../../src/server/documents/trusted-set.ts';
import { createLogger } from '../../src/server/logger.ts';
import { createMetrics } from '../../src/server/observe/metrics.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const apollo = (...bodies: readonly string[]): string =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: bodies.map((body) => ({ id: sha256(body), name: namesOf(body), type: body.startsWith('m') ? 'mutation' : 'query', body })) });
const map = (...texts: readonly string[]): string => JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text])));

const CURRENCY = 'query Currency { department { currency } }';
const COUNT = 'query Count($s: String) { invoices(search: $s) { totalCount } }';
const CREATE = 'mutation Create($input: CustomerCreateInput!) { customerCreate(input: $input) { __typename } }';
const RELAY = 'query Relay { __typename }';
const OTHER = 'query Other { department { __typename } }';
const ANSWER = { data: { department: { currency: 'MDL' } } };
const NOW = Date.parse('2026-11-23T10:00:00Z');

let folder: string;
let manifests: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  manifests = join(folder, 'manifests');
  await mkdir(manifests);
  await writeFile(join(manifests, 'shop-1.4.json'), map(CURRENCY, COUNT));
  await writeFile(join(manifests, 'shop-1.5.json'), apollo(CURRENCY, CREATE));
  await writeFile(join(manifests, 'relay.json'), JSON.stringify({ [createHash('md5').update(RELAY).digest('hex')]: RELAY }));
  await writeFile(join(manifests, 'notes.txt'), 'not a manifest');
});
afterAll(() => rm(folder, { recursive: true }));

let stack: Stack;
afterEach(() => stack.close());
const metrics = createMetrics({ process: false });
const start = async (mode: HttpConfig['documents']['mode'], more: Partial<HttpConfig['documents']> = {}): Promise<void> => {
  stack = await startStack({ sandbox: { invoices: 10 }, metrics, nowMs: () => NOW, http: { documents: { mode, path: manifests, usagePath: undefined, ...more } } });
};

interface Reply {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}
/** What an answer holds, without what it cost. */
const replyOf = async (response: Response): Promise<Reply> => {
  const { data, errors } = (await response.json()) as Reply;
  return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
};
const post = async (body: unknown): Promise<{ readonly status: number; readonly reply: Reply }> => {
  const response = await stack.post(body);
  return { status: response.status, reply: await replyOf(response) };
};
const get = async (params: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly reply: Reply; readonly allow: string | null }> => {
  const response = await fetch(`${stack.url}/graphql?${new URLSearchParams(params).toString()}`);
  return { status: response.status, reply: await replyOf(response), allow: response.headers.get('allow') };
};
const refusalOf = ({ status, reply }: { readonly status: number; readonly reply: Reply }): readonly unknown[] => [status, reply.data, ...(reply.errors ?? []).map(({ extensions }) => extensions.code)];
const apq = (hash: string, version: unknown = 1): { readonly persistedQuery: unknown } => ({ persistedQuery: { version, sha256Hash: hash } });

describe.each(['off', 'log', 'only'] as const)('TRUSTED_DOCUMENTS=%s', (mode) => {
  it.each([
    ['an id', { documentId: sha256(CURRENCY) }],
    ['an id with its kind', { documentId: `sha256:${sha256(CURRENCY)}` }],
    ['the envelope of Apollo', { extensions: apq(sha256(CURRENCY)) }],
    ['both', { documentId: sha256(CURRENCY), extensions: apq(sha256(CURRENCY)) }],
    ['the text', { query: CURRENCY }],
    ['the text and its id', { query: CURRENCY, documentId: sha256(CURRENCY) }],
    ['the text and its envelope', { query: CURRENCY, extensions: apq(sha256(CURRENCY)) }],
    ['a null beside', { documentId: sha256(CURRENCY), query: null, extensions: { persistedQuery: null } }],
  ])('runs a trusted document by %s', async (_name, body) => {
    await start(mode);
    expect(await post(body)).toEqual({ status: 200, reply: ANSWER });
    expect(stack.sandbox.calls.count()).toBe(1);
    expect(stack.logs.join('')).not.toContain('is not trusted');
  });

  it.each([
    ['an unknown id', { documentId: 'f'.repeat(64) }, [404, undefined, 'PERSISTED_QUERY_NOT_FOUND']],
    ['an unknown hash', { extensions: apq('f'.repeat(64)) }, [404, undefined, 'PERSISTED_QUERY_NOT_FOUND']],
    ['an id that every object has', { documentId: '__proto__' }, [404, undefined, 'PERSISTED_QUERY_NOT_FOUND']],
    ['an id of another kind', { documentId: `md5:${sha256(CURRENCY)}` }, [404, undefined, 'PERSISTED_QUERY_NOT_FOUND']],
    ['the id of another text', { query: COUNT, documentId: sha256(CURRENCY) }, [400, undefined, 'PERSISTED_QUERY_MISMATCH']],
    ['the hash of another text', { query: COUNT, extensions: apq(sha256(CURRENCY)) }, [400, undefined, 'PERSISTED_QUERY_MISMATCH']],
    ['an unknown hash of another text', { query: OTHER, extensions: apq('f'.repeat(64)) }, [400, undefined, 'PERSISTED_QUERY_MISMATCH']],
    ['two ids', { documentId: sha256(CURRENCY), extensions: apq(sha256(COUNT)) }, [400, undefined, 'PERSISTED_QUERY_MISMATCH']],
    ['an id that is no text', { documentId: 7 }, [400, undefined, 'BAD_REQUEST']],
    ['an empty id', { documentId: '' }, [400, undefined, 'BAD_REQUEST']],
    ['an envelope of another version', { extensions: apq(sha256(CURRENCY), 2) }, [400, undefined, 'BAD_REQUEST']],
    ['a hash that is none', { extensions: apq('x') }, [400, undefined, 'BAD_REQUEST']],
    ['a hash in capitals', { extensions: apq(sha256(CURRENCY).toUpperCase()) }, [400, undefined, 'BAD_REQUEST']],
    ['an envelope that is none', { extensions: { persistedQuery: 'x' } }, [400, undefined, 'BAD_REQUEST']],
    ['nothing', {}, [400, undefined, 'BAD_REQUEST']],
    ['a query that is no text', { query: 1 }, [400, undefined, 'BAD_REQUEST']],
  ])('refuses %s, and nothing is sent upstream', async (_name, body, expected) => {
    await start(mode);
    expect(refusalOf(await post(body))).toEqual(expected);
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('takes in nothing from requests', async () => {
    await start(mode);
    const first = await post({ query: OTHER, extensions: apq(sha256(OTHER)) });
    expect(first.status).toBe(mode === 'only' ? 403 : 200);
    expect(refusalOf(await post({ extensions: apq(sha256(OTHER)) }))).toEqual([404, undefined, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  it('serves trusted queries by GET, and never mutations', async () => {
    await start(mode);
    expect(await get({ documentId: `sha256:${sha256(CURRENCY)}` })).toEqual({ status: 200, reply: ANSWER, allow: null });
    expect(await get({ extensions: JSON.stringify(apq(sha256(CURRENCY))) })).toEqual({ status: 200, reply: ANSWER, allow: null });
    expect((await get({ documentId: sha256(COUNT), variables: '{"s":"no such"}' })).reply).toEqual({ data: { invoices: { totalCount: 0 } } });
    const before = stack.sandbox.calls.count();
    const mutation = await get({ documentId: sha256(CREATE), variables: '{"input":{}}' });
    expect([...refusalOf(mutation), mutation.allow]).toEqual([405, undefined, 'METHOD_NOT_ALLOWED', 'POST']);
    expect(stack.sandbox.calls.count()).toBe(before);
  });

  it.each(['variables', 'extensions'])('refuses %s of an address that are not JSON', async (name) => {
    await start(mode);
    expect(refusalOf(await get({ documentId: sha256(CURRENCY), [name]: '{' }))).toEqual([400, undefined, 'BAD_REQUEST']);
  });
});

describe('a document that is not trusted', () => {
  it('counts as a refusal, and as a request of its caller', async () => {
    await start('only');
    const refusals = async (): Promise<number> => Number(/econt_refusals_total\{code="DOCUMENT_NOT_TRUSTED"\} (\d+)/.exec(await metrics.text())?.[1] ?? 0);
    const remaining = async (): Promise<number> => Number((await stack.post({ query: RELAY })).headers.get('ratelimit')?.match(/"requests";r=(\d+)/)?.[1]);
    const [before, left] = [await refusals(), await remaining()];
    await post({ query: OTHER });
    await post({ documentId: 'f'.repeat(64) });
    expect([await refusals(), await remaining()]).toEqual([before + 1, left - 3]);
  });

  const untrusted = async (): Promise<string> => (await metrics.text()).split('\n').filter((line) => line.startsWith('econt_untrusted_documents_total{')).join('\n');
  const line = (): Record<string, unknown> => {
    const found = stack.logs.find((each) => each.includes('is not trusted'));
    return JSON.parse(found ?? '{}') as Record<string, unknown>;
  };

  it('runs and is not told of where trust is off', async () => {
    await start('off');
    expect((await post({ query: OTHER })).status).toBe(200);
    expect(line()).toEqual({});
  });

  it('runs, and is logged by name and hash and counted, never with its variables', async () => {
    await start('log');
    const query = 'query Secretive($s: String) { invoices(search: $s) { totalCount } }';
    expect(await post({ query, variables: { s: 'a-secret-search' } })).toEqual({ status: 200, reply: { data: { invoices: { totalCount: 0 } } } });
    expect(line()).toMatchObject({ level: 40, operation: 'Secretive', hash: sha256(query), mode: 'log', tenant: 'test' });
    expect(stack.logs.join('')).not.toContain('a-secret-search');
    expect(stack.logs.join('')).not.toContain('totalCount');
    expect(await untrusted()).toContain('econt_untrusted_documents_total{mode="log"} ');
  });

  it.each([OTHER, `${CURRENCY} `, '{ __typename }', 'query A { __typename } # x', '{ __schema { description } }', '{ nope', 'not GraphQL'])('is refused where only trusted ones run, before it is parsed: %s', async (query) => {
    await start('only');
    expect(refusalOf(await post({ query }))).toEqual([403, undefined, 'DOCUMENT_NOT_TRUSTED']);
    expect(refusalOf(await get({ query }))).toEqual([403, undefined, 'DOCUMENT_NOT_TRUSTED']);
    expect(stack.sandbox.calls.count()).toBe(0);
    expect(await untrusted()).toContain('econt_untrusted_documents_total{mode="only"} ');
  });

  it.each(['query a ', 'query ', '#\n', 'mutation\n\n'])('is named when it is a megabyte of %j', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    // Ends, and with a name that fits into a line of the log.
    expect(JSON.stringify(namesOf(text)).length).toBeLessThan(1_000);
  });
});

describe('the manifests', () => {
  it('are several at once, of all formats, and the published one', async () => {
    await start('only');
    const { byText, byId } = stack.trusted.current();
    expect(byText.get(CURRENCY)?.manifests).toEqual(['shop-1.4.json', 'shop-1.5.json']);
    expect(byText.get(CREATE)).toMatchObject({ name: 'Create', hash: sha256(CREATE), manifests: ['shop-1.5.json'] });
    // Relay asks by MD5; the hash works too.
    for (const documentId of [createHash('md5').update(RELAY).digest('hex'), sha256(RELAY)]) expect((await post({ documentId })).reply).toEqual({ data: { __typename: 'Query' } });
    const published = await readFile(new URL('../../schema/operations/InvoiceList.graphql', import.meta.url), 'utf8');
    expect(byId.get(hashOf(published))).toMatchObject({ name: 'InvoiceList', manifests: ['documents.json'] });
    expect((await post({ documentId: hashOf(published) })).reply.errors).toBeUndefined();
  });

  it('are read again when they change, and stay when they break', async () => {
    const path = join(folder, 'changing.json');
    await writeFile(path, map(CURRENCY));
    await start('only', { path });
    expect((await post({ query: OTHER })).status).toBe(403);
    await writeFile(path, map(CURRENCY, OTHER));
    await stack.trusted.refresh();
    expect((await post({ query: OTHER })).status).toBe(200);
    await writeFile(path, '{ "half');
    await stack.trusted.refresh();
    await rm(path);
    await stack.trusted.refresh();
    await stack.trusted.refresh();
    expect((await post({ query: OTHER })).status).toBe(200);
    expect(stack.logs.filter((each) => each.includes('the trusted documents cannot be read'))).toHaveLength(2);
    await writeFile(path, map(CURRENCY));
    await stack.trusted.refresh();
    expect((await post({ query: OTHER })).status).toBe(403);
  });
});

describe('when documents were last used', () => {
  it('is kept in memory, and written down with what other instances wrote', async () => {
    const usagePath = join(folder, 'deep', 'usage.json');
    await start('log', { usagePath });
    await stack.trusted.flush();
    await expect(readFile(usagePath)).rejects.toThrow('ENOENT');
    await post({ documentId: sha256(CURRENCY) });
    await post({ query: COUNT });
    await post({ query: OTHER });
    expect([...stack.trusted.usage()]).toEqual([[sha256(CURRENCY), NOW], [sha256(COUNT), NOW]]);
    await mkdir(join(folder, 'deep'), { recursive: true });
    await writeFile(usagePath, JSON.stringify({ [sha256(COUNT)]: '2026-12-01T00:00:00.000Z', [sha256(CREATE)]: '2026-01-01T00:00:00.000Z', broken: 'x' }));
    await stack.trusted.flush();
    expect(JSON.parse(await readFile(usagePath, 'utf8'))).toEqual({ [sha256(CURRENCY)]: '2026-11-23T10:00:00.000Z', [sha256(COUNT)]: '2026-12-01T00:00:00.000Z', [sha256(CREATE)]: '2026-01-01T00:00:00.000Z' });
  });

  it('stops nothing where it cannot be written', async () => {
    await start('log', { usagePath: join(manifests, 'notes.txt', 'usage.json') });
    expect((await post({ query: CURRENCY })).status).toBe(200);
    await stack.trusted.flush();
    expect(stack.logs.join('')).toContain('it cannot be written down which documents are used');
  });
});

describe('a manifest', () => {
  beforeAll(() => start('off'));
  it.each([
    ['{', 'it is not JSON'],
    ['[]', 'it is no map of documents'],
    ['null', 'it is no map of documents'],
    ['{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}', 'it is a manifest of Apollo, but not of version 1'],
    ['{"format":"apollo-persisted-query-manifest","version":1,"operations":[7]}', 'document 1 has no id of letters, digits and . _ ~ -'],
    ['{"":"query A { a }"}', 'document 1 has no id of letters, digits and . _ ~ -'],
    ['{"a b":"query A { a }"}', 'document 1 has no id of letters, digits and . _ ~ -'],
    ['{"a":7}', 'document a has no text'],
    ['{"a":" "}', 'document a has no text'],
    [JSON.stringify({ [sha256(CURRENCY)]: `${CURRENCY}\r\n` }), `document ${sha256(CURRENCY)} is not the SHA-256 of its text`],
  ])('%s: %s', (json, problem) => {
    expect(parseManifest(json)).toEqual({ ok: false, problem });
  });

  it('that cannot be used stops the start with a sentence', async () => {
    const logger = createLogger('silent', { stream: { write: () => undefined } });
    const path = join(folder, 'broken');
    await mkdir(path);
    await writeFile(join(path, 'a.json'), '{');
    const open = (at: string) => openDocuments({ settings: { mode: 'only', path: at, usagePath: undefined }, logger });
    expect(await open(path)).toBe(`TRUSTED_DOCUMENTS_PATH must name manifests of documents: ${join(path, 'a.json')} cannot be used, since it is not JSON.`);
    expect(await open(join(folder, 'nowhere'))).toBe('TRUSTED_DOCUMENTS_PATH must name a manifest of documents, or a folder of them, that this user may read: ENOENT.');
    await writeFile(join(path, 'a.json'), JSON.stringify({ x: CURRENCY }));
    await writeFile(join(path, 'b.json'), JSON.stringify({ x: COUNT }));
    expect(await open(path)).toBe('TRUSTED_DOCUMENTS_PATH must name manifests of documents: document x is not the same in a.json and b.json.');
  });

  it('is configured', () => {
    const read = readConfig({ TRUSTED_DOCUMENTS: 'only', TRUSTED_DOCUMENTS_PATH: '/srv/manifests' });
    expect(read.ok && read.config.http.documents).toEqual({ mode: 'only', path: '/srv/manifests', usagePath: './data/documents-usage.json' });
    expect(readConfig({ TRUSTED_DOCUMENTS: 'on' })).toEqual({ ok: false, problem: 'TRUSTED_DOCUMENTS must be one of off, log, only.' });
  });
});
