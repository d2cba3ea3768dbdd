import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { InvoiceRow } from '../../src/sandbox/rows.ts';
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
const key = (): string => `status-${(keys += 1)}`;

type Mutation = 'invoiceSend' | 'invoiceCancel' | 'invoiceSuspend' | 'invoiceResume' | 'invoiceArchive' | 'invoiceUnarchive' | 'invoicePush' | 'invoiceSign';
const payloadOf = (mutation: Mutation): string => `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
const act = (mutation: Mutation) =>
  keyedWrite(() => graph, mutation, `... on ${payloadOf(mutation)} { invoice { upstreamId status isArchived } ${mutation === 'invoiceSign' ? 'signUrl' : ''} } ... on InvoiceTransitionError { currentStatus }`);

const invoiceOf = (members: Partial<Record<keyof InvoiceRow, unknown>> = {}): { readonly id: number; readonly invoiceId: string } => {
  const { id } = graph.sandbox.state.insertInvoice({ status: 'actual', is_archived: 0, buyer_email: 'contabilitate@exemplu.md', ...members });
  return { id, invoiceId: globalIdOf('Invoice', id) };
};
const row = (id: number): InvoiceRow => graph.sandbox.state.invoices.get(id)!;
/** What was sent last, without the keys. */
const lastBody = (endpoint: string): unknown => {
  const { connect: _keys, ...body } = graph.sandbox.calls.all().findLast((call) => call.endpoint === endpoint)?.body as Readonly<Record<string, unknown>>;
  return body;
};

/** How each is sent, from where it is done, what it makes, and from where it is refused. */
const CASES: readonly (readonly [Mutation, string, Partial<Record<keyof InvoiceRow, unknown>>, { readonly status: string; readonly isArchived: boolean }, Partial<Record<keyof InvoiceRow, unknown>> | null, string])[] = [
  ['invoiceSend', 'invoice.send', { status: 'actual' }, { status: 'SENT', isArchived: false }, { status: 'rejected' }, 'CANCELLED'],
  ['invoiceCancel', 'invoice.set', { status: 'actual' }, { status: 'CANCELLED', isArchived: false }, { status: 'full' }, 'PAID'],
  ['invoiceSuspend', 'invoice.set', { status: 'sended' }, { status: 'SUSPENDED', isArchived: false }, { status: 'suspended' }, 'SUSPENDED'],
  ['invoiceResume', 'invoice.set', { status: 'suspended' }, { status: 'OPEN', isArchived: false }, { status: 'actual' }, 'OPEN'],
  ['invoiceArchive', 'invoice.set', { status: 'full' }, { status: 'PAID', isArchived: true }, { status: 'full', is_archived: 1 }, 'PAID'],
  ['invoiceUnarchive', 'invoice.set', { status: 'full', is_archived: 1 }, { status: 'PAID', isArchived: false }, { status: 'archived', is_archived: 1 }, 'ARCHIVED'],
  ['invoicePush', 'invoice.push', { status: 'full' }, { status: 'PAID', isArchived: false }, null, ''],
  ['invoiceSign', 'invoice.sign', { status: 'sended' }, { status: 'SENT', isArchived: false }, null, ''],
];

describe.each(CASES)('%s', (mutation, endpoint, members, becomes) => {
  const write = (input: Readonly<Record<string, unknown>>) => act(mutation)(input);

  it('is sent once, and seen by the same operation and by later ones', async () => {
    const { id, invoiceId } = invoiceOf(members);
    const { result, calls } = await write({ invoiceId });
    expect(result).toMatchObject({ __typename: payloadOf(mutation), invoice: { upstreamId: id, ...becomes } });
    expect(calls).toEqual(['invoice.get', 'invoice.get', endpoint].sort());
    expect((await graph.run('query ($id: ID!) { invoice(id: $id) { status isArchived } }', { id: invoiceId })).data).toEqual({ invoice: becomes });
  });

  it('with a key is done once, whatever the repeats', async () => {
    const { invoiceId } = invoiceOf(members);
    const input = { idempotencyKey: key(), invoiceId };
    const first = await write(input);
    const repeat = await write(input);
    expect([repeat.result, repeat.calls]).toEqual([first.result, ['invoice.get']]);
    expect(graph.sandbox.calls.count(endpoint)).toBe(1);
    const other = await write({ ...input, invoiceId: invoiceOf(members).invoiceId });
    expect([other.result.__typename, other.calls]).toEqual(['IdempotencyKeyReusedError', []]);
  });

  it('takes an absent key and one that is null alike', async () => {
    for (const over of [{}, { idempotencyKey: null }]) expect((await write({ invoiceId: invoiceOf(members).invoiceId, ...over })).result.__typename).toBe(payloadOf(mutation));
    expect((await write({ invoiceId: invoiceOf(members).invoiceId, idempotencyKey: '' })).result).toMatchObject({ __typename: 'InvalidInputError' });
    expect(graph.sandbox.calls.count(endpoint)).toBe(2);
  });

  it.each([
    ['a garbage id', 'garbage', []],
    ['an id of another type', globalIdOf('Payment', 1), []],
    ['the id of nothing', globalIdOf('Invoice', 999_999), ['invoice.get']],
  ])('refuses %s', async (_what, invoiceId, expected) => {
    const { result, calls } = await write({ invoiceId });
    expect([faultsIn(result), calls]).toEqual([['input.invoiceId: `invoiceId` names no invoice.'], expected]);
  });

  it('is never sent again by itself when its answer is lost', async () => {
    const { invoiceId } = invoiceOf(members);
    const input = { idempotencyKey: key(), invoiceId };
    graph.sandbox.faults.add({ endpoint, kind: 'resetAfter' });
    expect((await write(input)).result).toMatchObject({ __typename: 'OutcomeUnknownError', idempotencyKey: input.idempotencyKey });
    const repeat = await write(input);
    // What shows in the invoice is found; a push and a signing leave no trace to find.
    expect(repeat.result.__typename).toBe(mutation === 'invoicePush' || mutation === 'invoiceSign' ? 'OutcomeUnknownError' : payloadOf(mutation));
    expect(graph.sandbox.calls.count(endpoint)).toBe(1);
  });

  it('that never arrived stays unknown, and is not sent by a repeat', async () => {
    const { id, invoiceId } = invoiceOf(members);
    const before = structuredClone(row(id));
    const input = { idempotencyKey: key(), invoiceId };
    graph.sandbox.faults.add({ endpoint, kind: 'resetBefore' });
    expect((await write(input)).result.__typename).toBe('OutcomeUnknownError');
    expect((await write(input)).result.__typename).toBe('OutcomeUnknownError');
    expect([graph.sandbox.calls.count(endpoint), row(id)]).toEqual([1, before]);
  });
});

it.each(CASES.filter(([, , , , forbidden]) => forbidden !== null))('%s is refused with the current status where the table forbids it, before anything is sent', async (mutation, _endpoint, _members, _becomes, forbidden, currentStatus) => {
  const { id, invoiceId } = invoiceOf(forbidden ?? {});
  const before = structuredClone(row(id));
  const { result, calls } = await act(mutation)({ idempotencyKey: key(), invoiceId });
  expect(result).toMatchObject({ __typename: 'InvoiceTransitionError', code: 'INVALID_STATUS_TRANSITION', retryable: false, path: ['input', 'invoiceId'], currentStatus });
  expect([calls, row(id)]).toEqual([['invoice.get'], before]);
});

describe('what is sent', () => {
  it.each<[Mutation, object, object]>([
    ['invoiceCancel', { status: 'draft' }, { status: 'rejected' }],
    ['invoiceSuspend', { status: 'actual' }, { status: 'suspended' }],
    ['invoiceResume', { status: 'suspended' }, { status: 'actual' }],
    ['invoiceArchive', { status: 'actual' }, { is_archived: 1 }],
    ['invoiceUnarchive', { status: 'actual', is_archived: 1 }, { is_archived: 0 }],
  ])('by %s is the change alone', async (mutation, members, change) => {
    const { id, invoiceId } = invoiceOf(members);
    await act(mutation)({ invoiceId });
    expect(lastBody('invoice.set')).toEqual({ id, ...change });
  });
});

describe('invoiceSend', () => {
  it('sends once more what was sent, paid or not, and leaves the status', async () => {
    for (const [status, shown] of [['sended', 'SENT'], ['part', 'PARTIALLY_PAID'], ['full', 'PAID']]) {
      const { invoiceId } = invoiceOf({ status });
      expect((await act('invoiceSend')({ invoiceId })).result).toMatchObject({ __typename: 'InvoiceSendPayload', invoice: { status: shown } });
    }
    expect(graph.sandbox.calls.count('invoice.send')).toBe(3);
  });

  it.each([
    ['none', '', 'is missing'],
    ['null for one', null, 'is missing'],
    ['two in one', 'a@exemplu.md, b@exemplu.md', 'is not an e-mail address'],
    ['one without a domain', 'contabilitate', 'is not an e-mail address'],
    ['a line break in it', 'a@exemplu.md\nBcc: b@exemplu.md', 'holds a control character, such as a line break'],
  ])('refuses an invoice whose buyer has %s as the e-mail address', async (_what, buyer_email, fault) => {
    const { id, invoiceId } = invoiceOf({ buyer_email });
    const { result, calls } = await act('invoiceSend')({ invoiceId });
    expect([faultsIn(result), calls, row(id).status]).toEqual([[`input.invoiceId: \`invoiceId\` names an invoice that cannot be e-mailed: the address of its buyer ${fault}. Set it right at e-Cont.md.`], ['invoice.get'], 'actual']);
  });
});

