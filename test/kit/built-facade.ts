import { execFile } from 'node:child_process';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { oneAtATime } from './one-at-a-time.ts';
import { PROJECT_ROOT } from './project-root.ts';

export const FACADE_MAIN = join(PROJECT_ROOT, 'dist/bundle/main.js');
const TSC = join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc');
const BUNDLE = 'scripts/bundle.mjs';
const STAMP = join(PROJECT_ROOT, '.cache/facade-built');
const CONFIGURATION = ['package.json', 'tsconfig.json', 'tsconfig.build.json', BUNDLE];

const changedAt = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
};

const newestSource = async (): Promise<number> => {
  const sources = (await readdir(join(PROJECT_ROOT, 'src'), { recursive: true })).map((path) => join('src', path));
  return Math.max(...(await Promise.all([...CONFIGURATION, ...sources].map((path) => changedAt(join(PROJECT_ROOT, path))))));
};

/**
 * Builds the product into `dist` unless that was done since the last change, by this or another test file. No two build at once:
 * a process that is starting must not read a half-written file.
 */
export const buildFacade = (): Promise<void> =>
  oneAtATime(`build ${PROJECT_ROOT}`, async () => {
    const newest = await newestSource();
    if ((await changedAt(STAMP)) > newest && (await changedAt(FACADE_MAIN)) > 0) return;
    for (const step of [[TSC, '-p', 'tsconfig.build.json'], [BUNDLE]]) {
      await promisify(execFile)(process.execPath, step, { cwd: PROJECT_ROOT }).catch((error: unknown) => {
        throw new Error(`The product does not build: ${error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : String(error)}`);
      });
    }
    await mkdir(join(PROJECT_ROOT, '.cache'), { recursive: true });
    await writeFile(STAMP, '');
  });
