import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Contenders run alone on one core; the upstream, the load and this process share the other. */
export const CORES = { contender: '0', others: '1' } as const;

/** Whether processes can be kept to a core. */
export const isPinned = canPin;

/** A process of the benchmark that serves at `url`. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** The command line that runs another on one core. */
export const pinned = (core: string, command: readonly string[]): readonly string[] => (canPin ? ['taskset', '-c', core, ...command] : command);

/** Keeps this process off the core of the contenders. */
export const pinThisProcess = (): void => {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', CORES.others, `${process.pid}`]);
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const START_MS = 60_000;

/** Reads from what a process says first where it serves. */
const urlSaid = (child: ChildProcess, urlIn: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`did not start within ${START_MS / 1_000} s: ${said.slice(-400)}`)), START_MS);
    const listen = (chunk: Buffer): void => {
      if (said.length > 100_000) return;
      said += chunk.toString('utf8');
      const found = urlIn.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code ?? 'a signal'}: ${said.slice(-400)}`));
    });
  });

/** Waits until a process that says nothing answers at its address. */
const urlAnswered = async (child: ChildProcess, url: string): Promise<string> => {
  for (let waited = 0; waited < START_MS && child.exitCode === null; waited += 100) {
    const answers = await fetch(url).then(() => true, () => false);
    if (answers) return url;
    await pause(100);
  }
  throw new Error(`does not answer at ${url}`);
};

/** Starts a process that serves at `url`, or, where that is a pattern, at the address that it says first. */
export const serve = async (core: string, command: readonly string[], url: RegExp | string, env: NodeJS.ProcessEnv = {}): Promise<Served> => {
  const [file = '', ...args] = pinned(core, command);
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env } });
  running.add(child);
  const gone = once(child, 'close').then(() => running.delete(child));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  child.stdout.resume();
  child.stderr.resume();
  try {
    return { url: await (typeof url === 'string' ? urlAnswered(child, url) : urlSaid(child, url)), pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const TICK_MICROS = 1_000_000 / Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout.trim() || '100');

/** CPU that a process and its threads have used, in microseconds. Works for any program. */
export const cpuMicrosOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
};

/** Forgets how much memory a process had at most. */
export const resetMemoryPeak = (pid: number): void => {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not everywhere allowed: then the peak is that since the start.
  }
};

/** Most memory that a process had since the last reset, in bytes. */
export const memoryPeakOf = (pid: number): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) * 1_024;
