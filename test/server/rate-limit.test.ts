import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Caller } from '../../src/graphql/caller.ts';
import { ANYBODY } from '../../src/graphql/caller.ts';
import { LIMITS } from '../../src/config/limits.ts';
import type { Authenticate } from '../../src/server/auth/authenticate.ts';
import type { Buckets } from '../../src/server/limits/buckets.ts';
import { createMemoryBuckets } from '../../src/server/limits/buckets.ts';
import { bucketKeyOf, capacityOf } from '../../src/server/limits/charge.ts';
import { openPostgresBuckets } from '../../src/server/limits/postgres-buckets.ts';
import { secondsUntil } from '../../src/server/limits/token-bucket.ts';
import { createMetrics } from '../../src/server/observe/metrics.ts';
import type { Tenant } from '../../src/server/tenant.ts';
import type { TestPostgres } from '../kit/postgres.ts';
import { startPostgres } from '../kit/postgres.ts';
import type { Stack, StackOptions } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

const FULL = { requests: 10, cost: 600 };
const one = (cost: number) => ({ requests: 1, cost });

describe('a bucket', () => {
  let now = 0;
  const fresh = (most = 100): Buckets => {
    now = 1_000_000;
    return createMemoryBuckets({ most, nowMs: () => now });
  };

  it('gives what it has, all or nothing, and fills up evenly', () => {
    const buckets = fresh();
    expect(buckets.take('a', one(600), FULL)).toMatchObject({ granted: true, left: { requests: 9, cost: 0 } });
    expect(buckets.take('a', one(1), FULL)).toMatchObject({ granted: false, left: { requests: 9, cost: 0 } });
    now += 100;
    expect(buckets.take('a', one(1), FULL)).toMatchObject({ granted: true, left: { cost: 0 } });
    now += 30_000;
    expect(buckets.take('a', one(301), FULL)).toMatchObject({ granted: false, left: { cost: 300 } });
    expect(buckets.take('a', one(300), FULL)).toMatchObject({ granted: true, left: { cost: 0 } });
    now += 3_600_000;
    expect(buckets.take('a', one(0), FULL)).toMatchObject({ granted: true, left: { requests: 9, cost: 600 } });
  });

  it('counts requests beside their cost', () => {
    const buckets = fresh();
    const granted = Array.from({ length: 11 }, () => buckets.take('a', one(1), FULL)).map((taken) => 'granted' in taken && taken.granted);
    expect(granted).toEqual([...Array<boolean>(10).fill(true), false]);
  });

  it('takes back what was not used, up to its brim', () => {
    const buckets = fresh();
    void buckets.take('a', one(500), FULL);
    buckets.giveBack('a', 450, FULL);
    expect(buckets.take('a', one(0), FULL)).toMatchObject({ left: { cost: 550 } });
    buckets.giveBack('a', 450, FULL);
    expect(buckets.take('a', one(0), FULL)).toMatchObject({ left: { cost: 600 } });
    buckets.giveBack('nobody', 450, FULL);
  });

  it('is each caller’s own, and that of who came longest ago is forgotten', () => {
    const buckets = fresh(2);
    void buckets.take('a', one(600), FULL);
    expect(buckets.take('b', one(600), FULL)).toMatchObject({ granted: true });
    expect(buckets.take('a', one(1), FULL)).toMatchObject({ granted: false });
    void buckets.take('c', one(1), FULL);
    expect(buckets.take('a', one(1), FULL)).toMatchObject({ granted: false });
    expect(buckets.take('b', one(600), FULL)).toMatchObject({ granted: true });
  });

  it('loses nothing when the clock goes back', () => {
    const buckets = fresh();
    void buckets.take('a', one(100), FULL);
    now -= 3_600_000;
    expect(buckets.take('a', one(0), FULL)).toMatchObject({ left: { cost: 500 } });
    now += 3_600_000;
    expect(buckets.take('a', one(0), FULL)).toMatchObject({ left: { cost: 500 } });
  });

  it('tells when there will be enough', () => {
    expect([secondsUntil(600, 1, 600), secondsUntil(0, 1, 600), secondsUntil(0, 600, 600), secondsUntil(299.5, 300, 600)]).toEqual([0, 1, 60, 1]);
  });

  it('is of a tenant and a caller, whatever their names', () => {
    expect(bucketKeyOf({ name: 'a' }, { name: 'b","c' })).not.toBe(bucketKeyOf({ name: 'a","b' }, { name: 'c' }));
  });

  it('is as large as the tenant says, else the server; without authentication nobody is held', () => {
    const someone: Caller = { ...ANYBODY, name: 'key:shop' };
    expect(capacityOf({ limits: {} }, someone)).toEqual({ requests: LIMITS.requestsPerMinute, cost: LIMITS.costPerMinute });
    expect(capacityOf({ limits: { requestsPerMinute: 5, costPerMinute: 7 } }, someone)).toEqual({ requests: 5, cost: 7 });
    expect(capacityOf({ limits: {} }, ANYBODY)).toEqual({ requests: 1_000_000, cost: 1_000_000_000 });
    expect(capacityOf({ limits: { costPerMinute: 7 } }, ANYBODY)).toEqual({ requests: 1_000_000, cost: 7 });
  });
});

