import { REFERENCE, WITHOUT } from '../contender-list.ts';
import type { Figures, Spread } from '../results.ts';
import { table } from './markdown-table.ts';

const signed = (micros: number): string => `${micros < 0 ? '−' : '+'}${Math.abs(micros).toFixed(0)}`;
const spreadText = ({ median, low, high }: Spread): string => `${signed(median)} [${signed(low)} … ${signed(high)}]`;

/** CPU with everything on, and how much more or less it is with each protection off. `groups`: the figures of one load each. */
export const protections = (groups: readonly (readonly Figures[])[]): string => {
  const told = WITHOUT.filter(({ name }) => groups.flat().some((row) => row.contender === name && row.cpuMore !== null));
  if (told.length === 0) return '';
  const known = groups.filter((rows) => rows.some(({ contender }) => contender === REFERENCE));
  const cells = (text: (rows: readonly Figures[]) => string): readonly string[] => known.map(text);
  const rows = [
    [`\`${REFERENCE}\`: everything on`, ...cells((row) => row.find(({ contender }) => contender === REFERENCE)?.cpuMicros.toFixed(0) ?? '')],
    ...told.map(({ name, beside = '' }) => [
      `\`${name}\`, beside \`${beside}\``,
      ...cells((row) => {
        const more = row.find(({ contender }) => contender === name)?.cpuMore ?? null;
        return more === null ? '' : spreadText(more);
      }),
    ]),
  ];
  return `
## What each protection costs

CPU of a request in microseconds with everything on, and below it how much that changes with one protection off: the median of the differences to a round of the other next to it, with their quartiles in brackets. \`we-again\` has everything on, too, and shows how much dearer whoever stands beside another comes out by that alone: it waits longer between its rounds. A protection costs as much as its row is below that one; where the brackets of the two meet, that is less than the noise.

${table(['', ...known.map((row) => row[0]?.work ?? '')], rows)}

No setting turns the ledger, limits or scopes off. They are taken out here by putting another module in their place as the server is loaded, which needs the files before they are bundled; so these stand beside \`we-unbundled\`, and its own row shows what the bundle changes. What is left in them: a document is measured once for each text of it, bodies are bounded as they are read, and time is bounded. Those cannot be taken out without writing the server anew. Breakers, places for writes and quotas are measured by \`npm run bench:resilience\`, the ledger's stores beside each other by \`npm run bench:ledger\`.
`;
};
