import { createHash } from 'node:crypto';

import type { AccountConfig } from './config/accounts.ts';
import type { Config } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import type { Logger } from './server/logger.ts';
import type { Tenant } from './server/tenant.ts';
import { deriveTenantSecrets } from './server/tenant.ts';
import type { UpstreamClient } from './upstream/client.ts';
import { createUpstreamClient } from './upstream/create-client.ts';
import type { EndpointTable } from './upstream/endpoints.ts';

export interface TenantsOptions {
  readonly config: Pick<Config, 'itemsPosition' | 'orderAdditions' | 'links'>;
  readonly endpoints: EndpointTable;
  readonly logger: Logger;
}

/**
 * Whose keys the ledger keeps. An account is known by its client id, which stays when tokens change; departments of one account are
 * told apart by the name that each has for the ledger.
 */
export const ledgerTenantOf = ({ client, ledger }: Pick<AccountConfig, 'client' | 'ledger'>): string =>
  `account:${createHash('sha256').update(client).digest('hex').slice(0, 16)}${ledger === undefined ? '' : `:${ledger}`}`;

/** Each with sockets and a bound on its calls of its own, so that none waits behind another. */
const upstreamOf = (account: AccountConfig, { config, endpoints, logger }: TenantsOptions): UpstreamClient => {
  const tenant = account.name;
  return createUpstreamClient(
    {
      apiUrl: account.apiUrl,
      client: account.client,
      token: account.token,
      endpoints,
      itemsPosition: config.itemsPosition,
      orderAdditions: config.orderAdditions,
      // One call a socket, as the limits have it.
      connections: account.limits.upstreamConcurrentCalls ?? LIMITS.upstreamConnections,
      maxConcurrent: account.limits.upstreamConcurrentCalls ?? LIMITS.upstreamConcurrentCalls,
      connectTimeoutMs: LIMITS.connectTimeoutMs,
      headersTimeoutMs: LIMITS.headersTimeoutMs,
      bodyTimeoutMs: LIMITS.bodyTimeoutMs,
      deadlineMs: LIMITS.callDeadlineMs,
      retry: { attempts: LIMITS.retryAttempts, baseDelayMs: LIMITS.retryBaseDelayMs, maxDelayMs: LIMITS.retryMaxDelayMs, maxRetryAfterMs: LIMITS.retryMaxRetryAfterMs },
    },
    { onCall: (call) => logger.debug({ ...call, tenant }, 'upstream call'), onOddity: (oddity) => logger.warn({ ...oddity, tenant }, 'the upstream sent something new') },
  );
};

/** Makes the tenants of these accounts. `ledgerTenant`: whose keys the ledger keeps, where that is not told by the account. */
export const openTenants = (accounts: readonly AccountConfig[], options: TenantsOptions, ledgerTenant?: string): readonly Tenant[] =>
  accounts.map((account) => {
    const ledger = ledgerTenant ?? ledgerTenantOf(account);
    const { name, language, limits, publicUrl, client } = account;
    return {
      name,
      ledgerTenant: ledger,
      language,
      limits,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      upstream: upstreamOf(account, options),
      secrets: deriveTenantSecrets({ client, linkSecret: options.config.links.secret, ledgerTenant: ledger }),
    };
  });
