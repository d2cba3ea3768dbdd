import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Running } from './contender.ts';
import { defaultLoad } from './load.ts';
import type { Bench, Round } from './measure.ts';
import { measureRound } from './measure.ts';
import { CORES, pinThisProcess, serve } from './processes.ts';
import { startProduct } from './product.ts';
import type { Spread } from './results.ts';
import { spreadOf } from './results.ts';
import { datasetOf } from './shared/dataset.ts';
import { median } from './statistics.ts';
import { WORKS } from './works.ts';

/**
 * Whether a request costs more where more lies behind it: `npm run bench:size -- --work=page,nested,one --rounds=7 --seconds=2`. Two
 * servers, each with an upstream of its own, in alternating rounds. The large one is asked the very requests that the small one is
 * asked, and then such as are spread over all that it has: those read other rows each time, which were not shown lately.
 * The small one has 1 000 invoices, since *nested* reads 500 of 50 customers; without it `--small=100` will do. Requests share no reads (COALESCE=off), since among
 * few invoices they would far more often: `--coalesce=on` lets them.
 */
const { values } = parseArgs({
  options: {
    work: { type: 'string', default: 'page,nested,one' },
    small: { type: 'string', default: '1000' },
    large: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '32' },
    coalesce: { type: 'string', default: 'off' },
  },
});
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BODIES = 4_096;
const WARM_SECONDS = 3;
const works = values.work.split(',');
/** Those that *nested* reads, or a page. */
const FEWEST = works.includes('nested') ? 500 : 100;

/** One server with so many invoices behind it. */
interface Side {
  readonly bench: Bench;
  readonly running: Running;
}

/** What a side is asked: about so many invoices. */
interface Asked extends Side {
  readonly title: string;
  readonly among: number;
}

const startSide = async (invoices: number, folder: string): Promise<Side> => {
  if (!(invoices >= FEWEST)) throw new Error(`--small and --large: ${FEWEST} invoices at least, or a request finds less than it asks for`);
  const upstream = await serve(CORES.others, [process.execPath, fileURLToPath(new URL('upstream.js', import.meta.url)), `--invoices=${invoices}`], /"url":"([^"]+)"/);
  const place = join(folder, `${invoices}`);
  mkdirSync(place);
  const running = await startProduct({ COALESCE: values.coalesce })({ apiUrl: upstream.url, folder: place, root: ROOT });
  return { bench: { upstream, load: defaultLoad(), root: ROOT }, running };
};

const spreadText = ({ median: middle, low, high }: Spread): string => `${middle.toFixed(3)} [${low.toFixed(3)} … ${high.toFixed(3)}]`;

pinThisProcess();
const folder = mkdtempSync(join(tmpdir(), 'econt-bench-'));
const [few, many] = [Number(values.small), Number(values.large)];
const small = await startSide(few, folder);
const large = await startSide(many, folder);
const asked: readonly Asked[] = [
  { ...small, title: `${few} invoices`, among: few },
  { ...large, title: `${many} invoices, the same requests`, among: few },
  { ...large, title: `${many} invoices, spread over all`, among: many },
];
console.log(`${values.rounds} alternating rounds of ${values.seconds} s at ${values.connections} connections, COALESCE=${values.coalesce}; ratios are to the first line in the same round: median [quartiles]`);
for (const name of works) {
  const work = WORKS.find((each) => each.name === name);
  if (work === undefined) throw new Error(`there is no work "${name}"`);
  const fileOf = (among: number): string => join(folder, `${name}-${among}.jsonl`);
  for (const among of [few, many]) writeFileSync(fileOf(among), `${work.bodies(datasetOf(among), BODIES).join('\n')}\n`);
  const once = ({ bench, running, among }: Asked, seconds: number): Promise<Round> => measureRound(bench, running, { url: running.url, file: fileOf(among), connections: Number(values.connections), seconds });
  for (const each of asked) await once(each, WARM_SECONDS);
  const rounds = new Map<Asked, Round[]>(asked.map((each) => [each, []]));
  for (let n = 0; n < Number(values.rounds); n += 1) {
    for (const each of n % 2 === 0 ? asked : asked.toReversed()) rounds.get(each)?.push(await once(each, Number(values.seconds) * (work.stretch ?? 1)));
  }
  const [base = []] = rounds.values();
  console.log(`\n${name}`);
  for (const [{ title }, own] of rounds) {
    const middle = (member: keyof Round): number => median(own.map((round) => round[member]));
    const ratio = (member: keyof Round): string => spreadText(spreadOf(own.map((round, n) => round[member] / (base[n]?.[member] ?? NaN))));
    const failed = own.reduce((sum, round) => sum + round.failed, 0);
    console.log(`  ${title.padEnd(36)} ${middle('perSecond').toFixed(1).padStart(8)} requests/s, ratio ${ratio('perSecond')}   CPU ${middle('cpuMicros').toFixed(0).padStart(6)} µs, ratio ${ratio('cpuMicros')}   calls ${middle('calls').toFixed(2)}, ${failed} failed`);
  }
}
for (const { bench, running } of [small, large]) {
  await running.stop();
  await bench.upstream.stop();
}
rmSync(folder, { recursive: true });
