import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { verifyChain } from '../../src/ledger/audit/verify-chain.ts';
import { hashOfKey } from '../../src/ledger/idempotency-key.ts';
import { dataOf, listAt, refusalOf, valueAt } from '../kit/assert-result.ts';
import type { Answer, GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { inputOf } from '../kit/keyed-issue.ts';
import { TENANT } from '../kit/start-ledger.ts';

const LOG = `query ($filter: AuditRecordFilter, $first: Int, $after: String) { auditLog(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { position recordedAt caller requestId operation outcome code keyHash objectName reason previousHash hash }
} }`;
const ISSUE = 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename } }';
const RESOLVE = 'mutation ($input: MutationOutcomeResolveInput!) { mutationOutcomeResolve(input: $input) { __typename } }';

let graph: GraphOverSandbox;
beforeEach(async () => void (graph = await startGraphOverSandbox({ invoices: 10 })));
afterEach(() => graph.close());

const issue = (key: string, over: Readonly<Record<string, unknown>> = {}): Promise<Answer> => graph.run(ISSUE, { input: { ...inputOf(key), ...over } });
const resolve = (idempotencyKey: string, resolution: string, reason = 'It is not there.'): Promise<Answer> => graph.run(RESOLVE, { input: { idempotencyKey, resolution, reason } });
const log = (variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> => graph.run(LOG, variables);
const hash = (key: string): string => hashOfKey(TENANT, key);
const positions = (answer: Answer): readonly number[] => (listAt(answer, 'auditLog.nodes') as readonly { readonly position: number }[]).map(({ position }) => position);

/** 1 done · 2 input refused · 3 unknown · 4 resent · 5 and done · 6 nothing to resolve · 7 no such key, and no reason */
const seven = async (): Promise<void> => {
  await issue('a');
  await issue('b', { lines: [] });
  graph.sandbox.clock.advance({ hours: 1 });
  graph.sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetBefore' });
  await issue('c');
  await resolve('c', 'RESEND');
  await resolve('c', 'ABANDON');
  graph.sandbox.clock.advance({ hours: 1 });
  await resolve('d', 'RESEND', ' ');
};

describe('auditLog', () => {
  it('is empty at first', async () => {
    const answer = await log();
    expect([dataOf(answer), answer.calls]).toEqual([{ auditLog: { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] } }, []]);
  });

  it('holds every mutation, how it ended, and a chain of hashes, the newest first', async () => {
    await seven();
    const answer = await log();
    const by = { caller: 'tester', requestId: 'test' };
    const records = listAt(answer, 'auditLog.nodes') as readonly { readonly hash: string; readonly previousHash: string }[];
    expect(records.map(({ hash: _hash, previousHash: _previous, ...said }) => said).toReversed()).toEqual(
      [
        { recordedAt: '2026-11-20T09:00:00+02:00', operation: 'invoiceIssue', outcome: 'DONE', code: null, keyHash: hash('a'), objectName: 'Invoice:11', reason: null },
        { recordedAt: '2026-11-20T09:00:00+02:00', operation: 'invoiceIssue', outcome: 'REFUSED', code: 'INVALID_INPUT', keyHash: hash('b'), objectName: null, reason: null },
        { recordedAt: '2026-11-20T10:00:00+02:00', operation: 'invoiceIssue', outcome: 'UNKNOWN', code: 'UPSTREAM_CONNECTION_LOST', keyHash: hash('c'), objectName: null, reason: null },
        { recordedAt: '2026-11-20T10:00:00+02:00', operation: 'mutationOutcomeResolve', outcome: 'DONE', code: 'RESEND', keyHash: hash('c'), objectName: null, reason: 'It is not there.' },
        { recordedAt: '2026-11-20T10:00:00+02:00', operation: 'invoiceIssue', outcome: 'DONE', code: null, keyHash: hash('c'), objectName: 'Invoice:12', reason: null },
        { recordedAt: '2026-11-20T10:00:00+02:00', operation: 'mutationOutcomeResolve', outcome: 'REFUSED', code: 'OUTCOME_SETTLED', keyHash: hash('c'), objectName: null, reason: null },
        { recordedAt: '2026-11-20T11:00:00+02:00', operation: 'mutationOutcomeResolve', outcome: 'REFUSED', code: 'INVALID_INPUT', keyHash: hash('d'), objectName: null, reason: null },
      ].map((said, i) => ({ position: i + 1, ...by, ...said })),
    );
    for (const [i, record] of records.entries()) expect(record.previousHash).toBe(records[i + 1]?.hash ?? '0'.repeat(64));
    expect(await verifyChain(graph.ledger.store.db)).toEqual({ isWhole: true, records: 7, lastHash: records[0]?.hash });
    expect([valueAt(answer, 'auditLog.totalCount'), answer.calls]).toEqual([7, []]);
  });

  it('notes a key that is none without it', async () => {
    await issue('a b');
    await resolve('a b', 'RESEND');
    expect(listAt(await log(), 'auditLog.nodes')).toMatchObject([
      { operation: 'mutationOutcomeResolve', outcome: 'REFUSED', code: 'INVALID_INPUT', keyHash: null },
      { operation: 'invoiceIssue', outcome: 'REFUSED', code: 'INVALID_INPUT', keyHash: null },
    ]);
  });

  it('leads to the objects, all in one call', async () => {
    await issue('a');
    await issue('b');
    const answer = await graph.run('{ auditLog { nodes { object { __typename ... on Invoice { orderNumber } } } } }');
    expect(listAt(answer, 'auditLog.nodes')).toEqual([{ object: { __typename: 'Invoice', orderNumber: 'N-b' } }, { object: { __typename: 'Invoice', orderNumber: 'N-a' } }]);
    expect(answer.calls).toEqual(['invoice.list']);
  });

  it.each([
    [null, [7, 6, 5, 4, 3, 2, 1]],
    [{ operation: null, outcome: null, idempotencyKey: null, recordedAt: null }, [7, 6, 5, 4, 3, 2, 1]],
    [{ idempotencyKey: 'c' }, [6, 5, 4, 3]],
    [{ idempotencyKey: 'nobody-used-it' }, []],
    [{ operation: ['invoiceIssue'] }, [5, 3, 2, 1]],
    [{ operation: ['invoiceIssue'], outcome: ['UNKNOWN', 'REFUSED'] }, [3, 2]],
    [{ outcome: ['DONE'], idempotencyKey: 'c' }, [5, 4]],
    [{ recordedAt: { from: '2026-11-20T08:00:00Z' } }, [7, 6, 5, 4, 3]],
    [{ recordedAt: { to: '2026-11-20T10:00:00+02:00' } }, [6, 5, 4, 3, 2, 1]],
    [{ recordedAt: { from: '2026-11-20T09:00:01+02:00', to: '2026-11-20T10:59:59+02:00' } }, [6, 5, 4, 3]],
  ])('finds by %j', async (filter, expected) => {
    await seven();
    const answer = await log({ filter });
    expect([positions(answer), valueAt(answer, 'auditLog.totalCount')]).toEqual([expected, expected.length]);
  });

  it('pages by places that stay places, within a filter', async () => {
    await seven();
    const filter = { operation: ['invoiceIssue'] };
    const first = await log({ filter, first: 2 });
    expect([positions(first), valueAt(first, 'auditLog.pageInfo.hasNextPage')]).toEqual([[5, 3], true]);
    await issue('e');
    const second = await log({ filter, first: 2, after: valueAt(first, 'auditLog.pageInfo.endCursor') });
    expect([positions(second), valueAt(second, 'auditLog.pageInfo.hasNextPage')]).toEqual([[2, 1], false]);
    expect(refusalOf(await log({ first: 2, after: valueAt(first, 'auditLog.pageInfo.endCursor') }))).toMatchObject({ code: 'INVALID_CURSOR', argument: 'after' });
  });

  it.each([
    [{ operation: [] }, 'filter.operation'],
    [{ operation: ['invoiceIssued'] }, 'filter.operation.0'],
    [{ outcome: [] }, 'filter.outcome'],
    [{ idempotencyKey: 'a b' }, 'filter.idempotencyKey'],
    [{ idempotencyKey: '' }, 'filter.idempotencyKey'],
  ])('refuses %j', async (filter, argument) => {
    expect(refusalOf(await log({ filter }))).toEqual({ code: 'INVALID_INPUT', argument, path: 'auditLog' });
  });
});
