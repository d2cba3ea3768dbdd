import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { FaultKind } from '../src/sandbox/faults.ts';
import type { Sandbox } from '../src/sandbox/start.ts';
import { startSandbox } from '../src/sandbox/start.ts';
import type { Running } from './contender.ts';
import type { Held } from './held.ts';
import { createProbe, growthOf, toldHeld } from './held.ts';
import { defaultLoad, runLoad } from './load.ts';
import { runPaced } from './pace.ts';
import { CORES, pinThisProcess, serve } from './processes.ts';
import { prepareProduct, PRODUCT_URL } from './product.ts';
import { datasetOf } from './shared/dataset.ts';
import { WORKS } from './works.ts';

/**
 * What a server holds after many requests, and after many faults: `npm run bench:soak -- --requests=1000000 --minutes=60`. The heap is
 * read after it was collected, so whatever grows is held by somebody. With `--pace=20` so many requests are sent a second instead of as
 * many as there can be, and, unless a number of requests is named, under faults alone: an hour that leaves the machine to others.
 */
const { values } = parseArgs({ options: { requests: { type: 'string' }, minutes: { type: 'string', default: '60' }, pace: { type: 'string' }, work: { type: 'string', default: 'one' } } });
const pace = values.pace === undefined ? null : Number(values.pace);
if (pace !== null && !(pace > 0 && pace <= 1_000)) throw new Error('--pace: requests a second, more than 0 and at most 1000');
const requests = Number(values.requests ?? (pace === null ? '1000000' : '0'));
const minutes = Number(values.minutes);

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const INVOICES = 1_000_000;
/** Of a round at least: enough for most kinds of faults to be met in it. */
const ROUND_REQUESTS = 200;
const SECONDS = Math.max(10, pace === null ? 0 : Math.ceil(ROUND_REQUESTS / pace));
const FAULTS: readonly FaultKind[] = ['latency', '429', '500', '502', '503', 'resetBefore', 'resetAfter', 'truncated', 'truncatedClean', 'html200', 'empty201', 'stall'];
/** Calls of a bad round that meet one kind of fault: with twelve kinds, three of ten meet any. */
const PART = 0.03;
/** A 429 holds back all calls for a second, so that a few are as many as there can be. */
const PART_OF_429 = 0.002;
/** Calls of a round of one kind alone: enough to open the breakers. */
const PART_ALONE = 0.9;
/** Between two readings; of a shorter run there are twelve all the same. */
const READ_MS = Math.min(5 * 60_000, (minutes * 60_000) / 12);
/** Sockets that are kept open for a while are no leak. */
const REST_MS = 6_000;

pinThisProcess();
const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
const probe = createProbe(folder);

const startServer = async (apiUrl: string, changes: Readonly<Record<string, string>> = {}): Promise<Running> => {
  const { command, env, headers } = prepareProduct({ apiUrl, folder, root: ROOT }, changes);
  return { ...(await serve(CORES.contender, command, PRODUCT_URL, { ...env, NODE_OPTIONS: probe.nodeOptions })), headers };
};

/** Sends bodies in turn for a round, over so many connections or at the pace. */
const createLoad = (name: string, bodies: readonly string[], connections: number, headers: Readonly<Record<string, string>> = {}) => {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, `${bodies.join('\n')}\n`);
  let from = 0;
  return ({ url, headers: own }: Running): Promise<{ readonly requests: number; readonly failed: number }> => {
    from += 10_000_000;
    const load = { url, from, seconds: SECONDS, headers: { ...own, ...headers } };
    return pace === null ? runLoad(defaultLoad(), ROOT, { ...load, file, connections }) : runPaced({ ...load, bodies, perSecond: pace });
  };
};

