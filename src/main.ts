import { readEndpointsFile } from './config/endpoints-file.ts';
import type { Config } from './config/env.ts';
import { readEnvironment } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import { schema } from './graphql/schema.ts';
import type { Sandbox } from './sandbox/start.ts';
import { startSandbox } from './sandbox/start.ts';
import { createServer } from './server/create-server.ts';
import { createLogger } from './server/logger.ts';
import { startMessage } from './server/start-message.ts';
import { createUpstreamClient } from './upstream/create-client.ts';
import { applyEndpointOverrides } from './upstream/endpoint-overrides.ts';
import type { EndpointTable } from './upstream/endpoints.ts';
import { ENDPOINTS } from './upstream/endpoints.ts';

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

/** config → sandbox → upstream → server → listen. Answers how to stop it all. */
const start = async (): Promise<() => Promise<void>> => {
  const read = readEnvironment();
  if (!read.ok) throw new StartProblem(read.problem);
  const { config } = read;
  const logger = createLogger(config.logLevel);
  const endpoints = endpointsOf(config);
  const sandbox = await embeddedSandbox(config);
  const [department] = sandbox?.departments ?? [];
  const account = config.upstream.kind === 'account' ? config.upstream : { apiUrl: sandbox?.url ?? '', client: department?.client ?? '', token: department?.token ?? '' };

  const upstream = createUpstreamClient(
    {
      apiUrl: account.apiUrl,
      client: account.client,
      token: account.token,
      endpoints,
      itemsPosition: config.itemsPosition,
      orderAdditions: config.orderAdditions,
      connections: LIMITS.upstreamConnections,
      maxConcurrent: LIMITS.upstreamConcurrentCalls,
      connectTimeoutMs: LIMITS.connectTimeoutMs,
      headersTimeoutMs: LIMITS.headersTimeoutMs,
      bodyTimeoutMs: LIMITS.bodyTimeoutMs,
      deadlineMs: LIMITS.callDeadlineMs,
      retry: { attempts: LIMITS.retryAttempts, baseDelayMs: LIMITS.retryBaseDelayMs, maxDelayMs: LIMITS.retryMaxDelayMs, maxRetryAfterMs: LIMITS.retryMaxRetryAfterMs },
    },
    { onCall: (call) => logger.debug(call, 'upstream call'), onOddity: (oddity) => logger.warn(oddity, 'the upstream sent something new') },
  );
  const server = createServer({ schema, upstream, language: config.language, links: config.links, logger });
  const origin = await server.listen(config.port, config.host).catch(async (error: unknown) => {
    await sandbox?.close();
    throw problemOf(error, 'PORT', config.port);
  });
  process.stdout.write(startMessage({ origin, sandboxUrl: sandbox?.url, apiUrl: account.apiUrl }));

  return async () => {
    await server.close();
    await upstream.close();
    await sandbox?.close();
  };
};

try {
  const stop = await start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
