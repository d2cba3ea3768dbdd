import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createLedger } from '../../src/ledger/create-ledger.ts';
import { dataOf, listAt, refusalOf, resultOf, valueAt } from '../kit/assert-result.ts';
import { makeCustomer, times } from '../kit/domain-rows.ts';
import { execute, ledgerOf, NOW } from '../kit/execute.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { globalIdOf } from '../kit/ids.ts';
import { LEDGER_SETTINGS } from '../kit/start-ledger.ts';

const JOB = 'id idempotencyKey policy state startedAt completedAt progress { total waiting done refused unknown }';
const MANY = `mutation ($input: InvoiceIssueManyInput!) { invoiceIssueMany(input: $input) {
  __typename
  ... on InvoiceIssueManyPayload { job { ${JOB} } }
  ... on UserError { code message path retryable }
  ... on InvalidInputError { faults { path message } }
} }`;
const READ = `query ($id: ID, $key: ID, $first: Int, $after: String) { invoiceIssueJob(id: $id, idempotencyKey: $key) {
  ${JOB} rows(first: $first, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { index idempotencyKey state code message invoice { upstreamId } } }
} }`;

type Input = Readonly<Record<string, unknown>>;

const row = (n: number, over: Input = {}): Input => ({ customer: { email: `a${n}@exemplu.md` }, lines: [{ name: `rând ${n}`, unitPrice: '10.00', quantity: 1 }], ...over });
const rows = (count: number): readonly Input[] => Array.from({ length: count }, (_, n) => row(n));
const bad = (n: number): Input => row(n, { lines: [{ name: `rând ${n}`, unitPrice: '-1', quantity: 0 }] });

