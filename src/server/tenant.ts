import { hkdfSync } from 'node:crypto';

import type { Language } from '../domain/language.ts';
import type { UpstreamClient } from '../upstream/client.ts';

/** Numbers that a tenant has instead of the server's own. */
export interface TenantLimits {
  readonly requestsPerMinute?: number | undefined;
  readonly costPerMinute?: number | undefined;
  readonly upstreamConcurrentCalls?: number | undefined;
}

/** Keys of signatures, one a purpose: what is signed for one tenant, or for one purpose, is no good for another. */
export interface TenantSecrets {
  readonly ids: string;
  readonly cursors: string;
  readonly previews: string;
}

/** One department of an account, with everything that is its own: no call, cache, link, limit or record of one serves another. */
export interface Tenant {
  /** As keys, tokens, links and logs call it. */
  readonly name: string;
  /** Whose keys and writes the ledger keeps: stays when names and tokens change. */
  readonly ledgerTenant: string;
  /** Of requests that choose none. */
  readonly language: Language;
  readonly upstream: UpstreamClient;
  readonly limits: TenantLimits;
  readonly secrets: TenantSecrets;
  /** Origin of links; `undefined`: the server's, or that of the request. */
  readonly publicUrl?: string | undefined;
}

/** A key of 32 bytes, as hex, for one purpose and whom it is for. */
export const deriveKey = (root: string, purpose: string, owner: string): string => Buffer.from(hkdfSync('sha256', root, 'econt-graphql', JSON.stringify([purpose, owner]), 32)).toString('hex');

export interface SecretRoots {
  /** `ID_SECRET`, or the account's client id: both stay when tokens change. */
  readonly ids: string;
  /** `LINK_SECRET`, or a random one of this start. */
  readonly links: string;
  /** What tells the tenant from every other, and stays: no two have the same. */
  readonly account: string;
  readonly ledgerTenant: string;
}

/** The secrets of a tenant. Clients keep ids for years, so those hang from what stays; what lives for minutes hangs from the secret of links. */
export const deriveTenantSecrets = ({ ids, links, account, ledgerTenant }: SecretRoots): TenantSecrets => ({
  ids: deriveKey(ids, 'ids', account),
  cursors: deriveKey(ids, 'cursors', account),
  previews: deriveKey(links, 'previews', ledgerTenant),
});
