import { describe, expect, it } from 'vitest';

import type { UpstreamScope } from '../../src/upstream/client.ts';
import { createCapabilities } from '../../src/upstream/capabilities.ts';
import type { EndpointName } from '../../src/upstream/endpoints.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import { UpstreamError } from '../../src/upstream/errors.ts';
import { EndedWhileWaiting } from '../../src/upstream/limiter.ts';
import type { Call, Sender } from '../../src/upstream/sender.ts';
import type { SharingSettings } from '../../src/upstream/sharing/shared-reads.ts';
import { withSharedReads } from '../../src/upstream/sharing/shared-reads.ts';
import { createUpstreamUse } from '../../src/upstream/upstream-use.ts';

interface Row {
  readonly id: number;
  readonly version: number;
}
interface Page {
  readonly total: number;
  readonly rows: readonly Row[];
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const failure = (kind: UpstreamError['kind'], endpoint: EndpointName = 'customer.list'): UpstreamError => new UpstreamError({ kind, endpoint, message: kind, sent: 'maybe', attempts: 1 });

/** A sender whose replies come when the test says so; every read that is sent is told with its ids or its page. */
const setUp = (settings: Partial<SharingSettings> = {}, answer: (call: Call<unknown>, version: number) => unknown = (call, version) => pageOf(call, version), staleSeconds: number | null = null) => {
  const sent: string[] = [];
  const scopes: UpstreamScope[] = [];
  const held: (() => void)[] = [];
  let version = 0;
  let changes = 0;
  const clock = { ms: 0 };
  const plain: Sender = {
    read: async <Value>(scope: UpstreamScope, call: Call<Value>): Promise<Value> => {
      sent.push(`${scope.language} ${call.endpoint} ${JSON.stringify(call.body)}`);
      scopes.push(scope);
      if (scope.use !== undefined) scope.use.calls += 1;
      const seen = (version += 1);
      await new Promise<void>((resolve, reject) => {
        held.push(resolve);
        scope.signal?.addEventListener('abort', () => reject(failure('cancelled')));
      });
      const value = answer(call, seen);
      if (value instanceof Error) throw value;
      if (scope.use !== undefined) scope.use.staleSeconds = staleSeconds;
      return value as Value;
    },
    write: () => new Promise((resolve) => held.push(() => resolve({ kind: 'done', value: null } as never))),
    openPdf: () => Promise.reject(new Error('no documents here')),
    noteChanged: () => (changes += 1),
    close: () => Promise.resolve(),
  };
  const sender = withSharedReads(plain, {
    settings: { mode: 'inFlight', cacheTtlMs: 0, cacheEntries: 3, ...settings },
    deadlineMs: 10_000,
    classify: (thrown, endpoint) => (thrown instanceof EndedWhileWaiting ? failure(thrown.ending === 'timeGiven' ? 'deadline' : thrown.ending === 'deadline' ? 'timeout' : 'cancelled', endpoint) : null),
    capabilities: createCapabilities(ENDPOINTS),
    nowMs: () => clock.ms,
  });
  /** Lets every reply come that is held, and whatever they bring about be sent. */
  const reply = async (): Promise<void> => {
    await turn();
    for (const each of held.splice(0)) each();
    await turn();
  };
  return { sender, sent, scopes, reply, clock, changes: () => changes };
};

const pageOf = (call: Call<unknown>, version: number): Page => {
  const { id } = (call.body as { readonly filter: { readonly id: readonly number[] } }).filter;
  return { total: id.length, rows: id.map((each) => ({ id: each, version })) };
};

const byIds = (...ids: readonly number[]): Call<Page> => ({ endpoint: 'customer.list', body: { filter: { id: ids } }, read: () => ({ total: 0, rows: [] }), byIds: { ids, callFor: (others) => byIds(...others) } });
const page = (start: number): Call<Page> => ({ endpoint: 'invoice.list', body: { filter: { id: [start] } }, read: () => ({ total: 0, rows: [] }) });
const one = (id: number): Call<Page> => ({ endpoint: 'customer.get', body: { filter: { id: [id] } }, read: () => ({ total: 0, rows: [] }) });
const query = (rest: Partial<UpstreamScope> = {}): UpstreamScope => ({ language: 'ro', mayBeStale: true, use: createUpstreamUse(), ...rest });
const idsOf = ({ rows }: Page): readonly number[] => rows.map(({ id }) => id);
const LIST = (ids: readonly number[]): string => `ro customer.list {"filter":{"id":[${ids.join(',')}]}}`;

/** The call for one row, of which the list knows too. */
const row = (id: number): Call<Row | null> => ({ endpoint: 'customer.get', body: { id }, read: () => null, byId: { id, callFor: (ids) => byIds(...ids) } });
const GET = (id: number): string => `ro customer.get {"id":${id}}`;
const rowOrPage = (call: Call<unknown>, version: number): unknown => (call.endpoint === 'customer.get' ? { ...(call.body as { readonly id: number }), version } : pageOf(call, version));

describe('one row by its id', () => {
  it('is asked for by itself where nobody asks for another', async () => {
    const { sender, sent, reply } = setUp({}, rowOrPage);
    const scopes = [query(), query()];
    const rows = Promise.all(scopes.map((scope) => sender.read(scope, row(4))));
    await reply();
    expect(sent).toEqual([GET(4)]);
    expect(await rows).toEqual([{ id: 4, version: 1 }, { id: 4, version: 1 }]);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[1, 1], [1, 1]]);
  });

