import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import type { Round } from './run.ts';

/** What was measured of one server under one load. */
export interface Figures {
  readonly work: string;
  readonly what: string;
  readonly connections: number;
  readonly latency: number;
  readonly contender: string;
  readonly rounds: readonly Round[];
  /** To the raw floor of the same round. */
  readonly ratios: readonly number[];
}

const at = (numbers: readonly number[], q: number): number => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * q)] ?? NaN;
const middle = ({ rounds }: Figures, of: (round: Round) => number): number => at(rounds.map(of), 0.5);

const WHO: Readonly<Record<string, string>> = {
  raw: 'written by hand over `request()`: the floor',
  'raw-dispatch': 'written by hand over `dispatch`',
  we: 'this project in production settings: keys, scopes, limits, cost, metrics, logs, ledger, coalescing',
  'we-alone': 'the same without coalescing',
  'we-open': 'the same without coalescing, keys, metrics and logs',
  yoga: 'graphql-yoga with the same graph and loaders, no protection',
  mercurius: 'Mercurius with its JIT, the same graph and loaders, no protection',
  apollo: 'Apollo Server, the same graph and loaders, no protection',
};

const groupsOf = (figures: readonly Figures[]): ReadonlyMap<string, readonly Figures[]> => {
  const groups = new Map<string, Figures[]>();
  for (const figure of figures) {
    const key = `${figure.work}: ${figure.what}; ${figure.connections} connections, upstream ${figure.latency} ms`;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return groups;
};

const tableOf = (figures: readonly Figures[]): string =>
  ['| server | ratio to raw | quartiles | requests/s | p50 ms | p99 ms | CPU µs | calls | memory MB | upstream busy |', '|---|---|---|---|---|---|---|---|---|---|', ...figures.map((figure) =>
    `| ${figure.contender} | **${at(figure.ratios, 0.5).toFixed(2)}** | ${at(figure.ratios, 0.25).toFixed(2)} … ${at(figure.ratios, 0.75).toFixed(2)} | ${middle(figure, ({ perSecond }) => perSecond).toFixed(0)} | ${middle(figure, ({ p50 }) => p50).toFixed(1)} | ${middle(figure, ({ p99 }) => p99).toFixed(1)} | ${middle(figure, ({ cpu }) => cpu).toFixed(0)} | ${middle(figure, ({ calls }) => calls).toFixed(2)} | ${middle(figure, ({ memory }) => memory).toFixed(0)} | ${(middle(figure, ({ upstreamBusy }) => upstreamBusy) * 100).toFixed(0)} % |`)].join('\n');

const BAR = 18;
const WIDTH = 760;

const plotOf = (groups: ReadonlyMap<string, readonly Figures[]>): string => {
  const parts: string[] = [];
  const scale = 360 / Math.max(1.5, ...[...groups.values()].flat().map(({ ratios }) => at(ratios, 0.5)));
  let y = 40;
  for (const [title, figures] of groups) {
    parts.push(`<text x="20" y="${y}" font-weight="bold">${title.replace('&', '&amp;')}</text>`);
    y += 12;
    const top = y;
    for (const figure of figures) {
      const ratio = at(figure.ratios, 0.5);
      parts.push(`<text x="130" y="${y + 13}" text-anchor="end">${figure.contender}</text><rect x="140" y="${y + 2}" width="${(ratio * scale).toFixed(1)}" height="${BAR - 4}" fill="${figure.contender.startsWith('we') ? '#2563eb' : '#94a3b8'}"/><text x="${(146 + ratio * scale).toFixed(1)}" y="${y + 13}">${ratio.toFixed(2)}</text>`);
      y += BAR;
    }
    parts.push(`<line x1="${140 + scale}" x2="${140 + scale}" y1="${top}" y2="${y}" stroke="#dc2626" stroke-dasharray="3 3"/>`);
    y += 34;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/><text x="20" y="18">Requests per second as a ratio to the same work written by hand (dashed line); more is better</text>${parts.join('')}</svg>\n`;
};

/** Writes `REPORT.md` and `report.svg`. */
export const writeReport = (folder: string, figures: readonly Figures[], { rounds, seconds, invoices }: { readonly rounds: number; readonly seconds: number; readonly invoices: number }): void => {
  const groups = groupsOf(figures);
  const names = [...new Set(figures.map(({ contender }) => contender))];
  writeFileSync(join(folder, 'report.svg'), plotOf(groups));
  writeFileSync(join(folder, 'REPORT.md'), `# What a request costs

Written by \`npm run bench -- --report\`: Node ${process.version}, ${availableParallelism()} cores, ${invoices} invoices behind the upstream, ${rounds} alternating rounds of ${seconds} s; each server alone on one core, upstream and load on the other. Figures are medians; ratios are to *raw* in the same round, since machines differ. Every answer was compared with ours, as parsed JSON, before it was timed.

![Ratios to raw](report.svg)

${names.map((name) => `- **${name}**: ${WHO[name] ?? name}`).join('\n')}

${[...groups].map(([title, each]) => `## ${title}\n\n${tableOf(each)}`).join('\n\n')}
`);
};
