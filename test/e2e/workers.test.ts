import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import { buildFacade } from '../kit/built-facade.ts';
import type { FacadeProcess } from '../kit/facade-process.ts';
import { startFacadeProcess } from '../kit/facade-process.ts';

let sandbox: Sandbox;
let folder: string;
let ledgers = 0;
let facade: FacadeProcess | null = null;
beforeAll(async () => {
  await buildFacade();
  sandbox = await startSandbox({ invoices: 10 });
  folder = await mkdtemp(join(tmpdir(), 'econt-workers-'));
}, 120_000);
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => sandbox.reset());

const soon = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5));

const start = async (env: Readonly<Record<string, string>>): Promise<FacadeProcess> => {
  const path = join(folder, `${(ledgers += 1)}.db`);
  facade = await startFacadeProcess({ sandbox, place: { settings: { kind: 'sqlite', path }, env: { LEDGER_PATH: path } }, env: { LOG_LEVEL: 'info', ...env } });
  // Lines of the log come a little later than the message.
  while (facade.workers().length < Number(env.WORKERS)) await soon();
  return facade;
};

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: { readonly data?: Readonly<Record<string, unknown>> | null; readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
}

/** One request, without an agent on a connection of its own, which goes to the next worker. */
const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}, agent: Agent | false = false): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: JSON.parse(text) as Answer['body'] }));
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });

const times = <T>(n: number, each: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, (_, i) => each(i)));
const idOf = (name: string, i: number) => ({ 'x-request-id': `${name}-${i}` });
const COUNT = { query: '{ invoices { totalCount } }' };
/** The workers that logged requests with ids that begin like this, once so many of them are written down. */
const workersOfRequests = async ({ output }: FacadeProcess, requests: number, ids: string): Promise<readonly (string | undefined)[]> => {
  for (;;) {
    const found = [...output().matchAll(new RegExp(`"worker":(\\d+),"requestId":"${ids}-[^\\n]*"msg":"request"`, 'g'))].map(([, worker]) => worker);
    if (found.length >= requests) return found;
    await soon();
  }
};
const issueWith = (idempotencyKey: string) => ({
  query: 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { ... on InvoiceIssuePayload { invoice { upstreamId } } ... on UserError { code } } }',
  variables: { input: { idempotencyKey, customer: { email: 'a@b.md', companyName: 'A' }, lines: [{ name: 'A', unitPrice: '1', quantity: 1 }] } },
});

describe('three workers', () => {
  beforeAll(async () => {
    await start({ WORKERS: '3', METRICS_PORT: '0', SHUTDOWN_GRACE: '30' });
  }, 60_000);
  afterAll(() => facade?.stop());

  it('serves with so many processes behind one port, each with its number in the log', async () => {
    const { url, workers } = facade!;
    expect(new Set(workers()).size).toBe(3);
    const answers = await times(12, (i) => post(url(), COUNT, idOf('spread', i)));
    expect(answers.map(({ body }) => body.data)).toEqual(Array.from({ length: 12 }, () => ({ invoices: { totalCount: sandbox.state.invoices.count(sandbox.departments[0]!.id) } })));
    expect([...new Set(await workersOfRequests(facade!, 12, 'spread'))].sort()).toEqual(['1', '2', '3']);
  });

  it('sends one key once, whichever worker gets it', async () => {
    const { url } = facade!;
    const answers = await times(30, (i) => post(url(), issueWith(`once-${i % 3}`), idOf('one-key', i)));
    const ids = answers.map(({ body }) => (body.data?.['invoiceIssue'] as { readonly invoice: { readonly upstreamId: number } }).invoice.upstreamId);
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id, i) => id === ids[i % 3])).toBe(true);
    expect(sandbox.calls.count('invoice.put')).toBe(3);
    expect(new Set(await workersOfRequests(facade!, 30, 'one-key')).size).toBe(3);
  });

  it('writes whole lines, whoever else writes at the same time', async () => {
    const { url, output } = facade!;
    for (let round = 0; round < 5; round += 1) await times(80, (i) => post(url(), COUNT, idOf(`lines-${round}`, i)));
    await workersOfRequests(facade!, 400, 'lines');
    const lines = output().split('\n').filter((line) => line.includes('"msg":"request"'));
    expect(lines.filter((line) => !/^\{"level":30,[^{}]*"requestId":"[^"]*",[^{}]*"msg":"request"\}$/.test(line))).toEqual([]);
  });

  it('lets no page be older than a write that another worker has answered', async () => {
    const { url } = facade!;
    const before = sandbox.state.invoices.count(sandbox.departments[0]!.id);
    for (let i = 1; i <= 6; i += 1) {
      // Reads are under way at all of them, all the time.
      const reads = times(6, () => post(url(), COUNT));
      expect((await post(url(), issueWith(`fresh-${i}`))).body.data).toMatchObject({ invoiceIssue: { invoice: {} } });
      const after = await times(4, () => post(url(), COUNT));
      expect(after.map(({ body }) => body.data)).toEqual(Array.from({ length: 4 }, () => ({ invoices: { totalCount: before + i } })));
      await reads;
    }
  });

  it('keeps a connection at the worker that has it', async () => {
    const { url } = facade!;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let i = 0; i < 4; i += 1) expect((await post(url(), COUNT, idOf('keep-alive', i), agent)).status).toBe(200);
    agent.destroy();
    expect(new Set(await workersOfRequests(facade!, 4, 'keep-alive')).size).toBe(1);
  });

  it('tells the metrics of all on one page, and what all see alike once', async () => {
    const { url, output } = facade!;
    const [, address = ''] = /"address":"(http[^"]+)"/.exec(output()) ?? [];
    const page = async (): Promise<string> => (await fetch(address)).text();
    const countIn = (text: string): number => Number(/^econt_http_request_seconds_count\{method="POST",route="graphql",status="200"\} (\d+)$/m.exec(text)?.[1]);
    const before = await page();
    await times(10, () => post(url(), COUNT));
    let open: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (open = resolve));
    const came = new Promise<void>((resolve) => {
      sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', until, match: () => {
        resolve();
        return true;
      } });
    });
    const answer = post(url(), issueWith('measured'));
    await came;
    const after = await page();
    expect(countIn(after) - countIn(before)).toBe(10);
    // Each of the three sees that write in the ledger.
    expect(after).toMatch(/^econt_ledger_writes\{tenant="[^"]+",state="sending"\} 1$/m);
    expect(after.match(/^# HELP econt_http_request_seconds /gm)).toHaveLength(1);
    open();
    expect((await answer).status).toBe(200);
  });

  it('replaces a worker that ends, and goes on meanwhile', async () => {
    const { url, workers, output } = facade!;
    const [first = 0, ...others] = workers();
    process.kill(first, 'SIGKILL');
    while (workers().includes(first)) await soon();
    // The others serve, and after a while a new one too, behind the same port; a connection that was on its way to the first may be cut.
    while (workers().length < 3) expect((await post(url(), COUNT).catch(() => ({ status: 0 }))).status).toBeOneOf([0, 200]);
    expect(workers()).toEqual(expect.arrayContaining(others));
    expect(output()).toMatch(new RegExp(`"number":\\d,"pid":${first},"code":null,"signal":"SIGKILL","pauseMs":\\d+,"msg":"a worker ended, and is replaced"`));
  }, 30_000);

  it('ends on SIGTERM when what is under way has ended', async () => {
    const { url, pid, workers } = facade!;
    const pids = workers();
    const came = new Promise<void>((resolve) => {
      sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', ms: 500, match: () => {
        resolve();
        return true;
      } });
    });
    const answer = post(url(), issueWith('last'));
    await came;
    process.kill(pid() ?? 0, 'SIGTERM');
    expect((await answer).body.data).toMatchObject({ invoiceIssue: { invoice: {} } });
    while (workers().length > 0) await soon();
    expect(pids).toHaveLength(3);
  });
});

