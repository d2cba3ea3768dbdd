import type { ExecutionResult } from 'graphql';

import type { Instant } from '../../src/domain/dates.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Caller } from '../../src/graphql/caller.ts';
import { ANYBODY, limited } from '../../src/graphql/caller.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { maskError } from '../../src/graphql/errors/masked-error.ts';
import type { Seal } from '../../src/graphql/seal.ts';
import { forPayer } from '../../src/loaders/for-payer.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { epochOf } from '../../src/domain/dates.ts';
import { instant } from './domain-rows.ts';
import type { FakeCall, FakeUpstream } from './fake-upstream.ts';
import { SEAL } from './ids.ts';
import { PREVIEWS } from './previews.ts';
import { runGraph } from './run-graph.ts';
import type { TestLedger } from './start-ledger.ts';
import { startLedger, TENANT } from './start-ledger.ts';

/** The moment at which the graph of the tests stands still. */
export const NOW: Instant = instant('2026-11-20T09:00:00+02:00');

export interface Executed {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly path: readonly (string | number)[] | undefined; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** The upstream calls of this operation. */
  readonly calls: readonly FakeCall[];
  readonly counted: Readonly<Record<string, number>>;
}

/** The ledger of a fake upstream: what is done through one is known to the next operation. */
const ledgers = new WeakMap<FakeUpstream, Promise<TestLedger>>();

export const ledgerOf = (upstream: FakeUpstream): Promise<TestLedger> => {
  const known = ledgers.get(upstream) ?? startLedger(upstream, { nowMs: () => epochOf(NOW) });
  ledgers.set(upstream, known);
  return known;
};

/** One operation against the graph, with the loaders of one request over the fake upstream. */
export const execute = async (
  upstream: FakeUpstream,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
  { language = 'ro', seal = SEAL , caller = ANYBODY }: { readonly language?: Language; readonly seal?: Seal ; readonly caller?: Caller } = {},
): Promise<Executed> => {
  const { ledger } = await ledgerOf(upstream);
  const before = upstream.calls.length;
  const contextValue: GraphContext = {
    requestId: 'test',
    caller: limited(caller),
    language,
    now: () => NOW,
    loaders: createLoaders(caller.payerOf === null ? upstream : forPayer(upstream, caller.payerOf), { language }),
    ledger: ledger.forCaller({ tenant: TENANT, caller: 'tester', requestId: 'test', language }),
    links: {
      invoicePdf: ({ id }) => ({ url: `http://facade.test/documents/${id}.pdf`, expiresAt: NOW, filename: `${id}.pdf` }),
      invoicePage: (publicKey) => upstream.paymentUrl(publicKey),
    },
    previews: PREVIEWS,
    seal,
    isGone: () => false,
    rateLimit: () => ({ limit: 1_000, remaining: 999, resetAt: NOW, cost: 1 }),
  };
  const result: ExecutionResult = await runGraph({ source: document, variables, contextValue });
  const calls = upstream.calls.slice(before);
  const counted: Record<string, number> = {};
  for (const { endpoint } of calls) counted[endpoint] = (counted[endpoint] ?? 0) + 1;
  return {
    data: result.data === null || result.data === undefined ? result.data : (JSON.parse(JSON.stringify(result.data)) as Record<string, unknown>),
    errors: (result.errors ?? []).map(maskError).map(({ message, path, extensions }) => ({ message, path, extensions })),
    calls,
    counted,
  };
};
