import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';

import { Pool } from 'undici';

import type { Started } from './process-of.ts';
import { cpuOf, memoryOf, pinSelf, startOn } from './process-of.ts';
import type { Question } from './questions.ts';
import { WORKS } from './questions.ts';
import type { Figures } from './report.ts';
import { writeReport } from './report.ts';

/**
 * Servers side by side: alternating rounds of the same load, each server in a process of its own on one core, upstream and load on the
 * other. Figures are ratios to the raw floor of the same round. Every answer is compared with ours before it is timed.
 * `npm run bench -- --work=page,one --contenders=raw,we --connections=32 --latency=0 --rounds=5 --seconds=3 --invoices=2000 --report`
 */
const { values } = parseArgs({
  options: {
    work: { type: 'string', default: WORKS.map(({ name }) => name).join(',') },
    contenders: { type: 'string', default: 'raw,raw-dispatch,we,we-alone,we-open,yoga' },
    connections: { type: 'string', default: '32' },
    latency: { type: 'string', default: '0' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    invoices: { type: 'string', default: '2000' },
    report: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const node = (file: string, argument: object): readonly string[] => [process.execPath, here(file), JSON.stringify(argument)];

interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly pool: Pool;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Upstream {
  readonly url: string;
  readonly client: string;
  readonly token: string;
}

const ID_SECRET = 'the ids of the benchmark are sealed with this';
const work = mkdtempSync(join(tmpdir(), 'econt-bench-'));
const started: Started[] = [];
const startAndKeep = async (...args: Parameters<typeof startOn>): Promise<Started> => {
  const one = await startOn(...args);
  started.push(one);
  return one;
};

/** The product as it runs in production, or with something turned off. */
const startUs = async (name: string, { url, client, token }: Upstream): Promise<Contender> => {
  const isOpen = name === 'we-open';
  const config = join(work, `${name}.yaml`);
  writeFileSync(config, `tenants:\n  - name: bench\n    client: { env: BENCH_CLIENT }\n    token: { env: BENCH_TOKEN }\n    apiUrl: ${url}\n    limits: { requestsPerMinute: 1000000, costPerMinute: 1000000000 }\n`);
  const env = {
    ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(await freePort()), ECONT_CONFIG: config, BENCH_CLIENT: client, BENCH_TOKEN: token, 
    AUTH: isOpen ? 'none' : 'keys', AUTH_KEYS_FILE: join(work, `${name}.json`), ID_SECRET, LINK_SECRET: 'the links of the benchmark are signed with this', LEDGER_PATH: join(work, `${name}.db`),
    TRUSTED_DOCUMENTS_USAGE: join(work, `${name}-usage.json`), COALESCE: name === 'we' ? 'on' : 'off',
    ...(isOpen ? { LOG_LEVEL: 'silent' } : { METRICS_PORT: String(await freePort()) }),
  };
  const key = isOpen ? '' : execFileSync(process.execPath, [join(root, 'dist/keys.js'), 'make', '--name', 'bench', '--scopes', 'all'], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString().match(/eck_\S+/)?.[0] ?? '';
  const { child } = await startAndKeep('0', [process.execPath, ...PRODUCTION_FLAGS, join(root, 'dist/main.js')], { env, cwd: work, says: /GraphQL\s+http/ });
  return { name, pid: child.pid ?? 0, pool: new Pool(`http://127.0.0.1:${env.PORT}`, { connections: 256 }), path: '/graphql', headers: key === '' ? {} : { authorization: `Bearer ${key}` } };
};

/** As `npm start` has them. */
const PRODUCTION_FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];

const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
};

const startContender = async (name: string, upstream: Upstream): Promise<Contender> => {
  if (name.startsWith('we')) return startUs(name, upstream);
  const account = `account:${createHash('sha256').update(upstream.client).digest('hex').slice(0, 16)}`;
  const terms = { apiUrl: upstream.url, client: upstream.client, token: upstream.token, idSecret: ID_SECRET, account };
  const command = name.startsWith('raw') ? node('raw-server.js', { ...terms, low: name === 'raw-dispatch' }) : node('graph-server.js', { ...terms, kind: name, packages: join(root, 'bench/package.json') });
  const { child, line } = await startAndKeep('0', command);
  const { url, path = '/graphql' } = JSON.parse(line) as { readonly url: string; readonly path?: string };
  return { name, pid: child.pid ?? 0, pool: new Pool(url, { connections: 256 }), path, headers: {} };
};

const ask = async ({ pool, path, headers }: Contender, { query, variables }: Question): Promise<string> => {
  const { body } = await pool.request({ path, method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', ...headers }, body: JSON.stringify({ query, variables }) });
  return body.text();
};

const dataOf = (text: string): unknown => (JSON.parse(text) as { readonly data?: unknown }).data;

/** Asks for so long with so many at a time; where each goes on is told by `next`. */
const load = async (contender: Contender, questions: readonly Question[], connections: number, ms: number, usage: () => Promise<Usage>): Promise<Round> => {
  const before = { cpu: cpuOf(contender.pid), upstream: await usage() };
  const taken: number[] = [];
  const begun = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() - begun < ms) {
      const at = performance.now();
      await ask(contender, questions[next++ % questions.length]!);
      taken.push(performance.now() - at);
    }
  }));
  const elapsed = performance.now() - begun;
  const after = await usage();
  taken.sort((a, b) => a - b);
  return {
    perSecond: (taken.length / elapsed) * 1_000,
    p50: taken[Math.floor(taken.length / 2)] ?? NaN,
    p99: taken[Math.floor(taken.length * 0.99)] ?? NaN,
    cpu: (cpuOf(contender.pid) - before.cpu) / taken.length,
    calls: (after.calls - before.upstream.calls) / taken.length,
    upstreamBusy: (after.cpuMs - before.upstream.cpuMs) / elapsed,
    memory: memoryOf(contender.pid),
  };
};

interface Usage {
  readonly calls: number;
  readonly cpuMs: number;
}
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly calls: number;
  readonly upstreamBusy: number;
  readonly memory: number;
}

