import type { Tenant } from '../../src/server/tenant.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import { secretsOf } from './ids.ts';

/** A tenant over this upstream. Its ledger goes by its name, unless told otherwise. */
export const testTenant = (name: string, upstream: UpstreamClient, options: Partial<Omit<Tenant, 'name' | 'upstream'>> = {}): Tenant => {
  const ledgerTenant = options.ledgerTenant ?? name;
  return {
    name,
    ledgerTenant,
    language: 'ro',
    upstream,
    limits: {},
    secrets: secretsOf(name, ledgerTenant),
    ...options,
  };
};
