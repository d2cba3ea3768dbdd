import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';

import { LIMITS } from '../../src/config/limits.ts';
import { instantOfEpoch } from '../../src/domain/dates.ts';
import { ANYBODY } from '../../src/graphql/caller.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { schema } from '../../src/graphql/schema.ts';
import type { RequestLedger } from '../../src/ledger/ledger.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import { deriveTenantSecrets } from '../../src/server/tenant.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';

/**
 * The same graph, loaders and client in the servers that people build on, each as its documentation starts it: no limits, no keys, no log,
 * no ledger. `graph-server.js <JSON>`; `kind`: `yoga`, `mercurius` (with its JIT) or `apollo`.
 */
const { kind, apiUrl, client, token, idSecret, account, packages } = JSON.parse(process.argv[2] ?? '{}') as Readonly<Record<'kind' | 'apiUrl' | 'client' | 'token' | 'idSecret' | 'account' | 'packages', string>>;

const upstream = createUpstreamClient({
  apiUrl, client, token,
  endpoints: ENDPOINTS,
  itemsPosition: 'top',
  orderAdditions: true,
  connections: LIMITS.upstreamConnections,
  maxConcurrent: LIMITS.upstreamConcurrentCalls,
  connectTimeoutMs: LIMITS.connectTimeoutMs,
  headersTimeoutMs: LIMITS.headersTimeoutMs,
  bodyTimeoutMs: LIMITS.bodyTimeoutMs,
  deadlineMs: LIMITS.callDeadlineMs,
  retry: { attempts: LIMITS.retryAttempts, baseDelayMs: LIMITS.retryBaseDelayMs, maxDelayMs: LIMITS.retryMaxDelayMs, maxRetryAfterMs: LIMITS.retryMaxRetryAfterMs },
});
const seal = createSeal(deriveTenantSecrets({ ids: idSecret, links: 'a secret that these questions never need', account, ledgerTenant: account }));
const NEVER = new Proxy({}, { get: () => () => Promise.reject(new Error('these questions write nothing')) });

const context = (): GraphContext => ({
  requestId: 'bench',
  caller: ANYBODY,
  language: 'ro',
  now: () => instantOfEpoch(Date.now()),
  loaders: createLoaders(upstream, { language: 'ro' }),
  ledger: NEVER as RequestLedger,
  links: { invoicePdf: () => ({ url: '', expiresAt: instantOfEpoch(0), filename: '' }), invoicePage: () => '' },
  previews: { sign: () => '', verify: () => false },
  seal,
  rateLimit: { limit: 0, remaining: 0, resetAt: instantOfEpoch(0), cost: 0 },
});

/** What is not installed with the product is found beside the benchmark's own list of packages. */
const foreign = createRequire(packages);

interface Fastify {
  readonly register: (plugin: unknown, options: object) => unknown;
  readonly listen: (options: object) => Promise<string>;
}

const STARTS: Readonly<Record<string, () => Promise<string>>> = {
  yoga: () =>
    new Promise((resolve) => {
      const yoga = createYoga({ schema, context, graphiql: false, logging: false });
      const server = createServer((req, res) => void yoga(req, res));
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    }),
  mercurius: async () => {
    const app = (foreign('fastify') as () => Fastify)();
    app.register(foreign('mercurius'), { schema, context, jit: 1 });
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
  apollo: async () => {
    const { ApolloServer } = foreign('@apollo/server') as { readonly ApolloServer: new (options: { readonly schema: GraphQLSchema }) => object };
    const { startStandaloneServer } = foreign('@apollo/server/standalone') as { readonly startStandaloneServer: (server: object, options: object) => Promise<{ readonly url: string }> };
    const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { port: 0, host: '127.0.0.1' }, context: () => Promise.resolve(context()) });
    return url.replace(/\/$/, '');
  },
};

const start = STARTS[kind];
if (start === undefined) throw new Error(`no such server: ${kind}`);
process.stdout.write(`${JSON.stringify({ url: await start(), path: kind === 'apollo' ? '/' : '/graphql' })}\n`);
