import type { Served } from './processes.ts';

/** What a contender is told. */
export interface Surroundings {
  readonly apiUrl: string;
  /** A folder of its own for files. */
  readonly folder: string;
  /** The root of the repository. */
  readonly root: string;
}

/** A running contender. */
export interface Running extends Served {
  readonly headers: Readonly<Record<string, string>>;
}

/** One of the servers that are put side by side. */
export interface Contender {
  readonly name: string;
  /** For the report. */
  readonly what: string;
  /** The kinds of work that it can do; all when absent. */
  readonly works?: readonly string[];
  /** Who is the same but for the one thing that this one lacks. */
  readonly beside?: string;
  /** The address of a document of 10 MB, where it has any. */
  readonly pdfUrl?: (running: Running) => Promise<string>;
  readonly start: (surroundings: Surroundings) => Promise<Running>;
}