  it('is asked of the list together with others of the same turn, whoever asks', async () => {
    const { sender, sent, reply } = setUp({}, (call, version) => ({ ...pageOf(call, version), total: 3, rows: pageOf(call, version).rows.filter(({ id }) => id !== 9) }));
    const scopes = [query(), query(), query(), query()];
    const rows = Promise.all([sender.read(scopes[0]!, row(4)), sender.read(scopes[1]!, row(2)), sender.read(scopes[2]!, row(9)), sender.read(scopes[3]!, byIds(2, 7))]);
    await reply();
    expect(sent).toEqual([LIST([2, 4, 7, 9])]);
    expect(await rows).toEqual([{ id: 4, version: 1 }, { id: 2, version: 1 }, null, { total: 2, rows: [{ id: 2, version: 1 }, { id: 7, version: 1 }] }]);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[1, 1], [1, 1], [1, 1], [1, 1]]);
  });

  it('waits for no more than a crowd: sixteen who ask are sent at once, those after them when the turn ends', async () => {
    const { sender, sent, reply } = setUp({}, rowOrPage);
    const ids = Array.from({ length: 33 }, (_, n) => n + 1);
    const scopes = ids.map(() => query());
    const rows = Promise.all(ids.slice(0, 15).map((id, n) => sender.read(scopes[n]!, row(id))));
    await Promise.resolve();
    expect(sent).toEqual([]);
    const others = Promise.all(ids.slice(15).map((id, n) => sender.read(scopes[15 + n]!, row(id))));
    await Promise.resolve();
    expect(sent).toEqual([LIST(ids.slice(0, 16)), LIST(ids.slice(16, 32))]);
    await reply();
    expect(sent).toEqual([LIST(ids.slice(0, 16)), LIST(ids.slice(16, 32)), GET(33)]);
    expect([...(await rows), ...(await others)]).toEqual(ids.map((id) => ({ id, version: id <= 16 ? 1 : id <= 32 ? 2 : 3 })));
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual(ids.map((id) => [1, id === 33 ? 0 : 1]));
  });

  it('waits for the whole turn, however many ask, where others could not join it on its way', async () => {
    const { sender, sent, reply } = setUp({ mode: 'batches' }, rowOrPage);
    const ids = Array.from({ length: 33 }, (_, n) => n + 1);
    const rows = Promise.all(ids.map((id) => sender.read(query(), row(id))));
    await reply();
    expect(sent).toEqual([LIST(ids)]);
    expect(await rows).toEqual(ids.map((id) => ({ id, version: 1 })));
  });

  it('is not asked for again while it is on its way, and kept where objects are', async () => {
    const { sender, sent, reply, clock } = setUp({ cacheTtlMs: 100 }, rowOrPage);
    const first = sender.read(query(), row(4));
    await turn();
    const second = sender.read(query(), row(4));
    await reply();
    expect([await first, await second, await sender.read(query(), row(4))]).toEqual([{ id: 4, version: 1 }, { id: 4, version: 1 }, { id: 4, version: 1 }]);
    expect(sent).toEqual([GET(4)]);
    clock.ms = 100;
    const third = sender.read(query(), row(4));
    await reply();
    expect(await third).toEqual({ id: 4, version: 2 });
  });

  it.each<[string, () => unknown]>([
    ['a refusal', () => failure('rejected')],
    ['rows of others', () => ({ total: 1, rows: [{ id: 77, version: 1 }] })],
  ])('is asked for by itself once lists were seen not to read ids: %s', async (_what, answer) => {
    const { sender, sent, reply } = setUp({}, (call, version) => (call.endpoint === 'customer.get' ? rowOrPage(call, version) : answer()));
    const ask = async (): Promise<unknown> => {
      const rows = Promise.all([sender.read(query(), row(1)), sender.read(query(), row(2))]);
      await reply();
      await reply();
      return rows;
    };
    expect(await ask()).toEqual([{ id: 1, version: 2 }, { id: 2, version: 3 }]);
    expect(await ask()).toEqual([{ id: 1, version: 4 }, { id: 2, version: 5 }]);
    expect(sent).toEqual([LIST([1, 2]), GET(1), GET(2), GET(1), GET(2)]);
  });

  it('is not spoilt by another: where a page cannot be read, each is asked for by itself, this time', async () => {
    let lists = 0;
    const { sender, sent, reply } = setUp({}, (call, version) => {
      if (call.endpoint === 'customer.get') return (call.body as { readonly id: number }).id === 2 ? failure('protocol', 'customer.get') : rowOrPage(call, version);
      lists += 1;
      return lists === 1 ? failure('protocol') : pageOf(call, version);
    });
    const settled = Promise.allSettled([sender.read(query(), row(1)), sender.read(query(), row(2))]);
    await reply();
    await reply();
    expect((await settled).map((each) => (each.status === 'rejected' ? (each.reason as UpstreamError).kind : each.value))).toEqual([{ id: 1, version: 2 }, 'protocol']);
    const again = Promise.all([sender.read(query(), row(3)), sender.read(query(), row(5))]);
    await reply();
    expect(await again).toEqual([{ id: 3, version: 4 }, { id: 5, version: 4 }]);
    expect(sent).toEqual([LIST([1, 2]), GET(1), GET(2), LIST([3, 5])]);
  });

  it('fails for all together while the upstream is down: nobody asks once more', async () => {
    const { sender, sent, reply } = setUp({}, () => failure('unreachable'));
    const settled = Promise.allSettled([sender.read(query(), row(1)), sender.read(query(), row(2))]);
    await reply();
    expect((await settled).map((each) => (each.status === 'rejected' ? (each.reason as UpstreamError).kind : 'fulfilled'))).toEqual(['unreachable', 'unreachable']);
    expect(sent).toEqual([LIST([1, 2])]);
  });

  it('is a payer\'s own, or a mutation\'s: never together with others', async () => {
    const { sender, sent, reply } = setUp({}, rowOrPage);
    const rows = Promise.all([sender.read(query({ payerOf: 1 }), row(1)), sender.read(query({ payerOf: 2 }), row(2)), sender.read(query({ mayBeStale: false }), row(3))]);
    await reply();
    expect(await rows).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(sent.toSorted()).toEqual([GET(1), GET(2), GET(3)]);
  });
});

