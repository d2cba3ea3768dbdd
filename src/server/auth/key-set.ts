import type { CryptoKey, JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, errors } from 'jose';

import { LIMITS } from '../../config/limits.ts';

/** The issuer's keys cannot be had, so it is not known whether a token is right. */
export class KeySetUnavailableError extends Error {
  override readonly name = 'KeySetUnavailableError';
}

/** The public keys of the issuer of tokens (JWKS), read when they are needed and kept for a while. */
export interface KeySet {
  readonly keyOf: JWTVerifyGetKey;
  /** Counts the reads: what was proven by the keys of one must be proven anew by those of the next. */
  readonly version: () => number;
  /** The keys were read lately enough. */
  readonly isFresh: () => boolean;
}

export interface KeySetOptions {
  readonly read: () => Promise<unknown>;
  readonly nowMs: () => number;
  readonly onFault: (error: unknown) => void;
}

interface Keys {
  readonly local: (...wanted: Parameters<JWTVerifyGetKey>) => Promise<CryptoKey>;
  readonly at: number;
}

/**
 * Keys are read again when they are old, and when a token names one that is not there: the issuer may have a new one. The latter at
 * most once in a while, since anybody can make up names of keys. While they cannot be read, those known go on for a bounded time.
 */
export const createKeySet = ({ read, nowMs, onFault }: KeySetOptions): KeySet => {
  let keys: Keys | null = null;
  let version = 0;
  let triedAt = -Infinity;
  let underWay: Promise<void> | null = null;

  const readKeys = async (): Promise<void> => {
    triedAt = nowMs();
    try {
      const local = createLocalJWKSet((await read()) as JSONWebKeySet);
      keys = { local, at: nowMs() };
      version += 1;
    } catch (error) {
      onFault(error);
    } finally {
      underWay = null;
    }
  };
  /** One read serves all who wait; after it there is a pause. */
  const readAfter = async (pauseMs: number): Promise<void> => {
    if (underWay === null && nowMs() - triedAt < pauseMs) return;
    await (underWay ??= readKeys());
  };
  const isFresh = (): boolean => keys !== null && nowMs() - keys.at < LIMITS.keySetFreshMs;

  const current = async (): Promise<Keys> => {
    if (!isFresh()) await readAfter(LIMITS.keySetRetryMs);
    if (keys === null || nowMs() - keys.at >= LIMITS.keySetStaleMs) throw new KeySetUnavailableError('the keys of the issuer cannot be read');
    return keys;
  };

  return {
    isFresh,
    version: () => version,
    async keyOf(header, token) {
      const first = await current();
      try {
        return await first.local(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        const before = version;
        await readAfter(LIMITS.keySetCooldownMs);
        if (version === before) throw error;
      }
      return (await current()).local(header, token);
    },
  };
};
