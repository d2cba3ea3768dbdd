import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Store } from '../../src/ledger/store/store.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { NOW } from '../kit/graph-over-sandbox.ts';
import { breachesOf, issueOnce, putsOf } from '../kit/keyed-issue.ts';
import type { Instance } from '../kit/start-instance.ts';
import { startInstance } from '../kit/start-instance.ts';
import type { StorePlace } from '../kit/store-places.ts';
import { STORES } from '../kit/stores.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox({ now: NOW, invoices: 10 })));
afterAll(() => sandbox.close());

/** What the store does with the next steps of one kind: fails before anything is written, or after it was, as when the connection breaks. */
interface Trouble {
  readonly order: RegExp;
  readonly when: 'before' | 'after';
  times: number;
}

const DONE = { typename: 'InvoiceIssuePayload', orderNumber: 'N-k' };
/** The steps of a write, as the store sorts them. */
const [CLAIM, SETTLE] = [/^k-/, /^z-settle/];

describe.each(STORES)('a store that fails, on $name', ({ newPlace }) => {
  let place: StorePlace;
  let instance: Instance;
  let trouble: Trouble | null;
  let isAway = false;
  /** Reads that still succeed. */
  let readsLeft = Infinity;
  let opened: Store;
  const troubled = (store: Store): Store => ({
    ...(opened = store),
    get db() {
      readsLeft -= 1;
      if (isAway || readsLeft < 0) throw new Error('the store is away');
      return store.db;
    },
    commit: Object.assign(
      async <Value>(order: string, task: Parameters<typeof store.commit<Value>>[1]): Promise<Value> => {
        const now = trouble !== null && trouble.order.test(order) && trouble.times > 0 ? trouble : null;
        if (now !== null) now.times -= 1;
        if (now?.when === 'before') throw new Error('the store is away');
        const value = await store.commit(order, task);
        if (now?.when === 'after') throw new Error('the connection broke after the commit');
        return value;
      },
      { idle: store.commit.idle },
    ),
  });
  beforeEach(async () => {
    sandbox.reset();
    trouble = null;
    isAway = false;
    readsLeft = Infinity;
    place = await newPlace();
    instance = await startInstance({ sandbox, place, wrapStore: troubled });
  });
  afterEach(() => instance.close());

  it.each(['before', 'after'] as const)('the claim fails %s it is written: nothing is sent, and the repeat sends it', async (when) => {
    trouble = { order: CLAIM, when, times: 1 };
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'error', code: 'LEDGER_UNAVAILABLE', retryable: true });
    expect(putsOf(sandbox)).toBe(0);
    expect(await issueOnce(instance, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('the claim is written but seems to fail, and the process dies: another knows only that it may have been sent', async () => {
    trouble = { order: CLAIM, when: 'after', times: 1 };
    await issueOnce(instance, 'k');
    await instance.close();
    trouble = null;
    instance = await startInstance({ sandbox, place });
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await instance.request.resolve({ key: 'k', resolution: 'RESEND', reason: 'not there' })).toMatchObject({ outcome: 'resolved', record: { state: 'DONE' } });
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it.each(['before', 'after'] as const)('the outcome of an invoice that was made cannot be recorded, %s it is written: it is told, and found again by the same process', async (when) => {
    trouble = { order: SETTLE, when, times: 1 };
    expect(await issueOnce(instance, 'k')).toMatchObject(DONE);
    expect(instance.faults).toEqual([expect.stringContaining('recording an outcome')]);
    const { upstreamId } = (await issueOnce(instance, 'k')) ?? {};
    expect(sandbox.state.invoices.find((row) => row.order_number === 'N-k')).toMatchObject([{ id: upstreamId }]);
    expect(await instance.request.outcome('k')).toMatchObject({ state: 'DONE' });
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('the reconciler settles what could not be recorded, without anybody asking', async () => {
    trouble = { order: SETTLE, when: 'before', times: 1 };
    await issueOnce(instance, 'k');
    await instance.ledger.reconcile();
    const { rows } = await instance.request.outcomes({}, { from: 'end', count: 10 });
    expect(rows).toMatchObject([{ key: 'k', state: 'DONE' }]);
    expect(putsOf(sandbox)).toBe(1);
  });

  it.each(['{ it: mutationOutcome(idempotencyKey: "k") { state } }', '{ it: mutationOutcomes { totalCount } }', '{ it: auditLog { totalCount } }'])('the store cannot be read: %s says so', async (query) => {
    isAway = true;
    const answer = await instance.post({ query });
    isAway = false;
    expect(answer).toMatchObject({
      data: { it: null },
      errors: [{ message: 'The ledger cannot be read at the moment. Nothing was changed. Ask again after a while.', extensions: { code: 'LEDGER_UNAVAILABLE', retryable: true } }],
    });
  });

  describe('a key that another instance is sending', () => {
    let other: Instance;
    beforeEach(async () => {
      other = await startInstance({ sandbox, place });
      await issueOnce(other, 'k');
      const { owner } = await opened.db.selectFrom('owners').select('owner').orderBy('alive_until', 'desc').executeTakeFirstOrThrow();
      await opened.db.updateTable('keys').set({ state: 'sending', owner }).execute();
    });
    afterEach(() => other.close());

    // The key is looked for, its record is read, and then whether its sender lives.
    it.each([0, 1, 2])('and of which the store can be read %i times: nothing is sent, and it may be repeated', async (reads) => {
      readsLeft = reads;
      expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'error', code: 'LEDGER_UNAVAILABLE', retryable: true });
      readsLeft = reads;
      const query = '{ it: mutationOutcome(idempotencyKey: "k") { state } }';
      expect(await instance.post({ query })).toMatchObject({ data: { it: null }, errors: [{ extensions: { code: 'LEDGER_UNAVAILABLE', retryable: true } }] });
      readsLeft = Infinity;
      expect(await instance.post({ query })).toMatchObject({ data: { it: { state: 'IN_PROGRESS' } } });
      expect(putsOf(sandbox)).toBe(1);
    });
  });

  it('an unknown outcome that cannot be recorded is no licence to send', async () => {
    sandbox.faults.add({ endpoint: 'invoice.put', kind: 'resetAfter' });
    trouble = { order: SETTLE, when: 'before', times: 1 };
    expect(await issueOnce(instance, 'k')).toMatchObject({ typename: 'OutcomeUnknownError' });
    expect(await issueOnce(instance, 'k')).toMatchObject(DONE);
    expect(putsOf(sandbox)).toBe(1);
    expect(breachesOf(sandbox, ['k'])).toEqual([]);
  });

  it('the store is away for everything: nothing is sent, and each request is told so', async () => {
    trouble = { order: /./, when: 'before', times: Infinity };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => issueOnce(instance, `k-${i % 4}`)));
    expect(new Set(answers.map((answer) => answer?.code))).toEqual(new Set(['LEDGER_UNAVAILABLE']));
    expect(putsOf(sandbox)).toBe(0);
    trouble = null;
    for (let i = 0; i < 4; i += 1) expect(await issueOnce(instance, `k-${i}`)).toMatchObject({ typename: 'InvoiceIssuePayload' });
    expect(breachesOf(sandbox, ['k-0', 'k-1', 'k-2', 'k-3'])).toEqual([]);
  });
});

describe.each(STORES.filter(({ name }) => name === 'PostgreSQL'))('connections that $name cuts at any moment', ({ newPlace }) => {
  it('of 80 issues: exactly one invoice for each key', async () => {
    sandbox.reset();
    const place = await newPlace();
    if (place.settings.kind !== 'postgres') throw new Error('this is no PostgreSQL');
    const instances = await Promise.all([1, 2].map(() => startInstance({ sandbox, place })));
    const axe = new pg.Client({ connectionString: place.settings.url });
    await axe.connect();
    let isOver = false as boolean;
    let cuts = 0;
    const cutting = (async () => {
      // It ends by itself: where an issue takes longer than the time between two cuts, none would ever be done.
      for (let round = 0; !isOver && round < 200; round += 1) {
        const { rowCount } = await axe.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
        cuts += rowCount ?? 0;
        await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 30));
      }
    })();
    const keys = Array.from({ length: 80 }, (_, i) => `cut-${i}`);
    const client = async (key: string): Promise<string> => {
      for (let i = 0; i < 100; i += 1) {
        const instance = instances[Math.floor(Math.random() * 2)]!;
        const answer = await issueOnce(instance, key);
        if (answer?.typename === 'InvoiceIssuePayload') return 'done';
        if (answer?.typename === 'OutcomeUnknownError') await instance.request.resolve({ key, resolution: 'RESEND', reason: 'not there' }).catch(() => undefined);
        else if (answer?.retryable !== true) return JSON.stringify(answer);
      }
      return 'no end';
    };
    const waiting = [...keys];
    const ends: string[] = [];
    const work = async (): Promise<void> => {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) ends.push(await client(key));
    };
    await Promise.all(Array.from({ length: 10 }, work));
    isOver = true;
    await cutting;
    await axe.end();
    expect(new Set(ends)).toEqual(new Set(['done']));
    expect(cuts).toBeGreaterThan(0);
    expect(breachesOf(sandbox, keys)).toEqual([]);
    for (const instance of instances) await instance.close();
  }, 60_000);
});
