import { FLOOR, REFERENCE } from '../contender-list.ts';
import type { Figures } from '../results.ts';
import { WORKS } from '../works.ts';
import { table } from './markdown-table.ts';

/** A request may take so much longer than its dependent calls. */
const MOST_BEYOND_MS = 10;

const p50Of = (rows: readonly Figures[], name: string): number | undefined => rows.find(({ contender }) => contender === name)?.p50Ms;

/** What a request took, and how much that is beyond the least that its levels can take. */
const taken = (p50: number | undefined, least: number): readonly string[] => (p50 === undefined ? ['', ''] : [p50.toFixed(1), (p50 - least).toFixed(1)]);

/** At one connection, how much longer a request takes than the calls that have to wait for each other. `groups`: the figures of one load each. */
export const levels = (groups: readonly (readonly Figures[])[]): string => {
  const told = groups.flatMap((rows) => {
    const [first] = rows;
    const work = WORKS.find(({ name }) => name === first?.work);
    if (first?.connections !== 1 || first.latencyMs === 0 || work?.steps === undefined) return [];
    const least = work.steps.length * first.latencyMs;
    const [floor, ours] = [p50Of(rows, FLOOR), p50Of(rows, REFERENCE)];
    const more = floor === undefined || ours === undefined ? '' : (ours - floor).toFixed(1);
    const within = ours === undefined ? '' : ours - least <= MOST_BEYOND_MS ? 'yes' : 'no';
    return { work, row: [work.name, `${first.latencyMs}`, `${work.steps.length}`, `${least}`, ...taken(floor, least), ...taken(ours, least), more, within] };
  });
  if (told.length === 0) return '';
  const steps = [...new Set(told.map(({ work }) => work))].map(({ name, steps: each = [] }) => `- *${name}*: ${each.map((step, i) => `${i + 1}. ${step}`).join('; ')}`);
  const titles = ['work', 'upstream ms', 'levels', 'levels × upstream', `p50 of \`${FLOOR}\``, 'beyond', `p50 of \`${REFERENCE}\``, 'beyond', `more than \`${FLOOR}\``, `within ${MOST_BEYOND_MS} ms`];
  return `
## Latency by levels

At one connection, in milliseconds. A level is a step that needs the answer of the one before; *beyond* is what a request takes longer than its levels. \`${FLOOR}\` makes the same steps. Nothing else is under way meanwhile, so what is beyond is the work of the server and of the upstream, and the lateness of its timers.

${table(titles, told.map(({ row }) => row))}

${steps.join('\n')}
`;
};
