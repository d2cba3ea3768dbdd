import type { Figures, Setting } from '../results.ts';

/** One round has no spread. */
const ratioText = ({ ratio }: Figures): string => (ratio === null ? '–' : `${ratio.median.toFixed(2)}${ratio.low === ratio.high ? '' : ` [${ratio.low.toFixed(2)} … ${ratio.high.toFixed(2)}]`}`);

/** The ratio, or the requests themselves where no floor was written. */
export const shortText = ({ ratio, perSecond }: Figures): string => ratio?.median.toFixed(2) ?? `${perSecond.toFixed(1)} a second`;

/** The columns of every table, each with how it is written. */
export const COLUMNS: readonly (readonly [title: string, text: (figures: Figures) => string])[] = [
  ['contender', ({ contender }) => contender],
  ['ratio to raw', ratioText],
  ['requests/s', ({ perSecond }) => perSecond.toFixed(perSecond < 100 ? 1 : 0)],
  ['p50 ms', ({ p50Ms }) => p50Ms.toFixed(1)],
  ['p99 ms', ({ p99Ms }) => p99Ms.toFixed(1)],
  ['CPU µs', ({ cpuMicros }) => cpuMicros.toFixed(0)],
  ['calls', ({ calls }) => calls.toFixed(2)],
  ['memory MB', ({ memoryMb }) => memoryMb.toFixed(0)],
  ['MB/s', ({ megabytesPerSecond }) => megabytesPerSecond.toFixed(1)],
  ['upstream busy', ({ upstreamUse }) => `${(upstreamUse * 100).toFixed(0)} %`],
  ['failed', ({ failed }) => `${failed}`],
];

/** What was asked of everybody in one table. */
export const titleOf = ({ work, connections, latencyMs }: Setting): string => `${work}, ${connections} ${connections === 1 ? 'connection' : 'connections'}, upstream ${latencyMs} ms`;

/** The figures of one load as text in columns. */
export const tableText = (rows: readonly Figures[]): string => {
  const cells = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, text]) => text(row)))];
  const widths = COLUMNS.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')).join('\n');
};
