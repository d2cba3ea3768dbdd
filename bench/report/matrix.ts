import type { Figures } from '../results.ts';
import { table } from './markdown-table.ts';
import { shortText } from './table.ts';

interface Load {
  readonly connections: number;
  readonly latencyMs: number;
}

const loadText = ({ connections, latencyMs }: Load): string => `${connections}, ${latencyMs} ms`;

/** The ratios of everybody at one kind of work, a column for each load. */
const ratiosAt = (work: string, figures: readonly Figures[], loads: readonly Load[]): string => {
  const those = figures.filter((row) => row.work === work);
  const names = [...new Set(those.map(({ contender }) => contender))];
  const at = (name: string, load: Load): string => {
    const row = those.find((each) => each.contender === name && loadText(each) === loadText(load));
    return row === undefined ? '' : shortText(row);
  };
  return `### ${work}\n\n${table(['contender', ...loads.map(loadText)], names.map((name) => [name, ...loads.map((load) => at(name, load))]))}\n`;
};

/** All ratios by work, contender, connections and latency, where there was more than one load. */
export const matrix = (figures: readonly Figures[]): string => {
  const loads = [...new Map(figures.map((row) => [loadText(row), row])).values()];
  const tables = [...new Set(figures.map(({ work }) => work))].map((work) => ratiosAt(work, figures, loads));
  return loads.length < 2 ? '' : `\n## Under every load\n\nRequests per second as a ratio to the floor, as above, by connections and the latency of the upstream; the requests themselves where no floor was written.\n\n${tables.join('\n')}`;
};
