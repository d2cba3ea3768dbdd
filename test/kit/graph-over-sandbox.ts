import { readFile } from 'node:fs/promises';

import type { ExecutionResult } from 'graphql';

import { epochOf, instantOfEpoch, parseUpstreamDateTime } from '../../src/domain/dates.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Caller } from '../../src/graphql/caller.ts';
import { ANYBODY, limited } from '../../src/graphql/caller.ts';
import type { Executor } from '../../src/execution/create-executor.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { maskError } from '../../src/graphql/errors/masked-error.ts';
import type { Seal } from '../../src/graphql/seal.ts';
import type { LedgerSettings } from '../../src/ledger/ledger-settings.ts';
import { forPayer } from '../../src/loaders/for-payer.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import { createUpstreamClient } from '../../src/upstream/create-client.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import { SEAL } from './ids.ts';
import { PREVIEWS } from './previews.ts';
import { runGraph } from './run-graph.ts';
import type { TestLedger } from './start-ledger.ts';
import { startLedger, TENANT } from './start-ledger.ts';

/** The moment at which the sandbox of the tests stands still. */
export const NOW = '2026-11-20 09:00:00';

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly path: readonly (string | number)[] | undefined; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** The upstream calls of this operation, by endpoint, in alphabetical order. */
  readonly calls: readonly string[];
}

/** The whole way from the graph to the sandbox over real HTTP, without the GraphQL server. */
export interface GraphOverSandbox {
  readonly sandbox: Sandbox;
  readonly upstream: UpstreamClient;
  readonly ledger: TestLedger;
  run(document: string, variables?: Readonly<Record<string, unknown>>, options?: { readonly language?: Language; readonly signal?: AbortSignal; readonly caller?: Caller; readonly executor?: Executor; readonly seal?: Seal }): Promise<Answer>;
  close(): Promise<void>;
}

/** Settings of the upstream client in tests: short pauses, generous limits. */
export const SETTINGS: Omit<UpstreamSettings, 'apiUrl' | 'client' | 'token'> = {
  endpoints: ENDPOINTS,
  itemsPosition: 'top',
  orderAdditions: true,
  connections: 16,
  maxConcurrent: 16,
  connectTimeoutMs: 2_000,
  headersTimeoutMs: 5_000,
  bodyTimeoutMs: 5_000,
  deadlineMs: 10_000,
  retry: { attempts: 2, baseDelayMs: 1, maxDelayMs: 5, maxRetryAfterMs: 1_000 },
  sharing: { mode: 'inFlight', cacheTtlMs: 0, cacheEntries: 1_000 },
};

export const startGraphOverSandbox = async (options: SandboxOptions = {}, settings: Partial<UpstreamSettings> = {}, ledgerSettings: Partial<LedgerSettings> = {}): Promise<GraphOverSandbox> => {
  const sandbox = await startSandbox({ now: NOW, ...options });
  const [department] = sandbox.departments;
  if (department === undefined) throw new Error('the sandbox has no department');
  const upstream = createUpstreamClient({ ...SETTINGS, apiUrl: sandbox.url, client: department.client, token: department.token, ...settings });

  const nowMs = (): number => epochOf(parseUpstreamDateTime(sandbox.clock.now()) ?? instantOfEpoch(0));
  const ledger = await startLedger(upstream, { nowMs, settings: ledgerSettings });

  return {
    sandbox,
    upstream,
    ledger,
    async run(document, variables = {}, { language = 'ro', signal, caller = ANYBODY, executor, seal = SEAL } = {}) {
      const before = sandbox.calls.all().length;
      const now = parseUpstreamDateTime(sandbox.clock.now()) ?? instantOfEpoch(0);
      const contextValue: GraphContext = {
        requestId: 'test',
        caller: limited(caller),
        language,
        now: () => now,
        loaders: createLoaders(caller.payerOf === null ? upstream : forPayer(upstream, caller.payerOf), signal === undefined ? { language } : { language, signal }),
        ledger: ledger.ledger.forCaller({ tenant: TENANT, caller: 'tester', requestId: 'test', language }),
        links: {
          invoicePdf: ({ id }) => ({ url: `http://facade.test/${id}.pdf`, expiresAt: now, filename: `${id}.pdf` }),
          invoicePage: (publicKey) => upstream.paymentUrl(publicKey),
        },
        previews: PREVIEWS,
        seal,
        isGone: () => false,
    rateLimit: () => ({ limit: 1_000, remaining: 999, resetAt: now, cost: 1 }),
      };
      const result: ExecutionResult = await runGraph({ source: document, variables, contextValue, ...(executor === undefined ? {} : { executor }) });
      return {
        data: result.data === null || result.data === undefined ? result.data : (JSON.parse(JSON.stringify(result.data)) as Record<string, unknown>),
        errors: (result.errors ?? []).map(maskError).map(({ message, path, extensions }) => ({ message, path, extensions })),
        calls: sandbox.calls.all().slice(before).map(({ endpoint }) => endpoint).sort(),
      };
    },
    async close() {
      await ledger.close();
      await upstream.close();
      await sandbox.close();
    },
  };
};

/** The text of one of the published operations. */
export const operation = (name: string): Promise<string> => readFile(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
