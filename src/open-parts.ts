import type { AccountConfig } from './config/accounts.ts';
import { ONLY_TENANT } from './config/accounts.ts';
import { readEndpointsFile } from './config/endpoints-file.ts';
import type { Config } from './config/env.ts';
import { LIMITS } from './config/limits.ts';
import type { Store } from './ledger/store/store.ts';
import { openStore } from './ledger/store/store.ts';
import type { Sandbox } from './sandbox/start.ts';
import { startSandbox } from './sandbox/start.ts';
import type { Buckets } from './server/limits/buckets.ts';
import { createMemoryBuckets } from './server/limits/buckets.ts';
import { openPostgresBuckets } from './server/limits/postgres-buckets.ts';
import type { Logger } from './server/logger.ts';
import { applyEndpointOverrides } from './upstream/endpoint-overrides.ts';
import type { EndpointTable } from './upstream/endpoints.ts';
import { ENDPOINTS } from './upstream/endpoints.ts';
import type { Primary } from './workers/worker.ts';

/** Ends the start with one sentence. */
export class StartProblem extends Error {}

/** What stands in the way of a port, as a sentence where it can be one. */
export const problemOf = (error: unknown, portVariable: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new StartProblem(`${portVariable} must name a free port: ${port} is in use.`);
  if (code === 'EACCES') return new StartProblem(`${portVariable} must name a port that this user may open: ${port} is not.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new StartProblem('HOST must be an address of this machine.');
  return error;
};

/** The endpoint table with what the configuration overrides. */
export const endpointsOf = ({ endpointsFile }: Config): EndpointTable => {
  if (endpointsFile === undefined) return ENDPOINTS;
  const file = readEndpointsFile(endpointsFile);
  if (!file.ok) throw new StartProblem(file.problem);
  const applied = applyEndpointOverrides(ENDPOINTS, file.overrides);
  if (!applied.ok) throw new StartProblem(`ECONT_ENDPOINTS: ${applied.problem}`);
  return applied.table;
};

/** The sandbox, where there is no account. */
export const embeddedSandbox = async ({ upstream }: Config): Promise<Sandbox | undefined> => {
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
export const storeOf = async ({ store }: Config): Promise<Store> => {
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
export const connectionProblem = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer');

/** What callers may still use: counted where the ledger is, if several instances share that; by the primary, if there are workers; else here. */
export const bucketsOf = async ({ store }: Pick<Config, 'store'>, logger: Logger, primary: Primary | undefined): Promise<Buckets> => {
  const most = LIMITS.rateLimitedCallers;
  if (store.kind === 'sqlite' && primary !== undefined) return primary.buckets({ timeoutMs: LIMITS.rateLimitStoreMs, leaseMs: LIMITS.rateLimitLeaseMs, most, onFault: () => logger.warn('requests are counted by this worker alone: the primary does not answer') });
  if (store.kind === 'sqlite') return createMemoryBuckets({ most });
  return openPostgresBuckets({ url: store.url, timeoutMs: LIMITS.rateLimitStoreMs, most, onFault: (error) => logger.warn({ reason: connectionProblem(error) }, 'requests are counted by this instance alone: the database does not answer') });
};

/** The accounts that are served. The embedded sandbox stands for one, with the keys of its first department. */
export const accountsOf = ({ upstream, language }: Config, sandbox: Sandbox | undefined): readonly AccountConfig[] => {
  if (upstream.kind === 'accounts') return upstream.accounts;
  const [department] = sandbox?.departments ?? [];
  return [{ name: ONLY_TENANT, apiUrl: sandbox?.url ?? '', client: department?.client ?? '', token: department?.token ?? '', language, publicUrl: undefined, ledger: undefined, limits: {} }];
};
