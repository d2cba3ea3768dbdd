import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import type { Findings, Surroundings } from './markdown.ts';
import { bySetting, markdown } from './markdown.ts';
import { plot } from './plot.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const surroundings = (root: string): Surroundings => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'bench/package.json'), 'utf8')) as Manifest;
  const [cpu] = cpus();
  return {
    day: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim() ?? 'an unknown CPU'}, ${Math.round(totalmem() / 1_073_741_824)} GB, Node ${process.versions.node}`,
    versions: { ...dependencies, ...optionalDependencies },
  };
};

/** Writes `REPORT.md`, `report.svg` and `report.json` into a folder. */
export const writeReport = (root: string, folder: string, findings: Findings): void => {
  const { figures, options } = findings;
  const place = surroundings(root);
  const [first] = figures;
  const main = bySetting(figures.filter(({ connections, latencyMs, ratio }) => connections === first?.connections && latencyMs === first.latencyMs && ratio !== null));
  const subtitle = `Requests per second as a ratio to the same answers written by hand; ${first?.connections ?? 0} connections, upstream ${first?.latencyMs ?? 0} ms; median and quartiles of ${options.rounds} ${options.rounds === 1 ? 'round' : 'rounds'}.`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'REPORT.md'), markdown(findings, place));
  writeFileSync(join(folder, 'report.svg'), plot('econt-graphql beside other GraphQL servers', subtitle, main));
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify({ ...place, ...findings }, null, 2)}\n`);
};
