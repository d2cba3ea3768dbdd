import { describe, expect, it } from 'vitest';

import { createCapabilities } from '../../src/upstream/capabilities.ts';
import type { UpstreamScope } from '../../src/upstream/client.ts';
import { Departure } from '../../src/upstream/departure.ts';
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
const failure = (kind: UpstreamError['kind']): UpstreamError => new UpstreamError({ kind, endpoint: 'customer.list', message: kind, sent: 'maybe', attempts: 1 });

const byIds = (...ids: readonly number[]): Call<Page> => ({ endpoint: 'customer.list', body: { ids }, read: () => ({ total: 0, rows: [] }), byIds: { ids, callFor: (others) => byIds(...others) } });
const row = (id: number): Call<Row | null> => ({ endpoint: 'customer.get', body: { ids: [id] }, read: () => null, byId: { id, callFor: (ids) => byIds(...ids) } });
const page = (start: number): Call<Page> => ({ endpoint: 'invoice.list', body: { ids: [start] }, read: () => ({ total: 0, rows: [] }) });
const LIST = (...ids: readonly number[]): string => `customer.list ${ids.join(',')}`;
const GET = (id: number): string => `customer.get ${id}`;

/** A sender that is told when to answer. Nobody hears before a later turn that a call was ended. */
const setUp = (settings: Partial<SharingSettings> = {}) => {
  const sent: string[] = [];
  const scopes: UpstreamScope[] = [];
  const held: (() => void)[] = [];
  const plain: Sender = {
    read: async <Value>(scope: UpstreamScope, { endpoint, body }: Call<Value>): Promise<Value> => {
      const { ids } = body as { readonly ids: readonly number[] };
      const version = sent.push(`${endpoint} ${ids.join(',')}`);
      scopes.push(scope);
      if (scope.use !== undefined) scope.use.calls += 1;
      await new Promise<void>((resolve, reject) => {
        held.push(resolve);
        const end = (): void => void setImmediate(() => reject(failure('cancelled')));
        if (scope.signal?.aborted === true) end();
        scope.signal?.addEventListener('abort', end);
      });
      const rows = ids.map((id) => ({ id, version }));
      return (endpoint === 'customer.get' ? rows[0] : { total: rows.length, rows }) as Value;
    },
    write: () => Promise.reject(new Error('no writes here')),
    openPdf: () => Promise.reject(new Error('no documents here')),
    noteChanged: () => undefined,
    close: () => Promise.resolve(),
  };
  const sender = withSharedReads(plain, {
    settings: { mode: 'inFlight', cacheTtlMs: 0, cacheEntries: 3, ...settings },
    deadlineMs: 10_000,
    classify: (thrown) => (thrown instanceof EndedWhileWaiting ? failure('cancelled') : null),
    capabilities: createCapabilities(ENDPOINTS),
  });
  const reply = async (): Promise<void> => {
    await turn();
    for (const each of held.splice(0)) each();
    await turn();
  };
  return { sender, sent, scopes, reply };
};

/** Somebody who asks, and may go. */
const caller = () => {
  const gone = new Departure();
  const scope: UpstreamScope = { language: 'ro', mayBeStale: true, use: createUpstreamUse(), signal: gone };
  return { scope, gone };
};
const gives = (read: Promise<unknown>): Promise<unknown> => read.catch((thrown: unknown) => (thrown instanceof UpstreamError ? thrown.kind : thrown));

