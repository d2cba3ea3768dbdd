import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { SCOPES } from '../../src/domain/scopes.ts';
import type { Authenticate } from '../../src/server/auth/authenticate.ts';
import { createAuthenticate } from '../../src/server/auth/create-authenticate.ts';
import { createKeyRing } from '../../src/server/auth/key-ring.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import type { SharingSettings } from '../../src/upstream/sharing/shared-reads.ts';
import { bearer, madeKey } from '../kit/api-keys.ts';
import { globalIdOf, SEAL, secretsOf } from '../kit/ids.ts';
import { RESILIENCE } from '../kit/resilience.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

type Name = 'test' | 'beta';
const NAMES: readonly Name[] = ['test', 'beta'];
const KEYS = { test: madeKey({ name: 'office', scopes: [...SCOPES] }), beta: madeKey({ name: 'office', tenant: 'beta', scopes: [...SCOPES] }) };
const RING = createKeyRing(NAMES.map((name) => KEYS[name].record));
const SEALS = { test: SEAL, beta: createSeal(secretsOf('beta')) };
const NOW_MS = Date.parse('2026-11-20T09:00:00+02:00');

/** Both have rows of the same numbers, written at the same times: only what stands in them tells whose they are. */
const mark = (stack: Stack): void => {
  for (const name of NAMES) {
    const state = stack.sandboxes.get(name)?.state;
    for (const { id, caption } of state?.customers.find(() => true) ?? []) state?.patchCustomer(id, { caption: `${name} ${caption}`, contact_email: `${name}${id}@exemplu.md` });
    for (const { id, topic } of state?.invoices.find(() => true) ?? []) state?.patchInvoice(id, { topic: `${name} ${topic}`, buyer_name: `${name} ${id}` });
    for (const { id } of state?.payments.find(() => true) ?? []) state?.patchPayment(id, { transaction_id: `${name}${id}` });
  }
};

const EVERYTHING: SharingSettings = { mode: 'inFlight', cacheTtlMs: 60_000, cacheEntries: 1_000 };
const NOTHING: SharingSettings = { mode: 'off', cacheTtlMs: 0, cacheEntries: 0 };

/** Requests that have come so far, and who waits for how many. */
let arrived = 0;
let awaited: { readonly count: number; readonly resolve: () => void } | null = null;
const arrivalOf = (count: number): Promise<void> =>
  new Promise((resolve) => {
    awaited = { count: arrived + count, resolve };
  });
const noting =
  (authenticate: Authenticate): Authenticate =>
  (headers) => {
    arrived += 1;
    if (awaited !== null && arrived >= awaited.count) awaited.resolve();
    return authenticate(headers);
  };

/** Two tenants with all that keeps something from one request to the next: replies for when the upstream is down, and what requests share. */
const start = async (sharing: SharingSettings): Promise<Stack> => {
  const upstream = { sharing, resilience: { ...RESILIENCE, stale: { maxAgeMs: 60_000, maxBytes: 10_000_000 } } };
  const sandbox = { invoices: 40 };
  const stack = await startStack({
    sandbox,
    upstream,
    tenants: [{ name: 'beta', sandbox, upstream }],
    auth: (tenants) => noting(createAuthenticate({ tenants, keys: () => RING, tokens: undefined, nowMs: Date.now })),
    links: { publicUrl: 'https://billing.example.md' },
    nowMs: () => NOW_MS,
  });
  mark(stack);
  return stack;
};

