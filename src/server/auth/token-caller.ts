import type { JWTPayload } from 'jose';

import { isScope } from '../../domain/scopes.ts';
import type { Tenant } from '../tenant.ts';
import type { Identity } from './authenticate.ts';

/** How the issuer names the claims that are read. */
export interface ClaimNames {
  readonly tenant: string;
  readonly scope: string;
  readonly role: string;
  readonly customerId: string;
}

/** Longest subject: it stands in logs, the audit and the keys of limits. */
const MAX_SUBJECT = 200;

const wordsOf = (claim: unknown): readonly string[] | null => {
  if (claim === undefined) return [];
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) && claim.every((word) => typeof word === 'string') ? claim : null;
};

const customerOf = (claim: unknown): number | null => {
  const id = typeof claim === 'string' && /^[1-9]\d{0,15}$/.test(claim) ? Number(claim) : claim;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
};

/**
 * Who the claims of a proven token speak of; `null` when they do not say it clearly. Scopes that are not ours are left alone.
 * A customer's id makes a payer, with the role or without it: a claim that somebody forgot must not show the whole tenant.
 */
export const callerOfClaims = (claims: JWTPayload, names: ClaimNames, tenants: ReadonlyMap<string, Tenant>): Identity | null => {
  const { sub } = claims;
  if (sub === undefined || sub === '' || sub.length > MAX_SUBJECT) return null;

  const named = claims[names.tenant];
  const [only] = tenants.values();
  // A server of one tenant needs no name for it.
  const tenant = named === undefined && tenants.size === 1 ? only : typeof named === 'string' ? tenants.get(named) : undefined;
  const scopes = wordsOf(claims[names.scope]);
  const roles = wordsOf(claims[names.role]);
  if (tenant === undefined || scopes === null || roles === null) return null;

  const customer = claims[names.customerId];
  const payerOf = customerOf(customer);
  if (payerOf === null && (customer !== undefined || roles.includes('payer'))) return null;
  return { tenant, caller: { name: `jwt:${sub}`, scopes: new Set(scopes.filter(isScope)), payerOf } };
};
