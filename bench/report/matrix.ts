import { CONTENDERS } from '../contender-list.ts';
import type { Figures } from '../results.ts';
import { table } from './markdown-table.ts';

/** Ours, whose ratios are told under every load. */
const OURS = CONTENDERS.filter(({ name }) => name.startsWith('we')).map(({ name }) => name);

const ratioText = (row: Figures | undefined): string => (row?.ratio == null ? '' : `${row.ratio.median.toFixed(2)} [${row.ratio.low.toFixed(2)} … ${row.ratio.high.toFixed(2)}]`);
const countText = (connections: number): string => (connections === 1 ? '1 connection' : `${connections} connections`);

const ratiosOf = (name: string, figures: readonly Figures[]): string => {
  const own = figures.filter((row) => row.contender === name && row.ratio !== null);
  const counts = [...new Set(own.map(({ connections }) => connections))].sort((a, b) => a - b);
  const lines = [...new Map(own.map(({ work, latencyMs }) => [`${work} ${latencyMs}`, { work, latencyMs }])).values()];
  const rows = lines.map(({ work, latencyMs }) => [work, `${latencyMs}`, ...counts.map((count) => ratioText(own.find((row) => row.work === work && row.latencyMs === latencyMs && row.connections === count)))]);
  return own.length === 0 ? '' : `### \`${name}\`\n\n${table(['work', 'upstream ms', ...counts.map(countText)], rows)}\n`;
};

/** Our ratios by work, latency and connections, where there was more than one load. */
export const matrix = (figures: readonly Figures[]): string => {
  const loads = new Set(figures.map(({ connections, latencyMs }) => `${connections} ${latencyMs}`));
  const tables = OURS.map((name) => ratiosOf(name, figures)).filter((text) => text !== '');
  return loads.size < 2 || tables.length === 0 ? '' : `\n## Under every load\n\nRequests per second as a ratio to the floor, as above.\n\n${tables.join('\n')}`;
};
