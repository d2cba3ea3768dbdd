import type { ExecutionResult } from 'graphql';
import { graphql } from 'graphql';

import type { Instant } from '../../src/domain/dates.ts';
import type { Language } from '../../src/domain/language.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { maskError } from '../../src/graphql/errors/masked-error.ts';
import { schema } from '../../src/graphql/schema.ts';
import { createRequestLedger } from '../../src/ledger/ledger.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { instant } from './domain-rows.ts';
import type { FakeCall, FakeUpstream } from './fake-upstream.ts';

/** The moment at which the graph of the tests stands still. */
export const NOW: Instant = instant('2026-11-20T09:00:00+02:00');

export interface Executed {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly path: readonly (string | number)[] | undefined; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** The upstream calls of this operation. */
  readonly calls: readonly FakeCall[];
  readonly counted: Readonly<Record<string, number>>;
}

/** One operation against the graph, with the loaders of one request over the fake upstream. */
export const execute = async (
  upstream: FakeUpstream,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
  { language = 'ro' }: { readonly language?: Language } = {},
): Promise<Executed> => {
  const before = upstream.calls.length;
  const contextValue: GraphContext = {
    requestId: 'test',
    language,
    now: () => NOW,
    loaders: createLoaders(upstream, { language }),
    ledger: createRequestLedger(upstream, { language }),
    links: {
      invoicePdf: ({ id }) => ({ url: `http://facade.test/documents/${id}.pdf`, expiresAt: NOW, filename: `${id}.pdf` }),
      invoicePage: (publicKey) => upstream.paymentUrl(publicKey),
    },
  };
  const result: ExecutionResult = await graphql({ schema, source: document, variableValues: variables, contextValue });
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
