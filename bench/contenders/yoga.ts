import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createYoga } from 'graphql-yoga';

import { LIMITS } from '../../src/config/limits.ts';
import { instantOfEpoch } from '../../src/domain/dates.ts';
import { ANYBODY } from '../../src/graphql/caller.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { schema } from '../../src/graphql/schema.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { createPreviewSignatures } from '../../src/server/preview-signatures.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import { createUpstreamUse } from '../../src/upstream/upstream-use.ts';
import { createNoLedger } from '../no-ledger.ts';
import { ACCOUNT, accountSecrets, createAccountSeal } from '../shared/account.ts';
import { UPSTREAM_SOCKETS } from '../shared/econt.ts';

/** The schema of the product on Yoga as it comes: none of its plugins, graphql-js as the executor, no ledger. `yoga.js {"apiUrl": …}` */
const { apiUrl } = JSON.parse(process.argv[2] ?? '{}') as { readonly apiUrl: string };
const upstream = createUpstreamClient({
  apiUrl,
  ...ACCOUNT,
  endpoints: ENDPOINTS,
  itemsPosition: 'top',
  orderAdditions: true,
  connections: UPSTREAM_SOCKETS,
  maxConcurrent: UPSTREAM_SOCKETS,
  connectTimeoutMs: LIMITS.connectTimeoutMs,
  headersTimeoutMs: LIMITS.headersTimeoutMs,
  bodyTimeoutMs: LIMITS.bodyTimeoutMs,
  deadlineMs: LIMITS.callDeadlineMs,
  retry: { attempts: LIMITS.retryAttempts, baseDelayMs: LIMITS.retryBaseDelayMs, maxDelayMs: LIMITS.retryMaxDelayMs, maxRetryAfterMs: LIMITS.retryMaxRetryAfterMs },
});
const ledger = createNoLedger(() => upstream);
const seal = createAccountSeal();
const previews = createPreviewSignatures(accountSecrets().previews);
const now = (): ReturnType<GraphContext['now']> => instantOfEpoch(Date.now());

const context = (): GraphContext => {
  const use = createUpstreamUse();
  return {
    requestId: '',
    caller: ANYBODY,
    language: 'ro',
    now,
    loaders: createLoaders(upstream, { language: 'ro', use, mayBeStale: false }),
    ledger: ledger.forCaller({ tenant: 'bench', caller: ANYBODY.name, requestId: '', language: 'ro', terms: { use, givenUntil: undefined } }),
    links: { invoicePdf: ({ id }) => ({ url: `http://127.0.0.1/${id}`, expiresAt: now(), filename: '' }), invoicePage: (key) => upstream.paymentUrl(key) },
    previews,
    seal,
    isGone: () => false,
    rateLimit: () => ({ limit: 0, remaining: 0, resetAt: now(), cost: 0 }),
  };
};

const yoga = createYoga({ schema, context, logging: false });
const server = createServer((req, res) => void yoga(req, res));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` })}\n`));
