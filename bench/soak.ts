import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { FaultKind } from '../src/sandbox/faults.ts';
import type { Sandbox } from '../src/sandbox/start.ts';
import { startSandbox } from '../src/sandbox/start.ts';
import type { Running } from './contender.ts';
import { defaultLoad, runLoad } from './load.ts';
import { CORES, pinThisProcess, serve } from './processes.ts';
import { prepareProduct, PRODUCT_URL } from './product.ts';
import { datasetOf } from './shared/dataset.ts';
import { WORKS } from './works.ts';

/**
 * What a server holds after many requests, and after many faults: `npm run bench:soak -- --requests=1000000 --minutes=60`. The heap is
 * read after it was collected, so whatever grows is held by somebody.
 */
const { values } = parseArgs({ options: { requests: { type: 'string', default: '1000000' }, minutes: { type: 'string', default: '60' }, work: { type: 'string', default: 'one' } } });
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const INVOICES = 1_000_000;
const SECONDS = 10;
const FAULTS: readonly FaultKind[] = ['latency', '429', '500', '502', '503', 'resetBefore', 'resetAfter', 'truncated', 'truncatedClean', 'html200', 'empty201', 'stall'];

pinThisProcess();
const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
const heapFile = join(folder, 'heap');
const probe = join(folder, 'probe.mjs');
writeFileSync(probe, `import { writeFileSync } from 'node:fs'; import { setFlagsFromString } from 'node:v8'; import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc'); const gc = runInNewContext('gc');
process.on('SIGUSR2', () => { gc(); setImmediate(() => { gc(); const { heapUsed, external } = process.memoryUsage(); writeFileSync(${JSON.stringify(heapFile)}, JSON.stringify({ heapUsed, external, handles: process.getActiveResourcesInfo().length })); }); });
`);

interface Held {
  readonly heapUsed: number;
  readonly external: number;
  readonly handles: number;
}

/** What a server holds once everything else is collected. */
const heldBy = async ({ pid }: Running): Promise<Held> => {
  writeFileSync(heapFile, '');
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    await pause(50);
    const text = readFileSync(heapFile, 'utf8');
    if (text.endsWith('}')) return JSON.parse(text) as Held;
  }
};
const told = ({ heapUsed, external, handles }: Held): string => `heap ${(heapUsed / 1_048_576).toFixed(1)} MB, outside of it ${(external / 1_048_576).toFixed(1)} MB, ${handles} handles`;

const startServer = async (apiUrl: string, changes: Readonly<Record<string, string>> = {}): Promise<Running> => {
  const { command, env, headers } = prepareProduct({ apiUrl, folder, root: ROOT }, changes);
  return { ...(await serve(CORES.contender, command, PRODUCT_URL, { ...env, NODE_OPTIONS: `--import=${probe}` })), headers };
};

/** Sends so many requests, and tells every so often what is held. */
const many = async (): Promise<void> => {
  const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), `--invoices=${INVOICES}`], /"url":"([^"]+)"/);
  const server = await startServer(upstream.url);
  const work = WORKS.find(({ name }) => name === values.work);
  if (work === undefined) throw new Error(`there is no work "${values.work}"`);
  const file = join(folder, 'bodies.jsonl');
  writeFileSync(file, `${work.bodies(datasetOf(INVOICES), 4_096).join('\n')}\n`);
  let sent = 0;
  let failed = 0;
  for (let n = 0; sent < Number(values.requests); n += 1) {
    const round = await runLoad(defaultLoad(), ROOT, { url: server.url, file, from: n * 10_000_000, connections: 32, seconds: SECONDS, headers: server.headers });
    sent += round.requests;
    failed += round.failed;
    if (n % 3 === 0) console.log(`${sent} requests, ${failed} failed: ${told(await heldBy(server))}`);
  }
  // Sockets that are kept open for a while are no leak.
  await pause(6_000);
  console.log(`${sent} requests, ${failed} failed, at rest: ${told(await heldBy(server))}`);
  await server.stop();
  await upstream.stop();
};

const LINE = { name: 'A', unitPrice: '1', quantity: 1 };
const operations = (): readonly string[] => [
  JSON.stringify({ query: '{ invoices(first: 20) { nodes { id number customer { id name } payments(first: 3) { nodes { id } } } } }' }),
  JSON.stringify({ query: '{ customers(first: 10) { nodes { id invoices(first: 5) { nodes { id number status } } } } }' }),
  JSON.stringify({ query: '{ invoice(number: "CH-7") { id number totals { gross { amount } } } }' }),
  JSON.stringify({ query: 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename } }', variables: { input: { idempotencyKey: 'soak-{n}', customer: { email: 'a@b.md', companyName: 'A' }, lines: [LINE] } } }),
];

/** Lets the upstream go wrong in every way, some of the calls, for as long as told. */
const faults = async (sandbox: Sandbox): Promise<void> => {
  const { client, token } = sandbox.departments[0] ?? { client: '', token: '' };
  const server = await startServer(sandbox.url, { BENCH_CLIENT: client, BENCH_TOKEN: token });
  const file = join(folder, 'faults.jsonl');
  writeFileSync(file, `${operations().join('\n')}\n`);
  const endsAt = performance.now() + Number(values.minutes) * 60_000;
  let sent = 0;
  for (let n = 0; performance.now() < endsAt; n += 1) {
    sandbox.faults.clear();
    // Of each ten calls, three; the breakers close again in the calm rounds.
    if (n % 3 !== 2) for (const kind of FAULTS) sandbox.faults.add({ endpoint: '*', kind, ms: 200, times: 20, skip: 7 * FAULTS.indexOf(kind) });
    const round = await runLoad(defaultLoad(), ROOT, { url: server.url, file, from: n * 10_000_000, connections: 16, seconds: SECONDS, headers: { ...server.headers, 'x-request-timeout': '2000' } });
    sent += round.requests;
    // What failed is what was meant to.
    if (n % 6 === 5) {
      sandbox.faults.clear();
      await pause(6_000);
      console.log(`${sent} requests, ${sandbox.calls.count()} calls upstream: ${told(await heldBy(server))}`);
    }
  }
  await server.stop();
};

if (Number(values.requests) > 0) await many();
if (Number(values.minutes) > 0) {
  const sandbox = await startSandbox({ invoices: 200 });
  await faults(sandbox);
  await sandbox.close();
}
rmSync(folder, { recursive: true });
