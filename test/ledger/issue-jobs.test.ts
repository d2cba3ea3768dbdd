import { afterEach, describe, expect, it } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { InvoiceOrder } from '../../src/domain/invoice.ts';
import type { Ledger } from '../../src/ledger/create-ledger.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { IssueJob, JobRequest, JobRowRequest, StartJobResult } from '../../src/ledger/jobs/issue-job.ts';
import { jobRowState } from '../../src/ledger/jobs/job-state.ts';
import type { Drafts } from '../../src/ledger/operations.ts';
import type { Store } from '../../src/ledger/store/store.ts';
import { openStore } from '../../src/ledger/store/store.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import { instant } from '../kit/domain-rows.ts';
import type { FakeUpstream } from '../kit/fake-upstream.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';
import { LEDGER_SETTINGS } from '../kit/start-ledger.ts';
import { STORES } from '../kit/stores.ts';

const CALLER = { tenant: 'test', caller: 'tester', requestId: 'r-1', language: 'ro' } as const;

const draft = (n: number): Drafts['invoiceIssue'] => ({
  departmentId: 2, amount: decimal('10.00'), currency: 'MDL' as CurrencyCode, createdAt: instant('2026-11-20T09:00:00+02:00'), orderStatus: 'pending',
  billing: { email: `a${n}@exemplu.md` }, lines: [{ name: `rând ${n}`, unitPrice: decimal('10.00'), quantity: 1, total: decimal('10.00') }],
});
const row = (n: number): JobRowRequest => ({ ok: true, input: { n }, draft: draft(n), defaults: { currency: 'MDL' } });
const refusedRow = (n: number): JobRowRequest => ({ ok: false, input: { n }, failure: { code: 'INVALID_INPUT', message: `rândul ${n}` } });
const rows = (count: number): readonly JobRowRequest[] => Array.from({ length: count }, (_, n) => row(n));

const request = (over: Partial<JobRequest> & { readonly rows?: readonly JobRowRequest[] } = {}): JobRequest => {
  const { rows: given = rows(3), ...rest } = over;
  return { key: 'job', policy: 'CONTINUE', input: { policy: 'CONTINUE', invoices: given.map(({ input }) => input) }, prepare: () => Promise.resolve(given), ...rest };
};

const jobOf = (result: StartJobResult): IssueJob => {
  if (result.outcome !== 'started') throw new Error(`expected a job, got ${JSON.stringify(result)}`);
  return result.job;
};

/** The row that an order is of, by its line. */
const rowsSent = (upstream: FakeUpstream): readonly number[] => upstream.orders.map(({ lines: [line] }: InvoiceOrder) => Number(line?.name.slice(5)));
const indexes = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

