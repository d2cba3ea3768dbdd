import type { Language } from '../../domain/language.ts';
import type { ListPage } from '../../domain/list-query.ts';
import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import { UpstreamError } from '../errors.ts';
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
/** A call that asks for one row by its id. */
export type RowCall = Call<IdRow | null> & { readonly byId: NonNullable<Call<IdRow | null>['byId']> };

/** The call for these rows. */
type CallFor = (ids: readonly number[]) => Call<ListPage<IdRow>>;

/** Rows as they came; `isAlone`: of a call for one row. */
interface Rows extends ListPage<IdRow> {
  readonly isAlone?: boolean;
}

/** Rows that one call upstream brings. */
type Batch = SharedCall<Rows>;

/** Why a row was not got together with others: the upstream does not read ids in lists, or what is wrong is wrong with the others. */
export type NotTogether = 'unsupported' | 'spoilt';

/** Who asks for which ids, and is told the batches that they are in. */
interface Asker {
  readonly scope: UpstreamScope;
  readonly ids: readonly number[];
  /** Its own call, where it asks for one row: it is sent where nobody else asks for another. */
  readonly alone: RowCall | null;
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

const NOTHING: Rows = { total: 0, rows: [] };

/** By which an upstream says that its lists are not to be asked like this. */
const SAID_NO: ReadonlySet<UpstreamError['kind']> = new Set(['rejected', 'forbidden', 'notFound']);

/** Ids in one call; the contract's page. */
const MOST = 100;
/** With more ids than this, a call has little room for those of others. */
const NEARLY_FULL = 75;
/** So many who ask are not kept for more: who is answered together asks again together, and the last of a crowd would hold up the first each time. */
const CROWD = 16;

/** Gathers the ids that are asked of one list endpoint in one language within one turn of the event loop, or by the first crowd in it. */
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
    const joined: number[] = [];
    const missing: number[] = [];
    const isCalm = fence.isCalm();
    for (const id of wanted) {
      const kept = isCalm && cache.isOn ? cache.find(`${this.#name} ${id}`) : undefined;
      const batch = isCalm && kept === undefined ? this.#onTheirWay.get(id)?.held : undefined;
      if (kept !== undefined) rows.push(kept.value as IdRow);
      else if (batch == null) missing.push(id);
      else {
        batches.add(batch);
        joined.push(id);
      }
    }
    // What others wait for is not worth more calls than it takes to ask once more.
    if (batches.size + Math.ceil(missing.length / MOST) > Math.ceil((joined.length + missing.length) / MOST)) {
      batches.clear();
      missing.push(...joined);
    }
    for (const batch of batches) batch.join(scope);
    const pages = [...batches].map((batch) => batch.wait(scope));
    // They are looked at together, after the rest was sent.
    for (const page of pages) page.catch(() => undefined);
    if (missing.length > 0) for (const batch of await this.#ask(scope, call.byIds.callFor, missing)) pages.push(batch.wait(scope));
    for (const page of await Promise.all(pages)) {
      if (page.rows.length < page.total) return null;
      // Nobody else's are among them.
      if (pages.length === 1 && rows.length === 0 && page.rows.every(({ id }) => wanted.has(id))) return page;
      for (const row of page.rows) if (wanted.has(row.id)) rows.push(row);
    }
    return { total: rows.length, rows: rows.sort((a, b) => a.id - b.id) };
  }

  /** The row with this id, or `null` where there is none. */
  async readOne(scope: UpstreamScope, call: RowCall): Promise<IdRow | null | NotTogether> {
    const { fence, cache } = this.#options;
    const { id, callFor } = call.byId;
    const isCalm = fence.isCalm();
    const kept = isCalm && cache.isOn ? cache.find(`${this.#name} ${id}`) : undefined;
    if (kept !== undefined) return kept.value as IdRow;
    let batch = isCalm ? this.#onTheirWay.get(id)?.held : undefined;
    if (batch == null) [batch] = await this.#gather(scope, callFor as CallFor, [id], call);
    else batch.join(scope);
    try {
      const { rows, total, isAlone } = (await batch?.wait(scope)) ?? NOTHING;
      const row = isAlone === true ? rows[0] : rows.find((each) => each.id === id);
      if (row !== undefined || rows.length === total) return row ?? null;
      return rows.length === 0 ? 'unsupported' : 'spoilt';
    } catch (thrown) {
      if (!(thrown instanceof UpstreamError) || thrown.endpoint === call.endpoint) throw thrown;
      if (thrown.kind === 'protocol') return 'spoilt';
      if (SAID_NO.has(thrown.kind)) return 'unsupported';
      throw thrown;
    }
  }

