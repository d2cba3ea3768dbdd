import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { median } from './statistics.ts';

/** What a process holds once everything else is collected; sizes in bytes. */
export interface Held {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  readonly handles: number;
}

/** Looks into processes that were started with `nodeOptions`. */
export interface Probe {
  readonly nodeOptions: string;
  readonly heldBy: (pid: number) => Promise<Held>;
}

const LOOK_MS = 50;
const MOST_LOOKS = 1_200;

/** A probe that keeps its files in `folder`. */
export const createProbe = (folder: string): Probe => {
  const heapFile = join(folder, 'heap');
  const module = join(folder, 'probe.mjs');
  writeFileSync(module, `import { writeFileSync } from 'node:fs'; import { setFlagsFromString } from 'node:v8'; import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc'); const gc = runInNewContext('gc');
process.on('SIGUSR2', () => { gc(); setImmediate(() => { gc(); const { heapUsed, external, rss } = process.memoryUsage(); writeFileSync(${JSON.stringify(heapFile)}, JSON.stringify({ heapUsed, external, rss, handles: process.getActiveResourcesInfo().length })); }); });
`);
  return {
    nodeOptions: `--import=${module}`,
    async heldBy(pid) {
      writeFileSync(heapFile, '');
      process.kill(pid, 'SIGUSR2');
      for (let n = 0; n < MOST_LOOKS; n += 1) {
        await pause(LOOK_MS);
        const text = readFileSync(heapFile, 'utf8');
        if (text.endsWith('}')) return JSON.parse(text) as Held;
      }
      throw new Error('the server does not tell what it holds');
    },
  };
};

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

export const toldHeld = ({ heapUsed, external, rss, handles }: Held): string => `heap ${megabytes(heapUsed)}, outside of it ${megabytes(external)}, RSS ${megabytes(rss)}, ${handles} handles`;

/** So much more than before is no growth. */
const NO_GROWTH = 0.02;
const FEWEST = 6;

/** Whether the heap of the last third of the readings is above that of the second: by then everything is warm. */
export const growthOf = (readings: readonly Held[]): { readonly grows: boolean; readonly told: string } => {
  if (readings.length < FEWEST) return { grows: false, told: `too short to tell whether the heap grows: ${readings.length} readings` };
  const third = Math.floor(readings.length / 3);
  const heapOf = (part: readonly Held[]): number => median(part.map(({ heapUsed }) => heapUsed));
  const [before, after] = [heapOf(readings.slice(-2 * third, -third)), heapOf(readings.slice(-third))];
  const part = after / before - 1;
  const grows = part > NO_GROWTH;
  const figures = `${megabytes(before)} in the second third, ${megabytes(after)} in the last, ${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(1)} %`;
  return { grows, told: `the heap ${grows ? 'grows' : 'does not grow'}: ${figures} (beyond +${NO_GROWTH * 100} % it does); median of ${third} readings each` };
};
