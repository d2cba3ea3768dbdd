import { CONTENDERS, FLOOR, WITHOUT } from '../contender-list.ts';
import type { Figures, Refusal } from '../results.ts';
import type { Options } from '../options.ts';
import { datasetOf } from '../shared/dataset.ts';
import { WARM_CONNECTIONS } from '../warm-up.ts';
import { WORKS } from '../works.ts';
import { levels } from './levels.ts';
import { cell, listed, table } from './markdown-table.ts';
import { matrix, ratios } from './matrix.ts';
import { protections } from './protections.ts';
import { COLUMNS, titleOf } from './table.ts';

/** What a run found. */
export interface Findings {
  readonly options: Options;
  readonly figures: readonly Figures[];
  readonly refusals: readonly Refusal[];
}

/** Where it was found. */
export interface Surroundings {
  readonly day: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** The figures of each load, in the order in which they were measured. */
export const bySetting = (figures: readonly Figures[]): readonly (readonly Figures[])[] => {
  const titles = [...new Set(figures.map((row) => titleOf(row)))];
  return titles.map((title) => figures.filter((row) => titleOf(row) === title));
};

const refusalText = ({ contender, work, why }: Refusal): string => `- \`${contender}\`, ${work === '' ? 'not started' : work}: ${cell(why)}`;

/** The report as Markdown. */
export const markdown = ({ options, figures, refusals }: Findings, { day, machine, versions }: Surroundings): string => {
  const settings = bySetting(figures);
  const [first] = figures;
  const main = settings.filter(([row]) => row?.connections === first?.connections && row?.latencyMs === first?.latencyMs);
  const seen = new Set(figures.map(({ contender }) => contender));
  const contenders = [...CONTENDERS, ...WITHOUT].filter(({ name }) => seen.has(name)).map(({ name, what }) => [name, what] as const);
  const works = WORKS.filter(({ name }) => figures.some(({ work }) => work === name)).map(({ name, what }) => [name, what] as const);
  const tables = settings.map((rows) => `### ${rows[0] === undefined ? '' : titleOf(rows[0])}\n\n${table(COLUMNS.map(([title]) => title), rows.map((row) => COLUMNS.map(([, text]) => text(row))))}`);
  return `# What it costs beside the same answers written by hand

Written by \`npm run bench\` on ${day}: ${machine}. ${options.rounds} ${options.rounds === 1 ? 'round' : 'rounds'} of ${options.seconds} s each (of *nested*, with more than 64 connections, and with a slow upstream, longer), taken in turns; ${options.invoices} invoices upstream; load by ${options.load}.
Each contender has a core to itself; upstream, load and this program share the other. A ratio is requests per second to \`${FLOOR}\` in a round of its own next to it, by turns before and after: the median of the rounds, with the quartiles in brackets. Before anybody is timed at a kind of work, everybody is put under it for ${options.warmUp} s over ${WARM_CONNECTIONS} connections, with the upstream answering at once.

![ratios](report.svg)

At ${first?.connections ?? 0} ${first?.connections === 1 ? 'connection' : 'connections'}, the upstream answering after ${first?.latencyMs ?? 0} ms:

${ratios(main, ({ work }) => work)}
${matrix(settings)}
## Contenders

${listed(contenders)}

Versions: ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}.

Only \`we\` checks keys, scopes, limits, costs and depths, counts and logs. Only \`we\` and \`raw-recorded\` keep a ledger: all others send an invoice and forget it, so *issue* is no race between equals; \`docs/adr/0026-what-an-issue-costs.md\` says where its time goes. All have 256 sockets to the upstream. Every answer is compared with that of \`we\`, as parsed JSON, before anybody is timed; who answers otherwise is not timed.

## Work

${listed(works)}

In *page*, *nested* and *one* next to nothing can be shared between requests: the pages of one moment are far apart among ${options.invoices} invoices, and each page has 100 different customers. *page-shared* reads the older invoices, as many again: those of a seller with ${datasetOf(options.invoices).regularCustomers} customers, so a page names some twice, and pages that are read at once have many in common. A server may read those once for all who wait for them; \`we-no-coalescing\` shows what that brings. In *page-same* everything can be shared.

The plain ones are for contenders that are configured and not programmed: opaque ids with a signature, names of statuses, times with a zone and sums of money take code, columns as they are do not.

## Not timed

${refusals.length === 0 ? 'Nobody who was asked.' : refusals.map(refusalText).join('\n')}
${protections(main)}${levels(settings)}
## Figures

*CPU* is that of the contender for a request, in microseconds, all its threads together; *calls* are those to the upstream for a request; *memory* is the most that it held; *upstream busy* shows that the upstream was not what was measured.

${tables.join('\n\n')}
`;
};
