import type { Language } from '../../domain/language.ts';
import type { ListPage } from '../../domain/list-query.ts';
import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import type { Call, Sender } from '../sender.ts';
import type { EntityCache } from './entity-cache.ts';
import type { Fence } from './fence.ts';
import { SharedCall } from './shared-call.ts';

/** A row as a reading by ids knows it. */
export interface IdRow {
  readonly id: number;
}

/** A list call that asks for rows by their ids and for nothing else. */
export type IdCall = Call<ListPage<IdRow>> & { readonly byIds: NonNullable<Call<ListPage<IdRow>>['byIds']> };

/** Rows that one call upstream brings. */
type Batch = SharedCall<ListPage<IdRow>>;

/** What is sent with the turn of the event loop. */
interface Gathering {
  readonly call: IdCall;
  /** Who asked for each id. */
  readonly ids: Map<number, Set<UpstreamScope>>;
  /** The batch that each id is in, when they are sent. */
  readonly sent: Promise<ReadonlyMap<number, Batch>>;
}

export interface IdBatchesOptions {
  readonly sender: Sender;
  readonly fence: Fence;
  readonly cache: EntityCache;
  readonly deadlineMs: number;
  /** Rows on their way may be joined; else only those that were not sent yet. */
  readonly joins: boolean;
  readonly nowMs: () => number;
}

/** Ids in one call; the contract's page. */
const MOST = 100;

/** Gathers the ids that are asked of one list endpoint in one language within one turn of the event loop. */
export class IdBatches {
  readonly #options: IdBatchesOptions;
  readonly #language: Language;
  /** Among what is cached. */
  readonly #name: string;
  #gathering: Gathering | null = null;
  readonly #onTheirWay = new Map<number, Batch>();

  constructor(language: Language, endpoint: EndpointName, options: IdBatchesOptions) {
    this.#language = language;
    this.#name = `${language} ${endpoint}`;
    this.#options = options;
  }

  /** What is on its way may not be joined any more. */
  forget(): void {
    this.#onTheirWay.clear();
  }

  /** The rows with these ids in the order of their ids; `null` where the upstream gives no whole answer to several ids at once. */
  async read(scope: UpstreamScope, call: IdCall): Promise<ListPage<IdRow> | null> {
    const { fence, cache } = this.#options;
    const wanted = new Set(call.byIds.ids);
    const rows: IdRow[] = [];
    const batches = new Set<Batch>();
    const missing: number[] = [];
    const isCalm = fence.isCalm();
    for (const id of wanted) {
      const kept = isCalm ? cache.find(`${this.#name} ${id}`) : undefined;
      const batch = isCalm && kept === undefined ? this.#onTheirWay.get(id) : undefined;
      if (kept !== undefined) rows.push(kept.value as IdRow);
      else if (batch === undefined) missing.push(id);
      else batches.add(batch);
    }
    for (const batch of batches) batch.join(scope);
    const pages = [...batches].map((batch) => batch.wait(scope));
    // They are looked at together, after the rest was sent.
    for (const page of pages) page.catch(() => undefined);
    if (missing.length > 0) for (const batch of await this.#gather(scope, call, missing)) pages.push(batch.wait(scope));
    for (const page of await Promise.all(pages)) {
      if (page.rows.length < page.total) return null;
      for (const row of page.rows) if (wanted.has(row.id)) rows.push(row);
    }
    return { total: rows.length, rows: rows.sort((a, b) => a.id - b.id) };
  }

  /** Waits until these ids are sent, and answers the batches that they are in. */
  async #gather(scope: UpstreamScope, call: IdCall, ids: readonly number[]): Promise<ReadonlySet<Batch>> {
    const gathering = (this.#gathering ??= { call, ids: new Map<number, Set<UpstreamScope>>(), sent: new Promise<ReadonlyMap<number, Batch>>((resolve) => setImmediate(() => { resolve(this.#send()); })) });
    for (const id of ids) {
      const askers = gathering.ids.get(id);
      if (askers === undefined) gathering.ids.set(id, new Set([scope]));
      else askers.add(scope);
    }
    const sent = await gathering.sent;
    return new Set(ids.flatMap((id) => sent.get(id) ?? []));
  }

  #send(): ReadonlyMap<number, Batch> {
    const sent = new Map<number, Batch>();
    const gathering = this.#gathering;
    this.#gathering = null;
    if (gathering === null) return sent;
    const ids = [...gathering.ids.keys()].sort((a, b) => a - b);
    for (let at = 0; at < ids.length; at += MOST) {
      const part = ids.slice(at, at + MOST);
      const batch = this.#sendPart(gathering, part);
      for (const id of part) sent.set(id, batch);
    }
    return sent;
  }

  #sendPart({ call, ids }: Gathering, part: readonly number[]): Batch {
    const { sender, fence, cache, deadlineMs, joins, nowMs } = this.#options;
    const batch: Batch = new SharedCall(deadlineMs);
    const asked = new Set(part);
    const scopes = new Set(part.flatMap((id) => [...(ids.get(id) ?? [])]));
    const generation = fence.generation();
    for (const scope of scopes) batch.join(scope);
    batch.begin(async (terms) => {
      const page = await sender.read({ language: this.#language, mayBeStale: true, ...terms }, call.byIds.callFor(part));
      // Strangers show that the upstream does not read ids in lists: who asked must see it by itself.
      if (!page.rows.every(({ id }) => asked.has(id))) return { total: page.rows.length + 1, rows: [] };
      if (generation === fence.generation() && fence.isCalm()) for (const row of page.rows) cache.keep(`${this.#name} ${row.id}`, row, batch.sentAt);
      return page;
    }, nowMs());
    if (joins && fence.isCalm()) {
      for (const id of part) this.#onTheirWay.set(id, batch);
      batch.onSettled(() => {
        for (const id of part) if (this.#onTheirWay.get(id) === batch) this.#onTheirWay.delete(id);
      });
    }
    return batch;
  }
}
