import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Running } from './contender.ts';
import { defaultLoad } from './load.ts';
import type { Bench } from './measure.ts';
import { measureRound } from './measure.ts';
import { CORES, cpuMicrosOf, pinThisProcess, serve } from './processes.ts';
import { startProduct } from './product.ts';
import { datasetOf } from './shared/dataset.ts';
import { median } from './statistics.ts';
import { WORKS } from './works.ts';

/**
 * What workers cost, and so what they bring: `npm run bench:workers -- --work=page,one --workers=2 --rounds=7`. Load, upstream and
 * server share two cores here, so what workers would do with a core each follows from the CPU that a request takes: n × (CPU with one
 * process) / (CPU of a worker, and of the process that keeps the workers). All workers but one are stopped meanwhile: on one core they
 * would take its caches from each other, and have half as much to do in each turn, as they do not where each has its own.
 */
const { values } = parseArgs({ options: { work: { type: 'string', default: 'page,nested,one' }, workers: { type: 'string', default: '2' }, rounds: { type: 'string', default: '7' }, seconds: { type: 'string', default: '2' }, connections: { type: 'string', default: '32' } } });
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const INVOICES = 1_000_000;
const BODIES = 4_096;
const WARM_SECONDS = 3;
const workers = Number(values.workers);

/** A process and those that it forked. */
const familyOf = (pid: number): readonly number[] => [pid, ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((each) => each !== '').map(Number)];
const cpuOf = (pid: number): ReadonlyMap<number, number> => new Map(familyOf(pid).map((each) => [each, cpuMicrosOf(each)]));

interface WorkersRound {
  readonly cpuMicros: number;
  /** Of that the part of the process that keeps the workers. */
  readonly ofPrimary: number;
}

pinThisProcess();
const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), `--invoices=${INVOICES}`], /"url":"([^"]+)"/);
const bench: Bench = { upstream, load: defaultLoad(), root: ROOT };

const measure = async (running: Running, file: string, seconds: number): Promise<WorkersRound> => {
  const before = cpuOf(running.pid);
  const round = await measureRound(bench, running, { url: running.url, file, connections: Number(values.connections), seconds });
  const used = [...cpuOf(running.pid)].map(([pid, cpu]) => cpu - (before.get(pid) ?? 0));
  const requests = round.perSecond * seconds + Number(values.connections) / 2;
  const sum = used.reduce((all, each) => all + each, 0);
  return { cpuMicros: sum / requests, ofPrimary: (used[0] ?? 0) / requests };
};

const surroundings = { apiUrl: upstream.url, folder, root: ROOT };
const one = await startProduct({ COALESCE: 'off' })(surroundings);
const many = await startProduct({ COALESCE: 'off', WORKERS: `${workers}` })(surroundings);
const stopped = familyOf(many.pid).slice(2);
for (const pid of stopped) process.kill(pid, 'SIGSTOP');
for (const name of values.work.split(',')) {
  const work = WORKS.find((each) => each.name === name);
  if (work === undefined) throw new Error(`there is no work "${name}"`);
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, `${work.bodies(datasetOf(INVOICES), BODIES).join('\n')}\n`);
  const seconds = Number(values.seconds) * (work.stretch ?? 1);
  for (const running of [one, many]) await measure(running, file, WARM_SECONDS);
  const rounds: { readonly alone: WorkersRound; readonly together: WorkersRound }[] = [];
  for (let n = 0; n < Number(values.rounds); n += 1) {
    if (n % 2 === 0) rounds.push({ alone: await measure(one, file, seconds), together: await measure(many, file, seconds) });
    else {
      const together = await measure(many, file, seconds);
      rounds.push({ alone: await measure(one, file, seconds), together });
    }
  }
  const of = (figure: (round: (typeof rounds)[number]) => number): number => median(rounds.map(figure));
  console.log(
    `${name}: CPU of a request ${of(({ alone }) => alone.cpuMicros).toFixed(0)} µs with one process, ${of(({ together }) => together.cpuMicros).toFixed(0)} µs as one of ${workers} workers, ` +
      `${of(({ together }) => together.ofPrimary).toFixed(0)} µs of them of the process that keeps them: ${of(({ alone, together }) => (workers * alone.cpuMicros) / together.cpuMicros).toFixed(2)} × on ${workers} cores`,
  );
}
for (const pid of stopped) process.kill(pid, 'SIGKILL');
for (const running of [one, many]) await running.stop();
await upstream.stop();
rmSync(folder, { recursive: true });