describe('WORKERS', () => {
  afterEach(() => facade?.stop());

  it('gives a caller no more of a minute than one process would', async () => {
    const { text, record } = madeKey({ tenant: 'acme' });
    await writeFile(join(folder, 'keys.json'), JSON.stringify({ version: 1, keys: [record] }), { mode: 0o600 });
    const { client, token } = sandbox.departments[0]!;
    const tenant = { name: 'acme', apiUrl: sandbox.url, client: { env: 'ACME_CLIENT' }, token: { env: 'ACME_TOKEN' }, limits: { requestsPerMinute: 20, upstreamConcurrentCalls: 3 } };
    await writeFile(join(folder, 'econt.yaml'), JSON.stringify({ tenants: [tenant], auth: { keysFile: join(folder, 'keys.json') } }));
    const { url } = await start({ WORKERS: '3', COALESCE: 'off', AUTH: 'keys', ECONT_CONFIG: join(folder, 'econt.yaml'), ACME_CLIENT: client, ACME_TOKEN: token, ECONT_API_URL: '', ECONT_CLIENT: '', ECONT_TOKEN: '' });
    const begun = performance.now();
    const answers = await times(60, (i) => post(url(), COUNT, { ...bearer(text), ...idOf('limited', i) }));
    // One more fills in every three seconds.
    const most = 20 + Math.ceil((performance.now() - begun) / 3_000);
    const granted = answers.filter(({ status }) => status === 200);
    expect(granted.length).toBeGreaterThanOrEqual(20);
    expect(granted.length).toBeLessThanOrEqual(most);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.errors?.[0]?.extensions?.code ?? ''}`))).toEqual(new Set(['429 RATE_LIMITED']));
    expect(sandbox.calls.count('invoice.list')).toBe(granted.length);
    // Each was told of what is left of the whole; where one fills in, a number comes twice.
    const left = granted.map(({ headers }) => /requests";r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);
    expect(new Set(left).size).toBeGreaterThanOrEqual(20 - (most - 20));
    expect(new Set(await workersOfRequests(facade!, 60, 'limited')).size).toBe(3);
  });

  it.each([
    [{ WORKERS: '0' }, 'WORKERS must be auto, or a number of processes from 1 to 32.'],
    [{ WORKERS: 'many' }, 'WORKERS must be auto, or a number of processes from 1 to 32.'],
    [{ WORKERS: '2', AUTH: 'keys', AUTH_KEYS_FILE: '/nowhere/keys.json' }, 'AUTH_KEYS_FILE must name a file of keys: there is no /nowhere/keys.json. `npm run keys -- make` makes the first key and the file.'],
    [{ WORKERS: '2', LEDGER_PATH: '/dev/null/ledger.db' }, /^The server did not start: LEDGER_PATH must be the path of a file that this user may write to: /],
  ] as const)('refuses %j with one sentence', async (env, sentence) => {
    const failure = await start(env).then(() => '', (error: unknown) => (error instanceof Error ? error.message : ''));
    if (typeof sentence === 'string') expect(failure).toBe(`The server did not start: ${sentence}`);
    else expect(failure).toMatch(sentence);
    expect(failure.split('\n')).toHaveLength(1);
  });

  it('names the port when it is in use, and leaves no worker behind', async () => {
    const { port } = new URL(sandbox.url);
    await expect(start({ WORKERS: '2', PORT: port, LOG_LEVEL: 'warn' })).rejects.toThrow(new Error(`The server did not start: PORT must name a free port: ${port} is in use.`));
  });
});
