import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { openForReading } from '../ledger/store/open-for-reading.ts';
import type { StoreSettings } from '../ledger/store/store.ts';
import type { Finding } from './check-endpoints.ts';

/** The folder in which a file would be made: the nearest that is there. */
const nearest = (folder: string): string => (existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder)));

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer');

/** How many writes wait, from a ledger that is there. */
const inside = async (settings: StoreSettings): Promise<string> => {
  const { db, close } = await openForReading(settings);
  try {
    const { count } = await db.selectFrom('keys').select(({ fn }) => fn.countAll<number>().as('count')).where('state', '=', 'unknown').executeTakeFirstOrThrow();
    return count === 0 ? 'no write is of unknown outcome' : `${count} ${count === 1 ? 'write is' : 'writes are'} of unknown outcome: see mutationOutcomes(state: UNKNOWN)`;
  } finally {
    await close();
  }
};

/** Whether the ledger can be used, without making or changing anything. */
export const checkStore = async (settings: StoreSettings): Promise<Finding> => {
  if (settings.kind === 'sqlite') {
    const { path } = settings;
    const what = 'LEDGER_PATH';
    if (!existsSync(path)) {
      const folder = nearest(dirname(path));
      return mayWrite(folder) ? { state: 'ok', what, detail: `${path} is not there yet; the start will make it` } : { state: 'wrong', what, detail: `${path} is not there, and this user may not write to ${folder}.` };
    }
    if (!statSync(path).isFile() || !mayWrite(path) || !mayWrite(dirname(path))) return { state: 'wrong', what, detail: `${path} must be a file that this user may write to, in a folder that it may write to.` };
    try {
      return { state: 'ok', what, detail: `${path}; ${await inside(settings)}` };
    } catch (error) {
      return { state: 'wrong', what, detail: `${path} cannot be read as a ledger (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown'}).` };
    }
  }
  try {
    return { state: 'ok', what: 'DATABASE_URL', detail: await inside(settings) };
  } catch (error) {
    const code = codeOf(error);
    // 42P01: the database answers, and has no table yet.
    if (code === '42P01') return { state: 'ok', what: 'DATABASE_URL', detail: 'the database answers; the start will make the tables' };
    return { state: 'wrong', what: 'DATABASE_URL', detail: `the database does not answer as it should (${code}).` };
  }
};
