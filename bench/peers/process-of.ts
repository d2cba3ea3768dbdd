import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Processes of a benchmark, each on a core of its own as far as there are any. */
export interface Started {
  readonly child: ChildProcess;
  /** The first line of what it says. */
  readonly line: string;
}

/** Starts a process on a core and waits for its first line that fits. */
export const startOn = async (core: string, command: readonly string[], options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly says?: RegExp } = {}): Promise<Started> => {
  const [file = '', ...args] = canPin ? ['taskset', '-c', core, ...command] : command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], env: options.env ?? process.env, cwd: options.cwd });
  let said = '';
  for (;;) {
    const [chunk] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [null])])) as [Buffer | null];
    if (chunk === null) throw new Error(`${command.join(' ')} ended before it was ready: ${said}`);
    said += chunk.toString('utf8');
    const line = said.split('\n').find((each) => (options.says ?? /./).test(each));
    if (line !== undefined && said.includes('\n')) {
      child.stdout.resume();
      return { child, line };
    }
  }
};

/** Puts this process on a core. */
export const pinSelf = (core: string): void => {
  if (canPin) spawnSync('taskset', ['-cp', core, `${process.pid}`]);
};

/** CPU that a process has used so far, in microseconds, of all its threads. */
export const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
};

/** Memory that a process holds, in megabytes. */
export const memoryOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