/** Callers who say their names and tenants themselves. */
const byName = (tenants: readonly Tenant[]): Authenticate => (headers) => {
  const tenant = tenants.find(({ name }) => name === (headers['x-tenant'] ?? 'test'));
  return tenant === undefined ? { ok: false, reason: 'wrong' } : { ok: true, identity: { caller: { ...ANYBODY, name: `key:${String(headers['x-caller'])}` }, tenant } };
};

const PAGE = { query: '{ invoices(first: 60) { nodes { id } } }' };

describe('a caller who has used up what it may', () => {
  let stack: Stack;
  afterEach(() => stack.close());
  const now = Date.parse('2026-11-23T09:00:00Z');
  let clock = now;
  const start = async (options: StackOptions = {}): Promise<void> => {
    clock = now;
    stack = await startStack({ sandbox: { invoices: 80 }, tenant: { limits: { costPerMinute: 100, requestsPerMinute: 6 } }, auth: byName, nowMs: () => clock, ...options });
  };
  const ask = (caller: string, headers: Readonly<Record<string, string>> = {}, body: unknown = PAGE): Promise<Response> => stack.post(body, { 'x-caller': caller, ...headers });

  it('is told when to come back, and costs nothing upstream; others are not held', async () => {
    const metrics = createMetrics({ process: false });
    await start({ metrics });
    expect((await ask('ana')).status).toBe(200);
    stack.sandbox.calls.clear();
    const refused = await ask('ana', { accept: 'application/graphql-response+json' });
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([429, '12', 'application/graphql-response+json; charset=utf-8']);
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: 'Of the cost of a minute too little is left. Try again in 12 s.',
          extensions: { code: 'RATE_LIMITED', limit: 100, value: 60, remaining: 40, retryAfterSeconds: 12, retryable: true, requestId: refused.headers.get('x-request-id') },
        },
      ],
      extensions: { cost: { requested: 60, actual: 0, limit: 100, remaining: 40 }, upstream: { calls: 0, bytes: 0, ms: 0, retries: 0 } },
    });
    expect(stack.sandbox.calls.count()).toBe(0);
    expect(await metrics.text()).toContain('econt_refusals_total{code="RATE_LIMITED"} 1');
    expect((await ask('ion')).status).toBe(200);
    clock += 11_000;
    expect((await ask('ana', { accept: 'application/json' })).status).toBe(429);
    clock += 1_000;
    expect((await ask('ana')).status).toBe(200);
  });

  it('is held by requests too, those that were refused among them', async () => {
    await start();
    for (const query of ['{ __typename }', '{ nope }', '{ a(', '{ invoices(first: 101) { totalCount } }', '{ __typename }', '{ __typename }']) expect((await ask('ana', {}, { query })).status).not.toBe(429);
    const refused = await ask('ana', {}, { query: '{ __typename }' });
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toMatchObject([429, '10', { errors: [{ extensions: { code: 'RATE_LIMITED', limit: 6, value: 1, remaining: 0, retryAfterSeconds: 10 } }] }]);
  });

  it('gets back what an operation did not use', async () => {
    await start();
    const query = 'query ($n: [String!]) { invoices(first: 90, filter: { number: $n }) { nodes { id } } }';
    const { extensions } = (await (await ask('ana', {}, { query, variables: { n: ['none such'] } })).json()) as { readonly extensions: unknown };
    expect(extensions).toMatchObject({ cost: { requested: 90, actual: 1, limit: 100, remaining: 99 } });
    expect((await ask('ana', {}, { query, variables: { n: ['none such'] } })).status).toBe(200);
  });

  it('gets nothing back of what it did not wait for: its answer was not made to its end', async () => {
    await start();
    stack.sandbox.faults.add({ endpoint: 'invoice.list', kind: 'stall' });
    const gone = new AbortController();
    const left = fetch(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-caller': 'ana' }, body: JSON.stringify(PAGE), signal: gone.signal });
    while (stack.sandbox.calls.count('invoice.list') === 0) await new Promise(setImmediate);
    gone.abort();
    await expect(left).rejects.toThrow('aborted');
    while (stack.sandbox.calls.of('invoice.list')[0]?.aborted !== true) await new Promise(setImmediate);
    expect(await (await ask('ana', {}, { query: '{ rateLimit { remaining } }' })).json()).toMatchObject({ data: { rateLimit: { remaining: 39 } } });
  });

  it('is another caller with another tenant', async () => {
    await start({ tenants: [{ name: 'beta', sandbox: { invoices: 80 }, limits: { costPerMinute: 100 } }] });
    expect([(await ask('ana')).status, (await ask('ana')).status, (await ask('ana', { 'x-tenant': 'beta' })).status]).toEqual([200, 429, 200]);
  });

  it('cannot ask for more at once than a minute holds', async () => {
    await start();
    const response = await ask('ana', {}, { query: '{ invoices(first: 100) { nodes { id customer { id } } } }' });
    expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'COST_TOO_HIGH', limit: 100, value: 200 } }] }]);
  });
});