describe('rows that are asked for by their ids', () => {
  it('are gathered within a turn, sent once each, and given to who asked', async () => {
    const { sender, sent, reply } = setUp();
    const scopes = [query(), query(), query()];
    const pages = Promise.all([sender.read(scopes[0]!, byIds(4, 2)), sender.read(scopes[1]!, byIds(2, 3)), sender.read(scopes[2]!, byIds(9))]);
    await reply();
    expect(sent).toEqual([LIST([2, 3, 4, 9])]);
    expect((await pages).map(idsOf)).toEqual([[2, 4], [2, 3], [9]]);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[1, 1], [1, 1], [1, 1]]);
  });

  it('are cut into calls of a hundred, and each asker pays for those that it needs', async () => {
    const { sender, sent, reply } = setUp();
    const [all, few] = [query(), query()];
    const pages = Promise.all([sender.read(all, byIds(...Array.from({ length: 100 }, (_, n) => n + 1))), sender.read(few, byIds(200, 201))]);
    await reply();
    expect(sent).toEqual([LIST(Array.from({ length: 100 }, (_, n) => n + 1)), LIST([200, 201])]);
    expect((await pages).map(({ total }) => total)).toEqual([100, 2]);
    expect([all, few].map(({ use }) => [use?.calls, use?.shared])).toEqual([[1, 0], [1, 0]]);
  });

  it('stay together for each asker where they do not fit into one call', async () => {
    const { sender, sent, reply } = setUp();
    const range = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, n) => from + n);
    const scopes = [query(), query(), query()];
    const pages = Promise.all([sender.read(scopes[0]!, byIds(...range(1, 60))), sender.read(scopes[1]!, byIds(...range(101, 60))), sender.read(scopes[2]!, byIds(...range(50, 20)))]);
    await reply();
    expect(sent).toEqual([LIST(range(1, 60)), LIST([...range(61, 9), ...range(101, 60)])]);
    expect((await pages).map(idsOf)).toEqual([range(1, 60), range(101, 60), range(50, 20)]);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[1, 1], [1, 1], [2, 2]]);
  });

  it('are sent without waiting for others where they nearly fill a call, and joined on their way', async () => {
    const range = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, n) => from + n);
    const { sender, sent, reply } = setUp();
    const scopes = [query(), query(), query()];
    const first = sender.read(scopes[0]!, byIds(...range(1, 76)));
    await Promise.resolve();
    expect(sent).toEqual([LIST(range(1, 76))]);
    const others = Promise.all([sender.read(scopes[1]!, byIds(...range(1, 76))), sender.read(scopes[2]!, byIds(...range(101, 75)))]);
    await reply();
    expect(sent).toEqual([LIST(range(1, 76)), LIST(range(101, 75))]);
    expect([await first, ...(await others)].map(idsOf)).toEqual([range(1, 76), range(1, 76), range(101, 75)]);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[1, 1], [1, 1], [1, 0]]);
  });

  it('are gathered for a turn, however many, where others could not join them on their way', async () => {
    const { sender, sent, reply } = setUp({ mode: 'batches' });
    const ids = Array.from({ length: 76 }, (_, n) => n + 1);
    const pages = Promise.all([sender.read(query(), byIds(...ids)), sender.read(query(), byIds(...ids))]);
    await reply();
    expect(sent).toEqual([LIST(ids)]);
    expect((await pages).map(({ total }) => total)).toEqual([76, 76]);
  });

  it('are not asked for again while they are on their way', async () => {
    const { sender, sent, reply } = setUp();
    const first = sender.read(query(), byIds(1, 2));
    await turn();
    const late = query();
    const second = sender.read(late, byIds(2, 1));
    await reply();
    expect(sent).toEqual([LIST([1, 2])]);
    expect([idsOf(await first), (await second).rows]).toEqual([[1, 2], [{ id: 1, version: 1 }, { id: 2, version: 1 }]]);
    expect([late.use?.calls, late.use?.shared]).toEqual([1, 1]);
    const third = sender.read(query(), byIds(2));
    await reply();
    expect(await third).toEqual({ total: 1, rows: [{ id: 2, version: 2 }] });
  });

  it('are asked for once more where it would take more calls to wait for them and ask for the rest', async () => {
    const { sender, sent, reply } = setUp();
    const first = sender.read(query(), byIds(1, 2));
    await turn();
    const late = query();
    const second = sender.read(late, byIds(2, 5));
    await reply();
    expect(sent).toEqual([LIST([1, 2]), LIST([2, 5])]);
    expect([idsOf(await first), (await second).rows]).toEqual([[1, 2], [{ id: 2, version: 2 }, { id: 5, version: 2 }]]);
    expect([late.use?.calls, late.use?.shared]).toEqual([1, 0]);
  });

  it.each([
    ['more rows than one reply brings', (call: Call<unknown>, version: number) => ({ ...pageOf(call, version), total: 7 })],
    ['rows that nobody asked for', (call: Call<unknown>, version: number) => ({ total: 3, rows: [...pageOf(call, version).rows, { id: 99, version }] })],
  ])('are read by each for itself where there are %s', async (_what, answer) => {
    const { sender, sent, reply } = setUp({}, answer);
    const pages = Promise.all([sender.read(query(), byIds(1, 2)), sender.read(query(), byIds(2, 3))]);
    await reply();
    await reply();
    expect(sent).toEqual([LIST([1, 2, 3]), LIST([1, 2]), LIST([2, 3])]);
    expect((await pages).map(({ rows }) => rows.length)).toEqual(answer(byIds(1, 2), 1).rows.length === 3 ? [3, 3] : [2, 2]);
  });

  it('fail for all who asked', async () => {
    const { sender, sent, reply } = setUp({}, () => failure('rejected'));
    const settled = Promise.allSettled([sender.read(query(), byIds(1)), sender.read(query(), byIds(2))]);
    await reply();
    expect((await settled).map((each) => (each.status === 'rejected' ? (each.reason as UpstreamError).kind : 'fulfilled'))).toEqual(['rejected', 'rejected']);
    expect(sent).toEqual([LIST([1, 2])]);
  });
});

