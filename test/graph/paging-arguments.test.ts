import { describe, expect, it } from 'vitest';

import { cursorsOf } from '../../src/graphql/pagination/cursor.ts';
import { dataOf, listAt, refusalOf, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, makeInvoice, makePayment, makeTariff, times } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream } from '../kit/fake-upstream.ts';
import { globalIdOf, SEAL } from '../kit/ids.ts';

const office = (): FakeUpstream =>
  createFakeUpstream({
    invoices: times(30, (n) => makeInvoice({ id: n, customerId: (n % 2) + 1 })),
    customers: times(2, (n) => makeCustomer({ id: n })),
    payments: times(3, (n) => makePayment({ id: n, invoiceId: 1 })),
    tariffs: times(5, (n) => makeTariff({ alias: `t${n}` })),
  });
const FIELDS = ['invoices', 'customers', 'subscriptions', 'payments', 'tariffs'] as const;
const numbers = (nodes: readonly unknown[]): number[] => nodes.map((node) => (node as { readonly upstreamId: number }).upstreamId);
const from = (first: number, last: number): number[] => Array.from({ length: first - last + 1 }, (_, i) => first - i);

describe.each(FIELDS)('%s', (field) => {
  it.each([
    ['first: 0', 'INVALID_PAGE_SIZE', 'first'],
    ['first: -1', 'INVALID_PAGE_SIZE', 'first'],
    ['first: 101', 'INVALID_PAGE_SIZE', 'first'],
    ['first: 2147483647', 'INVALID_PAGE_SIZE', 'first'],
    ['last: 0', 'INVALID_PAGE_SIZE', 'last'],
    ['last: -1', 'INVALID_PAGE_SIZE', 'last'],
    ['last: 101', 'INVALID_PAGE_SIZE', 'last'],
    ['last: 2147483647', 'INVALID_PAGE_SIZE', 'last'],
    ['first: 1, last: 1', 'INVALID_PAGE_SIZE', 'last'],
    ['first: 0, last: 0', 'INVALID_PAGE_SIZE', 'last'],
    ['after: "x", before: "y"', 'INVALID_PAGE_SIZE', 'before'],
    ['last: 1, after: "x"', 'INVALID_PAGE_SIZE', 'after'],
    ['first: 1, before: "x"', 'INVALID_PAGE_SIZE', 'before'],
    ['after: "x"', 'INVALID_CURSOR', 'after'],
    ['after: ""', 'INVALID_CURSOR', 'after'],
    ['before: "WzEsImEiLDEsMSwwXQ"', 'INVALID_CURSOR', 'before'],
  ])('(%s) is refused as %s of %s, before anything is sent', async (args, code, argument) => {
    const answer = await execute(office(), `{ it: ${field}(${args}) { totalCount nodes { id } } }`);
    expect(answer.data).toEqual({ it: null });
    expect(refusalOf(answer)).toEqual({ code, argument, path: 'it' });
    expect(answer.calls).toEqual([]);
  });

  it('takes explicit nulls for absent', async () => {
    const upstream = office();
    const nulls = await execute(upstream, `{ it: ${field}(first: null, after: null, last: null, before: null) { nodes { id } } }`);
    expect(dataOf(nulls)).toEqual(dataOf(await execute(upstream, `{ it: ${field} { nodes { id } } }`)));
    expect(nulls.calls).toHaveLength(1);
  });

  it('refuses more than 32 bits with the variable itself', async () => {
    const answer = await execute(office(), `query ($first: Int) { it: ${field}(first: $first) { nodes { id } } }`, { first: 2147483648 });
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0]?.message).toContain('$first');
    expect(answer.calls).toEqual([]);
  });
});

describe('nested lists', () => {
  it.each(['invoices', 'subscriptions', 'payments'])('customer.%s refuses the same, each in its own place', async (field) => {
    const answer = await execute(office(), `{ customers { nodes { it: ${field}(first: 101) { nodes { id } } } } }`);
    expect(answer.data).toEqual({ customers: { nodes: [{ it: null }, { it: null }] } });
    expect(answer.errors.map(({ extensions, path }) => [extensions.code, extensions.argument, path?.join('.')])).toEqual([
      ['INVALID_PAGE_SIZE', 'first', 'customers.nodes.0.it'], ['INVALID_PAGE_SIZE', 'first', 'customers.nodes.1.it'],
    ]);
    expect(answer.counted).toEqual({ 'customer.list': 1 });
  });
});

describe('pages', () => {
  it.each([
    ['', from(30, 11), false, true],
    ['first: 1', [30], false, true],
    ['first: 100', from(30, 1), false, false],
    ['last: 2', [2, 1], true, false],
    ['last: 100', from(30, 1), false, false],
  ])('invoices(%s)', async (args, ids, hasPreviousPage, hasNextPage) => {
    const answer = await execute(office(), `{ invoices${args === '' ? '' : `(${args})`} { nodes { upstreamId } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`);
    expect(numbers(listAt(answer, 'invoices.nodes'))).toEqual(ids);
    const cursors = listAt(answer, 'invoices.edges').map((edge) => (edge as { readonly cursor: string }).cursor);
    expect(valueAt(answer, 'invoices.pageInfo')).toEqual({ hasPreviousPage, hasNextPage, startCursor: cursors[0], endCursor: cursors.at(-1) });
    expect(new Set(cursors).size).toBe(ids.length);
    expect(answer.calls).toHaveLength(1);
  });

  it('before a cursor without `last` are twenty rows', async () => {
    const upstream = office();
    const before = valueAt(await execute(upstream, '{ invoices(last: 1) { pageInfo { startCursor } } }'), 'invoices.pageInfo.startCursor');
    const answer = await execute(upstream, 'query ($before: String) { invoices(before: $before) { nodes { upstreamId } pageInfo { hasNextPage hasPreviousPage } } }', { before });
    expect(numbers(listAt(answer, 'invoices.nodes'))).toEqual(from(21, 2));
    expect(valueAt(answer, 'invoices.pageInfo')).toEqual({ hasNextPage: true, hasPreviousPage: true });
  });

  it('of an empty list', async () => {
    const answer = await execute(createFakeUpstream(), '{ invoices { totalCount edges { cursor } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }');
    expect(dataOf(answer)).toEqual({ invoices: { totalCount: 0, edges: [], nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } } });
  });
});

