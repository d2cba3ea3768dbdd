import { ledgerTenantOf } from '../../src/open-tenants.ts';
import type { Seal } from '../../src/graphql/seal.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import { deriveTenantSecrets } from '../../src/server/tenant.ts';

/** The account that every contender speaks for; the upstream of the benchmark does not look at it. */
export const ACCOUNT = { client: '0'.repeat(31) + '1', token: '0'.repeat(31) + '2' } as const;

/** Signs links and previews of contenders that make any. */
export const LINK_SECRET = 'a secret of the benchmark, long enough';

/** What stands in every body that goes upstream. */
export const CONNECT = { client: ACCOUNT.client, token: ACCOUNT.token, language: 'ro' } as const;

/** The secrets of the account, as the product derives them. */
export const accountSecrets = () => {
  const owner = ledgerTenantOf({ client: ACCOUNT.client, ledger: undefined });
  return deriveTenantSecrets({ ids: ACCOUNT.client, links: LINK_SECRET, account: owner, ledgerTenant: owner });
};

/** Makes the ids that the product makes, so that answers can be compared with its own. */
export const createAccountSeal = (): Seal => createSeal(accountSecrets());