describe('the same read', () => {
  it('is sent once until it is answered, in each language', async () => {
    const { sender, sent, reply } = setUp();
    const reads = [sender.read(query(), page(1)), sender.read(query({ language: 'ru' }), page(1))];
    await turn();
    reads.push(sender.read(query(), page(1)), sender.read(query(), page(2)));
    await reply();
    expect(sent).toEqual(['ro', 'ru'].map((language) => `${language} invoice.list {"filter":{"id":[1]}}`).concat('ro invoice.list {"filter":{"id":[2]}}'));
    expect((await Promise.all(reads)).map(({ rows }) => rows[0]?.version)).toEqual([1, 2, 1, 3]);
  });

  it('is sent once for those who ask before it is sent, and never joined after, where others may write', async () => {
    const { sender, sent, reply } = setUp({ mode: 'batches' });
    const reads = [sender.read(query(), page(1)), sender.read(query(), page(1)), sender.read(query(), byIds(1)), sender.read(query(), byIds(1, 2))];
    await turn();
    expect(sent).toHaveLength(2);
    reads.push(sender.read(query(), page(1)), sender.read(query(), byIds(2)));
    await reply();
    expect(sent).toHaveLength(4);
    expect((await Promise.all(reads)).map(({ rows }) => rows.at(-1)?.version)).toEqual([1, 1, 2, 2, 3, 4]);
  });

  it('is its own for what is no query: it may decide what is written', async () => {
    const { sender, sent, reply } = setUp();
    const reads = [sender.read(query(), page(1)), sender.read({ language: 'ro' }, page(1)), sender.read({ language: 'ro', mayBeStale: false }, page(1))];
    await reply();
    expect([sent.length, (await Promise.all(reads)).map(({ rows }) => rows[0]?.version)]).toEqual([3, [1, 2, 3]]);
  });
});

