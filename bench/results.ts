import type { Round } from './measure.ts';
import { median, quantile } from './statistics.ts';

/** The rounds of a contender, and those of the floor next to them. */
export interface Cell {
  readonly contender: string;
  readonly rounds: readonly Round[];
}

/** One kind of work under one load, by everybody who can do it. */
export interface Setting {
  readonly work: string;
  readonly connections: number;
  readonly latencyMs: number;
}

/** A contender that was not timed, and why. */
export interface Refusal {
  readonly contender: string;
  /** Empty: it could not be started. */
  readonly work: string;
  readonly why: string;
}

/** The middle of the rounds, and the quartiles. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What the rounds of a contender come to. */
export interface Figures extends Setting {
  readonly contender: string;
  /** Requests a second as a ratio to the floor in the same round; absent without a floor. */
  readonly ratio: Spread | null;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  /** How much more CPU that is than of the server that it stands beside in the same round; absent where it stands beside none. */
  readonly cpuMore: (Spread & { readonly than: string }) | null;
  readonly calls: number;
  readonly memoryMb: number;
  readonly megabytesPerSecond: number;
  readonly upstreamUse: number;
  readonly failed: number;
}

export const spreadOf = (numbers: readonly number[]): Spread => ({ median: median(numbers), low: quantile(numbers, 0.25), high: quantile(numbers, 0.75) });

/** Ratios of rounds; `null`: there is none, since the floor answered nothing. */
const ratiosOf = (rounds: readonly Round[], base: readonly Round[]): Spread | null => {
  const ratios = rounds.map(({ perSecond }, n) => perSecond / (base[n]?.perSecond ?? NaN)).filter((ratio) => Number.isFinite(ratio));
  return ratios.length === 0 ? null : spreadOf(ratios);
};

/** Whom the figures of a contender are set against. */
export interface Against {
  /** Whom all ratios are of. */
  readonly floor: string;
  /** Whom a contender stands beside, by its name. */
  readonly beside: ReadonlyMap<string, string>;
}

/** Sums up the rounds of all contenders under one load. */
export const figuresOf = (setting: Setting, cells: readonly Cell[], { floor, beside }: Against): readonly Figures[] => {
  const roundsOf = (name: string | undefined): readonly Round[] | undefined => cells.find(({ contender }) => contender === name)?.rounds;
  const base = roundsOf(floor);
  return cells.map(({ contender, rounds }) => {
    const than = beside.get(contender) ?? '';
    const whole = roundsOf(than);
    const middle = (member: keyof Round): number => median(rounds.map((round) => round[member]));
    return {
      ...setting,
      contender,
      ratio: base === undefined ? null : ratiosOf(rounds, base),
      perSecond: middle('perSecond'),
      p50Ms: middle('p50') / 1_000,
      p99Ms: middle('p99') / 1_000,
      cpuMicros: middle('cpuMicros'),
      cpuMore: whole === undefined ? null : { than, ...spreadOf(rounds.map(({ cpuMicros }, n) => cpuMicros - (whole[n]?.cpuMicros ?? NaN))) },
      calls: middle('calls'),
      memoryMb: Math.max(...rounds.map(({ memory }) => memory)) / 1_048_576,
      megabytesPerSecond: middle('bytesPerSecond') / 1_000_000,
      upstreamUse: middle('upstreamUse'),
      failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
};
