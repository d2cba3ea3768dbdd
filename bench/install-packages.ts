import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the packages of the other contenders, once. None of their scripts is run. */
export const installPackages = (root: string): void => {
  const folder = join(root, 'bench');
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  console.log('Installing the other contenders …');
  // Started by `npm run`, npm would be as strict here as this project is with its own packages.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) console.log('Not all of them could be installed; those that do not start are told in the report.');
};
