import { timingSafeEqual } from 'node:crypto';

import type { ApiKeyRecord } from '../../config/keys-file.ts';
import type { Caller } from '../../graphql/caller.ts';
import { hashOfSecret, readApiKey } from './api-key.ts';

/** The holder of a key: who it is, and the name of the tenant that the key is for. */
export interface KeyHolder {
  readonly caller: Caller;
  readonly tenant: string;
}

/** Keys that may be used, ready for lookup. */
export interface KeyRing {
  /** `null`: not a key of ours, or one whose time is over. */
  readonly holderOf: (text: string, nowMs: number) => KeyHolder | null;
  readonly size: number;
}

interface Entry extends KeyHolder {
  readonly hash: Buffer;
  readonly expiresAtMs: number;
}

/** Compared with where there is no such key, so that the time tells nobody which ids there are. */
const NOTHING: Buffer = Buffer.alloc(32);

export const createKeyRing = (records: readonly ApiKeyRecord[]): KeyRing => {
  const entries = new Map<string, Entry>();
  for (const { id, name, tenant, scopes, payerOf, hash, expiresAt, revokedAt } of records) {
    if (revokedAt !== null) continue;
    // Told apart from the subjects of tokens, which others name.
    const caller: Caller = { name: `key:${name}`, scopes: new Set(scopes), payerOf };
    entries.set(id, { caller, tenant, hash: Buffer.from(hash, 'hex'), expiresAtMs: expiresAt === null ? Infinity : Date.parse(expiresAt) });
  }
  return {
    holderOf(text, nowMs) {
      const key = readApiKey(text);
      if (key === null) return null;
      const entry = entries.get(key.id);
      const isRight = timingSafeEqual(hashOfSecret(key.secret), entry?.hash ?? NOTHING);
      return entry !== undefined && isRight && nowMs < entry.expiresAtMs ? { caller: entry.caller, tenant: entry.tenant } : null;
    },
    size: entries.size,
  };
};
