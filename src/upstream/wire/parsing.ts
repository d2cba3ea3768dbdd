import type { WireProblem } from './wire-problem.ts';

/** What a parser may tell while it reads: a value that was left out or read as `UNKNOWN`. */
export interface Parsing {
  readonly oddity: (member: string, value: unknown) => void;
  /** What is thrown to who asks for a member that cannot be read. */
  readonly fault: (problem: WireProblem) => Error;
}