describe('payers', () => {
  it('share with nobody but themselves, by ids as well', async () => {
    const { sender, sent, reply } = setUp();
    const scopes = [query(), query({ payerOf: 1 }), query({ payerOf: 1 }), query({ payerOf: 2 }), query({ payerOf: null })];
    const reads = scopes.flatMap((scope) => [sender.read(scope, page(1)), sender.read(scope, byIds(7)), sender.read(scope, one(7))]);
    await reply();
    // Everybody, the one payer, and the other, each for the three reads.
    expect(sent).toHaveLength(9);
    await Promise.all(reads);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[3, 3], [3, 3], [3, 3], [3, 0], [3, 3]]);
  });

  it('are answered by nothing that is kept, and leave nothing there', async () => {
    const { sender, sent, reply } = setUp({ cacheTtlMs: 100 });
    const versions: (number | undefined)[] = [];
    for (const scope of [query({ payerOf: 1 }), query(), query({ payerOf: 1 }), query()]) {
      const reads = [sender.read(scope, one(1)), sender.read(scope, byIds(2))];
      await reply();
      versions.push(...(await Promise.all(reads)).map(({ rows }) => rows[0]?.version));
    }
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 3, 4]);
    expect(sent).toHaveLength(6);
  });
});

describe('a write', () => {
  it('parts what was read before it from what is read after it', async () => {
    const { sender, reply, sent } = setUp();
    const before = [sender.read(query(), page(1)), sender.read(query(), byIds(1))];
    await turn();
    const write = sender.write({ language: 'ro' }, { endpoint: 'invoice.put', body: {}, read: () => null });
    const during = [sender.read(query(), page(1)), sender.read(query(), page(1)), sender.read(query(), byIds(1))];
    await reply();
    await write;
    const after = [sender.read(query(), page(1)), sender.read(query(), byIds(1))];
    await reply();
    const versions = async (reads: readonly Promise<Page>[]): Promise<readonly (number | undefined)[]> => (await Promise.all(reads)).map(({ rows }) => rows[0]?.version);
    expect([await versions(before), await versions(during), await versions(after)]).toEqual([[1, 2], [3, 4, 5], [6, 7]]);
    expect(sent).toHaveLength(7);
  });

  it('that ended is not joined over by a read that was sent while it was under way', async () => {
    const { sender, reply, sent } = setUp();
    let isDone = false;
    const write = sender.write({ language: 'ro' }, { endpoint: 'invoice.put', body: {}, read: () => null }).then(() => (isDone = true));
    const during = sender.read(query(), page(1));
    await reply();
    await write;
    expect(isDone).toBe(true);
    const after = sender.read(query(), page(1));
    await reply();
    expect([(await during).rows[0]?.version, (await after).rows[0]?.version, sent.length]).toEqual([1, 2, 2]);
  });
});

