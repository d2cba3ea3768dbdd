import { randomUUID } from 'node:crypto';

import type { Config } from './config/env.ts';
import { readEnvironment } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import { schema } from './graphql/schema.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { openStates } from './ledger/key-states.ts';
import { accountsOf, bucketsOf, embeddedSandbox, endpointsOf, problemOf, StartProblem, storeOf } from './open-parts.ts';
import { openTenants } from './open-tenants.ts';
import { openAuthentication } from './server/auth/open-authentication.ts';
import { createServer } from './server/create-server.ts';
import { openDocuments } from './server/documents/open-documents.ts';
import { createLogger } from './server/logger.ts';
import { createMetrics } from './server/observe/metrics.ts';
import { createMetricsServer } from './server/observe/metrics-server.ts';
import { NO_TRACING, startTracing } from './server/observe/tracing.ts';
import { readReadyOperations } from './server/ready-operations.ts';
import { startMessage } from './server/start-message.ts';

/** As traces tell it. */
const VERSION = '0.1.0';

/** How the ledger calls the tenants of embedded sandboxes. */
const EMBEDDED = 'sandbox:';

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
  const buckets = await bucketsOf(config, logger);
  opened.push(() => buckets.close());
  const trusted = await openDocuments({ settings: config.http.documents, logger });
  if (typeof trusted === 'string') throw new StartProblem(trusted);
  opened.push(() => trusted.close());
  const server = createServer({ schema, ledger, tenants, authenticate: authentication.authenticate, links: config.links, http: config.http, trusted, logger, metrics, tracing, buckets });
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
  process.stdout.write(startMessage({ origin, graphiql: config.http.graphiql, sandboxUrl: sandbox?.url, apiUrls: accounts.map(({ apiUrl }) => apiUrl) }));
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