describe.each(STORES)('jobs on $name', ({ newPlace }) => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  const process = async (upstream: UpstreamClient, settings: Parameters<typeof openStore>[0]): Promise<{ readonly ledger: Ledger; readonly store: Store }> => {
    const store = await openStore(settings);
    opened.push(store);
    const ledger = await createLedger({ store, upstreamOf: () => upstream, settings: LEDGER_SETTINGS });
    opened.push(ledger);
    return { ledger, store };
  };

  const statesOf = async (ledger: Ledger, jobId: number) => {
    const states: string[] = [];
    for (let position = -1; ; position += 100) {
      const page = await ledger.forCaller(CALLER).jobs.rows(jobId, { from: 'after', position, count: 100 });
      states.push(...page.rows.map(({ record, failure }) => jobRowState(failure !== null, record?.state ?? null)));
      if (!page.hasNextPage) return states;
    }
  };

  it('sends 500 rows one after another, each once', async () => {
    const upstream = createFakeUpstream();
    const { ledger } = await process(upstream, (await newPlace()).settings);
    const { jobs } = ledger.forCaller(CALLER);
    const started = jobOf(await jobs.start(request({ rows: rows(500) })));
    expect(started).toMatchObject({ key: 'job', policy: 'CONTINUE', state: 'RUNNING', completedAt: null, progress: { total: 500, unknown: 0, refused: 0 } });
    await ledger.jobsDone();
    expect(rowsSent(upstream)).toEqual(indexes(500));
    expect(await jobs.byId(started.id)).toMatchObject({ state: 'COMPLETED', progress: { total: 500, waiting: 0, done: 500, refused: 0, unknown: 0 } });
  });

  it('goes on past a row that was refused and one that nobody knows of', async () => {
    const upstream = createFakeUpstream();
    const { ledger } = await process(upstream, (await newPlace()).settings);
    const { jobs } = ledger.forCaller(CALLER);
    upstream.beforeAnswer = ({ endpoint }) => {
      if (endpoint !== 'invoice.put') return;
      upstream.putOutcome = ({ 1: { outcome: 'refused', failure: upstreamError('rejected') }, 2: { outcome: 'unknown', failure: upstreamError('timeout', { sent: 'maybe' }) } } as const)[upstream.orders.length] ?? null;
    };
    const { id } = jobOf(await jobs.start(request({ rows: [row(0), row(1), row(2), refusedRow(3), row(4)] })));
    await ledger.jobsDone();
    expect(rowsSent(upstream)).toEqual([0, 1, 2, 4]);
    expect(await statesOf(ledger, id)).toEqual(['DONE', 'REFUSED', 'UNKNOWN', 'REFUSED', 'DONE']);
    expect(await jobs.byKey('job')).toMatchObject({ state: 'COMPLETED', progress: { total: 5, waiting: 0, done: 2, refused: 2, unknown: 1 } });
    const { rows: shown } = await jobs.rows(id, { from: 'after', position: 2, count: 1 });
    expect(shown).toEqual([{ index: 3, key: 'job/3', record: null, failure: { code: 'INVALID_INPUT', message: 'rândul 3' } }]);
  });

  it('tries a row again that was refused for a reason that passes, in its place', async () => {
    const upstream = createFakeUpstream();
    const { ledger } = await process(upstream, (await newPlace()).settings);
    const { jobs } = ledger.forCaller(CALLER);
    upstream.beforeAnswer = ({ endpoint }) => {
      if (endpoint !== 'invoice.put') return;
      // The second row: twice a refusal that says nothing of it.
      upstream.putOutcome = ({ 1: { outcome: 'refused', failure: upstreamError('unreachable') }, 2: { outcome: 'refused', failure: upstreamError('rateLimited') } } as const)[upstream.orders.length] ?? null;
    };
    const { id } = jobOf(await jobs.start(request({ rows: rows(3) })));
    await ledger.jobsDone();
    expect(rowsSent(upstream)).toEqual([0, 1, 1, 1, 2]);
    expect(await statesOf(ledger, id)).toEqual(['DONE', 'DONE', 'DONE']);
  });

  it('stops between two rows, and the next process goes on where it stopped', async () => {
    const upstream = createFakeUpstream();
    const { settings } = await newPlace();
    const first = await process(upstream, settings);
    let closed: Promise<void> | undefined;
    upstream.beforeAnswer = ({ endpoint }) => {
      if (endpoint === 'invoice.put' && upstream.orders.length === 300) closed ??= first.ledger.close();
    };
    const { id } = jobOf(await first.ledger.forCaller(CALLER).jobs.start(request({ rows: rows(500) })));
    await first.ledger.jobsDone();
    await closed;
    expect(rowsSent(upstream)).toEqual(indexes(301));

    const second = await process(upstream, settings);
    await second.ledger.jobsDone();
    expect(rowsSent(upstream)).toEqual(indexes(500));
    expect(new Set(upstream.orders.map(({ orderId }) => orderId)).size).toBe(500);
    expect(await second.ledger.forCaller(CALLER).jobs.byId(id)).toMatchObject({ state: 'COMPLETED', progress: { total: 500, waiting: 0, done: 500, refused: 0, unknown: 0 } });
  });

  it('does not send again what was sent before its mark was written', async () => {
    const upstream = createFakeUpstream();
    const { settings } = await newPlace();
    const first = await process(upstream, settings);
    const { id } = jobOf(await first.ledger.forCaller(CALLER).jobs.start(request({ rows: rows(5) })));
    await first.ledger.jobsDone();
    // As if the process had died after the third row was settled and before that was noted.
    await first.store.db.updateTable('jobs').set({ state: 'RUNNING', completed_at: null, owner: 'gone:1:0' }).where('id', '=', id).execute();
    for (const index of [2, 3, 4]) {
      await first.store.db.updateTable('job_rows').set({ state: 'waiting', request: JSON.stringify(row(index)) }).where('job_id', '=', id).where('index', '=', index).execute();
    }
    const second = await process(upstream, settings);
    await second.ledger.jobsDone();
    expect(rowsSent(upstream)).toEqual(indexes(5));
    expect(await second.ledger.forCaller(CALLER).jobs.byId(id)).toMatchObject({ state: 'COMPLETED', progress: { done: 5 } });
  });

  it('is taken over by one process alone', async () => {
    const upstream = createFakeUpstream();
    const { settings } = await newPlace();
    const first = await process(upstream, settings);
    const { id } = jobOf(await first.ledger.forCaller(CALLER).jobs.start(request({ rows: [refusedRow(0)] })));
    await first.ledger.jobsDone();
    await first.ledger.close();
    await first.store.db.updateTable('jobs').set({ state: 'RUNNING', owner: 'gone:1:0' }).where('id', '=', id).execute();
    await first.store.db.updateTable('job_rows').set({ state: 'waiting', request: JSON.stringify(row(0)) }).where('job_id', '=', id).execute();
    const others = await Promise.all([process(upstream, settings), process(upstream, settings), process(upstream, settings)]);
    await Promise.all(others.map(({ ledger }) => ledger.jobsDone()));
    expect(rowsSent(upstream)).toEqual([0]);
  });

  it('answers the same job to the same key, also with its defaults spelt out, and refuses another input', async () => {
    const upstream = createFakeUpstream();
    const { ledger } = await process(upstream, (await newPlace()).settings);
    const { jobs } = ledger.forCaller(CALLER);
    const [first, second] = await Promise.all([jobs.start(request()), jobs.start(request())]);
    await ledger.jobsDone();
    expect(jobOf(first).id).toBe(jobOf(second).id);
    const spelt = request({ input: { policy: 'CONTINUE', invoices: [{ n: 0, currency: 'MDL' }, { n: 1 }, { n: 2 }] }, prepare: () => Promise.reject(new Error('a repeat prepares nothing')) });
    expect(jobOf(await jobs.start(spelt))).toMatchObject({ id: jobOf(first).id, state: 'COMPLETED', progress: { done: 3 } });
    expect(await jobs.start(request({ rows: rows(2) }))).toMatchObject({ outcome: 'keyReused', key: 'job' });
    expect(upstream.orders).toHaveLength(3);
    expect(await ledger.forCaller({ ...CALLER, tenant: 'other' }).jobs.byId(jobOf(first).id)).toBeNull();
    expect(await ledger.forCaller({ ...CALLER, tenant: 'other' }).jobs.byKey('job')).toBeNull();
  });

  it('and single writes share their keys', async () => {
    const upstream = createFakeUpstream();
    const { ledger } = await process(upstream, (await newPlace()).settings);
    const { jobs, write } = ledger.forCaller(CALLER);
    const issue = (key: string, n: number) => write<'invoiceIssue', never>({ operation: 'invoiceIssue', key, input: { n }, prepare: () => Promise.resolve({ ok: true, draft: draft(n), defaults: { currency: 'MDL' } }) });

    await issue('single', 7);
    expect(await jobs.start(request({ key: 'single' }))).toMatchObject({ outcome: 'keyReused', key: 'single' });
    await jobs.start(request({ key: 'many' }));
    await ledger.jobsDone();
    expect(await issue('many', 7)).toMatchObject({ outcome: 'keyReused', key: 'many' });
    // The key of a row is a repeat of that row.
    expect(await issue('many/1', 1)).toMatchObject({ outcome: 'done', reference: { type: 'Invoice', id: 3 } });
    expect(await issue('many/1', 2)).toMatchObject({ outcome: 'keyReused' });
    expect(rowsSent(upstream)).toEqual([7, 0, 1, 2]);
  });

  it('refuses a row whose key another write took, and sends the rest', async () => {
    const upstream = createFakeUpstream();
    const { ledger } = await process(upstream, (await newPlace()).settings);
    const { jobs, write } = ledger.forCaller(CALLER);
    await write<'invoiceIssue', never>({ operation: 'invoiceIssue', key: 'job/1', input: { n: 9 }, prepare: () => Promise.resolve({ ok: true, draft: draft(9) }) });
    const { id } = jobOf(await jobs.start(request()));
    await ledger.jobsDone();
    expect(await statesOf(ledger, id)).toEqual(['DONE', 'REFUSED', 'DONE']);
    expect((await jobs.rows(id, { from: 'after', position: 0, count: 1 })).rows).toMatchObject([{ index: 1, record: null, failure: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    expect(await jobs.byId(id)).toMatchObject({ progress: { total: 3, waiting: 0, done: 2, refused: 1, unknown: 0 } });
    expect(rowsSent(upstream)).toEqual([9, 0, 2]);
  });

  it('starts nothing where nothing may be sent, and leaves the key free', async () => {
    const upstream = createFakeUpstream();
    const { ledger, store } = await process(upstream, (await newPlace()).settings);
    const { jobs } = ledger.forCaller(CALLER);
    expect(await jobs.start(request({ prepare: () => Promise.resolve(null) }))).toEqual({ outcome: 'notStarted' });
    expect(await store.db.selectFrom('jobs').selectAll().execute()).toEqual([]);
    expect(jobOf(await jobs.start(request({ rows: rows(1) }))).progress.total).toBe(1);
    await ledger.jobsDone();
    const audit = await store.db.selectFrom('audit').select(['operation', 'outcome', 'object']).orderBy('position').execute();
    expect(audit).toEqual([{ operation: 'invoiceIssueMany', outcome: 'DONE', object: `InvoiceIssueJob:${(await jobs.byKey('job'))?.id ?? ''}` }, { operation: 'invoiceIssue', outcome: 'DONE', object: 'Invoice:1' }]);
  });

  it('is forgotten after the retention, but for its key', async () => {
    const upstream = createFakeUpstream();
    const store = await openStore((await newPlace()).settings);
    let now = Date.UTC(2026, 10, 20);
    const ledger = await createLedger({ store, upstreamOf: () => upstream, settings: { ...LEDGER_SETTINGS, retentionMs: 1_000 }, nowMs: () => now });
    opened.push(store, ledger);
    const { jobs } = ledger.forCaller(CALLER);
    const { id } = jobOf(await jobs.start(request()));
    await ledger.jobsDone();
    now += 2_000;
    await ledger.forget();
    expect(await jobs.byId(id)).toBeNull();
    expect(await jobs.start(request())).toMatchObject({ outcome: 'keyExpired', key: 'job' });
    expect(await store.db.selectFrom('job_rows').select(['key', 'request', 'failure']).execute()).toEqual(Array.from({ length: 3 }, () => ({ key: null, request: null, failure: null })));
    expect(upstream.orders).toHaveLength(3);
  });

  it.each([
    [{ from: 'start', count: 2 }, [0, 1], true, false],
    [{ from: 'end', count: 2 }, [3, 4], false, true],
    [{ from: 'after', position: 1, count: 2 }, [2, 3], true, true],
    [{ from: 'after', position: 4, count: 2 }, [], false, true],
    [{ from: 'before', position: 1, count: 2 }, [0], true, false],
    [{ from: 'before', position: 0, count: 2 }, [], true, false],
    [{ from: 'start', count: 100 }, [0, 1, 2, 3, 4], false, false],
  ] as const)('shows the rows of a window %j', async (window, shown, hasNextPage, hasPreviousPage) => {
    const { ledger } = await process(createFakeUpstream(), (await newPlace()).settings);
    const { jobs } = ledger.forCaller(CALLER);
    const { id } = jobOf(await jobs.start(request({ rows: indexes(5).map(refusedRow) })));
    const page = await jobs.rows(id, window);
    expect({ ...page, rows: page.rows.map(({ index }) => index) }).toEqual({ rows: shown, hasNextPage, hasPreviousPage, total: 5 });
  });
});
