import type { Language } from '../../domain/language.ts';
import type { ListPage } from '../../domain/list-query.ts';
import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import type { Call, Sender } from '../sender.ts';
import type { EntityCache } from './entity-cache.ts';
import type { Fence } from './fence.ts';
import { SharedCall } from './shared-call.ts';
import { Slot } from './slot.ts';

/** A row as a reading by ids knows it. */
export interface IdRow {
  readonly id: number;
}

/** A list call that asks for rows by their ids and for nothing else. */
export type IdCall = Call<ListPage<IdRow>> & { readonly byIds: NonNullable<Call<ListPage<IdRow>>['byIds']> };

/** Rows that one call upstream brings. */
type Batch = SharedCall<ListPage<IdRow>>;

/** Who asks for which ids, and is told the batches that they are in. */
interface Asker {
  readonly scope: UpstreamScope;
  readonly ids: readonly number[];
  readonly tell: (batches: readonly Batch[]) => void;
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
  #askers: Asker[] = [];
  readonly #onTheirWay = new Map<number, Slot<Batch>>();

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
      const kept = isCalm && cache.isOn ? cache.find(`${this.#name} ${id}`) : undefined;
      const batch = isCalm && kept === undefined ? this.#onTheirWay.get(id)?.held : undefined;
      if (kept !== undefined) rows.push(kept.value as IdRow);
      else if (batch == null) missing.push(id);
      else batches.add(batch);
    }
    for (const batch of batches) batch.join(scope);
    const pages = [...batches].map((batch) => batch.wait(scope));
    // They are looked at together, after the rest was sent.
    for (const page of pages) page.catch(() => undefined);
    if (missing.length > 0) for (const batch of await this.#gather(scope, call, missing)) pages.push(batch.wait(scope));
    for (const page of await Promise.all(pages)) {
      if (page.rows.length < page.total) return null;
      // Nobody else's are among them.
      if (pages.length === 1 && rows.length === 0 && page.rows.every(({ id }) => wanted.has(id))) return page;
      for (const row of page.rows) if (wanted.has(row.id)) rows.push(row);
    }
    return { total: rows.length, rows: rows.sort((a, b) => a.id - b.id) };
  }

  /** Waits until these ids are sent, and answers the batches that they are in. */
  #gather(scope: UpstreamScope, call: IdCall, ids: readonly number[]): Promise<readonly Batch[]> {
    return new Promise((tell) => {
      if (this.#askers.length === 0) setImmediate(() => this.#send(call));
      this.#askers.push({ scope, ids, tell });
    });
  }

  /** Sends what was gathered: what one asks for stays together as far as it fits, so that nobody waits for more calls than its own. */
  #send(call: IdCall): void {
    const askers = this.#askers;
    this.#askers = [];
    const [only] = askers;
    if (only !== undefined && askers.length === 1 && only.ids.length <= MOST) {
      only.tell([this.#sendPart(call, only.ids.toSorted((x, y) => x - y), [only.scope])]);
      return;
    }
    const parts: { readonly ids: Set<number>; readonly scopes: Set<UpstreamScope> }[] = [];
    const placed = new Map<number, number>();
    for (const { scope, ids } of askers) {
      const fresh = ids.filter((id) => !placed.has(id));
      let part = parts.length - 1;
      for (const id of fresh) {
        const room = part === -1 ? 0 : MOST - (parts[part]?.ids.size ?? 0);
        if (room === 0 || (id === fresh[0] && room < fresh.length)) part = parts.push({ ids: new Set(), scopes: new Set() }) - 1;
        parts[part]?.ids.add(id);
        placed.set(id, part);
      }
      for (const id of ids) parts[placed.get(id) ?? 0]?.scopes.add(scope);
    }
    const batches = parts.map(({ ids, scopes }) => this.#sendPart(call, [...ids].sort((x, y) => x - y), scopes));
    for (const { ids, tell } of askers) tell([...new Set(ids.map((id) => placed.get(id)))].flatMap((part) => (part === undefined ? [] : (batches[part] ?? []))));
  }

  #sendPart(call: IdCall, part: readonly number[], scopes: Iterable<UpstreamScope>): Batch {
    const { sender, fence, cache, deadlineMs, joins, nowMs } = this.#options;
    const batch: Batch = new SharedCall(deadlineMs);
    const asked = new Set(part);
    const generation = fence.generation();
    for (const scope of scopes) batch.join(scope);
    batch.begin(async (terms) => {
      const { use } = terms;
      const page = await sender.read({ language: this.#language, mayBeStale: true, ...terms }, call.byIds.callFor(part));
      // Strangers show that the upstream does not read ids in lists: who asked must see it by itself.
      if (!page.rows.every(({ id }) => asked.has(id))) return { total: page.rows.length + 1, rows: [] };
      if (cache.isOn && use.staleSeconds === null && generation === fence.generation() && fence.isCalm()) for (const row of page.rows) cache.keep(`${this.#name} ${row.id}`, row, batch.sentAt);
      return page;
    }, nowMs());
    if (joins && fence.isCalm()) {
      const slot = new Slot(batch);
      for (const id of part) this.#onTheirWay.set(id, slot);
      batch.onSettled(() => {
        slot.held = null;
        for (const id of part) if (this.#onTheirWay.get(id) === slot) this.#onTheirWay.delete(id);
      });
    }
    return batch;
  }
}