  /**
   * Has these ids sent, and answers the batches that they are in. What nearly fills a call is not gathered where others can join it on its
   * way: it has no room for them, and each turn that it waits is one in which its rows of the level before are held.
   */
  #ask(scope: UpstreamScope, callFor: CallFor, ids: readonly number[]): readonly Batch[] | Promise<readonly Batch[]> {
    const isNearlyFull = ids.length > NEARLY_FULL && ids.length <= MOST;
    return isNearlyFull && this.#options.joins ? [this.#sendPart(callFor, ids, [scope])] : this.#gather(scope, callFor, ids, null);
  }

  /** Waits until these ids are sent, and answers the batches that they are in. */
  #gather(scope: UpstreamScope, callFor: CallFor, ids: readonly number[], alone: RowCall | null): Promise<readonly Batch[]> {
    return new Promise((tell) => {
      if (this.#askers.length === 0) setImmediate(() => this.#send(callFor));
      this.#askers.push({ scope, ids, alone, tell });
      // The turn's end finds those who came after.
      if (this.#askers.length === CROWD && this.#options.joins) this.#send(callFor);
    });
  }

  /** Sends what was gathered: what one asks for stays together as far as it fits, so that nobody waits for more calls than its own. */
  #send(callFor: CallFor): void {
    const askers = this.#askers;
    this.#askers = [];
    const [only] = askers;
    if (only?.alone != null && askers.every(({ ids }) => ids.length === 1 && ids[0] === only.ids[0])) {
      const batch = this.#sendRow(only.alone, askers.map(({ scope }) => scope));
      for (const { tell } of askers) tell([batch]);
      return;
    }
    if (only !== undefined && askers.length === 1 && only.ids.length <= MOST) {
      only.tell([this.#sendPart(callFor, only.ids, [only.scope])]);
      return;
    }
    const parts: { readonly ids: Set<number>; readonly askers: Set<Asker> }[] = [];
    const placed = new Map<number, number>();
    for (const asker of askers) {
      const { ids } = asker;
      const fresh = ids.filter((id) => !placed.has(id));
      let part = parts.length - 1;
      for (const id of fresh) {
        const room = part === -1 ? 0 : MOST - (parts[part]?.ids.size ?? 0);
        if (room === 0 || (id === fresh[0] && room < fresh.length)) part = parts.push({ ids: new Set(), askers: new Set() }) - 1;
        parts[part]?.ids.add(id);
        placed.set(id, part);
      }
      for (const id of ids) parts[placed.get(id) ?? 0]?.askers.add(asker);
    }
    const batches = parts.map((part) => this.#sendPart(callFor, [...part.ids], Array.from(part.askers, ({ scope }) => scope)));
    for (const { ids, tell } of askers) tell([...new Set(ids.map((id) => placed.get(id)))].flatMap((part) => (part === undefined ? [] : (batches[part] ?? []))));
  }

  /** One row, as nobody asks for another: the upstream surely knows how to give that. */
  #sendRow(call: RowCall, scopes: readonly UpstreamScope[]): Batch {
    const { sender } = this.#options;
    return this.#sendIds([call.byId.id], scopes, async (scope) => {
      try {
        const row = await sender.read(scope, call);
        return row === null ? NOTHING : { total: 1, rows: [row], isAlone: true };
      } catch (thrown) {
        if (thrown instanceof UpstreamError && thrown.kind === 'notFound') return NOTHING;
        throw thrown;
      }
    });
  }

  /** One list call, its ids in their order. */
  #sendPart(callFor: CallFor, ids: readonly number[], scopes: readonly UpstreamScope[]): Batch {
    const { sender } = this.#options;
    const part = ids.toSorted((x, y) => x - y);
    return this.#sendIds(part, scopes, (scope) => sender.read(scope, callFor(part)));
  }

  #sendIds(part: readonly number[], scopes: readonly UpstreamScope[], read: (scope: UpstreamScope) => Promise<Rows>): Batch {
    const { fence, cache, deadlineMs, joins, nowMs } = this.#options;
    const batch: Batch = new SharedCall(deadlineMs);
    const asked = new Set(part);
    const generation = fence.generation();
    for (const scope of scopes) batch.join(scope);
    batch.begin(async (terms) => {
      const { use } = terms;
      const page = await read({ language: this.#language, mayBeStale: true, ...terms });
      // Strangers show that the upstream does not read ids in lists: who asked must see it by itself.
      if (page.isAlone !== true && !page.rows.every(({ id }) => asked.has(id))) return { total: page.rows.length + 1, rows: [] };
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
