import type { Round } from './measure.ts';
import { median, quantile } from './statistics.ts';

/** The rounds of a contender, and next to each that of whom it is set against. */
export interface Cell {
  readonly contender: string;
  readonly rounds: readonly Round[];
  /** Absent where it is set against nobody. */
  readonly against: { readonly name: string; readonly rounds: readonly Round[] } | null;
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
  /** Requests a second as a ratio to the floor in the round next to it, and of the floor 1; absent where it is not set against the floor. */
  readonly ratio: Spread | null;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  /** How much more CPU that is than of the server that it stands beside, in the round next to it; absent where it stands beside none. */
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
  /** Whom a contender stands beside, by its name, where that is not the floor. */
  readonly beside: ReadonlyMap<string, string>;
}

const FLOORS: Spread = { median: 1, low: 1, high: 1 };

/** Sums up the rounds of all contenders under one load. */
export const figuresOf = (setting: Setting, cells: readonly Cell[], { floor }: Against): readonly Figures[] =>
  cells.map(({ contender, rounds, against }) => {
    const middle = (member: keyof Round): number => median(rounds.map((round) => round[member]));
    const isBesideFloor = against?.name === floor;
    return {
      ...setting,
      contender,
      ratio: contender === floor ? FLOORS : isBesideFloor ? ratiosOf(rounds, against.rounds) : null,
      perSecond: middle('perSecond'),
      p50Ms: middle('p50') / 1_000,
      p99Ms: middle('p99') / 1_000,
      cpuMicros: middle('cpuMicros'),
      cpuMore: against === null || isBesideFloor ? null : { than: against.name, ...spreadOf(rounds.map(({ cpuMicros }, n) => cpuMicros - (against.rounds[n]?.cpuMicros ?? NaN))) },
      calls: middle('calls'),
      memoryMb: Math.max(...rounds.map(({ memory }) => memory)) / 1_048_576,
      megabytesPerSecond: middle('bytesPerSecond') / 1_000_000,
      upstreamUse: middle('upstreamUse'),
      failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
