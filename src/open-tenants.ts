import { createHash } from 'node:crypto';

import type { AccountConfig } from './config/accounts.ts';
import type { Config } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import type { Logger } from './server/logger.ts';
import type { Metrics } from './server/observe/metrics.ts';
import type { Tracing } from './server/observe/tracing.ts';
import type { Tenant } from './server/tenant.ts';
import { deriveTenantSecrets } from './server/tenant.ts';
import type { UpstreamClient } from './upstream/client.ts';
import { createUpstreamClient } from './upstream/create-client.ts';
import type { EndpointTable } from './upstream/endpoints.ts';
import type { QuotaGate } from './upstream/resilience/quota-gate.ts';
import { createQuotaGate } from './upstream/resilience/quota-gate.ts';
import type { ResilienceSettings } from './upstream/settings.ts';
import type { SharingSettings } from './upstream/sharing/shared-reads.ts';
import type { UpstreamObserver } from './upstream/observer.ts';

export interface TenantsOptions {
  readonly config: Pick<Config, 'itemsPosition' | 'orderAdditions' | 'staleMaxAgeSeconds' | 'coalesce' | 'cacheTtlMs' | 'store' | 'links' | 'idSecret' | 'workers'>;
  readonly endpoints: EndpointTable;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
  readonly tracing?: Tracing;
  /** Which of the processes of the server this is, from 1. */
  readonly worker?: number;
}

/** The part of one process in what all of them together may have: the parts add up to the whole. */
export const shareOf = (whole: number, worker: number, workers: number): number => Math.floor(whole / workers) + (worker <= whole % workers ? 1 : 0);

/**
 * Whose keys the ledger keeps. An account is known by its client id, which stays when tokens change; departments of one account are
 * told apart by the name that each has for the ledger.
 */
export const ledgerTenantOf = ({ client, ledger }: Pick<AccountConfig, 'client' | 'ledger'>): string =>
  `account:${createHash('sha256').update(client).digest('hex').slice(0, 16)}${ledger === undefined ? '' : `:${ledger}`}`;

/** What becomes of the calls of a tenant, for the log, the metrics and the traces. */
const observerOf = (tenant: string, { logger, metrics, tracing }: TenantsOptions): UpstreamObserver => ({
  onCall(call) {
    if (logger.isLevelEnabled('debug')) logger.debug({ tenant, ...call }, 'upstream call');
    metrics?.upstreamCall({ tenant, endpoint: call.endpoint, outcome: call.outcome, seconds: call.durationMs / 1000 });
    tracing?.upstreamCall({ tenant, ...call });
  },
  onOddity: (oddity) => logger.warn({ ...oddity, tenant }, 'the upstream sent something new'),
  onBreaker({ kind, state }) {
    logger.warn({ tenant, kind, state }, 'the breaker of a tenant has changed');
    metrics?.breaker({ tenant, kind, state });
  },
  onRefused: ({ endpoint, kind }) => metrics?.upstreamCall({ tenant, endpoint, outcome: kind, seconds: 0 }),
});

const resilienceOf = (places: number, staleMaxAgeSeconds: number): ResilienceSettings => ({
  reservedForWrites: Math.min(LIMITS.upstreamPlacesForWrites, Math.floor(places / 4)),
  maxWaiting: LIMITS.upstreamMaxWaiting,
  writesInARow: LIMITS.upstreamWritesInARow,
  busyRetryAfterMs: LIMITS.upstreamBusyRetryMs,
  breaker: { failures: LIMITS.breakerFailures, openMs: LIMITS.breakerOpenMs },
  stale: { maxAgeMs: staleMaxAgeSeconds * 1_000, maxBytes: LIMITS.staleBytes },
});

/** Who shares a ledger may write beside this process, and nobody here would see it: then nothing that was sent is joined. */
const sharingOf = ({ coalesce, cacheTtlMs, store, workers }: TenantsOptions['config']): SharingSettings => ({
  mode: !coalesce ? 'off' : store.kind === 'postgres' || workers > 1 ? 'batches' : 'inFlight',
  cacheTtlMs,
  cacheEntries: LIMITS.cachedEntities,
});

/** The gates of the upstreams, one a host: its tenants may share a quota. */
const createGates = (): ((apiUrl: string) => QuotaGate) => {
  const gates = new Map<string, QuotaGate>();
  return (apiUrl) => {
    const { host } = new URL(apiUrl);
    const known = gates.get(host);
    if (known !== undefined) return known;
    const gate = createQuotaGate({
      defaultPauseMs: LIMITS.quotaDefaultPauseMs,
      maxPauseMs: LIMITS.quotaMaxPauseMs,
      maxWaitMs: LIMITS.retryMaxRetryAfterMs,
      maxWindow: LIMITS.quotaMaxWindow,
      calmMs: LIMITS.quotaCalmMs,
      writesInARow: LIMITS.upstreamWritesInARow,
    });
    gates.set(host, gate);
    return gate;
  };
};

/** Calls of a tenant that may be under way at once, of all processes together. */
export const upstreamCallsOf = ({ limits }: Pick<AccountConfig, 'limits'>): number => limits.upstreamConcurrentCalls ?? LIMITS.upstreamConcurrentCalls;

/** Each with sockets and a bound on its calls of its own, so that none waits behind another. */
const upstreamOf = (account: AccountConfig, options: TenantsOptions, gate: QuotaGate): UpstreamClient => {
  const { config, endpoints } = options;
  const tenant = account.name;
  const { worker = 1 } = options;
  const places = shareOf(upstreamCallsOf(account), worker, config.workers);
  return createUpstreamClient(
    {
      apiUrl: account.apiUrl,
      client: account.client,
      token: account.token,
      endpoints,
      itemsPosition: config.itemsPosition,
      orderAdditions: config.orderAdditions,
      // One call a socket, as the limits have it.
      connections: places,
      maxConcurrent: places,
      resilience: resilienceOf(places, config.staleMaxAgeSeconds),
      sharing: sharingOf(config),
      connectTimeoutMs: LIMITS.connectTimeoutMs,
      headersTimeoutMs: LIMITS.headersTimeoutMs,
      bodyTimeoutMs: LIMITS.bodyTimeoutMs,
      deadlineMs: LIMITS.callDeadlineMs,
      retry: { attempts: LIMITS.retryAttempts, baseDelayMs: LIMITS.retryBaseDelayMs, maxDelayMs: LIMITS.retryMaxDelayMs, maxRetryAfterMs: LIMITS.retryMaxRetryAfterMs },
    },
    observerOf(tenant, options),
    gate.laneOf(),
  );
};

/** Makes the tenants of these accounts. `ledgerTenant`: whose keys the ledger keeps, where that is not told by the account. */
export const openTenants = (accounts: readonly AccountConfig[], options: TenantsOptions, ledgerTenant?: string): readonly Tenant[] => {
  const gateOf = createGates();
  return accounts.map((account) => {
    const owner = ledgerTenantOf(account);
    const ledger = ledgerTenant ?? owner;
    const { name, language, limits, publicUrl, client } = account;
    return {
      name,
      ledgerTenant: ledger,
      language,
      limits,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      upstream: upstreamOf(account, options, gateOf(account.apiUrl)),
      secrets: deriveTenantSecrets({ ids: options.config.idSecret ?? client, links: options.config.links.secret, account: owner, ledgerTenant: ledger }),
    };
  });
};