describe('a cursor', () => {
  const cursorOf = async (upstream: FakeUpstream, field: string): Promise<unknown> => valueAt(await execute(upstream, `{ it: ${field} { pageInfo { endCursor } } }`), 'it.pageInfo.endCursor');

  it.each([
    ['invoices(first: 2)', 'invoices(first: 3, orderBy: null, filter: null, search: null, view: null)', true],
    ['invoices(first: 2, filter: { status: [SENT], isArchived: false })', 'invoices(filter: { isArchived: false, status: [SENT] })', true],
    ['invoices(first: 2)', 'invoices(filter: { status: [SENT] })', false],
    ['invoices(first: 2)', 'invoices(orderBy: { field: ISSUED_AT, direction: ASC })', false],
    ['invoices(first: 2)', 'invoices(orderBy: { field: AMOUNT })', false],
    ['invoices(first: 2)', 'invoices(view: ALL)', false],
    ['invoices(first: 2)', 'invoices(search: "EC")', false],
    ['payments(first: 2)', 'invoices', false],
    ['tariffs(first: 2)', 'tariffs', true],
    ['tariffs(first: 2)', 'tariffs(filter: { isVisible: true })', false],
  ])('of %s in %s: good is %s', async (given, used, isGood) => {
    const upstream = office();
    const after = await cursorOf(upstream, given);
    const field = used.includes('(') ? used.replace('(', '(after: $after, ') : `${used}(after: $after)`;
    const answer = await execute(upstream, `query ($after: String) { it: ${field} { nodes { id } } }`, { after });
    if (isGood) expect(dataOf(answer).it).not.toBeNull();
    else {
      expect(refusalOf(answer)).toEqual({ code: 'INVALID_CURSOR', argument: 'after', path: 'it' });
      expect(answer.calls).toEqual([]);
    }
  });

  it('of one customer’s list is foreign to another’s', async () => {
    const upstream = office();
    const document = 'query ($id: ID!, $after: String) { customer(id: $id) { invoices(first: 2, after: $after) { pageInfo { endCursor } nodes { upstreamId } } } }';
    const after = valueAt(await execute(upstream, document, { id: globalIdOf('Customer', 1) }), 'customer.invoices.pageInfo.endCursor');
    expect(numbers(listAt(await execute(upstream, document, { id: globalIdOf('Customer', 1), after }), 'customer.invoices.nodes'))).toEqual([26, 24]);
    expect(refusalOf(await execute(upstream, document, { id: globalIdOf('Customer', 2), after }))).toEqual({ code: 'INVALID_CURSOR', argument: 'after', path: 'customer.invoices' });
  });

  it('whose row is gone from a list in the upstream’s own order is told as expired', async () => {
    const upstream = office();
    const after = await cursorOf(upstream, 'tariffs(first: 2)');
    upstream.rows.tariffs.splice(1, 1);
    const answer = await execute(upstream, 'query ($after: String) { it: tariffs(after: $after) { nodes { alias } } }', { after });
    expect(refusalOf(answer)).toEqual({ code: 'CURSOR_EXPIRED', argument: undefined, path: 'it' });
    const names = await cursorOf(upstream, 'customers(first: 1, orderBy: { field: NAME, direction: ASC })');
    upstream.rows.customers.splice(0, 1);
    expect(refusalOf(await execute(upstream, 'query ($after: String) { it: customers(after: $after, orderBy: { field: NAME, direction: ASC }) { nodes { id } } }', { after: names })).code).toBe('CURSOR_EXPIRED');
  });
});

describe('what cursors hold', () => {
  const cursors = cursorsOf({ seal: SEAL, language: 'ro' }, { identity: 'invoices' });
  const anchor = { id: 1, rank: 1, offset: 0 };
  const ours = cursors.write(anchor);

  it.each([{ id: 5, rank: 1.5, offset: 0 }, { id: 'plan', rank: null, offset: 99 }, { id: -1, rank: Number.MIN_SAFE_INTEGER, offset: 3 }])('%j comes back', (each) => {
    expect(cursors.read(cursors.write(each))).toEqual(each);
  });

  it.each([
    ['another list', cursorsOf({ seal: SEAL, language: 'ro' }, { identity: 'payments' }).write(anchor)],
    ['another language', cursorsOf({ seal: SEAL, language: 'ru' }, { identity: 'invoices' }).write(anchor)],
    ['another version', SEAL.close('cursor', JSON.stringify([0, 'fingerprint', 1, 1, 0]))],
    ['another spelling', `${ours}==`],
    ['an id', globalIdOf('Invoice', 1)],
    ['text without a seal', Buffer.from('[1,"fingerprint",1,1,0]').toString('base64url')],
    ['no JSON', Buffer.from('[1,').toString('base64url')],
    ['too much', 'a'.repeat(513)],
    ['nothing', ''],
  ])('%s is refused', (_what, cursor) => {
    expect(cursors.read(cursor)).toBeNull();
  });
});
