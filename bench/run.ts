import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { compareAnswers } from './answers.ts';
import type { Contender, Running } from './contender.ts';
import { CONTENDERS, FLOOR, REFERENCE, WITHOUT } from './contender-list.ts';
import { installPackages } from './install-packages.ts';
import type { Bench, Round } from './measure.ts';
import { measureRound, setLatency } from './measure.ts';
import type { Options } from './options.ts';
import { BadOption, readOptions, USAGE } from './options.ts';
import { CORES, pinThisProcess, serve } from './processes.ts';
import { tableText, titleOf } from './report/table.ts';
import type { Figures, Refusal, Setting } from './results.ts';
import { figuresOf } from './results.ts';
import type { Dataset } from './shared/dataset.ts';
import { datasetOf } from './shared/dataset.ts';
import type { Work } from './works.ts';
import { WORKS } from './works.ts';

/** Compiled, this file is at `.cache/tools/bench`. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** So many different requests that none is on its way twice. */
const BODIES = 4_096;
/** So many of them are compared before a contender is timed. */
const COMPARED = 3;

type Started = ReadonlyMap<string, { readonly contender: Contender; readonly running: Running }>;

/** Starts whom the options name, and the reference; who does not start is told. */
const startAll = async (options: Options, apiUrl: string, folder: string, refusals: Refusal[]): Promise<Started> => {
  const started = new Map<string, { readonly contender: Contender; readonly running: Running }>();
  for (const contender of [...CONTENDERS, ...WITHOUT]) {
    const { name } = contender;
    if (!options.contenders.includes(name) && name !== REFERENCE) continue;
    try {
      const place = join(folder, name);
      mkdirSync(place);
      started.set(name, { contender, running: await contender.start({ apiUrl, folder: place, root: ROOT }) });
    } catch (error) {
      refusals.push({ contender: name, work: '', why: error instanceof Error ? error.message : String(error) });
      console.log(`${name} did not start: ${refusals.at(-1)?.why ?? ''}`);
    }
  }
  return started;
};

/** Those who can do the work and answer as we do. */
const fitFor = async (work: Work, bodies: readonly string[], started: Started, options: Options, refusals: Refusal[]): Promise<readonly string[]> => {
  const reference = started.get(REFERENCE);
  if (reference === undefined) throw new Error('the reference did not start');
  const fit: string[] = [];
  for (const [name, { contender, running }] of started) {
    if (!options.contenders.includes(name) || contender.works?.includes(work.name) === false) continue;
    const why = await compareAnswers(work, reference.running, running, bodies.slice(0, COMPARED)).catch((error: unknown) => String(error));
    if (why === null) fit.push(name);
    else {
      refusals.push({ contender: name, work: work.name, why });
      console.log(`${name} is not timed at ${work.name}: ${why}`);
    }
  }
  return fit;
};

/** All rounds of one load. Every other round goes through the contenders backwards, so that none always follows the same. */
const rounds = async (bench: Bench, setting: Setting, file: string, fit: readonly string[], started: Started, options: Options): Promise<readonly Figures[]> => {
  const measured = new Map<string, Round[]>(fit.map((name) => [name, []]));
  const once = async (name: string, seconds: number): Promise<Round | null> => {
    const running = started.get(name)?.running;
    return running === undefined ? null : measureRound(bench, running, { url: running.url, file, connections: setting.connections, seconds });
  };
  for (const name of fit) await once(name, Math.max(1, Math.floor(options.seconds / 2)));
  for (let n = 0; n < options.rounds; n += 1) {
    for (const name of n % 2 === 0 ? fit : fit.toReversed()) {
      const round = await once(name, options.seconds);
      if (round !== null) measured.get(name)?.push(round);
    }
  }
  return figuresOf(setting, fit.map((name) => ({ contender: name, rounds: measured.get(name) ?? [] })), FLOOR);
};

const bodiesOf = (work: Work, data: Dataset, folder: string): { readonly bodies: readonly string[]; readonly file: string } => {
  const bodies = work.bodies(data, BODIES);
  const file = join(folder, `${work.name}.jsonl`);
  writeFileSync(file, `${bodies.join('\n')}\n`);
  return { bodies, file };
};

const main = async (options: Options): Promise<void> => {
  installPackages(ROOT);
  pinThisProcess();
  const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
  const refusals: Refusal[] = [];
  const figures: Figures[] = [];
  const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), `--invoices=${options.invoices}`], /"url":"([^"]+)"/);
  const started = await startAll(options, upstream.url, folder, refusals);
  const bench: Bench = { upstream, load: options.load, root: ROOT };
  for (const work of WORKS.filter(({ name }) => options.works.includes(name))) {
    const { bodies, file } = bodiesOf(work, datasetOf(options.invoices), folder);
    await setLatency(upstream, 0);
    const fit = await fitFor(work, bodies, started, options, refusals);
    for (const latencyMs of options.latencies) {
      await setLatency(upstream, latencyMs);
      for (const connections of options.connections) {
        const setting = { work: work.name, connections, latencyMs };
        const rows = await rounds(bench, setting, file, fit, started, options);
        figures.push(...rows);
        console.log(`\n${titleOf(setting)}\n${tableText(rows)}`);
      }
    }
  }
  for (const { running } of started.values()) await running.stop();
  await upstream.stop();
  rmSync(folder, { recursive: true });
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(USAGE);
  else await main(options);
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}