describe.runIf(process.env['TEST_POSTGRES'] !== 'off')('buckets in PostgreSQL', () => {
  let postgres: TestPostgres;
  const faults: unknown[] = [];
  const opened: Buckets[] = [];
  const open = async (url: string): Promise<Buckets> => {
    const buckets = await openPostgresBuckets({ url, timeoutMs: 5_000, most: 100, onFault: (error) => faults.push(error) });
    opened.push(buckets);
    return buckets;
  };
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await Promise.all(opened.map((buckets) => buckets.close()));
    await postgres.close();
  });

  it('are those of one instance and of the other', async () => {
    const url = await postgres.createDatabase();
    const [first, second] = await Promise.all([open(url), open(url)]);
    expect(await first.take('a', one(400), FULL)).toEqual({ granted: true, left: { requests: 9, cost: 200 } });
    const refused = await second.take('a', one(400), FULL);
    expect([refused.granted, Math.floor(refused.left.cost / 100)]).toEqual([false, 2]);
    expect((await second.take('b', one(400), FULL)).granted).toBe(true);
    first.giveBack('a', 300, FULL);
    await first.close();
    opened.splice(opened.indexOf(first), 1);
    expect((await second.take('a', one(400), FULL)).granted).toBe(true);
    expect(faults).toEqual([]);
  });

  it('give what they have, however many ask at once', async () => {
    const url = await postgres.createDatabase();
    const instances = await Promise.all([open(url), open(url)]);
    const taken = await Promise.all(instances.flatMap((buckets) => Array.from({ length: 20 }, async () => buckets.take('a', one(100), { requests: 1_000, cost: 600 }))));
    expect(taken.filter((each) => each.granted).length).toBe(6);
    expect(faults).toEqual([]);
  });

  it('are counted by each instance while the database cannot be asked', async () => {
    const unreachable = await openPostgresBuckets({ url: 'postgres://nobody:nothing@127.0.0.1:1/none', timeoutMs: 500, most: 100, onFault: (error) => faults.push(error) });
    expect(faults.splice(0)).toHaveLength(1);
    expect([(await unreachable.take('a', one(600), FULL)).granted, (await unreachable.take('a', one(1), FULL)).granted]).toEqual([true, false]);
    // Not every request waits for it.
    expect(faults.splice(0)).toHaveLength(0);
    await unreachable.close();
  });
});
