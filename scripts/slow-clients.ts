import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { buildFacade, FACADE_MAIN } from '../test/kit/built-facade.ts';

/**
 * Slow clients against the built server, in the four ways of slowhttptest (Debian: `apt-get install slowhttptest`), while good clients
 * go on asking. `npm run slow -- --connections=500 --seconds=30 --clients=50`. Ends with 1 when fewer than 99.9 % of theirs are answered.
 */
const { values } = parseArgs({ options: { connections: { type: 'string', default: '500' }, seconds: { type: 'string', default: '30' }, clients: { type: 'string', default: '50' } } });
const [connections, seconds, clients] = [Number(values.connections), Number(values.seconds), Number(values.clients)];
if (spawnSync('slowhttptest', ['-h']).error !== undefined) throw new Error('slowhttptest is not installed: apt-get install slowhttptest');

/** Each as slowhttptest takes it. The bodies of slow reads are large ones. */
const MODES: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['slow headers', ['-H', '-i', '5']],
  ['slow body', ['-B', '-i', '5', '-s', '8192', '-t', 'POST', '-f', 'application/json']],
  ['range attack', ['-R', '-t', 'HEAD', '-a', '10', '-b', '3000']],
  ['slow read', ['-X', '-n', '3', '-w', '10', '-y', '20', '-z', '8', '-k', '3']],
];

const folder = await mkdtemp(join(tmpdir(), 'econt-slow-'));
await buildFacade();
const server = spawn(process.execPath, [FACADE_MAIN], { env: { PATH: process.env.PATH ?? '', PORT: '0', SANDBOX_PORT: '0', SANDBOX_INVOICES: '200', LOG_LEVEL: 'warn', LEDGER_PATH: join(folder, 'ledger.db') }, stdio: ['ignore', 'pipe', 'inherit'] });
let message = '';
while (!/curl .*\n\n/.test(message)) message += String((await once(server.stdout, 'data'))[0]);
const [, url = ''] = /GraphiQL {3}(\S+)/.exec(message) ?? [];

let isWell = true;
try {
  for (const [name, args] of MODES) {
    const attack = spawn('slowhttptest', ['-c', `${connections}`, '-r', '200', '-l', `${seconds}`, '-p', '5', '-u', url, ...args], { stdio: 'ignore' });
    const over = once(attack, 'exit');
    let [asked, answered] = [0, 0];
    const times: number[] = [];
    let isOver = false;
    void over.then(() => (isOver = true));
    const client = async (): Promise<void> => {
      while (!isOver) {
        asked += 1;
        const begun = performance.now();
        try {
          const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ invoices(first: 5) { nodes { number } } }"}', signal: AbortSignal.timeout(5_000) });
          if (response.ok && (await response.text()).startsWith('{"data":{"invoices":{"nodes":[{')) answered += 1;
          else throw new Error(`HTTP ${response.status}`);
        } catch {
          // Counted as not answered.
        }
        times.push(performance.now() - begun);
        // As people ask: each client some times a second.
        await pause(200);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    const p99 = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;
    const share = answered / asked;
    if (share < 0.999) isWell = false;
    console.log(`${name.padEnd(13)} ${connections} slow connections, ${clients} good clients: ${answered} of ${asked} answered (${(share * 100).toFixed(2)} %), p99 ${p99.toFixed(0)} ms`);
  }
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = isWell ? 0 : 1;
