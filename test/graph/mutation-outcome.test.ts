import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hashOfKey } from '../../src/ledger/idempotency-key.ts';
import { dataOf, refusalOf, resultOf, valueAt } from '../kit/assert-result.ts';
import type { Answer, GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { inputOf } from '../kit/keyed-issue.ts';
import { TENANT } from '../kit/start-ledger.ts';

const OUTCOME = `operation idempotencyKey keyHash state startedAt sentAt settledAt nextCheckAt checks
  object { __typename ... on Invoice { orderNumber } ... on Customer { name } }
  failure { code message upstreamFields { name message } }
  resolution { resolution reason caller resolvedAt }`;
const ASK = `query ($key: ID!) { mutationOutcome(idempotencyKey: $key) { ${OUTCOME} } }`;
const ISSUE = 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename ... on InvoiceIssuePayload { invoice { orderNumber } } ... on UserError { code } } }';
const RESOLVE = `mutation ($input: MutationOutcomeResolveInput!) { mutationOutcomeResolve(input: $input) {
  __typename
  ... on MutationOutcomeResolvePayload { outcome { state object { __typename ... on Invoice { orderNumber } } failure { code message } resolution { resolution reason caller resolvedAt } } }
  ... on UserError { code message path retryable }
  ... on OutcomeSettledError { outcome { state object { ... on Invoice { orderNumber } } } }
  ... on InProgressError { idempotencyKey startedAt retryAt }
  ... on InvalidInputError { faults { path message } }
} }`;
const NOW = '2026-11-20T09:00:00+02:00';

let graph: GraphOverSandbox;
const start = async (...options: Parameters<typeof startGraphOverSandbox>): Promise<void> => {
  await graph.close();
  graph = await startGraphOverSandbox(...options);
};
beforeEach(async () => void (graph = await startGraphOverSandbox({ invoices: 10 })));
afterEach(() => graph.close());

const issue = (key: string): Promise<Answer> => graph.run(ISSUE, { input: inputOf(key) });
const ask = (key: string): Promise<Answer> => graph.run(ASK, { key });
const resolve = (key: string, resolution: string, reason = 'It is not in the list.'): Promise<Answer> => graph.run(RESOLVE, { input: { idempotencyKey: key, resolution, reason } });
const puts = (): number => graph.sandbox.calls.count('invoice.put');
const fault = (kind: 'resetBefore' | 'resetAfter' | '429'): void => graph.sandbox.faults.add({ endpoint: 'invoice.put', kind });
/** Issues so that the answer is lost: with the invoice, or without. */
const lose = async (key: string, kind: 'resetBefore' | 'resetAfter'): Promise<void> => {
  fault(kind);
  expect(resultOf(await issue(key), 'invoiceIssue', 'OutcomeUnknownError')).toEqual({ code: 'OUTCOME_UNKNOWN' });
};
/** An issue that is under way until it is let go. */
const underWay = async (key: string): Promise<() => Promise<void>> => {
  let letGo: () => void = () => undefined;
  const before = puts();
  graph.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', until: new Promise<void>((go) => (letGo = go)) });
  const issued = issue(key);
  while (puts() === before) await new Promise(setImmediate);
  return async () => {
    letGo();
    await issued;
  };
};

