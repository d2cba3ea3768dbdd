import type { AccountConfig } from './config/accounts.ts';
import type { Config } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import { schema } from './graphql/schema.ts';
import { createLedger } from './ledger/create-ledger.ts';
import { openStates } from './ledger/key-states.ts';
import { bucketsOf, endpointsOf, StartProblem, storeOf } from './open-parts.ts';
import { openTenants } from './open-tenants.ts';
import { openAuthentication } from './server/auth/open-authentication.ts';
import type { FacadeServer } from './server/create-server.ts';
import { createServer } from './server/create-server.ts';
import { openDocuments } from './server/documents/open-documents.ts';
import type { Logger } from './server/logger.ts';
import type { Metrics } from './server/observe/metrics.ts';
import { createMetrics } from './server/observe/metrics.ts';
import { NO_TRACING, startTracing } from './server/observe/tracing.ts';
import { readReadyOperations } from './server/ready-operations.ts';
import type { Primary } from './workers/worker.ts';

/** As traces tell it. */
const VERSION = '0.1.0';

/** How the ledger calls the tenants of embedded sandboxes. */
export const EMBEDDED = 'sandbox:';

/** What is open, to be closed in the opposite order. */
export type Opened = (() => unknown)[];

export const closeAll = async (opened: Opened): Promise<void> => {
  for (const close of opened.splice(0).reverse()) await close();
};

export interface ServeOptions {
  readonly config: Config;
  readonly accounts: readonly AccountConfig[];
  /** Whose keys the ledger keeps, where no account tells that. */
  readonly ledgerTenant: string | undefined;
  readonly logger: Logger;
  /** Of a worker: its line to the process that keeps what all workers share, and its number. */
  readonly worker?: { readonly primary: Primary; readonly number: number };
}

export interface Served {
  readonly server: FacadeServer;
  readonly metrics: Metrics | undefined;
}

/** One process that serves: store → tenants → authentication → ledger → server, which is still to listen. What it opens it adds to `opened`. */
export const serve = async ({ config, accounts, ledgerTenant, logger, worker }: ServeOptions, opened: Opened): Promise<Served> => {
  const endpoints = endpointsOf(config);
  const store = await storeOf(config);
  opened.push(() => store.close());
  const tracing = config.tracesTo === undefined ? NO_TRACING : await startTracing(config.tracesTo, VERSION);
  opened.push(() => tracing.close());
  const metrics = config.metrics === undefined ? undefined : createMetrics({ ledgerStates: () => openStates(store), operationNames: readReadyOperations().map(({ name }) => name) });
  const tenants = openTenants(accounts, { config, endpoints, logger, metrics, tracing, ...(worker === undefined ? {} : { worker: worker.number }) }, ledgerTenant);
  opened.push(() => Promise.all(tenants.map(({ upstream }) => upstream.close())));
  const authentication = await openAuthentication({ settings: config.auth, tenants, publicUrl: config.links.publicUrl, logger });
  if (typeof authentication === 'string') throw new StartProblem(authentication);
  opened.push(authentication.close);
  const ledger = await createLedger({
    store,
    upstreamOf: (name) => tenants.find((each) => each.ledgerTenant === name)?.upstream ?? null,
    settings: {
      orderIdStart: config.ledger.orderIdStart,
      inFlightWaitMs: LIMITS.inFlightWaitMs,
      resendAfterMs: config.ledger.resendAfterSeconds * 1_000,
      retentionMs: config.ledger.retentionDays * 86_400_000,
      reconcileEveryMs: LIMITS.reconcileEveryMs,
    },
    observer: {
      onReconciled: (event) => logger.info(event, 'looked for a write'),
      onUnserved: (name) => {
        // Of sandboxes that are gone.
        const level = name.startsWith(EMBEDDED) ? 'debug' : 'warn';
        logger[level]({ ledgerTenant: name }, 'the ledger holds open writes of a tenant that is not configured; they wait until it is');
      },
      onFault: (error, what) => logger.error({ err: error, what }, 'the ledger failed'),
    },
  });
  opened.push(() => ledger.close());
  const buckets = await bucketsOf(config, logger, worker?.primary);
  opened.push(() => buckets.close());
  const trusted = await openDocuments({ settings: config.http.documents, logger, ...(worker === undefined ? {} : { write: worker.primary.writeUsage }) });
  if (typeof trusted === 'string') throw new StartProblem(trusted);
  opened.push(() => trusted.close());
  const server = createServer({ schema, ledger, tenants, authenticate: authentication.authenticate, links: config.links, http: config.http, trusted, logger, metrics, tracing, buckets });
  // Sockets are cut while there is time left to write down what was under way.
  opened.push(() => server.close(config.shutdownGraceMs * 0.8));
  return { server, metrics };
};