describe('whoever does not wait any more', () => {
  it('ends its own call, and who had joined it sends one', async () => {
    const { sender, sent, reply } = setUp();
    const gone = new AbortController();
    const owner = sender.read(query({ signal: gone.signal }), page(1));
    await turn();
    const joined = sender.read(query(), page(1));
    gone.abort();
    await expect(owner).rejects.toMatchObject({ kind: 'cancelled' });
    await turn();
    await reply();
    expect([(await joined).rows[0]?.version, sent.length]).toEqual([2, 2]);
  });

  it('leaves those who had joined it to ask once more together', async () => {
    const { sender, sent, reply } = setUp();
    const gone = new AbortController();
    const owner = query({ signal: gone.signal });
    const owned = [sender.read(owner, page(1)), sender.read(owner, byIds(1))];
    await turn();
    const scopes = [query(), query(), query()];
    const joined = scopes.flatMap((scope) => [sender.read(scope, page(1)), sender.read(scope, byIds(1))]);
    gone.abort();
    for (const read of owned) await expect(read).rejects.toMatchObject({ kind: 'cancelled' });
    await turn();
    await reply();
    expect([(await Promise.all(joined)).map(({ rows }) => rows[0]?.version), sent.length]).toEqual([[3, 4, 3, 4, 3, 4], 4]);
    expect(scopes.map(({ use }) => [use?.calls, use?.shared])).toEqual([[4, 4], [4, 4], [4, 4]]);
  });

  it('because the upstream takes too long ends for all: it is as long for each', async () => {
    const { sender, sent, reply } = setUp({}, () => failure('timeout'));
    const owner = sender.read(query(), page(1));
    await turn();
    const reads = [owner, sender.read(query(), page(1)), sender.read(query(), page(1))].map((read) => expect(read).rejects.toMatchObject({ kind: 'timeout' }));
    await reply();
    await Promise.all(reads);
    expect(sent).toHaveLength(1);
  });

  it('leaves a call that others asked for with it, and the last one ends it', async () => {
    const { sender, scopes } = setUp();
    const gone = [new AbortController(), new AbortController()];
    const reads = gone.map(({ signal }) => sender.read(query({ signal }), byIds(1)));
    await turn();
    gone[0]?.abort();
    await expect(reads[0]).rejects.toMatchObject({ kind: 'cancelled', endpoint: 'customer.list' });
    expect(scopes[0]?.signal?.aborted).toBe(false);
    gone[1]?.abort();
    await expect(reads[1]).rejects.toMatchObject({ kind: 'cancelled' });
    await turn();
    expect(scopes[0]?.signal?.aborted).toBe(true);
  });

  it('has its own time, whatever the others have', async () => {
    const { sender, reply } = setUp();
    const hurried = sender.read(query({ givenUntil: performance.now() + 5 }), byIds(1));
    const patient = sender.read(query(), byIds(1));
    await expect(hurried).rejects.toMatchObject({ kind: 'deadline', endpoint: 'customer.list' });
    await reply();
    expect(idsOf(await patient)).toEqual([1]);
  });
});

