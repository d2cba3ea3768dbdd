import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { ApiKeyRecord } from './keys-file.ts';
import { parseKeysFile, printKeysFile } from './keys-file.ts';

/** Ends a change of keys with one sentence; the file is as before. */
export class KeysFileProblem extends Error {}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unreadable');

/** The keys of a file; a file that is not there holds none. */
export const readKeysFile = async (path: string): Promise<readonly ApiKeyRecord[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new KeysFileProblem(`The file of keys ${path} cannot be read: ${codeOf(error)}.`);
  });
  if (text === null) return [];
  const read = parseKeysFile(text);
  if (!read.ok) throw new KeysFileProblem(`The file of keys ${path} cannot be used: ${read.problem}.`);
  return read.keys;
};

/**
 * Changes the keys of a file: whoever reads it meanwhile, or after a crash, sees all of the old ones or all of the new ones. The new
 * file, which only its owner may read, is the lock too, so that no change of two at once is lost.
 */
export const changeKeysFile = async (path: string, change: (keys: readonly ApiKeyRecord[]) => readonly ApiKeyRecord[]): Promise<void> => {
  const next = `${path}.new`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(next, 'wx', 0o600).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') throw new KeysFileProblem(`The keys are being changed by another run; if there is none, remove ${next}.`);
    throw new KeysFileProblem(`The file of keys ${path} cannot be written: ${codeOf(error)}.`);
  });
  try {
    await file.writeFile(printKeysFile(change(await readKeysFile(path))));
    await file.sync();
    await file.close();
    await rename(next, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(next, { force: true });
    throw error;
  }
};
