import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** When each document, by its hash, was last used, in epoch milliseconds. */
export type DocumentUsage = ReadonlyMap<string, number>;

/** Reads the file; one that is not there, or is no such file, tells of no use. */
export const readUsage = async (path: string): Promise<DocumentUsage> => {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return new Map();
  }
  if (typeof data !== 'object' || data === null) return new Map();
  const pairs = Object.entries(data).map(([hash, at]): [string, number] => [hash, typeof at === 'string' ? Date.parse(at) : NaN]);
  return new Map(pairs.filter(([, at]) => !Number.isNaN(at)));
};

/** Writes the later of what the file says and what is known here: several instances may share the file. Whoever reads it sees all or nothing. */
export const writeUsage = async (path: string, usage: DocumentUsage): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const merged = new Map(await readUsage(path));
  for (const [hash, at] of usage) merged.set(hash, Math.max(at, merged.get(hash) ?? 0));
  const sorted = [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hash, at]) => [hash, new Date(at).toISOString()]);
  const next = `${path}.${process.pid}.new`;
  try {
    await writeFile(next, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`, { mode: 0o600 });
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
};
