import { randomUUID } from 'node:crypto';

import type { AccountConfig } from './config/accounts.ts';
import { ONLY_TENANT } from './config/accounts.ts';
import { readEndpointsFile } from './config/endpoints-file.ts';
import type { Config } from './config/env.ts';
import { readEnvironment } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import { schema } from './graphql/schema.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { openStates } from './ledger/key-states.ts';
import type { Store } from './ledger/store/store.ts';
import { openStore } from './ledger/store/store.ts';
import { openTenants } from './open-tenants.ts';
import type { Sandbox } from './sandbox/start.ts';
import { startSandbox } from './sandbox/start.ts';
import { openAuthentication } from './server/auth/open-authentication.ts';
import { createServer } from './server/create-server.ts';
import { createLogger } from './server/logger.ts';
import { createMetrics } from './server/observe/metrics.ts';
import { createMetricsServer } from './server/observe/metrics-server.ts';
import { NO_TRACING, startTracing } from './server/observe/tracing.ts';
import { readReadyOperations } from './server/ready-operations.ts';
import { startMessage } from './server/start-message.ts';
import { applyEndpointOverrides } from './upstream/endpoint-overrides.ts';
import type { EndpointTable } from './upstream/endpoints.ts';
import { ENDPOINTS } from './upstream/endpoints.ts';

/** As traces tell it. */
const VERSION = '0.1.0';

/** How the ledger calls the tenants of embedded sandboxes. */
const EMBEDDED = 'sandbox:';

/** Ends the start with one sentence. */
class StartProblem extends Error {}

