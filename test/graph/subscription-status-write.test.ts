import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import { faultsIn, keyedWrite } from '../kit/keyed-write.ts';

let graph: GraphOverSandbox;
beforeAll(async () => void (graph = await startGraphOverSandbox({ invoices: 20 })));
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.faults.clear();
  graph.sandbox.calls.clear();
});

let keys = 0;
const key = (): string => `subscription-status-${(keys += 1)}`;

type Mutation = 'subscriptionPause' | 'subscriptionResume' | 'subscriptionCancel';
const payloadOf = (mutation: Mutation): string => `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
const change = (mutation: Mutation) => keyedWrite(() => graph, mutation, `... on ${payloadOf(mutation)} { subscription { upstreamId status } } ... on SubscriptionTransitionError { currentStatus }`);

const subscriptionOf = (status: string): { readonly id: number; readonly subscriptionId: string } => {
  const { id } = graph.sandbox.state.insertSubscription({ status });
  return { id, subscriptionId: globalIdOf('Subscription', id) };
};
const statusOf = (id: number): unknown => graph.sandbox.state.subscriptions.get(id)?.status;

describe.each<[Mutation, string, string, string, string, string]>([
  ['subscriptionPause', 'active', 'suspended', 'SUSPENDED', 'demo', 'DEMO'],
  ['subscriptionResume', 'suspended', 'active', 'ACTIVE', 'active', 'ACTIVE'],
  ['subscriptionCancel', 'pending', 'cancelled', 'CANCELLED', 'cancelled', 'CANCELLED'],
])('%s', (mutation, from, stored, shown, forbidden, currentStatus) => {
  const write = (input: Readonly<Record<string, unknown>>) => change(mutation)(input);

  it('is sent once, and seen by the same operation and by later ones', async () => {
    const { id, subscriptionId } = subscriptionOf(from);
    const { result, calls } = await write({ subscriptionId });
    expect(result).toEqual({ __typename: payloadOf(mutation), subscription: { upstreamId: id, status: shown } });
    expect(calls).toEqual(['subscription.get', 'subscription.get', 'subscription.set']);
    expect(graph.sandbox.calls.all().findLast(({ endpoint }) => endpoint === 'subscription.set')?.body).toMatchObject({ id, status: stored });
    expect((await graph.run('query ($id: ID!) { subscription(id: $id) { status } }', { id: subscriptionId })).data).toEqual({ subscription: { status: shown } });
  });

  it('with a key is done once, whatever the repeats', async () => {
    const { subscriptionId } = subscriptionOf(from);
    const input = { idempotencyKey: key(), subscriptionId };
    const first = await write(input);
    const repeat = await write(input);
    expect([repeat.result, repeat.calls, graph.sandbox.calls.count('subscription.set')]).toEqual([first.result, ['subscription.get'], 1]);
  });

  it('takes an absent key and one that is null alike', async () => {
    for (const over of [{}, { idempotencyKey: null }]) expect((await write({ subscriptionId: subscriptionOf(from).subscriptionId, ...over })).result.__typename).toBe(payloadOf(mutation));
  });

  it('is refused with the current status where the table forbids it, before anything is sent', async () => {
    const { id, subscriptionId } = subscriptionOf(forbidden);
    const { result, calls } = await write({ idempotencyKey: key(), subscriptionId });
    expect(result).toMatchObject({ __typename: 'SubscriptionTransitionError', code: 'INVALID_STATUS_TRANSITION', retryable: false, path: ['input', 'subscriptionId'], currentStatus });
    expect([calls, statusOf(id)]).toEqual([['subscription.get'], forbidden]);
  });

  it.each([
    ['a garbage id', 'garbage', []],
    ['an id of another type', globalIdOf('Invoice', 1), []],
    ['the id of nothing', globalIdOf('Subscription', 999_999), ['subscription.get']],
  ])('refuses %s', async (_what, subscriptionId, expected) => {
    const { result, calls } = await write({ subscriptionId });
    expect([faultsIn(result), calls]).toEqual([['input.subscriptionId: `subscriptionId` names no subscription.'], expected]);
  });

  it('whose answer is lost is found by a repeat, not sent again', async () => {
    const { id, subscriptionId } = subscriptionOf(from);
    const input = { idempotencyKey: key(), subscriptionId };
    graph.sandbox.faults.add({ endpoint: 'subscription.set', kind: 'resetAfter' });
    expect((await write(input)).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey: input.idempotencyKey });
    expect((await write(input)).result.__typename).toBe(payloadOf(mutation));
    expect([graph.sandbox.calls.count('subscription.set'), statusOf(id)]).toEqual([1, stored]);
  });

  it('that races with another is refused by what e-Cont.md says', async () => {
    const { id, subscriptionId } = subscriptionOf(from);
    graph.sandbox.faults.add({
      endpoint: 'subscription.set',
      kind: 'latency',
      ms: 1,
      match: () => {
        graph.sandbox.state.patchSubscription(id, { status: forbidden });
        return true;
      },
    });
    const { result, calls } = await write({ idempotencyKey: key(), subscriptionId });
    expect([result.__typename, calls, statusOf(id)]).toEqual(['UpstreamRejectedError', ['subscription.get', 'subscription.set'], forbidden]);
  });
});
