import { createHmac } from 'node:crypto';

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

const derive = (root: string, purpose: string, ledgerTenant: string): string => createHmac('sha256', root).update(JSON.stringify(['econt-graphql', purpose, ledgerTenant])).digest('hex');

/**
 * The secrets of a tenant. Clients keep ids for years, so those hang from the account's client id, which stays, and not from `LINK_SECRET`,
 * which may be a random one of this start; what lives for minutes hangs from that.
 */
export const deriveTenantSecrets = ({ client, linkSecret, ledgerTenant }: { readonly client: string; readonly linkSecret: string; readonly ledgerTenant: string }): TenantSecrets => ({
  ids: derive(client, 'ids', ledgerTenant),
  cursors: derive(client, 'cursors', ledgerTenant),
  previews: derive(linkSecret, 'previews', ledgerTenant),
});
