import { Writable } from 'node:stream';

import { LIMITS } from '../src/config/limits.ts';
import { schema } from '../src/graphql/schema.ts';
import type { Ledger } from '../src/ledger/create-ledger.ts';
import { createLedger } from '../src/ledger/create-ledger.ts';
import type { StoreSettings } from '../src/ledger/store/store.ts';
import { openStore } from '../src/ledger/store/store.ts';
import { authenticateNobody } from '../src/server/auth/authenticate.ts';
import { createServer } from '../src/server/create-server.ts';
import { createLogger } from '../src/server/logger.ts';
import type { Tenant } from '../src/server/tenant.ts';
import { deriveTenantSecrets } from '../src/server/tenant.ts';
import type { UpstreamClient } from '../src/upstream/client.ts';
import { createUpstreamClient } from '../src/upstream/create-client.ts';
import { ENDPOINTS } from '../src/upstream/endpoints.ts';
import { createNoLedger } from './no-ledger.ts';

/** One contender: the server as it is, over a ledger or over none. `issue-server.js <JSON>` */
const { apiUrl, client, token, store } = JSON.parse(process.argv[2] ?? '{}') as { readonly apiUrl: string; readonly client: string; readonly token: string; readonly store: StoreSettings | null };

const upstream = createUpstreamClient({
  apiUrl,
  client,
  token,
  endpoints: ENDPOINTS,
  itemsPosition: 'top',
  orderAdditions: true,
  connections: LIMITS.upstreamConcurrentCalls,
  maxConcurrent: LIMITS.upstreamConcurrentCalls,
  connectTimeoutMs: LIMITS.connectTimeoutMs,
  headersTimeoutMs: LIMITS.headersTimeoutMs,
  bodyTimeoutMs: LIMITS.bodyTimeoutMs,
  deadlineMs: LIMITS.callDeadlineMs,
  retry: { attempts: LIMITS.retryAttempts, baseDelayMs: LIMITS.retryBaseDelayMs, maxDelayMs: LIMITS.retryMaxDelayMs, maxRetryAfterMs: LIMITS.retryMaxRetryAfterMs },
});

const ledgerOf = async (client_: UpstreamClient): Promise<Ledger> => {
  if (store === null) return createNoLedger(() => client_);
  const settings = { orderIdStart: undefined, inFlightWaitMs: LIMITS.inFlightWaitMs, resendAfterMs: LIMITS.resendAfterSeconds * 1_000, retentionMs: LIMITS.ledgerRetentionDays * 86_400_000, reconcileEveryMs: LIMITS.reconcileEveryMs };
  return createLedger({ store: await openStore(store), upstreamOf: () => client_, settings });
};

const logger = createLogger('info', { stream: new Writable({ write: (_line, _encoding, done) => done() }) });
const secret = 'a secret of the benchmark, long enough';
const tenant: Tenant = { name: 'bench', ledgerTenant: 'bench', language: 'ro', upstream, limits: {}, secrets: deriveTenantSecrets({ ids: client, links: secret, account: 'bench', ledgerTenant: 'bench' }) };
const server = createServer({ schema, ledger: await ledgerOf(upstream), tenants: [tenant], authenticate: authenticateNobody(tenant), links: { secret, ttlSeconds: 300 }, logger });
process.stdout.write(`${JSON.stringify({ url: await server.listen(0, '127.0.0.1') })}\n`);
