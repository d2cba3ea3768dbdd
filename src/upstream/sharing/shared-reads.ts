import type { Capabilities } from '../capabilities.ts';
import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import type { UpstreamError } from '../errors.ts';
import type { Call, Sender } from '../sender.ts';
import { createEntityCache } from './entity-cache.ts';
import { createFence } from './fence.ts';
import type { IdCall, RowCall } from './id-batches.ts';
import { IdBatches } from './id-batches.ts';
import { LeftAlone, SharedCall } from './shared-call.ts';
import { Slot } from './slot.ts';

/** How the queries of one tenant share what they read. */
export interface SharingSettings {
  /**
   * `inFlight`: a read joins the same one that is on its way. Right where every write of the tenant is made by this process.
   * `batches`: reads are put together before they are sent, and never after: as fresh as one's own, whoever writes.
   * `off`: each request reads for itself.
   */
  readonly mode: 'inFlight' | 'batches' | 'off';
  /** How long objects that were read by their ids are kept; 0: not at all. */
  readonly cacheTtlMs: number;
  /** Objects that are kept at most. */
  readonly cacheEntries: number;
}

export interface SharedReadsOptions {
  readonly settings: SharingSettings;
  readonly deadlineMs: number;
  /** What it is called where an asker does not wait any more; `null`: a fault of this program. */
  readonly classify: (thrown: unknown, endpoint: EndpointName) => UpstreamError | null;
  /** What the endpoints can do, and how it is told that one cannot. */
  readonly capabilities: Capabilities;
  readonly nowMs?: () => number;
}

/** Objects that one call reads. */
const ENTITIES: ReadonlySet<EndpointName> = new Set(['invoice.get', 'customer.get', 'subscription.get', 'payment.get', 'tariff.get', 'department.get']);

/** Payers are many and ask for little: they are not gathered. */
const isGathered = ({ payerOf }: UpstreamScope, call: Call<unknown>): call is IdCall => call.byIds !== undefined && payerOf == null;

/**
 * Lets the queries of one tenant share their reads: what is asked for by ids is gathered over a turn of the event loop, and the same read is
 * sent once. What a write reads is its own, and so is every read while a write is under way: what a caller has written, it sees.
 */
export const withSharedReads = (sender: Sender, { settings, deadlineMs, classify, capabilities, nowMs = () => performance.now() }: SharedReadsOptions): Sender => {
  const { mode, cacheTtlMs, cacheEntries } = settings;
  const joins = mode === 'inFlight';
  const cache = createEntityCache({ ttlMs: cacheTtlMs, entries: cacheEntries, nowMs });
  const same = new Map<string, Slot<SharedCall<unknown>>>();
  const batches = new Map<string, IdBatches>();
  const fence = createFence(() => {
    same.clear();
    cache.empty();
    for (const each of batches.values()) each.forget();
  });

  const batchesOf = ({ language }: UpstreamScope, endpoint: EndpointName): IdBatches => {
    const name = `${language} ${endpoint}`;
    const known = batches.get(name);
    if (known !== undefined) return known;
    const made = new IdBatches(language, endpoint, { sender, fence, cache, deadlineMs, joins, nowMs });
    batches.set(name, made);
    return made;
  };

  /** A payer could tell by what is kept what others have. */
  const isKept = ({ payerOf }: UpstreamScope, { endpoint }: Call<unknown>): boolean => cache.isOn && payerOf == null && ENTITIES.has(endpoint);

  /** Sends a read, and keeps what it brings where that may answer others. */
  const send = async (scope: UpstreamScope, call: Call<unknown>, key: string): Promise<unknown> => {
    if (!isKept(scope, call)) return sender.read(scope, call);
    const [generation, sentAt] = [fence.generation(), nowMs()];
    const value = await sender.read(scope, call);
    // A reply from before the upstream was down is older than it was asked for.
    const isFresh = scope.use?.staleSeconds === null && generation === fence.generation() && fence.isCalm();
    if (isFresh) cache.keep(key, value, sentAt);
    return value;
  };

  /** Sends a read for whoever asks for the same: until it begins, or where that is right until it is answered. */
  const readSame = (scope: UpstreamScope, call: Call<unknown>, key: string): Promise<unknown> => {
    const known = same.get(key)?.held;
    if (known != null) {
      known.join(scope);
      return known.wait(scope);
    }
    const shared = new SharedCall<unknown>(deadlineMs);
    const slot = new Slot(shared);
    const forget = (): void => {
      slot.held = null;
      if (same.get(key) === slot) same.delete(key);
    };
    const { language, payerOf } = scope;
    const begin = (): void => shared.begin((terms) => send({ language, payerOf, mayBeStale: true, ...terms }, call, key), nowMs());
    shared.join(scope);
    if (joins) {
      if (fence.isCalm()) same.set(key, slot);
      shared.onSettled(forget);
      begin();
    } else {
      same.set(key, slot);
      setImmediate(() => {
        forget();
        begin();
      });
    }
    return shared.wait(scope);
  };

  const readByIds = async (scope: UpstreamScope, call: IdCall): Promise<unknown> => (await batchesOf(scope, call.endpoint).read(scope, call)) ?? sender.read(scope, call);

  /** Whether the row may be asked for together with others; of what list. */
  const listFor = ({ payerOf }: UpstreamScope, { byId }: Call<unknown>): EndpointName | null => {
    if (mode === 'off' || byId === undefined || payerOf != null) return null;
    const { endpoint } = byId.callFor([byId.id]);
    return capabilities.of(endpoint).batchById ? endpoint : null;
  };

  const readRow = async (scope: UpstreamScope, call: RowCall, list: EndpointName): Promise<unknown> => {
    const row = await batchesOf(scope, list).readOne(scope, call);
    if (typeof row !== 'string') return row;
    const own = await sender.read(scope, call);
    // It can be read, but not together with others.
    if (row === 'unsupported') capabilities.noteUnsupported(list, 'batchById');
    return own;
  };

  /** Asks once more where those whose call it was have gone: whoever is left does so together. */
  const untilAnswered = async (endpoint: EndpointName, ask: () => Promise<unknown>): Promise<unknown> => {
    for (;;) {
      try {
        return await ask();
      } catch (thrown) {
        if (!(thrown instanceof LeftAlone)) throw classify(thrown, endpoint) ?? thrown;
      }
    }
  };

  const read = async (scope: UpstreamScope, call: Call<unknown>): Promise<unknown> => {
    const list = listFor(scope, call);
    if (list !== null) return untilAnswered(call.endpoint, () => readRow(scope, call as RowCall, list));
    // Its ids are its key.
    if (mode !== 'off' && isGathered(scope, call)) return untilAnswered(call.endpoint, () => readByIds(scope, call));
    const key = JSON.stringify([scope.language, scope.payerOf ?? null, call.endpoint, call.body]);
    const kept = isKept(scope, call) && fence.isCalm() ? cache.find(key) : undefined;
    if (kept !== undefined) return kept.value;
    return mode === 'off' ? send(scope, call, key) : untilAnswered(call.endpoint, () => readSame(scope, call, key));
  };

  return {
    ...sender,
    // What a query reads decides nothing; what anything else reads may decide what is written.
    read: <Value>(scope: UpstreamScope, call: Call<Value>) => (scope.mayBeStale === true ? (read(scope, call) as Promise<Value>) : sender.read(scope, call)),
    write: (scope, call) => fence.around(() => sender.write(scope, call)),
    noteChanged() {
      sender.noteChanged();
      fence.raise();
    },
  };
};
