import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { SCHEMA_FOLDER } from '../schema-folder.ts';
import type { NamedManifest } from './trusted-set.ts';
import { parseManifest } from './manifest.ts';

/** Of the published operations. */
export const PUBLISHED = fileURLToPath(new URL('documents.json', SCHEMA_FOLDER));

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'it cannot be read');

/** The files at a path: itself, or those of a folder, one a version of a client. */
export const filesAt = async (path: string): Promise<readonly string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort().map((name) => join(path, name));
};

/** What changes when a manifest is added, removed or put in the place of another. */
export const stampOf = async (path: string): Promise<string> => {
  const stamps = (await filesAt(path)).map(async (file) => {
    const { mtimeMs, size, ino } = await stat(file);
    return `${file}/${mtimeMs}/${size}/${ino}`;
  });
  return (await Promise.all(stamps)).join('\n');
};

const readManifest = async (file: string): Promise<NamedManifest | string> => {
  const read = parseManifest(await readFile(file, 'utf8'));
  return read.ok ? { name: basename(file), entries: read.entries } : `${file} cannot be used, since ${read.problem}`;
};

/** Reads the published manifest, where it was shipped, and those at the path. */
export const readManifests = async (path: string | undefined): Promise<readonly NamedManifest[] | string> => {
  const published = await readManifest(PUBLISHED).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  const others = path === undefined ? [] : await Promise.all((await filesAt(path)).map(readManifest));
  const all = [published, ...others].filter((each) => each !== null);
  return all.find((each) => typeof each === 'string') ?? all.filter((each) => typeof each !== 'string');
};
