import { parseArgs } from 'node:util';

import { startSandbox } from '../src/sandbox/start.ts';
import { buildFacade } from '../test/kit/built-facade.ts';
import { killRun } from '../test/kit/kill-run.ts';
import { createStorePlaces } from '../test/kit/store-places.ts';

/**
 * The long form of the fault suite: many issues while the processes are killed at any moment, over and over.
 * `npm run faults -- --issues=1000 --runs=10 --instances=1 --store=all --seed=7`
 */
const { values } = parseArgs({
  options: {
    issues: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '10' },
    instances: { type: 'string', default: '1' },
    /** Longest time in milliseconds that a process is left alone. */
    calm: { type: 'string', default: '500' },
    store: { type: 'string', default: 'all' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
  },
});

const whole = (name: 'issues' | 'runs' | 'instances' | 'calm' | 'seed'): number => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1 on, not ${values[name]}.`);
  return value;
};
const [issues, runs, instances, calmMs, firstSeed] = [whole('issues'), whole('runs'), whole('instances'), whole('calm'), whole('seed')];

const places = createStorePlaces();
const stores = places.stores.filter(({ name }) => values.store === 'all' || name.toLowerCase() === values.store);
if (stores.length === 0) throw new Error('--store must be all, sqlite or postgresql.');

const summary = { runs: 0, issues: 0, kills: 0, breaches: 0 };
try {
  await buildFacade();
  for (let run = 0; run < runs; run += 1) {
    for (const store of stores) {
      const seed = firstSeed + run;
      const sandbox = await startSandbox({ invoices: 10 });
      try {
        const report = await killRun({ sandbox, place: await store.newPlace(), issues, instances, calmMs, maxKills: Infinity, seed });
        const { kills, killedStarts, puts, repeats, resends, breaches, ms } = report;
        console.log(
          `run ${run + 1}/${runs}  ${store.name.padEnd(10)}  seed ${seed}  ${issues} issues, ${kills} kills (${killedStarts} while starting), ${repeats} repeats, ${resends} resends, ${puts} sends  ` +
            `${(ms / 1000).toFixed(1)} s  ${breaches.length === 0 ? 'exactly one invoice for each key' : 'BREACH'}`,
        );
        for (const breach of breaches.slice(0, 20)) console.log(`  ${breach}`);
        summary.runs += 1;
        summary.issues += issues;
        summary.kills += kills;
        summary.breaches += breaches.length;
      } finally {
        await sandbox.close();
      }
    }
  }
} finally {
  await places.close();
}
console.log(`${summary.runs} runs, ${summary.issues} issues, ${summary.kills} kills: ${summary.breaches === 0 ? 'exactly one invoice for each key, each time' : `${summary.breaches} breaches`}`);
process.exitCode = summary.breaches === 0 ? 0 : 1;
