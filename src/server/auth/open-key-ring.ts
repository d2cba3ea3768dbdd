import { watch } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

import { LIMITS } from '../../config/limits.ts';
import { parseKeysFile } from '../../config/keys-file.ts';
import type { Logger } from '../logger.ts';
import type { KeyRing } from './key-ring.ts';
import { createKeyRing } from './key-ring.ts';

export interface OpenKeyRing {
  readonly current: () => KeyRing;
  /** Looks whether the file has changed, now; this also happens by itself. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

export interface KeyRingOptions {
  readonly path: string;
  /** Names of those that are served. */
  readonly tenants: ReadonlySet<string>;
  readonly logger: Logger;
}

type Loaded = { readonly ok: true; readonly ring: KeyRing } | { readonly ok: false; readonly problem: string };

/** What changes with the file. A rename over it makes another inode. */
const stampOf = async (path: string): Promise<string> => {
  const { mtimeMs, size, ino } = await stat(path);
  return `${mtimeMs}/${size}/${ino}`;
};

const load = async ({ path, tenants, logger }: KeyRingOptions): Promise<Loaded> => {
  const read = parseKeysFile(await readFile(path, 'utf8'));
  if (!read.ok) return read;
  const strangers = read.keys.filter(({ tenant, revokedAt }) => revokedAt === null && !tenants.has(tenant)).map(({ id }) => id);
  if (strangers.length > 0) logger.warn({ keys: strangers }, 'keys are for tenants that are not configured; nobody can use them');
  return { ok: true, ring: createKeyRing(read.keys) };
};

const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'it cannot be read');

/**
 * Tells of changes at once where the system can: the folder is watched, since a change puts another file in the place of this one.
 * Where watching is not possible, or is lost, the poll finds them.
 */
const watchFile = (path: string, onChange: () => void): (() => void) => {
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) onChange();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
};

/** Opens a file of keys and follows its changes. A file that breaks later leaves the keys as they were: an editor's slip locks nobody out. */
export const openKeyRing = async (options: KeyRingOptions): Promise<OpenKeyRing | string> => {
  const { path, logger } = options;
  let stamp = '';
  let ring: KeyRing;
  try {
    stamp = await stampOf(path);
    const first = await load(options);
    if (!first.ok) return `AUTH_KEYS_FILE must name a file of keys: ${path} cannot be used, since ${first.problem}.`;
    ({ ring } = first);
  } catch (error) {
    return reasonOf(error) === 'ENOENT'
      ? `AUTH_KEYS_FILE must name a file of keys: there is no ${path}. \`npm run keys -- make\` makes the first key and the file.`
      : `AUTH_KEYS_FILE must name a file of keys that this user may read: ${path} cannot be read (${reasonOf(error)}).`;
  }
  if (((await stat(path)).mode & 0o077) !== 0) logger.warn({ path }, 'the file of keys can be read by other users of this machine; make it 0600');

  const reread = async (): Promise<void> => {
    let problem: string;
    try {
      const now = await stampOf(path);
      if (now === stamp) return;
      stamp = now;
      const next = await load(options);
      if (next.ok) {
        ({ ring } = next);
        logger.info({ keys: ring.size }, 'the keys have changed');
        return;
      }
      ({ problem } = next);
    } catch (error) {
      // Told once, until there is a file again.
      if (stamp === '') return;
      stamp = '';
      problem = reasonOf(error);
    }
    logger.error({ path, problem }, 'the file of keys cannot be used; the keys stay as they were');
  };
  let underWay: Promise<void> = Promise.resolve();
  const refresh = (): Promise<void> => (underWay = underWay.then(reread));

  const unwatch = watchFile(path, () => void refresh());
  const poll = setInterval(() => void refresh(), LIMITS.keysPollMs);
  poll.unref();

  return {
    current: () => ring,
    refresh,
    close() {
      unwatch();
      clearInterval(poll);
    },
  };
};