/** Sends so many requests, and tells every so often what is held. */
const many = async (): Promise<void> => {
  const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), `--invoices=${INVOICES}`], /"url":"([^"]+)"/);
  const server = await startServer(upstream.url);
  const work = WORKS.find(({ name }) => name === values.work);
  if (work === undefined) throw new Error(`there is no work "${values.work}"`);
  const load = createLoad('bodies', work.bodies(datasetOf(INVOICES), 4_096), 32);
  let sent = 0;
  let failed = 0;
  for (let n = 0; sent < requests; n += 1) {
    const round = await load(server);
    sent += round.requests;
    failed += round.failed;
    if (n % 3 === 0) console.log(`${sent} requests, ${failed} failed: ${toldHeld(await probe.heldBy(server.pid))}`);
  }
  await pause(REST_MS);
  console.log(`${sent} requests, ${failed} failed, at rest: ${toldHeld(await probe.heldBy(server.pid))}`);
  await server.stop();
  await upstream.stop();
};

const LINE = { name: 'A', unitPrice: '1', quantity: 1 };
const OPERATIONS: readonly string[] = [
  JSON.stringify({ query: '{ invoices(first: 20) { nodes { id number customer { id name } payments(first: 3) { nodes { id } } } } }' }),
  JSON.stringify({ query: '{ customers(first: 10) { nodes { id invoices(first: 5) { nodes { id number status } } } } }' }),
  JSON.stringify({ query: '{ invoice(number: "CH-7") { id number totals { gross { amount } } } }' }),
  JSON.stringify({ query: 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename } }', variables: { input: { idempotencyKey: 'soak-{n}', customer: { email: 'a@b.md', companyName: 'A' }, lines: [LINE] } } }),
];

/** Lets the upstream go wrong in every way, some of the calls, for as long as told. */
const faults = async (sandbox: Sandbox): Promise<void> => {
  const { client, token } = sandbox.departments[0] ?? { client: '', token: '' };
  const server = await startServer(sandbox.url, { BENCH_CLIENT: client, BENCH_TOKEN: token });
  const load = createLoad('faults', OPERATIONS, 16, { 'x-request-timeout': '2000' });
  const met = new Map<FaultKind, number>(FAULTS.map((kind) => [kind, 0]));
  const meet = (kind: FaultKind, part: number): void => sandbox.faults.add({ endpoint: '*', kind, ms: 200, times: Infinity, match: () => Math.random() < part });
  // All kinds together, then one of them alone, then none: the breakers close again.
  const plan = (n: number): void => {
    if (n % 3 === 0) for (const kind of FAULTS) meet(kind, kind === '429' ? PART_OF_429 : PART);
    if (n % 3 === 1) meet(FAULTS[Math.floor(n / 3) % FAULTS.length] ?? '500', PART_ALONE);
  };
  const calm = (): void => {
    for (const { fault, met: times } of sandbox.faults.all()) met.set(fault.kind, (met.get(fault.kind) ?? 0) + times);
    sandbox.faults.clear();
  };
  const begun = performance.now();
  const endsAt = begun + minutes * 60_000;
  const readings: Held[] = [];
  let sent = 0;
  let failed = 0;
  for (let n = 0; performance.now() < endsAt; n += 1) {
    plan(n);
    const round = await load(server);
    sent += round.requests;
    // What failed is what was meant to.
    failed += round.failed;
    calm();
    if (performance.now() < begun + (readings.length + 1) * READ_MS && performance.now() < endsAt) continue;
    await pause(REST_MS);
    const held = await probe.heldBy(server.pid);
    readings.push(held);
    console.log(`${((performance.now() - begun) / 60_000).toFixed(1)} min, ${sent} requests, ${failed} of them failed, ${sandbox.calls.count()} calls upstream: ${toldHeld(held)}`);
  }
  console.log(`faults that were met: ${[...met].map(([kind, times]) => `${kind} ${times}`).join(', ')}`);
  const { grows, told } = growthOf(readings);
  console.log(told);
  if (grows) process.exitCode = 1;
  await server.stop();
};

if (requests > 0) await many();
if (minutes > 0) {
  const sandbox = await startSandbox({ invoices: 200 });
  await faults(sandbox);
  await sandbox.close();
}
rmSync(folder, { recursive: true });