describe('objects that are kept', () => {
  const settings = { cacheTtlMs: 100 } as const;
  const read = async ({ sender, reply }: ReturnType<typeof setUp>, call: Call<Page>, scope = query()): Promise<number | undefined> => {
    const reading = sender.read(scope, call);
    await reply();
    return (await reading).rows[0]?.version;
  };

  it('answer until their time is over, counted from when they were asked for', async () => {
    const up = setUp(settings);
    expect([await read(up, one(1)), await read(up, byIds(2))]).toEqual([1, 2]);
    up.clock.ms = 99;
    expect([await read(up, one(1)), await read(up, byIds(2)), await read(up, one(1), query({ language: 'ru' }))]).toEqual([1, 2, 3]);
    up.clock.ms = 100;
    expect([await read(up, one(1)), await read(up, byIds(2)), up.sent.length]).toEqual([4, 5, 5]);
  });

  it('are as old as the call that brought them, whoever joined it late', async () => {
    const up = setUp(settings);
    const first = up.sender.read(query(), one(1));
    await turn();
    up.clock.ms = 60;
    const late = up.sender.read(query(), one(1));
    await up.reply();
    expect([(await first).rows[0]?.version, (await late).rows[0]?.version]).toEqual([1, 1]);
    up.clock.ms = 99;
    expect(await read(up, one(1))).toBe(1);
    up.clock.ms = 100;
    expect(await read(up, one(1))).toBe(2);
  });

  it.each(['inFlight', 'batches', 'off'] as const)('are no replies from before the upstream was down (%s)', async (mode) => {
    const up = setUp({ mode, ...settings }, (call, version) => pageOf(call, version), 600);
    const versions: (number | undefined)[] = [];
    for (const call of [one(1), one(1), byIds(2), byIds(2)]) versions.push(await read(up, call));
    expect(versions).toEqual([1, 2, 3, 4]);
  });

  it('are gone when others are known to have changed something, and what is on its way is joined no more', async () => {
    const up = setUp(settings);
    await read(up, one(1));
    const before = up.sender.read(query(), page(1));
    await turn();
    up.sender.noteChanged();
    const after = up.sender.read(query(), page(1));
    await up.reply();
    expect([(await before).rows[0]?.version, (await after).rows[0]?.version, await read(up, one(1))]).toEqual([2, 3, 4]);
    expect(up.changes()).toBe(1);
  });

  it('make room for others where nobody asked for them for longest', async () => {
    const up = setUp(settings);
    for (const id of [1, 2, 3]) await read(up, one(id));
    expect(await read(up, one(1))).toBe(1);
    await read(up, one(4));
    expect([await read(up, one(1)), await read(up, one(2))]).toEqual([1, 5]);
  });

  it('are joined with what is not kept', async () => {
    const up = setUp(settings);
    await read(up, byIds(1, 2));
    const reading = up.sender.read(query(), byIds(1, 3));
    await up.reply();
    expect(await reading).toEqual({ total: 2, rows: [{ id: 1, version: 1 }, { id: 3, version: 2 }] });
    expect(up.sent.at(-1)).toBe(LIST([3]));
  });

  it('are gone with every write, and are not kept out of a reading that one overtook', async () => {
    const up = setUp(settings);
    await read(up, one(1));
    const overtaken = up.sender.read(query(), one(2));
    await turn();
    const write = up.sender.write({ language: 'ro' }, { endpoint: 'invoice.put', body: {}, read: () => null });
    await up.reply();
    await Promise.all([overtaken, write]);
    expect([await read(up, one(1)), await read(up, one(2))]).toEqual([3, 4]);
  });

  it('are so many at most, are no lists, and answer nobody but queries', async () => {
    const up = setUp(settings);
    for (const id of [1, 2, 3, 4]) await read(up, one(id));
    expect([await read(up, one(4)), await read(up, one(1))]).toEqual([4, 5]);
    expect([await read(up, page(1)), await read(up, page(1))]).toEqual([6, 7]);
    expect(await read(up, one(4), { language: 'ro' })).toBe(8);
  });

  it('are kept without anything being shared, too', async () => {
    const up = setUp({ mode: 'off', ...settings });
    expect([await read(up, one(1)), await read(up, one(1))]).toEqual([1, 1]);
    const reads = [up.sender.read(query(), byIds(1)), up.sender.read(query(), byIds(1))];
    await up.reply();
    await Promise.all(reads);
    expect(up.sent).toHaveLength(3);
  });
});