describe('over a fake upstream', () => {
  const many = (upstream: FakeUpstream, input: Input) => execute(upstream, MANY, { input: { idempotencyKey: 'job', ...input } });
  const done = async (upstream: FakeUpstream): Promise<void> => (await ledgerOf(upstream)).ledger.jobsDone();
  const started = async (upstream: FakeUpstream, input: Input): Promise<Input> => resultOf(await many(upstream, input), 'invoiceIssueMany', 'InvoiceIssueManyPayload')['job'] as Input;
  const sent = (upstream: FakeUpstream): readonly unknown[] => upstream.orders.map(({ lines }) => lines[0]?.name);

  it('sends the rows in their order, tells how far it is, and ends', async () => {
    const upstream = createFakeUpstream();
    const job = await started(upstream, { invoices: rows(3) });
    expect(job).toMatchObject({ idempotencyKey: 'job', policy: 'CONTINUE', state: 'RUNNING', startedAt: NOW, completedAt: null, progress: { total: 3, waiting: 3, done: 0, refused: 0, unknown: 0 } });
    await done(upstream);
    expect(sent(upstream)).toEqual(['rând 0', 'rând 1', 'rând 2']);
    const answer = await execute(upstream, READ, { id: job['id'] });
    expect(dataOf(answer)).toEqual({
      invoiceIssueJob: {
        ...job, state: 'COMPLETED', completedAt: NOW, progress: { total: 3, waiting: 0, done: 3, refused: 0, unknown: 0 },
        rows: {
          totalCount: 3, pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: valueAt(answer, 'invoiceIssueJob.rows.pageInfo.endCursor') },
          nodes: [0, 1, 2].map((index) => ({ index, idempotencyKey: `job/${index}`, state: 'DONE', code: null, message: null, invoice: { upstreamId: index + 1 } })),
        },
      },
    });
    // The three invoices are read together, and nothing else is.
    expect(answer.counted).toEqual({ 'invoice.list': 1 });
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'invoice.put': 3, 'invoice.list': 1 });
  });

  it('reads the customers of all rows a hundred at a time, and the department once', async () => {
    const upstream = createFakeUpstream({ customers: times(250, (id) => makeCustomer({ id })) });
    // Each customer twice: 500 rows.
    await started(upstream, { invoices: Array.from({ length: 500 }, (_, n) => row(n, { customer: null, customerId: globalIdOf('Customer', (n % 250) + 1) })) });
    expect(upstream.counted()).toMatchObject({ 'department.get': 1, 'customer.list': 3 });
    await done(upstream);
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'customer.list': 3, 'invoice.put': 500 });
  });

  it('with ALL_OR_NOTHING sends nothing for one fault, and tells all of them', async () => {
    const upstream = createFakeUpstream();
    const invoices = [row(0), bad(1), row(2, { customer: null, customerId: globalIdOf('Customer', 7) }), row(3, { currency: 'EUR' })];
    const answer = await many(upstream, { policy: 'ALL_OR_NOTHING', invoices });
    const { code, path, faults } = resultOf(answer, 'invoiceIssueMany', 'InvalidInputError');
    expect([code, path]).toEqual(['INVALID_INPUT', ['input', 'invoices', '1', 'lines', '0', 'unitPrice']]);
    expect((faults as readonly Input[]).map((fault) => fault['path'])).toEqual([
      ['input', 'invoices', '1', 'lines', '0', 'unitPrice'], ['input', 'invoices', '1', 'lines', '0', 'quantity'], ['input', 'invoices', '2', 'customerId'], ['input', 'invoices', '3', 'currency'],
    ]);
    await done(upstream);
    expect(upstream.counted()).toEqual({ 'department.get': 1, 'customer.get': 1 });
    expect(refusalOf(await execute(upstream, READ, { key: 'job' }))).toMatchObject({ code: 'NOT_FOUND' });
    // The key is as free as before.
    await started(upstream, { policy: 'ALL_OR_NOTHING', invoices: rows(2) });
    await done(upstream);
    expect(upstream.orders).toHaveLength(2);
  });

  it('with CONTINUE refuses rows with faults and sends the rest', async () => {
    const upstream = createFakeUpstream();
    await started(upstream, { policy: null, invoices: [row(0), bad(1), row(2)] });
    await done(upstream);
    expect(sent(upstream)).toEqual(['rând 0', 'rând 2']);
    const answer = await execute(upstream, READ, { key: 'job' });
    expect(valueAt(answer, 'invoiceIssueJob.progress')).toEqual({ total: 3, waiting: 0, done: 2, refused: 1, unknown: 0 });
    expect(listAt(answer, 'invoiceIssueJob.rows.nodes')[1]).toEqual({
      index: 1, idempotencyKey: 'job/1', state: 'REFUSED', code: 'INVALID_INPUT', invoice: null,
      message: '`lines.0.unitPrice` is -1; a price cannot be negative. `lines.0.quantity` is 0; it must be from 1 to 1000000.',
    });
  });

  it('tells of a row that e-Cont.md refused, and of one that nobody knows of', async () => {
    const upstream = createFakeUpstream();
    upstream.beforeAnswer = ({ endpoint }) => {
      if (endpoint !== 'invoice.put') return;
      upstream.putOutcome = ([{ outcome: 'refused', failure: upstreamError('rejected', { message: 'Suma este greșită' }) }, { outcome: 'unknown', failure: upstreamError('timeout', { sent: 'maybe' }) }] as const)[upstream.orders.length] ?? null;
    };
    await started(upstream, { invoices: rows(3) });
    await done(upstream);
    expect(listAt(await execute(upstream, READ, { key: 'job' }), 'invoiceIssueJob.rows.nodes')).toEqual([
      { index: 0, idempotencyKey: 'job/0', state: 'REFUSED', code: 'UPSTREAM_REJECTED', message: 'Suma este greșită', invoice: null },
      { index: 1, idempotencyKey: 'job/1', state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', message: 'It is not known whether this took place. Repeat it with the same idempotencyKey, or ask mutationOutcome: both look for it and send nothing.', invoice: null },
      { index: 2, idempotencyKey: 'job/2', state: 'DONE', code: null, message: null, invoice: { upstreamId: 1 } },
    ]);
  });

  it.each([[0, 'holds 0 invoices'], [501, 'holds 501 invoices']])('refuses %i rows', async (count, text) => {
    const upstream = createFakeUpstream();
    const answer = await many(upstream, { invoices: rows(count) });
    expect(resultOf(answer, 'invoiceIssueMany', 'InvalidInputError')).toMatchObject({ path: ['input', 'invoices'], message: `\`invoices\` ${text}; it must hold 1 to 500.` });
    expect(upstream.calls).toEqual([]);
  });

  it.each([1, 500])('takes %i rows', async (count) => {
    const upstream = createFakeUpstream();
    await started(upstream, { invoices: rows(count) });
    await done(upstream);
    expect(upstream.orders).toHaveLength(count);
  });

  it('refuses a key that is none', async () => {
    const upstream = createFakeUpstream();
    expect(resultOf(await many(upstream, { idempotencyKey: 'a b', invoices: rows(1) }), 'invoiceIssueMany', 'InvalidInputError')).toMatchObject({ path: ['input', 'idempotencyKey'] });
    expect(upstream.calls).toEqual([]);
  });

  it('starts nothing where the customers cannot be read', async () => {
    const upstream = createFakeUpstream();
    upstream.fail('customer.get', upstreamError('failed'), { times: 1 });
    const input = { invoices: [row(0), row(1, { customer: null, customerId: globalIdOf('Customer', 7) })] };
    expect(resultOf(await many(upstream, input), 'invoiceIssueMany', 'UpstreamRejectedError')).toMatchObject({ code: 'UPSTREAM_FAILED', retryable: true });
    expect(upstream.orders).toEqual([]);
    await started(upstream, input);
    await done(upstream);
    expect(sent(upstream)).toEqual(['rând 0']);
  });

  it('answers the same job to its key, reads nothing for it, and refuses another input', async () => {
    const upstream = createFakeUpstream();
    const first = await started(upstream, { invoices: rows(2) });
    await done(upstream);
    const before = upstream.calls.length;
    const same = [row(0, { currency: 'MDL', language: 'RO', note: null, lines: [{ name: 'rând 0', unitPrice: '10', quantity: 1, unit: 'pcs' }] }), row(1)];
    expect(await started(upstream, { policy: 'CONTINUE', invoices: same })).toEqual({ ...first, state: 'COMPLETED', completedAt: NOW, progress: { total: 2, waiting: 0, done: 2, refused: 0, unknown: 0 } });
    for (const other of [{ invoices: rows(1) }, { invoices: rows(2), policy: 'ALL_OR_NOTHING' }, { invoices: [row(1), row(0)] }]) {
      expect(resultOf(await many(upstream, other), 'invoiceIssueMany', 'IdempotencyKeyReusedError')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    }
    expect(upstream.calls).toHaveLength(before);
  });

  it('shares its key with no other write', async () => {
    const upstream = createFakeUpstream();
    const issue = (idempotencyKey: string, input: Input) => execute(upstream, 'mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { __typename ... on InvoiceIssuePayload { invoice { upstreamId } } } }', { input: { idempotencyKey, ...input } });
    await issue('single', row(9));
    resultOf(await many(upstream, { idempotencyKey: 'single', invoices: rows(1) }), 'invoiceIssueMany', 'IdempotencyKeyReusedError');
    await started(upstream, { invoices: rows(2) });
    await done(upstream);
    resultOf(await issue('job', row(0)), 'invoiceIssue', 'IdempotencyKeyReusedError');
    expect(resultOf(await issue('job/1', row(1)), 'invoiceIssue', 'InvoiceIssuePayload')).toEqual({ invoice: { upstreamId: 3 } });
    expect(sent(upstream)).toEqual(['rând 9', 'rând 0', 'rând 1']);
  });

  it('is a node, and its rows are pages', async () => {
    const upstream = createFakeUpstream();
    const { id } = await started(upstream, { invoices: Array.from({ length: 5 }, (_, n) => bad(n)) });
    await done(upstream);
    expect(valueAt(await execute(upstream, 'query ($id: ID!) { node(id: $id) { __typename id ... on InvoiceIssueJob { progress { refused } } } }', { id }), 'node')).toEqual({ __typename: 'InvoiceIssueJob', id, progress: { refused: 5 } });
    const indexes: unknown[] = [];
    let after: unknown = null;
    do {
      const page = await execute(upstream, READ, { id, first: 2, after });
      indexes.push(listAt(page, 'invoiceIssueJob.rows.nodes').map((node) => (node as Input)['index']));
      after = valueAt(page, 'invoiceIssueJob.rows.pageInfo.hasNextPage') === true ? valueAt(page, 'invoiceIssueJob.rows.pageInfo.endCursor') : null;
    } while (after !== null);
    expect(indexes).toEqual([[0, 1], [2, 3], [4]]);
    const back = 'query ($id: ID, $last: Int, $before: String) { invoiceIssueJob(id: $id) { rows(last: $last, before: $before) { nodes { index } pageInfo { startCursor hasPreviousPage hasNextPage } } } }';
    const last = await execute(upstream, back, { id, last: 2 });
    expect(listAt(last, 'invoiceIssueJob.rows.nodes')).toEqual([{ index: 3 }, { index: 4 }]);
    const before = await execute(upstream, back, { id, last: 2, before: valueAt(last, 'invoiceIssueJob.rows.pageInfo.startCursor') });
    expect(valueAt(before, 'invoiceIssueJob.rows')).toMatchObject({ nodes: [{ index: 1 }, { index: 2 }], pageInfo: { hasPreviousPage: true, hasNextPage: true } });
  });

  it.each([
    [{}, 'INVALID_INPUT', 'invoiceIssueJob'],
    [{ id: globalIdOf('InvoiceIssueJob', 1), key: 'job' }, 'INVALID_INPUT', 'invoiceIssueJob'],
    [{ id: globalIdOf('InvoiceIssueJob', 99) }, 'NOT_FOUND', 'invoiceIssueJob'],
    [{ id: globalIdOf('Invoice', 1) }, 'NOT_FOUND', 'invoiceIssueJob'],
    [{ id: 'gunoi' }, 'NOT_FOUND', 'invoiceIssueJob'],
    [{ key: 'nimeni' }, 'NOT_FOUND', 'invoiceIssueJob'],
    [{ key: 'job', first: 101 }, 'INVALID_PAGE_SIZE', 'invoiceIssueJob.rows'],
    [{ key: 'job', first: 0 }, 'INVALID_PAGE_SIZE', 'invoiceIssueJob.rows'],
    [{ key: 'job', after: 'gunoi' }, 'INVALID_CURSOR', 'invoiceIssueJob.rows'],
  ] as const)('cannot be asked for by %j', async (variables, code, path) => {
    const upstream = createFakeUpstream();
    await started(upstream, { invoices: [bad(0)] });
    expect(refusalOf(await execute(upstream, READ, variables))).toMatchObject({ code, path });
    await done(upstream);
  });
});