describe('mutationOutcome', () => {
  const always = (key: string) => ({ operation: 'invoiceIssue', idempotencyKey: key, keyHash: hashOfKey(TENANT, key), startedAt: NOW, sentAt: NOW });

  it('is null for a key that nothing was sent under, and asks nobody', async () => {
    const answer = await ask('never');
    expect([dataOf(answer), answer.calls]).toEqual([{ mutationOutcome: null }, []]);
    // A refused input leaves the key as free as before.
    await graph.run(ISSUE, { input: { ...inputOf('refused'), lines: [] } });
    expect(dataOf(await ask('refused'))).toEqual({ mutationOutcome: null });
  });

  it.each(['', 'a b', 'ă', 'k'.repeat(256)])('refuses %j, which is no key', async (key) => {
    const answer = await ask(key);
    expect(refusalOf(answer)).toEqual({ code: 'INVALID_INPUT', argument: 'idempotencyKey', path: 'mutationOutcome' });
    expect(answer.calls).toEqual([]);
  });

  it('tells of what is done, with the object', async () => {
    await issue('k');
    const answer = await ask('k');
    expect(valueAt(answer, 'mutationOutcome')).toEqual({
      ...always('k'), state: 'DONE', settledAt: NOW, nextCheckAt: null, checks: 0, object: { __typename: 'Invoice', orderNumber: 'N-k' }, failure: null, resolution: null,
    });
    expect(answer.calls).toEqual(['invoice.get']);
  });

  it('tells of what was refused, and why', async () => {
    fault('429');
    await issue('k');
    const answer = await ask('k');
    expect(valueAt(answer, 'mutationOutcome')).toEqual({
      ...always('k'), state: 'REFUSED', settledAt: NOW, nextCheckAt: null, checks: 0, object: null, resolution: null,
      failure: { code: 'UPSTREAM_RATE_LIMITED', message: expect.any(String) as unknown, upstreamFields: [] },
    });
    expect(answer.calls).toEqual([]);
  });

  it('looks for what is not known, and sends nothing', async () => {
    await lose('k', 'resetBefore');
    const answer = await ask('k');
    expect(valueAt(answer, 'mutationOutcome')).toEqual({
      ...always('k'), state: 'UNKNOWN', settledAt: null, nextCheckAt: '2026-11-20T09:00:15+02:00', checks: 1, object: null, resolution: null,
      failure: { code: 'UPSTREAM_CONNECTION_LOST', message: expect.any(String) as unknown, upstreamFields: [] },
    });
    expect(answer.calls).toEqual(['invoice.list']);
    expect(valueAt(await ask('k'), 'mutationOutcome.checks')).toBe(2);
    expect(puts()).toBe(1);
  });

  it('finds what was made although its answer was lost', async () => {
    await lose('k', 'resetAfter');
    expect(valueAt(await ask('k'), 'mutationOutcome')).toMatchObject({ state: 'DONE', checks: 0, object: { orderNumber: 'N-k' }, failure: null });
    expect(puts()).toBe(1);
  });

  it('stays unknown where e-Cont.md cannot be read', async () => {
    await lose('k', 'resetAfter');
    graph.sandbox.faults.add({ endpoint: 'invoice.list', kind: '500', times: -1 });
    expect(valueAt(await ask('k'), 'mutationOutcome')).toMatchObject({ state: 'UNKNOWN', object: null });
  });

  it('tells of what is under way, without a look', async () => {
    const end = await underWay('k');
    const answer = await ask('k');
    expect(valueAt(answer, 'mutationOutcome')).toEqual({ ...always('k'), state: 'IN_PROGRESS', settledAt: null, nextCheckAt: null, checks: 0, object: null, failure: null, resolution: null });
    expect(answer.calls).toEqual([]);
    await end();
    expect(valueAt(await ask('k'), 'mutationOutcome.state')).toBe('DONE');
  });

  it('knows by the hash alone what is older than the retention', async () => {
    await start({ invoices: 10 }, {}, { retentionMs: -1_000 });
    await issue('done');
    fault('429');
    await issue('refused');
    await graph.ledger.ledger.forget();
    expect(valueAt(await ask('done'), 'mutationOutcome')).toMatchObject({ ...always('done'), idempotencyKey: null, state: 'DONE', object: { orderNumber: 'N-done' } });
    expect(valueAt(await ask('refused'), 'mutationOutcome')).toMatchObject({ ...always('refused'), idempotencyKey: null, state: 'REFUSED', failure: null });
  });

  it('gives whatever was made: a customer too, and null once it is gone', async () => {
    await graph.run('mutation { customerCreate(input: { idempotencyKey: "c", email: "a@exemplu.md", name: "Exemplu" }) { __typename } }');
    expect(valueAt(await ask('c'), 'mutationOutcome')).toMatchObject({ operation: 'customerCreate', object: { __typename: 'Customer', name: 'Exemplu' } });
    await graph.ledger.store.db.updateTable('keys').set({ reference: '{"type":"Customer","id":999999}' }).execute();
    expect(valueAt(await ask('c'), 'mutationOutcome')).toMatchObject({ state: 'DONE', object: null });
  });
});