interface Question {
  readonly name: Name;
  readonly language: Language;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const INVOICES = `query ($after: String) { invoices(first: 15, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
  id number status buyer { name } customer { id name email } payments { nodes { id transactionId } } pdf { url expiresAt filename } } } } }`;
/** Asked of both in the very same words. */
const SAME: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [INVOICES, {}],
  ['{ customers(first: 20) { nodes { id name email balance { due { amount } } invoices(first: 3) { nodes { id number } } } } }', {}],
  ['{ subscriptions(first: 20) { nodes { id status customer { name } } } tariffs { nodes { id alias } } department { currency } }', {}],
  ['{ payments(first: 20) { edges { cursor node { id transactionId invoice { id number buyer { name } } } } } }', {}],
  ['query ($orderBy: CustomerOrder) { customers(orderBy: $orderBy) { nodes { id name } } }', { orderBy: { field: 'NAME', direction: 'ASC' } }],
  // What one of them was given, in the hands of both.
  ['query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Invoice { number buyer { name } } ... on Customer { name } } }', { ids: NAMES.flatMap((name) => [globalIdOf('Invoice', 7, SEALS[name]), globalIdOf('Customer', 4, SEALS[name])]) }],
  ['query ($id: ID!) { node(id: $id) { id ... on Customer { name email } } }', { id: globalIdOf('Customer', 5) }],
  ['query ($filter: InvoiceFilter) { invoices(filter: $filter) { nodes { id buyer { name } } } }', { filter: { customerId: [globalIdOf('Customer', 5, SEALS.beta)] } }],
];

/** Every question in every language, of each tenant in turn: those of the two that are the same stand side by side. */
const questions = (): readonly Question[] => [0, 1, 2, 3, 4].flatMap(() => SAME.flatMap(([query, variables]) => LANGUAGES.flatMap((language) => NAMES.map((name) => ({ name, language, query, variables })))));

/** What a reply tells of what it took. */
interface Figures {
  readonly cost: { readonly requested: number; readonly actual: number; readonly limit: number; readonly remaining: number };
  readonly upstream: Readonly<Record<string, number>>;
}

/** The reply, apart from the figures of what it took: these are no data, and differ where calls are shared. */
const askWithFigures = async (stack: Stack, { name, language, query, variables }: Question): Promise<{ readonly text: string; readonly figures: Figures }> => {
  const response = await stack.post({ query, variables }, { ...bearer(KEYS[name].text), 'accept-language': language, 'x-request-id': 'the-same' });
  const { extensions, ...reply } = JSON.parse(await response.text()) as Record<string, unknown>;
  return { text: `${response.status} ${response.headers.get('content-language') ?? ''} ${JSON.stringify(reply)}`, figures: extensions as Figures };
};
const ask = async (stack: Stack, question: Question): Promise<string> => (await askWithFigures(stack, question)).text;
const keyOf = ({ language, query, variables }: Question): string => JSON.stringify([language, query, variables]);
const callsOf = (stack: Stack, name: Name): number => stack.sandboxes.get(name)?.calls.count() ?? -1;

/** What each tenant gets of a server where the other never asks anything. */
const alone = new Map<Name, ReadonlyMap<string, string>>();
const figuresAlone = new Map<Name, ReadonlyMap<string, Figures>>();
/** What it costs to ask each question once, where nothing is shared. */
const callsAlone = new Map<Name, number>();
let stack: Stack;
beforeAll(async () => {
  for (const name of NAMES) {
    const quiet = await start(NOTHING);
    const replies = new Map<string, string>();
    const figures = new Map<string, Figures>();
    for (const question of questions()) {
      if (question.name !== name || replies.has(keyOf(question))) continue;
      const reply = await askWithFigures(quiet, question);
      replies.set(keyOf(question), reply.text);
      figures.set(keyOf(question), reply.figures);
    }
    alone.set(name, replies);
    figuresAlone.set(name, figures);
    expect(NAMES.map((each) => callsOf(quiet, each) > 0)).toEqual(NAMES.map((each) => each === name));
    callsAlone.set(name, callsOf(quiet, name));
    await quiet.close();
  }
  stack = await start(EVERYTHING);
});
afterAll(() => stack.close());

/** It costs what it costs alone, and tells of no more calls than alone; whoever asks the same at once shares all of them. */
const expectOwnFigures = (question: Question, { cost, upstream }: Figures): void => {
  const own = figuresAlone.get(question.name)?.get(keyOf(question));
  expect([cost.requested, cost.actual, cost.limit]).toEqual([own?.cost.requested, own?.cost.actual, own?.cost.limit]);
  const { calls, bytes, ms, retries, shared = 0, ...others } = upstream;
  expect([shared, typeof bytes, typeof ms, retries, others]).toEqual([calls, 'number', 'number', 0, {}]);
  expect(calls).toBeLessThanOrEqual(own?.upstream['calls'] ?? -1);
};