const problemOf = (error: unknown, portVariable: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new StartProblem(`${portVariable} must name a free port: ${port} is in use.`);
  if (code === 'EACCES') return new StartProblem(`${portVariable} must name a port that this user may open: ${port} is not.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new StartProblem('HOST must be an address of this machine.');
  return error;
};

const endpointsOf = ({ endpointsFile }: Config): EndpointTable => {
  if (endpointsFile === undefined) return ENDPOINTS;
  const file = readEndpointsFile(endpointsFile);
  if (!file.ok) throw new StartProblem(file.problem);
  const applied = applyEndpointOverrides(ENDPOINTS, file.overrides);
  if (!applied.ok) throw new StartProblem(`ECONT_ENDPOINTS: ${applied.problem}`);
  return applied.table;
};

const embeddedSandbox = async ({ upstream }: Config): Promise<Sandbox | undefined> => {
  if (upstream.kind !== 'sandbox') return undefined;
  const { port, invoices, switches } = upstream;
  try {
    return await startSandbox({ port, host: '127.0.0.1', ...(invoices === undefined ? {} : { invoices }), ...(switches === undefined ? {} : { switches }) });
  } catch (error) {
    if (error instanceof Error && switches !== undefined && !('code' in error)) throw new StartProblem(`SANDBOX_SWITCHES: ${error.message}`);
    throw problemOf(error, 'SANDBOX_PORT', port);
  }
};

/** Opens the ledger's store; without it nothing may be written upstream, so there is no start without it. */
const storeOf = async ({ store }: Config): Promise<Store> => {
  try {
    return await openStore(store);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new StartProblem(
      store.kind === 'sqlite'
        ? `LEDGER_PATH must be the path of a file that this user may write to: ${store.path} cannot be opened as a ledger (${why}).`
        : `DATABASE_URL must lead to a PostgreSQL database that this user may write to: it cannot be opened as a ledger (${connectionProblem(error)}).`,
    );
  }
};

/** What went wrong, without the address: it may hold a password. */
const connectionProblem = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer');

/** The accounts that are served. The embedded sandbox stands for one, with the keys of its first department. */
const accountsOf = ({ upstream, language }: Config, sandbox: Sandbox | undefined): readonly AccountConfig[] => {
  if (upstream.kind === 'accounts') return upstream.accounts;
  const [department] = sandbox?.departments ?? [];
  return [{ name: ONLY_TENANT, apiUrl: sandbox?.url ?? '', client: department?.client ?? '', token: department?.token ?? '', language, publicUrl: undefined, ledger: undefined, limits: {} }];
};

/** What is open, to be closed in the opposite order. */
type Opened = (() => unknown)[];

const closeAll = async (opened: Opened): Promise<void> => {
  for (const close of opened.splice(0).reverse()) await close();
};

/** config → store → sandbox → tenants → authentication → ledger → server → listen. Answers by what it started. */
const start = async (opened: Opened): Promise<Config> => {
  const read = readEnvironment();
  if (!read.ok) throw new StartProblem(read.problem);
  const { config } = read;
  const logger = createLogger(config.logLevel);
  const endpoints = endpointsOf(config);
  const store = await storeOf(config);
  opened.push(() => store.close());
  const sandbox = await embeddedSandbox(config);
  opened.push(() => sandbox?.close());
  const accounts = accountsOf(config, sandbox);
  const tracing = config.tracesTo === undefined ? NO_TRACING : await startTracing(config.tracesTo, VERSION);
  opened.push(() => tracing.close());
  const metrics = config.metrics === undefined ? undefined : createMetrics({ ledgerStates: () => openStates(store), operationNames: readReadyOperations().map(({ name }) => name) });
  // The embedded sandbox begins anew with each start, so what an earlier one was told must not be taken for its own.
  const tenants = openTenants(accounts, { config, endpoints, logger, metrics, tracing }, sandbox === undefined ? undefined : `${EMBEDDED}${randomUUID()}`);
  opened.push(() => Promise.all(tenants.map(({ upstream }) => upstream.close())));
  const authentication = await openAuthentication({ settings: config.auth, tenants, publicUrl: config.links.publicUrl, logger });
  if (typeof authentication === 'string') throw new StartProblem(authentication);
  opened.push(authentication.close);
  const ledger = await createLedger({
    store,
    upstreamOf: (ledgerTenant) => tenants.find((each) => each.ledgerTenant === ledgerTenant)?.upstream ?? null,
    settings: {
      orderIdStart: config.ledger.orderIdStart,
      inFlightWaitMs: LIMITS.inFlightWaitMs,
      resendAfterMs: config.ledger.resendAfterSeconds * 1_000,
      retentionMs: config.ledger.retentionDays * 86_400_000,
      reconcileEveryMs: LIMITS.reconcileEveryMs,
    },
    observer: {
      onReconciled: (event) => logger.info(event, 'looked for a write'),
      onUnserved: (ledgerTenant) => {
        // Of sandboxes that are gone.
        const level = ledgerTenant.startsWith(EMBEDDED) ? 'debug' : 'warn';
        logger[level]({ ledgerTenant }, 'the ledger holds open writes of a tenant that is not configured; they wait until it is');
      },
      onFault: (error, what) => logger.error({ err: error, what }, 'the ledger failed'),
    },
  });
  opened.push(() => ledger.close());
  const server = createServer({ schema, ledger, tenants, authenticate: authentication.authenticate, links: config.links, logger, metrics, tracing });
  const origin = await server.listen(config.port, config.host).catch((error: unknown) => {
    throw problemOf(error, 'PORT', config.port);
  });
  // Sockets are cut while there is time left to write down what was under way.
  opened.push(() => server.close(config.shutdownGraceMs * 0.8));
  if (config.metrics !== undefined && metrics !== undefined) {
    const { port, host } = config.metrics;
    const metricsServer = createMetricsServer(metrics, logger);
    const address = await metricsServer.listen(port, host).catch((error: unknown) => {
      throw problemOf(error, 'METRICS_PORT', port);
    });
    opened.push(() => metricsServer.close());
    logger.info({ address }, 'metrics');
  }
  process.stdout.write(startMessage({ origin, sandboxUrl: sandbox?.url, apiUrls: accounts.map(({ apiUrl }) => apiUrl) }));
  return config;
};

const opened: Opened = [];
try {
  const { shutdownGraceMs } = await start(opened);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // What is not finished by then is recorded as under way, and looked for by the next start.
      setTimeout(() => process.exit(0), shutdownGraceMs).unref();
      void closeAll(opened).then(() => process.exit(0));
    });
  }
} catch (error) {
  await closeAll(opened);
  if (!(error instanceof StartProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
