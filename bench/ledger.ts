import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { Pool } from 'undici';

import { createStorePlaces } from '../test/kit/store-places.ts';

/**
 * What the ledger costs: `invoiceIssue` over HTTP, the same server with the ledger in SQLite, in PostgreSQL, and without any, side by
 * side. Rounds alternate; each round gives one ratio to the round without a ledger next to it; the median counts.
 * `npm run bench:ledger -- --rounds=15 --issues=200`
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, issues: { type: 'string', default: '200' } } });
const rounds = Number(values.rounds);
const issues = Number(values.issues);

const hasTaskset = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
const children: ChildProcess[] = [];

/** Starts a process of the benchmark and reads the one line of JSON that it begins with. */
const start = async (file: string, argument: string, core: string): Promise<Record<string, string>> => {
  const node = [process.execPath, fileURLToPath(new URL(file, import.meta.url)), argument];
  const [command = '', ...args] = hasTaskset ? ['taskset', '-c', core, ...node] : node;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  child.stdout.resume();
  return JSON.parse(line.toString('utf8')) as Record<string, string>;
};

const QUERY = 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename ... on UserError { message } } }';
let keys = 0;
const body = (): string => {
  keys += 1;
  const lines = [{ name: 'Servicii de contabilitate', unitPrice: '100.00', quantity: 2 }];
  return JSON.stringify({ query: QUERY, variables: { input: { idempotencyKey: `bench-${process.pid}-${keys}`, customer: { email: 'contabil@exemplu.md' }, lines } } });
};

const issue = async (pool: Pool): Promise<void> => {
  const { body: reply } = await pool.request({ path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json' }, body: body() });
  const text = await reply.text();
  if (text !== '{"data":{"invoiceIssue":{"__typename":"InvoiceIssuePayload"}}}') throw new Error(`not issued: ${text}`);
};

/** Milliseconds per issue, `connections` of them under way at a time. */
const round = async (pool: Pool, connections: number, count: number): Promise<number> => {
  const begun = performance.now();
  let left = count;
  await Promise.all(Array.from({ length: connections }, async () => {
    while ((left -= 1) >= 0) await issue(pool);
  }));
  return (performance.now() - begun) / count;
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const quantile = (numbers: readonly number[], q: number): number => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * q)] ?? NaN;

const places = createStorePlaces();
try {
  console.log(`invoiceIssue over HTTP, ${rounds} alternating rounds of ${issues} issues; ratio to the same server without a ledger: median [quartiles]`);
  console.log('upstream  connections  without        SQLite                              PostgreSQL');
  for (const latency of ['0', '20']) {
    const { url: apiUrl, client, token } = await start('issue-upstream.js', latency, '1');
    const contenders: { readonly name: string; readonly pool: Pool }[] = [];
    for (const store of [null, ...places.stores]) {
      const settings = store === null ? null : (await store.newPlace()).settings;
      const { url = '' } = await start('issue-server.js', JSON.stringify({ apiUrl, client, token, store: settings }), '0');
      contenders.push({ name: store?.name ?? 'without', pool: new Pool(url, { connections: 32 }) });
    }
    for (const connections of [1, 32]) {
      const count = latency === '0' ? issues : connections === 1 ? Math.ceil(issues / 4) : issues;
      for (const { pool } of contenders) await round(pool, connections, count);
      const taken = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
      for (let n = 0; n < rounds; n += 1) {
        for (const { name, pool } of n % 2 === 0 ? contenders : [...contenders].reverse()) taken.get(name)?.push(await round(pool, connections, count));
      }
      const base = taken.get('without') ?? [];
      const cells = contenders.slice(1).map(({ name }) => {
        const ratios = (taken.get(name) ?? []).map((ms, n) => ms / (base[n] ?? NaN));
        return `${median(taken.get(name) ?? []).toFixed(2)} ms  ${median(ratios).toFixed(2)} [${quantile(ratios, 0.25).toFixed(2)} … ${quantile(ratios, 0.75).toFixed(2)}]`.padEnd(36);
      });
      console.log(`${latency.padStart(5)} ms  ${`${connections}`.padStart(11)}  ${median(base).toFixed(2).padStart(6)} ms      ${cells.join('')}`);
    }
    for (const { pool } of contenders) await pool.close();
    for (const child of children.splice(0)) child.kill('SIGKILL');
  }
} finally {
  for (const child of children) child.kill('SIGKILL');
  await places.close();
}