const expectOwn = (question: Question, reply: string): void => {
  expect(reply).toBe(alone.get(question.name)?.get(keyOf(question)));
};

describe('two tenants who ask the same at once', () => {
  it('each get, to the byte, what they get alone', async () => {
    const all = questions();
    expect(all.length).toBe(240);
    // Neither upstream answers anybody before the last has come: otherwise each would be answered before the next one asks.
    let open: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (open = resolve));
    for (const { faults } of stack.sandboxes.values()) faults.add({ endpoint: '*', kind: 'latency', times: Infinity, until });
    const everybody = arrivalOf(all.length);
    const asking = Promise.all(all.map((question) => askWithFigures(stack, question)));
    await everybody;
    open();
    const whole = await asking;
    for (const { faults } of stack.sandboxes.values()) faults.clear();
    const replies = whole.map(({ text }) => text);
    whole.forEach(({ text, figures }, i) => {
      const question = all[i];
      if (question === undefined) return;
      expectOwn(question, text);
      expectOwnFigures(question, figures);
    });
    // Five times each question for no more calls than once; and neither was answered by the other's upstream.
    for (const name of NAMES) {
      const once = callsAlone.get(name) ?? 0;
      expect([name, callsOf(stack, name) >= LANGUAGES.length, callsOf(stack, name) <= once]).toEqual([name, true, true]);
    }
    // And it can be told whose a reply is.
    const withText = (name: Name, text: string): number => all.filter((question, i) => question.name === name && replies[i]?.includes(text)).length;
    expect([withText('test', 'test '), withText('beta', 'beta ')].every((count) => count > 60)).toBe(true);
    expect([withText('test', 'beta '), withText('beta', 'test ')]).toEqual([0, 0]);
    expect(new Set(NAMES.flatMap((name) => [...(alone.get(name)?.values() ?? [])])).size).toBe(2 * SAME.length * LANGUAGES.length);
  });

  it('go on from pages of their own, and from none of the other', async () => {
    const cursorOf = async (name: Name): Promise<string> => /"endCursor":"([\w-]+)"/.exec(await ask(stack, { name, language: 'ro', query: INVOICES, variables: {} }))?.[1] ?? '';
    const cursors = { test: await cursorOf('test'), beta: await cursorOf('beta') };
    expect(cursors.test).not.toBe(cursors.beta);
    const all = NAMES.flatMap((name) => NAMES.map((of) => ({ name, of })));
    const before = NAMES.map((name) => callsOf(stack, name));
    const codes = await Promise.all(all.map(async ({ name, of }) => /"code":"(\w+)"/.exec(await ask(stack, { name, language: 'ro', query: INVOICES, variables: { after: cursors[of] } }))?.[1] ?? 'none'));
    expect(codes).toEqual(['none', 'INVALID_CURSOR', 'INVALID_CURSOR', 'none']);
    const after = NAMES.map((name) => callsOf(stack, name));
    // Each was asked for one page: its invoices and their payments; their customers are kept.
    expect(after.map((count, i) => count - (before[i] ?? 0))).toEqual([2, 2]);
  });

  it('each get their own again while the upstream is down, out of what is kept, and nothing of a language that they did not ask for', async () => {
    const [first] = SAME;
    if (first === undefined) throw new Error('there is no question');
    const [query, variables] = first;
    for (const name of NAMES) stack.sandboxes.get(name)?.faults.add({ endpoint: '*', kind: '500', times: Infinity });
    const all = [0, 1, 2].flatMap(() => LANGUAGES.flatMap((language) => NAMES.map((name): Question => ({ name, language, query, variables }))));
    const replies = await Promise.all(all.map((question) => ask(stack, question)));
    replies.forEach((reply, i) => {
      const question = all[i];
      if (question !== undefined) expectOwn(question, reply);
    });
    // What only the other was answered lately is not kept for this one.
    const search = (name: Name): Question => ({ name, language: 'en', query: '{ customers(first: 2) { nodes { name } } }', variables: {} });
    stack.sandboxes.get('beta')?.faults.clear();
    expect(await ask(stack, search('beta'))).toContain('"name":"beta ');
    expect(await ask(stack, search('test'))).toContain('"customers":null');
  });
});
