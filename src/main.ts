import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';

import type { AccountConfig } from './config/accounts.ts';
import type { Config } from './config/env.ts';
import { readEnvironment } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import { accountsOf, embeddedSandbox, endpointsOf, problemOf, StartProblem, storeOf } from './open-parts.ts';
import type { Opened } from './serve.ts';
import { closeAll, EMBEDDED, serve } from './serve.ts';
import { createMemoryBuckets } from './server/limits/buckets.ts';
import type { Logger } from './server/logger.ts';
import { createLogger } from './server/logger.ts';
import { sumOfMetrics } from './server/observe/metrics.ts';
import { createMetricsServer } from './server/observe/metrics-server.ts';
import { startMessage } from './server/start-message.ts';
import { startWorkers } from './workers/primary.ts';
import type { Primary } from './workers/worker.ts';
import { openPrimary } from './workers/worker.ts';

interface Start {
  readonly config: Config;
  readonly accounts: readonly AccountConfig[];
  readonly ledgerTenant: string | undefined;
  readonly logger: Logger;
}

/** Where it serves, and the text of its metrics. */
interface Running {
  readonly origin: string;
  readonly metricsText: () => Promise<string>;
}

/** One process does it all. */
const serveAlone = async (start: Start, opened: Opened): Promise<Running> => {
  const { server, metrics } = await serve(start, opened);
  const { port, host } = start.config;
  const origin = await server.listen(port, host).catch((error: unknown) => {
    throw problemOf(error, 'PORT', port);
  });
  return { origin, metricsText: () => metrics?.text() ?? Promise.resolve('') };
};

/** This process keeps what the workers share, and them alive. */
const serveWithWorkers = async ({ config, accounts, ledgerTenant, logger }: Start, opened: Opened): Promise<Running> => {
  // What would end each worker ends the start once; and the ledger is made, or brought up to date, by one process.
  endpointsOf(config);
  await (await storeOf(config)).close();
  const workers = await startWorkers({ count: config.workers, beginning: { config, accounts, ledgerTenant }, buckets: createMemoryBuckets({ most: LIMITS.rateLimitedCallers }), logger }).catch((error: unknown) => {
    throw problemOf(error, 'PORT', config.port);
  });
  if (typeof workers === 'string') throw new StartProblem(workers);
  opened.push(() => workers.close());
  return { origin: workers.origin, metricsText: async () => sumOfMetrics(await workers.values()) };
};

/** config → sandbox → one server, or workers that are one each → metrics. Answers what it started with. */
const start = async (opened: Opened): Promise<Config> => {
  const read = readEnvironment();
  if (!read.ok) throw new StartProblem(read.problem);
  const { config } = read;
  const logger = createLogger(config.logLevel, { isShared: config.workers > 1 });
  const sandbox = await embeddedSandbox(config);
  opened.push(() => sandbox?.close());
  const accounts = accountsOf(config, sandbox);
  // The embedded sandbox begins anew with each start, so what an earlier one was told must not be taken for its own.
  const ledgerTenant = sandbox === undefined ? undefined : `${EMBEDDED}${randomUUID()}`;
  const { origin, metricsText } = await (config.workers === 1 ? serveAlone : serveWithWorkers)({ config, accounts, ledgerTenant, logger }, opened);
  if (config.metrics !== undefined) {
    const { port, host } = config.metrics;
    const metricsServer = createMetricsServer(metricsText, logger);
    const address = await metricsServer.listen(port, host).catch((error: unknown) => {
      throw problemOf(error, 'METRICS_PORT', port);
    });
    opened.push(() => metricsServer.close());
    logger.info({ address }, 'metrics');
  }
  process.stdout.write(startMessage({ origin, graphiql: config.http.graphiql, sandboxUrl: sandbox?.url, apiUrls: accounts.map(({ apiUrl }) => apiUrl) }));
  return config;
};

/** One of several processes behind one port, begun by the primary. */
const startWorker = async (primary: Primary, opened: Opened): Promise<Config> => {
  const { number, config, accounts, ledgerTenant } = await primary.beginning;
  const { server, metrics } = await serve({ config, accounts, ledgerTenant, logger: createLogger(config.logLevel, { always: { worker: number }, isShared: true }), worker: { primary, number } }, opened);
  if (metrics !== undefined) primary.measuredBy(metrics.values);
  primary.serving(server.attach());
  opened.push(() => primary.leaving());
  return config;
};

const primary = cluster.isWorker ? openPrimary() : undefined;
const opened: Opened = [];
try {
  const { shutdownGraceMs } = await (primary === undefined ? start(opened) : startWorker(primary, opened));
  const stop = (): void => {
    // What is not finished by then is recorded as under way, and looked for by the next start.
    setTimeout(() => process.exit(0), shutdownGraceMs).unref();
    void closeAll(opened).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  // A terminal sends it to the workers too; they end when the primary tells them.
  if (primary === undefined) process.once('SIGINT', stop);
  else process.on('SIGINT', () => undefined);
} catch (error) {
  await closeAll(opened);
  if (!(error instanceof StartProblem)) throw error;
  if (primary === undefined) process.stderr.write(`${error.message}\n`);
  else await primary.problem(error.message);
  process.exit(1);
}
