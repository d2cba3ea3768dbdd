import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Runs the work while no other process of this machine does the same; a lock whose holder died is taken over. */
export const oneAtATime = async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
  const folder = join(tmpdir(), 'econt-graphql-locks');
  await mkdir(folder, { recursive: true });
  const lock = join(folder, name.replaceAll(/[^\w.-]/g, '_'));
  for (;;) {
    try {
      await writeFile(lock, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
      // An empty file is a lock that is just being taken.
      if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
      else await pause(50);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
};