pinSelf('1');
const names = values.contenders.split(',');
if (names.some((name) => ['mercurius', 'apollo'].includes(name)) && !existsSync(join(root, 'bench/node_modules'))) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', join(root, 'bench')], { stdio: 'ignore' });
}
const figures: Figures[] = [];
try {
  for (const latency of values.latency.split(',').map(Number)) {
    const { line, child } = await startAndKeep('1', node('replay-upstream.js', { invoices: Number(values.invoices), latency }));
    const upstream = JSON.parse(line) as Upstream;
    const inspector = new Pool(upstream.url);
    const usage = async (): Promise<Usage> => (await (await inspector.request({ path: '/usage', method: 'GET' })).body.json()) as Usage;
    const contenders: Contender[] = [];
    for (const name of names) contenders.push(await startContender(name, upstream));
    for (const { name, what, questions } of WORKS.filter((each) => values.work.split(',').includes(each.name))) {
      const ours = contenders.find((each) => each.name.startsWith('we')) ?? contenders[0];
      const fair: Contender[] = [];
      for (const contender of contenders) {
        let isSame = true;
        for (const question of questions) {
          const [expected, told] = [dataOf(await ask(ours!, question)), dataOf(await ask(contender, question))];
          if (expected === undefined || expected === null) throw new Error(`no answer to ${question.query}`);
          isSame = isSame && isDeepStrictEqual(told, expected);
        }
        if (isSame) fair.push(contender);
        else console.log(`${contender.name} answers ${name} differently, and is not timed`);
      }
      for (const connections of values.connections.split(',').map(Number)) {
        for (const contender of fair) await load(contender, questions, connections, seconds * 1_000, usage);
        const done = new Map<string, Round[]>(fair.map((contender) => [contender.name, []]));
        for (let n = 0; n < rounds; n += 1) for (const contender of n % 2 === 0 ? fair : [...fair].reverse()) done.get(contender.name)?.push(await load(contender, questions, connections, seconds * 1_000, usage));
        const floor = done.get('raw') ?? done.get(fair[0]?.name ?? '') ?? [];
        console.log(`\n${name}: ${what}; ${connections} connections, upstream ${latency} ms; ratio to raw [quartiles], p50, p99, CPU, upstream calls, memory`);
        for (const [contender, each] of done) {
          const figure: Figures = { work: name, what, connections, latency, contender, rounds: each, ratios: each.map((round, n) => round.perSecond / (floor[n]?.perSecond ?? NaN)) };
          figures.push(figure);
          console.log(lineOf(figure));
        }
      }
    }
    for (const { pool } of contenders) await pool.close();
    await inspector.close();
    for (const each of started.splice(0)) each.child.kill('SIGKILL');
    child.kill('SIGKILL');
  }
  if (values.report) writeReport(join(root, 'bench'), figures, { rounds, seconds, invoices: Number(values.invoices) });
} finally {
  for (const { child } of started) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}

function lineOf({ contender, ratios, rounds: each }: Figures): string {
  const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);
  const at = (numbers: readonly number[], q: number): number => sorted(numbers)[Math.floor((numbers.length - 1) * q)] ?? NaN;
  const middle = (of: (round: Round) => number): number => at(each.map(of), 0.5);
  return `  ${contender.padEnd(13)} ${at(ratios, 0.5).toFixed(2)} [${at(ratios, 0.25).toFixed(2)} … ${at(ratios, 0.75).toFixed(2)}]  ${middle(({ perSecond }) => perSecond).toFixed(0).padStart(6)}/s  p50 ${middle(({ p50 }) => p50).toFixed(1)} ms  p99 ${middle(({ p99 }) => p99).toFixed(1)} ms  ${middle(({ cpu }) => cpu).toFixed(0)} µs  ${middle(({ calls }) => calls).toFixed(2)} calls  ${middle(({ memory }) => memory).toFixed(0)} MB  upstream ${(middle(({ upstreamBusy }) => upstreamBusy) * 100).toFixed(0)} % busy`;
}
