import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { compareAnswers, comparePdfs } from './answers.ts';
import type { Contender, Running } from './contender.ts';
import { CONTENDERS, REFERENCE, WITHOUT } from './contender-list.ts';
import type { Options } from './options.ts';
import type { Refusal } from './results.ts';
import type { Work } from './work.ts';

/** A contender that runs. */
export interface OnStage {
  readonly contender: Contender;
  readonly running: Running;
}

/** Who runs, by name. */
export type Stage = ReadonlyMap<string, OnStage>;

/** So many answers are compared before a contender is timed: each of the ready operations once. */
const COMPARED = 9;

/** Starts whom the options name, and the reference; who does not start is told. */
export const startAll = async (options: Options, surroundings: { readonly apiUrl: string; readonly folder: string; readonly root: string }, tell: (refusal: Refusal) => void): Promise<Stage> => {
  const stage = new Map<string, OnStage>();
  for (const contender of [...CONTENDERS, ...WITHOUT]) {
    const { name } = contender;
    if (!options.contenders.includes(name) && name !== REFERENCE) continue;
    const folder = join(surroundings.folder, name);
    mkdirSync(folder);
    try {
      stage.set(name, { contender, running: await contender.start({ ...surroundings, folder }) });
    } catch (error) {
      tell({ contender: name, work: '', why: error instanceof Error ? error.message : String(error) });
    }
  }
  return stage;
};

/** Those who can do the work and answer as we do, each with the address that the load asks. */
export const fitFor = async (work: Work, bodies: readonly string[], stage: Stage, options: Options, tell: (refusal: Refusal) => void): Promise<ReadonlyMap<string, string>> => {
  const reference = stage.get(REFERENCE);
  if (reference === undefined) throw new Error('the reference did not start');
  const fit = new Map<string, string>();
  for (const [name, { contender, running }] of stage) {
    if (!options.contenders.includes(name) || contender.works?.includes(work.name) === false) continue;
    try {
      const url = work.name === 'pdf' ? await contender.pdfUrl?.(running) : running.url;
      if (url === undefined) continue;
      const why = work.name === 'pdf' ? await comparePdfs(url) : await compareAnswers(work, reference.running, running, bodies.slice(0, COMPARED));
      if (why === null) fit.set(name, url);
      else tell({ contender: name, work: work.name, why });
    } catch (error) {
      tell({ contender: name, work: work.name, why: String(error) });
    }
  }
  return fit;
};