describe('mutationOutcomes', () => {
  const LIST = 'query ($state: MutationOutcomeState, $filter: MutationOutcomeFilter, $first: Int, $after: String, $last: Int, $before: String) { mutationOutcomes(state: $state, filter: $filter, first: $first, after: $after, last: $last, before: $before) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { idempotencyKey state } } }';
  const list = (variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> => graph.run(LIST, variables);
  const keysOf = (answer: Answer): readonly string[] => (valueAt(answer, 'mutationOutcomes.nodes') as readonly { readonly idempotencyKey: string }[]).map(({ idempotencyKey }) => idempotencyKey);

  /** done, refused, unknown, abandoned, a customer, under way. */
  const six = async (): Promise<() => Promise<void>> => {
    await issue('done');
    fault('429');
    await issue('refused');
    await lose('unknown', 'resetBefore');
    await lose('abandoned', 'resetBefore');
    await resolve('abandoned', 'ABANDON');
    await graph.run('mutation { customerCreate(input: { idempotencyKey: "customer", email: "a@exemplu.md", name: "Exemplu" }) { __typename } }');
    return underWay('under-way');
  };

  it('lists by state and mutation, the newest first, and looks for nothing', async () => {
    const end = await six();
    const [all, none] = [await list(), await list({ state: null, filter: null })];
    expect(valueAt(all, 'mutationOutcomes')).toMatchObject({
      totalCount: 6, pageInfo: { hasNextPage: false, hasPreviousPage: false },
      nodes: [['under-way', 'IN_PROGRESS'], ['customer', 'DONE'], ['abandoned', 'REFUSED'], ['unknown', 'UNKNOWN'], ['refused', 'REFUSED'], ['done', 'DONE']].map(([idempotencyKey, state]) => ({ idempotencyKey, state })),
    });
    expect(dataOf(none)).toEqual(dataOf(all));
    expect(all.calls).toEqual([]);
    for (const [state, keys] of [['DONE', ['customer', 'done']], ['REFUSED', ['abandoned', 'refused']], ['UNKNOWN', ['unknown']], ['IN_PROGRESS', ['under-way']]] as const) {
      const [short, long] = [await list({ state }), await list({ filter: { state: [state] } })];
      expect([keysOf(short), valueAt(short, 'mutationOutcomes.totalCount')]).toEqual([keys, keys.length]);
      expect(dataOf(long)).toEqual(dataOf(short));
    }
    expect(keysOf(await list({ filter: { state: ['UNKNOWN', 'IN_PROGRESS'] } }))).toEqual(['under-way', 'unknown']);
    expect(keysOf(await list({ filter: { operation: ['customerCreate'] } }))).toEqual(['customer']);
    expect(keysOf(await list({ state: 'DONE', filter: { operation: ['invoiceIssue'], state: null } }))).toEqual(['done']);
    expect(keysOf(await list({ filter: { operation: ['paymentRecord', 'mutationOutcomeResolve'] } }))).toEqual([]);
    await end();
  });

  it('takes the state as a literal', async () => {
    await lose('k', 'resetBefore');
    expect(dataOf(await graph.run('{ mutationOutcomes(state: UNKNOWN) { nodes { idempotencyKey } } }'))).toEqual({ mutationOutcomes: { nodes: [{ idempotencyKey: 'k' }] } });
  });

  it('pages by places that stay places', async () => {
    for (const key of ['1', '2', '3', '4', '5']) await issue(key);
    const first = await list({ first: 2 });
    expect(keysOf(first)).toEqual(['5', '4']);
    await issue('6');
    const second = await list({ first: 2, after: valueAt(first, 'mutationOutcomes.pageInfo.endCursor') });
    expect([keysOf(second), valueAt(second, 'mutationOutcomes.pageInfo')]).toEqual([['3', '2'], expect.objectContaining({ hasNextPage: true, hasPreviousPage: true })]);
    expect(keysOf(await list({ last: 2 }))).toEqual(['2', '1']);
    expect(keysOf(await list({ last: 9, before: valueAt(first, 'mutationOutcomes.pageInfo.startCursor') }))).toEqual(['6']);
    // A cursor belongs to its filter.
    expect(refusalOf(await list({ state: 'DONE', after: valueAt(first, 'mutationOutcomes.pageInfo.endCursor') }))).toMatchObject({ code: 'INVALID_CURSOR', argument: 'after' });
  });

  it.each([
    [{ filter: { state: [] } }, 'filter.state'],
    [{ filter: { operation: [] } }, 'filter.operation'],
    [{ filter: { operation: ['invoiceIssue', 'toString'] } }, 'filter.operation.1'],
    [{ state: 'DONE', filter: { state: ['DONE'] } }, 'state'],
  ])('refuses %j', async (variables, argument) => {
    expect(refusalOf(await list(variables))).toEqual({ code: 'INVALID_INPUT', argument, path: 'mutationOutcomes' });
  });
});

describe('mutationOutcomeResolve', () => {
  const resultFor = (answer: Answer, typename: string) => resultOf(answer, 'mutationOutcomeResolve', typename);
  const resolution = (name: string, reason = 'It is not in the list.') => ({ resolution: name, reason, caller: 'tester', resolvedAt: NOW });

  it('sends again what did not arrive, once, under its own key', async () => {
    await lose('k', 'resetBefore');
    const answer = await resolve('k', 'RESEND');
    expect(resultFor(answer, 'MutationOutcomeResolvePayload')).toEqual({ outcome: { state: 'DONE', object: { __typename: 'Invoice', orderNumber: 'N-k' }, failure: null, resolution: resolution('RESEND') } });
    expect(answer.calls).toEqual(['invoice.get', 'invoice.list', 'invoice.put']);
    expect(resultOf(await issue('k'), 'invoiceIssue', 'InvoiceIssuePayload')).toEqual({ invoice: { orderNumber: 'N-k' } });
    expect([puts(), graph.sandbox.state.counts().invoices.created]).toEqual([2, 1]);
  });

  it('tells when what was sent again is lost or refused too', async () => {
    await lose('k', 'resetBefore');
    fault('resetBefore');
    expect(resultFor(await resolve('k', 'RESEND'), 'MutationOutcomeResolvePayload')).toMatchObject({ outcome: { state: 'UNKNOWN', object: null, failure: { code: 'UPSTREAM_CONNECTION_LOST' } } });
    fault('429');
    expect(resultFor(await resolve('k', 'RESEND', 'Once more.'), 'MutationOutcomeResolvePayload')).toMatchObject({ outcome: { state: 'REFUSED', failure: { code: 'UPSTREAM_RATE_LIMITED' }, resolution: resolution('RESEND', 'Once more.') } });
  });

  it.each(['RESEND', 'ABANDON'])('refuses to %s what has turned up', async (name) => {
    await lose('k', 'resetAfter');
    expect(resultFor(await resolve('k', name), 'OutcomeSettledError')).toEqual({
      code: 'OUTCOME_SETTLED', message: 'This write is done: its object is there. Nothing was sent.', path: ['input', 'idempotencyKey'], retryable: false, outcome: { state: 'DONE', object: { orderNumber: 'N-k' } },
    });
    expect(puts()).toBe(1);
  });

  it('gives up for good', async () => {
    await lose('k', 'resetBefore');
    expect(resultFor(await resolve('k', 'ABANDON', 'Paid in cash.'), 'MutationOutcomeResolvePayload')).toEqual({
      outcome: { state: 'REFUSED', object: null, failure: { code: 'OUTCOME_ABANDONED', message: 'Paid in cash.' }, resolution: resolution('ABANDON', 'Paid in cash.') },
    });
    expect(resultOf(await issue('k'), 'invoiceIssue', 'WriteAbandonedError')).toEqual({ code: 'OUTCOME_ABANDONED' });
    expect(resultFor(await resolve('k', 'RESEND'), 'OutcomeSettledError')).toMatchObject({ message: 'The outcome of this write is known: nothing was made. Nothing was sent.', outcome: { state: 'REFUSED' } });
    expect(puts()).toBe(1);
  });

  it('refuses to send again what may still arrive, and says when it may', async () => {
    await start({ invoices: 10 }, {}, { resendAfterMs: 60_000 });
    await lose('k', 'resetBefore');
    expect(resultFor(await resolve('k', 'RESEND'), 'InProgressError')).toEqual({
      code: 'IN_PROGRESS', path: ['input', 'idempotencyKey'], retryable: true, idempotencyKey: 'k', startedAt: NOW, retryAt: '2026-11-20T09:01:00+02:00',
      message: `This write was sent at ${NOW}, and may still arrive, or could not be looked for. Nothing was sent. Decide about it after 2026-11-20T09:01:00+02:00.`,
    });
    expect(puts()).toBe(1);
    graph.sandbox.clock.advance({ seconds: 60 });
    expect(resultFor(await resolve('k', 'RESEND'), 'MutationOutcomeResolvePayload')).toMatchObject({ outcome: { state: 'DONE' } });
    expect(puts()).toBe(2);
  });

  it('refuses to send again what cannot be looked for', async () => {
    await lose('k', 'resetBefore');
    graph.sandbox.faults.add({ endpoint: 'invoice.list', kind: '500', times: -1 });
    expect(resultFor(await resolve('k', 'RESEND'), 'InProgressError')).toMatchObject({ retryAt: '2026-11-20T09:00:15+02:00' });
    expect(puts()).toBe(1);
  });

  it.each(['RESEND', 'ABANDON'])('refuses to %s what is being sent', async (name) => {
    const end = await underWay('k');
    const answer = await resolve('k', name);
    expect(resultFor(answer, 'InProgressError')).toMatchObject({ idempotencyKey: 'k', retryAt: NOW });
    expect(answer.calls).toEqual([]);
    await end();
    expect(puts()).toBe(1);
  });

  it('sends once for two who decide at the same time', async () => {
    await lose('k', 'resetBefore');
    const answers = await Promise.all(Array.from({ length: 5 }, () => resolve('k', 'RESEND')));
    expect(answers.filter((answer) => valueAt(answer, 'mutationOutcomeResolve.__typename') === 'MutationOutcomeResolvePayload')).toHaveLength(1);
    expect([puts(), graph.sandbox.state.counts().invoices.created]).toEqual([2, 1]);
  });

  it.each([
    [{ idempotencyKey: 'a b' }, [['input.idempotencyKey', '`idempotencyKey` holds a character that is not visible ASCII; use letters, digits and signs without blanks.']]],
    [{ reason: ' ' }, [['input.reason', '`reason` is blank.']]],
    [{ reason: 'x'.repeat(501) }, [['input.reason', '`reason` has 501 characters; at most 500 are allowed.']]],
    [{ idempotencyKey: '', reason: '' }, [['input.idempotencyKey', '`idempotencyKey` is empty.'], ['input.reason', '`reason` is blank.']]],
    [{ idempotencyKey: 'never' }, [['input.idempotencyKey', '`idempotencyKey` is not the key of a write that was sent.']]],
  ])('refuses %j, and sends nothing', async (members, expected) => {
    await lose('k', 'resetBefore');
    const answer = await graph.run(RESOLVE, { input: { idempotencyKey: 'k', resolution: 'RESEND', reason: 'Not there.', ...members } });
    const { code, faults } = resultFor(answer, 'InvalidInputError') as { readonly code: string; readonly faults: readonly { readonly path: readonly string[]; readonly message: string }[] };
    expect([code, faults.map(({ path, message }) => [path.join('.'), message])]).toEqual(['INVALID_INPUT', expected]);
    expect(answer.calls).toEqual([]);
  });

  it('takes a reason of 500 characters', async () => {
    await lose('k', 'resetBefore');
    expect(resultFor(await resolve('k', 'ABANDON', 'x'.repeat(500)), 'MutationOutcomeResolvePayload')).toMatchObject({ outcome: { state: 'REFUSED' } });
  });
});
