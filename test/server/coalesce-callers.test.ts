import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Language } from '../../src/domain/language.ts';
import { SCOPES } from '../../src/domain/scopes.ts';
import { createAuthenticate } from '../../src/server/auth/create-authenticate.ts';
import { createKeyRing } from '../../src/server/auth/key-ring.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import { globalIdOf, SEAL, secretsOf } from '../kit/ids.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

interface Reply {
  readonly data: { readonly invoice: { readonly number: string } | null };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly extensions: { readonly upstream: { readonly calls: number; readonly shared?: number } };
}

/** Readings of invoices that the graph asked for, before anything is shared, and who waits for how many. */
let asked = 0;
let awaited: { readonly count: number; readonly resolve: () => void } | null = null;
const askedFor = (count: number): Promise<void> =>
  new Promise((resolve) => {
    awaited = { count: asked + count, resolve };
  });
const counting = (upstream: UpstreamClient): UpstreamClient => ({
  ...upstream,
  getInvoice: (scope, selector) => {
    asked += 1;
    if (awaited !== null && asked >= awaited.count) awaited.resolve();
    return upstream.getInvoice(scope, selector);
  },
});

/** The sandboxes of both tenants have the same invoice, of the same number, of the same customer. */
const INVOICE = 7;
const OWNER = 2;
const OTHER = 3;
const SEALS = { test: SEAL, beta: createSeal(secretsOf('beta')) };
const KEYS = {
  office: madeKey({ name: 'office', scopes: [...SCOPES] }),
  accountant: madeKey({ name: 'accountant' }),
  payer: madeKey({ name: 'payer', payerOf: OWNER }),
  stranger: madeKey({ name: 'stranger', payerOf: OTHER }),
  beta: madeKey({ name: 'office', tenant: 'beta' }),
};
type Who = keyof typeof KEYS;
const RING = createKeyRing(Object.values(KEYS).map(({ record }) => record));

const start = async (cacheTtlMs: number): Promise<Stack> => {
  const upstream = { sharing: { mode: 'inFlight', cacheTtlMs, cacheEntries: 1_000 } } as const;
  const sandbox = { invoices: 30 };
  const stack = await startStack({ sandbox, upstream, tenants: [{ name: 'beta', sandbox, upstream }], auth: (tenants) => createAuthenticate({ tenants, keys: () => RING, tokens: undefined, nowMs: Date.now }), wrapUpstream: counting });
  for (const [name, each] of stack.sandboxes) each.state.patchInvoice(INVOICE, { buyer_id: OWNER, outer_number: `${name}-7` });
  return stack;
};

let stack: Stack;
const ask = async (who: Who, language: Language = 'ro'): Promise<Reply> => {
  const variables = { id: globalIdOf('Invoice', INVOICE, SEALS[who === 'beta' ? 'beta' : 'test']) };
  return (await (await stack.post({ query: 'query ($id: ID!) { invoice(id: $id) { number } }', variables }, { ...bearer(KEYS[who].text), 'accept-language': language })).json()) as Reply;
};
const seenBy = ({ data, errors }: Reply): string | undefined => data.invoice?.number ?? errors?.[0]?.extensions.code;
const callsOf = (): readonly number[] => [...stack.sandboxes.values()].map(({ calls }) => calls.of('invoice.get').length);

/** All of these at once: the upstream answers none before the last has asked. */
const askTogether = async (all: readonly (readonly [Who, Language])[]): Promise<readonly Reply[]> => {
  let open: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (open = resolve));
  for (const { faults } of stack.sandboxes.values()) faults.add({ endpoint: '*', kind: 'latency', times: Infinity, until });
  const everybody = askedFor(all.length);
  const replies = Promise.all(all.map(([who, language]) => ask(who, language)));
  await everybody;
  open();
  return replies;
};

describe.each([
  ['nothing kept', 0],
  ['objects kept', 60_000],
])('callers who read the same invoice at once, with %s', (_what, cacheTtlMs) => {
  beforeAll(async () => {
    stack = await start(cacheTtlMs);
  });
  beforeEach(() => {
    for (const { calls } of stack.sandboxes.values()) calls.clear();
  });
  afterEach(() => {
    for (const { faults } of stack.sandboxes.values()) faults.clear();
  });
  afterAll(() => stack.close());

  it('share it within their tenant, their language and what they may see, and nowhere else', async () => {
    const who = (['office', 'accountant', 'payer', 'stranger', 'beta'] as const).flatMap((each) => (['ro', 'ru'] as const).map((language) => [each, language] as const));
    const all = [...who, ...who, ...who];
    const replies = await askTogether(all);
    const expected = { office: 'test-7', accountant: 'test-7', payer: 'test-7', stranger: 'NOT_FOUND', beta: 'beta-7' };
    expect(replies.map(seenBy)).toEqual(all.map(([each]) => expected[each]));
    // In each of two languages: one for the office and the accountant, one for each payer; and one of the other tenant.
    expect(callsOf()).toEqual([6, 2]);
    expect(replies.map(({ extensions }) => [extensions.upstream.calls, extensions.upstream.shared])).toEqual(all.map(() => [1, 1]));
  });

  it('are answered out of what is kept, but for payers', async () => {
    for (const who of ['office', 'accountant', 'payer', 'stranger', 'beta'] as const) await ask(who);
    stack.sandboxes.forEach(({ calls }) => calls.clear());
    const replies: Reply[] = [];
    for (const who of ['office', 'accountant', 'payer', 'stranger', 'beta'] as const) replies.push(await ask(who));
    expect(replies.map(seenBy)).toEqual(['test-7', 'test-7', 'test-7', 'NOT_FOUND', 'beta-7']);
    const kept = cacheTtlMs > 0 ? 0 : 1;
    expect(replies.map(({ extensions }) => extensions.upstream.calls)).toEqual([kept, kept, 1, 1, kept]);
    expect(callsOf()).toEqual([kept * 2 + 2, kept]);
  });
});

describe('what a reply tells of the upstream', () => {
  beforeAll(async () => void (stack = await start(0)));
  afterAll(() => stack.close());
  const QUERY = '{ invoices(first: 1) { nodes { number } } }';
  /** By POST, which takes the short way, and by GET, which goes through Yoga. */
  const told = async (who: Who): Promise<readonly unknown[]> => {
    const headers = { ...bearer(KEYS[who].text), 'graphql-require-preflight': '1' };
    const replies = [await stack.post({ query: QUERY }, headers), await fetch(`${stack.url}/graphql?${new URLSearchParams({ query: QUERY }).toString()}`, { headers })];
    return Promise.all(replies.map(async (reply) => ((await reply.json()) as { readonly extensions: { readonly upstream: unknown } }).extensions.upstream));
  };

  it('is how much it took and how long, for the department', async () => {
    const whole = { calls: 1, bytes: expect.any(Number) as number, ms: expect.any(Number) as number, retries: 0 };
    expect(await told('office')).toEqual([whole, whole]);
  });

  it('is neither for a payer, who could tell from them what is there and is of others', async () => {
    expect(await told('payer')).toEqual([{ calls: 1, retries: 0 }, { calls: 1, retries: 0 }]);
  });
});
