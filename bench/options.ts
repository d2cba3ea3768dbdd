import { parseArgs } from 'node:util';

import { CONTENDERS, WITHOUT } from './contender-list.ts';
import type { LoadProgram } from './load.ts';
import { defaultLoad, LOADS } from './load.ts';
import { MOST_INVOICES } from './shared/dataset.ts';
import { USUAL_WARM_UP } from './warm-up.ts';
import { WORK_NAMES } from './works.ts';

export interface Options {
  readonly works: readonly string[];
  readonly contenders: readonly string[];
  readonly connections: readonly number[];
  readonly latencies: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** Under a kind of work before anybody is timed at it, in seconds. */
  readonly warmUp: number;
  readonly invoices: number;
  readonly load: LoadProgram;
  /** The folder that the report is written to; `undefined`: it is only shown. */
  readonly report: string | undefined;
}

/** What was asked for makes no sense; the message says what does. */
export class BadOption extends Error {}

const NAMES = CONTENDERS.map(({ name }) => name);
const ALL_NAMES = [...NAMES, ...WITHOUT.map(({ name }) => name)];
/** With all contenders and three rounds these take half an hour. */
const MAIN_WORKS = ['page', 'page-shared', 'page-same', 'nested', 'one', 'issue', 'page-plain', 'nested-plain', 'one-plain'];

export const USAGE = `Puts servers side by side and prints how each compares with the same answers written by hand.

  npm run bench -- [--work=page,nested] [--contenders=raw,we] [--connections=1,32,256] [--latency=0,20,200]
                   [--rounds=5] [--seconds=2] [--warm-up=8] [--invoices=1000000] [--load=wrk] [--report=bench] [--full]

  --work         ${WORK_NAMES.join(', ')}; without it all but mobile and pdf
  --contenders   ${ALL_NAMES.join(', ')}; without it all but the last ${WITHOUT.length}
  --connections  at once, 1 to 1024; without it 32
  --latency      of the upstream in milliseconds, 0 to 10000; without it 0
  --rounds       of which the median counts, 1 to 100; each is --seconds long, of nested, for more than 64 connections and for a slow upstream longer
  --warm-up      seconds under each kind of work before anybody is timed at it, 1 to 600; without it ${USUAL_WARM_UP}
  --invoices     behind the upstream, 100 to ${MOST_INVOICES}
  --load         ${LOADS.join(' or ')}; without it wrk where there is one
  --report       the folder for REPORT.md, report.svg and report.json; a run without other options writes to bench
  --full         every kind of work and contender, at 1, 32 and 256 connections and 0, 20 and 200 ms: hours

The loads, in reports of their own: each of the first two takes less than half an hour, the other servers, slow as they are, more than one:
  npm run bench -- --connections=1,32,256 --latency=0,20,200 --work=page,nested,one,issue --contenders=raw,we --rounds=2 --report=bench/settings
  npm run bench -- --connections=1,32,256 --latency=0,20,200 --work=mobile,pdf --contenders=raw,we,we-no-coalescing,yoga --rounds=1 --report=bench/mobile-pdf
  npm run bench -- --connections=1,32,256 --latency=0,20,200 --work=page,nested,one,issue --contenders=raw,raw-recorded,we,yoga,mercurius,apollo,grafast,hive --rounds=1 --report=bench/peers
What each protection costs, too:
  npm run bench -- --contenders=${['we', 'we-unbundled', ...WITHOUT.map(({ name }) => name).filter((name) => name !== 'we-unbundled')].join(',')} --work=page,nested,one,issue,mobile --warm-up=10 --rounds=3 --report=bench/protections
`;

const namesIn = (flag: string, text: string, known: readonly string[]): readonly string[] => {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) throw new BadOption(`--${flag}: there is no "${wrong}"; there are ${known.join(', ')}.`);
  return [...new Set(names)];
};

const numberIn = (flag: string, text: string, from: number, to: number): number => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < from || number > to) throw new BadOption(`--${flag}: "${text}" is not a whole number from ${from} to ${to}.`);
  return number;
};
const numbersIn = (flag: string, text: string, from: number, to: number): readonly number[] => text.split(',').map((part) => numberIn(flag, part, from, to));

const text = { type: 'string' } as const;
const FLAGS = { work: text, contenders: text, connections: text, latency: text, rounds: text, seconds: text, 'warm-up': text, invoices: text, load: text, report: text, full: { type: 'boolean' }, help: { type: 'boolean' } } as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
};

/** Reads the command line; `null`: the caller asked for help. */
export const readOptions = (args: readonly string[]): Options | null => {
  const values = parse(args);
  if (values.help === true) return null;
  const full = values.full === true;
  const load = values.load === undefined ? defaultLoad() : LOADS.find((name) => name === values.load);
  if (load === undefined) throw new BadOption(`--load: it must be ${LOADS.join(' or ')}.`);
  const isWhole = Object.keys(values).every((flag) => flag === 'full' || flag === 'load');
  return {
    works: values.work === undefined ? (full ? WORK_NAMES : MAIN_WORKS) : namesIn('work', values.work, WORK_NAMES),
    contenders: values.contenders === undefined ? (full ? ALL_NAMES : NAMES) : namesIn('contenders', values.contenders, ALL_NAMES),
    connections: numbersIn('connections', values.connections ?? (full ? '1,32,256' : '32'), 1, 1_024),
    latencies: numbersIn('latency', values.latency ?? (full ? '0,20,200' : '0'), 0, 10_000),
    rounds: numberIn('rounds', values.rounds ?? '5', 1, 100),
    seconds: numberIn('seconds', values.seconds ?? '2', 1, 600),
    warmUp: numberIn('warm-up', values['warm-up'] ?? `${USUAL_WARM_UP}`, 1, 600),
    invoices: numberIn('invoices', values.invoices ?? `${MOST_INVOICES}`, 100, MOST_INVOICES),
    load,
    report: values.report ?? (isWhole ? 'bench' : undefined),
  };
};