describe('invoiceSign', () => {
  it('tells where the signer goes on, also to a repeat', async () => {
    const input = { idempotencyKey: key(), invoiceId: invoiceOf().invoiceId };
    const first = await act('invoiceSign')(input);
    expect(first.result.signUrl).toMatch(/^https:\/\/msign\.example\.md\/sign\/[0-9a-f]{32}$/);
    expect((await act('invoiceSign')(input)).result.signUrl).toBe(first.result.signUrl);
    expect(graph.sandbox.calls.count('invoice.sign')).toBe(1);
  });
});

describe('a change that races with another', () => {
  it('is refused by what e-Cont.md says, not by what was read before', async () => {
    const { id, invoiceId } = invoiceOf({ status: 'actual' });
    // It is paid after it was read, and before the cancellation arrives.
    graph.sandbox.faults.add({
      endpoint: 'invoice.set',
      kind: 'latency',
      ms: 1,
      match: () => {
        graph.sandbox.state.patchInvoice(id, { status: 'full' });
        return true;
      },
    });
    const { result, calls } = await act('invoiceCancel')({ idempotencyKey: key(), invoiceId });
    expect(result).toMatchObject({ __typename: 'UpstreamRejectedError', code: 'UPSTREAM_REJECTED' });
    expect([calls, row(id).status]).toEqual([['invoice.get', 'invoice.set'], 'full']);
  });

  it('within one operation goes by what the one before made of it', async () => {
    const { invoiceId } = invoiceOf({ status: 'actual' });
    const document = `mutation ($id: ID!) {
      suspend: invoiceSuspend(input: { invoiceId: $id }) { ... on InvoiceSuspendPayload { invoice { status } } }
      again: invoiceSuspend(input: { invoiceId: $id }) { ... on InvoiceTransitionError { currentStatus } }
      resume: invoiceResume(input: { invoiceId: $id }) { ... on InvoiceResumePayload { invoice { status } } }
    }`;
    const { data } = await graph.run(document, { id: invoiceId });
    expect(data).toEqual({ suspend: { invoice: { status: 'SUSPENDED' } }, again: { currentStatus: 'SUSPENDED' }, resume: { invoice: { status: 'OPEN' } } });
  });
});
