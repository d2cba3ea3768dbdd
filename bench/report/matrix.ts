import type { Figures, Setting } from '../results.ts';
import { table } from './markdown-table.ts';
import { shortText } from './table.ts';

const loadText = ({ connections, latencyMs }: Setting): string => `${connections}, ${latencyMs} ms`;

/** Ratios of everybody, a column for each group. `groups`: the figures of one load each. */
export const ratios = (groups: readonly (readonly Figures[])[], title: (setting: Setting) => string): string => {
  const names = [...new Set(groups.flat().map(({ contender }) => contender))];
  const at = (name: string, rows: readonly Figures[]): string => {
    const row = rows.find(({ contender }) => contender === name);
    return row === undefined ? '' : shortText(row);
  };
  return table(['contender', ...groups.map(([first]) => (first === undefined ? '' : title(first)))], names.map((name) => [name, ...groups.map((rows) => at(name, rows))]));
};

/** All ratios, a table for each kind of work and a column for each load, where there was more than one load. */
export const matrix = (groups: readonly (readonly Figures[])[]): string => {
  const firsts = groups.flatMap(([first]) => first ?? []);
  if (new Set(firsts.map(loadText)).size < 2) return '';
  const tables = [...new Set(firsts.map(({ work }) => work))].map((work) => `### ${work}\n\n${ratios(groups.filter(([first]) => first?.work === work), loadText)}\n`);
  return `\n## Under every load\n\nRequests per second as a ratio to the floor, as above, by connections and the latency of the upstream; the requests themselves where no floor was written.\n\n${tables.join('\n')}`;
};
