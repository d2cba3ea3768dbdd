import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, from wherever this file runs: from its source, or from where the tools are built. */
const rootAbove = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('there is no package.json above this file');
  return rootAbove(above);
};

export const PROJECT_ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));