describe('one that asks several times in a turn', () => {
  it('leaves the call to the others when it goes', async () => {
    const { sender, sent, scopes, reply } = setUp();
    const [many, other] = [caller(), caller()];
    const reads = [sender.read(many.scope, row(1)), sender.read(many.scope, row(2)), sender.read(many.scope, byIds(2, 3)), sender.read(other.scope, row(3))].map(gives);
    await turn();
    many.gone.abort();
    await turn();
    expect(scopes[0]?.signal?.aborted).toBe(false);
    await reply();
    expect(await Promise.all(reads)).toEqual(['cancelled', 'cancelled', 'cancelled', { id: 3, version: 1 }]);
    expect(sent).toEqual([LIST(1, 2, 3)]);
    expect([many, other].map(({ scope: { use } }) => [use?.calls, use?.shared])).toEqual([[1, 1], [1, 1]]);
  });

  it('for the same leaves that to the others, too', async () => {
    const { sender, sent, reply } = setUp();
    const [many, other] = [caller(), caller()];
    const reads = [sender.read(many.scope, row(4)), sender.read(many.scope, row(4)), sender.read(other.scope, row(4))].map(gives);
    await turn();
    many.gone.abort();
    await reply();
    expect(await Promise.all(reads)).toEqual(['cancelled', 'cancelled', { id: 4, version: 1 }]);
    expect(sent).toEqual([GET(4)]);
  });

  it('ends it where nobody else asked: it is its own', async () => {
    for (const calls of [[row(1), row(2), row(3)], [row(1), row(1)]] as const) {
      const { sender, sent, scopes } = setUp();
      const many = caller();
      const reads = calls.map((call) => gives(sender.read(many.scope, call)));
      await turn();
      expect(scopes[0]?.signal).toBe(many.gone);
      many.gone.abort();
      expect(new Set(await Promise.all(reads))).toEqual(new Set(['cancelled']));
      expect(sent).toHaveLength(1);
      expect([many.scope.use?.calls, many.scope.use?.shared]).toEqual([1, 0]);
    }
  });

  it('does not end it for who comes after, before all of them have gone', async () => {
    const { sender, sent, scopes, reply } = setUp();
    const [many, other, late] = [caller(), caller(), caller()];
    const reads = [sender.read(many.scope, row(1)), sender.read(many.scope, row(2)), sender.read(other.scope, row(3))].map(gives);
    await turn();
    reads.push(gives(sender.read(late.scope, row(1))));
    many.gone.abort();
    other.gone.abort();
    await turn();
    expect(scopes[0]?.signal?.aborted).toBe(false);
    await reply();
    expect(await Promise.all(reads)).toEqual(['cancelled', 'cancelled', 'cancelled', { id: 1, version: 1 }]);
    expect(sent).toEqual([LIST(1, 2, 3)]);
  });
});

describe('a call that all have left', () => {
  it.each<[string, () => readonly Call<unknown>[], readonly string[]]>([
    ['rows', () => [row(1), row(2), row(1)], [LIST(1, 2), GET(1)]],
    ['the same row', () => [row(1), row(1), row(1)], [GET(1), GET(1)]],
    ['rows by their ids', () => [byIds(1, 2), byIds(2), byIds(1)], [LIST(1, 2), LIST(1)]],
  ])('is not what comes next is ended by, as long as it is not over: %s', async (_name, callsOf, expected) => {
    const { sender, sent, scopes, reply } = setUp();
    const [first, second, late] = [caller(), caller(), caller()];
    const [one, two, three] = callsOf();
    const left = [gives(sender.read(first.scope, one!)), gives(sender.read(second.scope, two!))];
    await turn();
    first.gone.abort();
    second.gone.abort();
    expect(await Promise.all(left)).toEqual(['cancelled', 'cancelled']);
    expect(scopes[0]?.signal?.aborted).toBe(true);
    const read = gives(sender.read(late.scope, three!));
    await turn();
    await turn();
    await reply();
    const answered = { id: 1, version: 2 };
    expect(await read).toEqual(three?.byIds === undefined ? answered : { total: 1, rows: [answered] });
    expect(sent).toEqual(expected);
  });

  it('is not what the next are ended by who ask for the same page before it is sent', async () => {
    const { sender, sent, reply } = setUp({ mode: 'batches' });
    const [first, second, late] = [caller(), caller(), caller()];
    const reads = [gives(sender.read(first.scope, page(1))), gives(sender.read(second.scope, page(1)))];
    first.gone.abort();
    second.gone.abort();
    expect(await Promise.all(reads)).toEqual(['cancelled', 'cancelled']);
    const read = gives(sender.read(late.scope, page(1)));
    await reply();
    await reply();
    expect([await read, sent]).toEqual([{ total: 1, rows: [{ id: 1, version: sent.length }] }, sent.map(() => 'invoice.list 1')]);
  });
});

describe('one that has gone before its call is sent', () => {
  it('sends nothing for itself that others are ended by', async () => {
    const { sender, sent, reply } = setUp();
    const [first, other] = [caller(), caller()];
    const reads = [gives(sender.read(first.scope, row(1))), gives(sender.read(other.scope, row(2)))];
    first.gone.abort();
    await reply();
    expect(await Promise.all(reads)).toEqual(['cancelled', { id: 2, version: 1 }]);
    expect(sent).toEqual([LIST(1, 2)]);
  });
});
