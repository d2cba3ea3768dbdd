import { createHash } from 'node:crypto';

import { errors, jwtVerify } from 'jose';

import { LIMITS } from '../../config/limits.ts';
import type { Logger } from '../logger.ts';
import type { Tenant } from '../tenant.ts';
import type { Authentication, Identity } from './authenticate.ts';
import type { KeySet } from './key-set.ts';
import { KeySetUnavailableError } from './key-set.ts';
import type { ClaimNames } from './token-caller.ts';
import { callerOfClaims } from './token-caller.ts';

/** Which tokens are taken. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  readonly claims: ClaimNames;
}

export interface TokenCheckOptions {
  readonly settings: TokenSettings;
  readonly keySet: KeySet;
  readonly tenants: readonly Tenant[];
  readonly logger: Logger;
  readonly nowMs: () => number;
}

interface Proven {
  readonly identity: Identity;
  readonly version: number;
  readonly endsAtMs: number;
}

/** Checks tokens (JWT). What was proven is remembered until the token expires or the issuer's keys are read anew: a signature takes longer to check than a small query to answer. */
export const createTokenCheck = ({ settings, keySet, tenants, logger, nowMs }: TokenCheckOptions) => {
  const byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  const proven = new Map<string, Proven>();
  const options = {
    issuer: settings.issuer,
    audience: [...settings.audience],
    algorithms: [...settings.algorithms],
    clockTolerance: settings.clockSkewSeconds,
    requiredClaims: ['exp', 'sub'],
  };

  const remember = (digest: string, entry: Proven): void => {
    const [oldest] = proven.keys();
    if (oldest !== undefined && proven.size >= LIMITS.provenTokens) proven.delete(oldest);
    proven.set(digest, entry);
  };

  const check = async (text: string, digest: string): Promise<Authentication> => {
    try {
      const before = keySet.version();
      const { payload } = await jwtVerify(text, keySet.keyOf, { ...options, currentDate: new Date(nowMs()) });
      const identity = callerOfClaims(payload, settings.claims, byName);
      if (identity === null) {
        logger.debug({ reason: 'claims' }, 'a token was refused');
        return { ok: false, reason: 'wrong' };
      }
      // Keys that were read meanwhile are not those that proved it.
      if (before === keySet.version()) remember(digest, { identity, version: before, endsAtMs: ((payload.exp ?? 0) + settings.clockSkewSeconds) * 1_000 });
      return { ok: true, identity };
    } catch (error) {
      if (error instanceof KeySetUnavailableError) return { ok: false, reason: 'unavailable' };
      // Whatever else goes wrong over what a stranger sent is the stranger's; an operator sees in the log what it was.
      logger.debug({ reason: error instanceof errors.JOSEError ? error.code : 'unreadable' }, 'a token was refused');
      return { ok: false, reason: 'wrong' };
    }
  };

  return (text: string): Authentication | Promise<Authentication> => {
    const digest = createHash('sha256').update(text).digest('base64');
    const known = proven.get(digest);
    if (known !== undefined && known.version === keySet.version() && keySet.isFresh() && nowMs() < known.endsAtMs) return { ok: true, identity: known.identity };
    proven.delete(digest);
    return check(text, digest);
  };
};
