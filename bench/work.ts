import type { Dataset } from './shared/dataset.ts';

/** One kind of request of the benchmark. */
export interface Work {
  readonly name: string;
  /** What it asks for, for the report. */
  readonly what: string;
  /** So many times as long are its rounds: many of its requests must fit into one. */
  readonly stretch?: number;
  /** So many unlike requests come in turn. */
  readonly mix?: number;
  /** Upstream calls that wait for those of the step before; those of one step go side by side. Absent where its requests differ in that, or stream. */
  readonly steps?: readonly string[];
  /** Bodies of requests, each different from the others where variables are varied. `{n}` in them becomes a number that is used once. */
  readonly bodies: (data: Dataset, count: number) => readonly string[];
  /** Members of answers that are different each time, such as the id of a new invoice. */
  readonly fresh?: readonly string[];
}
