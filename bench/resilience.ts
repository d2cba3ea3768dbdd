import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { UpstreamClient } from '../src/upstream/client.ts';
import type { UpstreamSettings } from '../src/upstream/create-client.ts';
import { createUpstreamClient } from '../src/upstream/create-client.ts';
import { createQuotaGate } from '../src/upstream/resilience/quota-gate.ts';
import { createUpstreamUse } from '../src/upstream/upstream-use.ts';
import { RESILIENCE } from '../test/kit/resilience.ts';
import { settingsFor } from '../test/upstream/kit/settings.ts';

/**
 * What breaker, bulkhead, quota gate and kept replies cost a read that goes well: CPU of this process per call of the upstream client,
 * with and without them, side by side. Rounds alternate; each gives one ratio; the median counts. Beyond 3 % it fails;
 * to keep replies (`STALE_MAX_AGE`) is a choice, and its cost is only shown.
 * `npm run bench:resilience -- --rounds=41 --calls=4000`
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '41' }, calls: { type: 'string', default: '4000' } } });
const rounds = Number(values.rounds);
const MOST = 1.03;

const node = [process.execPath, fileURLToPath(new URL('resilience-upstream.js', import.meta.url))];
const pin = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '1'] : [];
if (pin.length > 0) spawnSync('taskset', ['-cp', '0', `${process.pid}`]);
const [command = '', ...args] = [...pin, ...node];
const upstream = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = (await once(upstream.stdout, 'data')) as [Buffer];
const { url } = JSON.parse(line.toString('utf8')) as { readonly url: string };

const settings = (resilience?: UpstreamSettings['resilience']): UpstreamSettings => settingsFor(url, { connections: 32, maxConcurrent: 32, resilience });
const gate = createQuotaGate({ defaultPauseMs: 1_000, maxPauseMs: 300_000, maxWaitMs: 5_000, maxWindow: 16, calmMs: 60_000, writesInARow: 4 });
const guarded = { ...RESILIENCE, reservedForWrites: 4, breaker: { failures: 5, openMs: 5_000 } };
const WITHOUT = createUpstreamClient(settings());
const WITH: readonly (readonly [string, UpstreamClient])[] = [
  ['guarded', createUpstreamClient(settings(guarded), {}, gate.laneOf())],
  ['guarded, replies kept', createUpstreamClient(settings({ ...guarded, stale: { maxAgeMs: 60_000, maxBytes: 16_777_216 } }), {}, gate.laneOf())],
];

const READS: readonly (readonly [string, number, (client: UpstreamClient, i: number) => Promise<unknown>])[] = [
  ['one invoice', 1, (client, i) => client.getInvoice({ language: 'ro', mayBeStale: true, use: createUpstreamUse() }, { id: i % 500 })],
  ['a page of 100', 16, (client, i) => client.listInvoices({ language: 'ro', mayBeStale: true, use: createUpstreamUse() }, { filter: {}, sort: [], start: (i % 20) * 100, length: 100 })],
];

/** Microseconds of CPU per call, 16 under way at a time. */
const round = async (client: UpstreamClient, read: (client: UpstreamClient, i: number) => Promise<unknown>, calls: number): Promise<number> => {
  const before = process.cpuUsage();
  let left = calls;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while ((left -= 1) >= 0) await read(client, left);
  }));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

try {
  console.log(`CPU of the upstream client per read, ${rounds} alternating rounds; ratio to the client without`);
  for (const [name, share, read] of READS) {
    const calls = Math.ceil(Number(values.calls) / share);
    for (const [label, client] of WITH) {
      for (let i = 0; i < 4; i += 1) for (const each of [WITHOUT, client]) await round(each, read, calls);
      const taken: { readonly without: number; readonly with: number }[] = [];
      for (let n = 0; n < rounds; n += 1) {
        if (n % 2 === 0) taken.push({ without: await round(WITHOUT, read, calls), with: await round(client, read, calls) });
        else {
          const later = await round(client, read, calls);
          taken.push({ with: later, without: await round(WITHOUT, read, calls) });
        }
      }
      const ratio = median(taken.map(({ without, with: guardedUs }) => guardedUs / without));
      console.log(`${name.padEnd(14)} ${label.padEnd(22)} ${median(taken.map(({ without }) => without)).toFixed(1).padStart(7)} µs → ${median(taken.map((each) => each.with)).toFixed(1).padStart(7)} µs   ${ratio.toFixed(3)}`);
      if (ratio > MOST && label === 'guarded') process.exitCode = 1;
    }
  }
} finally {
  for (const [, client] of WITH) await client.close();
  await WITHOUT.close();
  upstream.kill();
}
