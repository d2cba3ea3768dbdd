import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { AGAINST } from './contender-list.ts';
import { installPackages } from './install-packages.ts';
import type { Bench, Round } from './measure.ts';
import { measureRound, setLatency } from './measure.ts';
import type { Options } from './options.ts';
import { BadOption, readOptions, USAGE } from './options.ts';
import { CORES, pinThisProcess, serve } from './processes.ts';
import { tableText, titleOf } from './report/table.ts';
import { writeReport } from './report/write-report.ts';
import type { Figures, Refusal, Setting } from './results.ts';
import { figuresOf } from './results.ts';
import { datasetOf } from './shared/dataset.ts';
import type { Stage } from './stage.ts';
import { fitFor, startAll } from './stage.ts';
import { warmUp } from './warm-up.ts';
import type { Work } from './work.ts';
import { WORKS } from './works.ts';

/** Compiled, this file is at `.cache/tools/bench`. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** So many different requests that none is on its way twice. */
const BODIES = 4_096;

/** Untimed, before the rounds of each load: who has waited for long begins slowly. */
const AWAKE_SECONDS = 2;

/** Connections that a round of the usual length is long enough for: of more, each must be answered a few times too. */
const USUAL_CONNECTIONS = 64;

/** Steps that wait for each other, in most of what is asked in turn. */
const USUAL_STEPS = 3;

/** Answers that a connection must have time for, or a round of a slow upstream counts nothing but whole steps of it. */
const LEAST_ANSWERS = 4;

/** Of unlike requests in turn, each must come at least twice in a round: else a slow upstream has some contenders answer the short ones alone. */
const roundSeconds = ({ stretch = 1, mix = 0, steps = [] }: Work, { connections, latencyMs }: Pick<Setting, 'connections' | 'latencyMs'>, seconds: number): number =>
  Math.max(
    seconds * stretch * Math.max(1, Math.ceil(connections / USUAL_CONNECTIONS)),
    Math.ceil((LEAST_ANSWERS * steps.length * latencyMs) / 1_000),
    Math.ceil((2 * mix * USUAL_STEPS * latencyMs) / 1_000 / connections),
  );

/**
 * All rounds of one load. Machines change their pace from one second to the next, so each round of a contender stands next to one of whom it
 * is set against, by turns before and after it. All rounds of a contender follow each other, for both to have waited as little.
 */
const measure = async (bench: Bench, setting: Setting, file: string, fit: ReadonlyMap<string, string>, stage: Stage, { rounds, seconds }: Pick<Options, 'rounds' | 'seconds'>, tell: (refusal: Refusal) => void): Promise<readonly Figures[]> => {
  const { floor, beside } = AGAINST;
  const names = [...fit.keys()];
  const left = new Set(names);
  const against = (name: string): string | null => {
    const other = beside.get(name) ?? (name === floor ? null : floor);
    return other !== null && left.has(other) ? other : null;
  };
  const measured = new Map<string, { own: Round[]; next: Round[] }>(names.map((name) => [name, { own: [], next: [] }]));
  const once = async (name: string, long: number): Promise<Round | null> => {
    const running = stage.get(name)?.running;
    if (running === undefined || !left.has(name)) return null;
    try {
      return await measureRound(bench, running, { url: fit.get(name) ?? running.url, file, connections: setting.connections, seconds: long }, setting.latencyMs);
    } catch (error) {
      left.delete(name);
      tell({ contender: name, work: setting.work, why: `gave up under load: ${String(error)}` });
      return null;
    }
  };
  /** A round, and next to it one of whom it is set against. */
  const pair = async (name: string, isFirst: boolean): Promise<void> => {
    const other = against(name);
    const before = other === null || isFirst ? null : await once(other, seconds);
    const own = await once(name, seconds);
    const next = before ?? (other === null ? null : await once(other, seconds));
    const kept = measured.get(name);
    if (own === null || kept === undefined || (other !== null && next === null)) return;
    kept.own.push(own);
    if (next === null) return;
    kept.next.push(next);
    // The floor has no rounds but those next to others.
    if (other === floor) measured.get(floor)?.own.push(next);
  };
  const those = names.filter((name) => name !== floor || !names.some((other) => against(other) === floor));
  for (const name of those) {
    for (const each of [against(name), name]) if (each !== null) await once(each, AWAKE_SECONDS);
    for (let n = 0; n < rounds; n += 1) await pair(name, n % 2 === 1);
  }
  return figuresOf(
    setting,
    names.filter((name) => left.has(name)).map((contender) => {
      const { own = [], next = [] } = measured.get(contender) ?? {};
      const name = against(contender);
      return { contender, rounds: own, against: name === null ? null : { name, rounds: next } };
    }),
    AGAINST,
  );
};

const main = async (options: Options): Promise<void> => {
  installPackages(ROOT);
  pinThisProcess();
  const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
  const refusals: Refusal[] = [];
  const tell = (refusal: Refusal): void => {
    refusals.push(refusal);
    console.log(`${refusal.contender} ${refusal.work === '' ? 'did not start' : `is not timed at ${refusal.work}`}: ${refusal.why}`);
  };
  const figures: Figures[] = [];
  const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), `--invoices=${options.invoices}`], /"url":"([^"]+)"/);
  const stage = await startAll(options, { apiUrl: upstream.url, folder, root: ROOT }, tell);
  const bench: Bench = { upstream, load: options.load, root: ROOT };
  for (const work of WORKS.filter(({ name }) => options.works.includes(name))) {
    const bodies = work.bodies(datasetOf(options.invoices), BODIES);
    const file = bodies.length === 0 ? '' : join(folder, `${work.name}.jsonl`);
    if (file !== '') writeFileSync(file, `${bodies.join('\n')}\n`);
    await setLatency(upstream, 0);
    const fit = await fitFor(work, bodies, stage, options, tell);
    await warmUp(bench, work.name, file, fit, stage, options.warmUp);
    for (const latencyMs of options.latencies) {
      await setLatency(upstream, latencyMs);
      for (const connections of options.connections) {
        const setting = { work: work.name, connections, latencyMs };
        const seconds = roundSeconds(work, setting, options.seconds);
        const rows = await measure(bench, setting, file, fit, stage, { rounds: options.rounds, seconds }, tell);
        figures.push(...rows);
        console.log(`\n${titleOf(setting)}\n${tableText(rows)}`);
      }
    }
    // A run takes hours: what is stopped has reported what it came to.
    if (options.report !== undefined) writeReport(ROOT, resolve(ROOT, options.report), { options, figures, refusals });
  }
  for (const { running } of stage.values()) await running.stop();
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
