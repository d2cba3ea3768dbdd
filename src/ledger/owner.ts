import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import type { KeyRow } from './store/schema.ts';
import type { Store } from './store/store.ts';

/** A process that lives says so this often. */
const BEAT_MS = 5_000;
/** A process that has not said so for this long is taken for dead. */
const ALIVE_MS = 20_000;

/** Who sends: this process among those that share a store. */
export interface Owner {
  readonly name: string;
  /** The last sign of life is so fresh that nobody can take this process for dead: only then may it begin to send. */
  readonly isHeld: () => boolean;
  /** Whether the process of that name lives, as far as can be known from here. */
  readonly isAlive: (name: string) => Promise<boolean>;
  /** This process is at this key until the returned function is called: from before its record says `sending` until it says something else. */
  readonly hold: (keyHash: string) => () => void;
  /** Whether somebody is sending what the record says is being sent. A living process may have lost a key on the way: it knows which ones it is at. */
  readonly isSending: (row: Pick<KeyRow, 'owner' | 'key_hash'>) => Promise<boolean>;
  /** Waits for what this process is sending. */
  readonly close: () => Promise<void>;
}

/** The owners of this very process: there may be several, each with a store of its own or, in tests, with the same. */
const siblings = new Set<string>();

const hostOfThis = (): string => hostname().replaceAll(':', '-');

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is there, but not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * A process on this host that does not run any more, or whose number is ours by now, is surely dead: a restart after a crash need not
 * wait for its signs of life to grow old. Where two hosts share a name the mistake is harmless: what is taken over is only looked for.
 */
export const surelyDead = (name: string): boolean => {
  const [host, pid] = name.split(':');
  if (host !== hostOfThis()) return false;
  return Number(pid) === process.pid ? !siblings.has(name) : !runs(Number(pid));
};

/** Registers this process with the store and keeps it alive there. */
export const createOwner = async (store: Store, nowMs: () => number): Promise<Owner> => {
  const name = `${hostOfThis()}:${process.pid}:${randomUUID()}`;
  siblings.add(name);
  let heldUntil = 0;

  const beat = async (): Promise<void> => {
    const at = performance.now();
    const alive_until = nowMs() + ALIVE_MS;
    await store.commit('owner', (db) => db.insertInto('owners').values({ owner: name, alive_until }).onConflict((conflict) => conflict.column('owner').doUpdateSet({ alive_until })).execute());
    heldUntil = at + ALIVE_MS - BEAT_MS;
  };
  await beat();
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  timer.unref();

  const isAlive = async (other: string): Promise<boolean> => {
    if (other === name) return true;
    if (surelyDead(other)) return false;
    const row = await store.db.selectFrom('owners').select('alive_until').where('owner', '=', other).executeTakeFirst();
    return row !== undefined && row.alive_until > nowMs();
  };
  const held = new Map<string, number>();
  let onIdle = (): void => undefined;

  return {
    name,
    isHeld: () => performance.now() < heldUntil,
    isAlive,
    hold(keyHash) {
      held.set(keyHash, (held.get(keyHash) ?? 0) + 1);
      return () => {
        const left = (held.get(keyHash) ?? 1) - 1;
        if (left > 0) {
          held.set(keyHash, left);
          return;
        }
        held.delete(keyHash);
        if (held.size === 0) onIdle();
      };
    },
    isSending: async (row) => row.owner !== null && (row.owner === name ? held.has(row.key_hash) : isAlive(row.owner)),
    async close() {
      // What is being sent is recorded first: whoever is gone before that is taken for dead.
      if (held.size > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      clearInterval(timer);
      siblings.delete(name);
      await store.commit('owner', (db) => db.deleteFrom('owners').where('owner', '=', name).execute()).catch(() => undefined);
    },
  };
};
