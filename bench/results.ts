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

/** What the rounds of a contender come to. */
export interface Figures extends Setting {
  readonly contender: string;
  /** Requests a second as a ratio to the floor in the same round; absent without a floor. */
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number } | null;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  readonly calls: number;
  readonly memoryMb: number;
  readonly megabytesPerSecond: number;
  readonly upstreamUse: number;
  readonly failed: number;
}

/** Sums up the rounds of all contenders under one load. `floor`: whom ratios are of. */
export const figuresOf = (setting: Setting, cells: readonly Cell[], floor: string): readonly Figures[] => {
  const base = cells.find(({ contender }) => contender === floor)?.rounds;
  return cells.map(({ contender, rounds }) => {
    const ratios = base === undefined ? [] : rounds.map(({ perSecond }, n) => perSecond / (base[n]?.perSecond ?? NaN));
    const middle = (member: keyof Round): number => median(rounds.map((round) => round[member]));
    return {
      ...setting,
      contender,
      ratio: base === undefined ? null : { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) },
      perSecond: middle('perSecond'),
      p50Ms: middle('p50') / 1_000,
      p99Ms: middle('p99') / 1_000,
      cpuMicros: middle('cpuMicros'),
      calls: middle('calls'),
      memoryMb: Math.max(...rounds.map(({ memory }) => memory)) / 1_048_576,
      megabytesPerSecond: middle('bytesPerSecond') / 1_000_000,
      upstreamUse: middle('upstreamUse'),
      failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
};