describe('over the sandbox', () => {
  let graph: GraphOverSandbox;
  beforeEach(async () => {
    graph = await startGraphOverSandbox({ invoices: 10 });
  });
  afterEach(() => graph.close());

  it('500 rows with row 250 poisoned, stopped at row 300 and gone on with by another process, make 500 invoices', async () => {
    const { sandbox, ledger, upstream } = graph;
    let puts = 0;
    let stopped: Promise<void> | undefined;
    const stopAt300 = (): boolean => {
      puts += 1;
      if (puts === 300) stopped = ledger.ledger.close();
      return false;
    };
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'latency', match: stopAt300 });
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'html200', skip: 249 });
    const answer = await graph.run(MANY, { input: { idempotencyKey: 'job', invoices: rows(500) } });
    const { id } = resultOf(answer, 'invoiceIssueMany', 'InvoiceIssueManyPayload')['job'] as Input;
    await ledger.ledger.jobsDone();
    await stopped;
    const progress = async (): Promise<unknown> => valueAt(await graph.run(READ, { id, first: 1 }), 'invoiceIssueJob.progress');
    expect(await progress()).toEqual({ total: 500, waiting: 200, done: 299, refused: 0, unknown: 1 });
    expect(sandbox.state.invoices.created).toBe(300);

    const nowMs = (): number => Date.parse(`${sandbox.clock.now().replace(' ', 'T')}+02:00`);
    const next = await createLedger({ store: ledger.store, upstreamOf: () => upstream, settings: LEDGER_SETTINGS, nowMs });
    await next.jobsDone();
    expect(await progress()).toEqual({ total: 500, waiting: 0, done: 499, refused: 0, unknown: 1 });
    expect(sandbox.state.invoices.created).toBe(500);

    sandbox.clock.advance({ seconds: 10 });
    await next.reconcile();
    expect(await progress()).toEqual({ total: 500, waiting: 0, done: 500, refused: 0, unknown: 0 });
    const made = sandbox.state.invoices.createdBy('order_id');
    expect([made.size, new Set(made.values())]).toEqual([500, new Set([1])]);
    // The numbers follow the rows.
    expect(sandbox.state.invoices.find(({ id: invoiceId }) => invoiceId > 10).map(({ buyer_email }) => buyer_email)).toEqual(Array.from({ length: 500 }, (_, n) => `a${n}@exemplu.md`));
    await next.close();
  }, 30_000);
});
