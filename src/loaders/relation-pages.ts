import DataLoader from 'dataloader';

import type { UpstreamClient } from '../upstream/client.ts';
import { UpstreamError } from '../upstream/errors.ts';
import type { ListOrder } from './anchor.ts';
import { sharedKey } from '../domain/canonical-key.ts';
import { asError } from './as-error.ts';
import { chunk } from './chunk.ts';
import type { ListSource } from './list-source.ts';
import { readWholeUntil } from './shared-list.ts';
import type { Window, WindowPage } from './window.ts';
import { anchorRows, readWindow } from './window.ts';

/** How the rows of a list hang from their parents. */
export interface Relation<Row, Filter> {
  /** The parents that the filter itself names; `undefined` when it names none. */
  readonly parentsIn: (filter: Filter) => readonly number[] | undefined;
  /** The filter that leaves the rows of these parents. */
  readonly filterBy: (filter: Filter, parentIds: readonly number[]) => Filter;
  readonly parentOf: (row: Row) => number | null;
}

/** What a field asks of its parents: which of their rows, in which order. */
export interface RelationQuestion<Filter, SortField extends string> extends ListOrder<Filter, SortField> {
  readonly window: Window;
  /** The exact number of the parent's rows is wanted too. */
  readonly withTotal: boolean;
}

/** The rows of one parent that one field asks for. */
export interface RelationQuery<Filter, SortField extends string> extends RelationQuestion<Filter, SortField> {
  readonly parentId: number;
}

/** Pages of the rows that hang from parents; whoever asks the same of a parent again within a request is answered without another call. */
export interface RelationLoader<Row, Filter, SortField extends string> {
  readonly load: (query: RelationQuery<Filter, SortField>) => Promise<WindowPage<Row>>;
  /** The same of many parents, in their order; where one failed, why. One promise for all of them, so that nobody has to keep one for each. */
  readonly loadMany: (question: RelationQuestion<Filter, SortField>, parentIds: readonly number[]) => Promise<readonly (WindowPage<Row> | Error)[]>;
  readonly clearAll: () => void;
}

/** The same for the same question, whatever the parent. */
const keyOf = ({ filter, sort, window, withTotal }: RelationQuestion<object, string>): string => {
  const anchor = 'anchor' in window ? `${JSON.stringify(window.anchor.id)} ${window.anchor.rank ?? '-'} ${window.anchor.offset}` : '';
  return `${window.from} ${window.count} ${anchor} ${withTotal} ${sharedKey(sort)} ${sharedKey(filter)}`;
};

/** Parents whose ids fit into one list filter. */
export const MAX_FILTER_VALUES = 100;

type Page<Row> = WindowPage<Row> | Error;

/** What parents have, by their ids. */
type Pages<Row> = Map<number, Page<Row>>;

/** Parents that are asked a question for the first time in this request. */
interface Asked<Filter, SortField extends string> {
  readonly key: string;
  readonly question: RelationQuestion<Filter, SortField>;
  readonly parentIds: readonly number[];
}

/**
 * Reads pages of many parents' rows. Parents that are asked for the same thing from the start of their lists share list calls as
 * `docs/adr/0004-nested-lists.md` decides; everything else is one bounded call per parent, side by side.
 */
class RelationReader<Row, Filter extends object, SortField extends string> {
  readonly #source: ListSource<Row, Filter, SortField>;
  readonly #relation: Relation<Row, Filter>;
  readonly #upstream: UpstreamClient;

  constructor(source: ListSource<Row, Filter, SortField>, relation: Relation<Row, Filter>, upstream: UpstreamClient) {
    this.#source = source;
    this.#relation = relation;
    this.#upstream = upstream;
  }

  async read(question: RelationQuestion<Filter, SortField>, parentIds: readonly number[]): Promise<Pages<Row>> {
    const named = this.#relation.parentsIn(question.filter);
    const left = named === undefined ? parentIds : parentIds.filter((id) => named.includes(id));
    const pages = await this.#pages(question, left);
    if (left.length < parentIds.length) for (const id of parentIds) if (!pages.has(id)) pages.set(id, NOTHING);
    return pages;
  }

  async #pages(question: RelationQuestion<Filter, SortField>, parentIds: readonly number[]): Promise<Pages<Row>> {
    const isSharable = question.window.from === 'start' && parentIds.length > 1 && this.#upstream.capabilities(this.#source.shape.endpoint).batchByRelation;
    if (!isSharable) return this.#settle(question, parentIds);
    const [first = new Map<number, Page<Row>>(), ...others] = await Promise.all(
      chunk(parentIds, MAX_FILTER_VALUES).map((part) => this.#shared(question, part).catch((error: unknown) => this.#refusedBatch(question, part, error))),
    );
    for (const pages of others) for (const [id, page] of pages) first.set(id, page);
    return first;
  }

  async #single({ filter, sort, window }: RelationQuestion<Filter, SortField>, parentId: number): Promise<WindowPage<Row>> {
    const { filterBy, parentOf } = this.#relation;
    const page = await readWindow(this.#source, { filter: filterBy(filter, [parentId]), sort }, window);
    // An upstream that ignores the filter would answer with other parents' rows: better no answer than a wrong one.
    if (page.rows.some(({ row }) => parentOf(row) !== parentId)) {
      const { endpoint } = this.#source.shape;
      throw new UpstreamError({ kind: 'protocol', endpoint, message: `e-Cont.md answered ${endpoint} with rows that were not asked for.`, sent: 'answered', attempts: 1 });
    }
    return page;
  }

  async #settle(question: RelationQuestion<Filter, SortField>, parentIds: readonly number[]): Promise<Pages<Row>> {
    const pages = await Promise.all(parentIds.map((id) => this.#single(question, id).catch(asError)));
    return new Map(parentIds.map((id, n) => [id, pages[n] ?? new Error('a parent was left without an answer')]));
  }

  async #shared(question: RelationQuestion<Filter, SortField>, parentIds: readonly number[]): Promise<Pages<Row>> {
    const { filter, sort, window, withTotal } = question;
    const order = { filter: this.#relation.filterBy(filter, parentIds), sort };
    const wanted = window.count;
    const read = await readWholeUntil(this.#source, order, parentIds, this.#relation.parentOf, { enough: withTotal ? null : wanted, window: wanted });
    if (read === 'foreignRows') {
      this.#upstream.noteUnsupported(this.#source.shape.endpoint, 'batchByRelation');
      return this.#settle(question, parentIds);
    }
    const pages = await this.#settle(question, parentIds.filter((id) => !read.answered.has(id)));
    for (const [id, rows] of read.answered) {
      pages.set(id, {
        rows: anchorRows(this.#source, sort, rows.length > wanted ? rows.slice(0, wanted) : rows, 0),
        hasNextPage: rows.length > wanted,
        hasPreviousPage: false,
        total: read.complete ? rows.length : null,
      });
    }
    return pages;
  }

  async #refusedBatch(question: RelationQuestion<Filter, SortField>, parentIds: readonly number[], error: unknown): Promise<Pages<Row>> {
    if (!(error instanceof UpstreamError) || error.kind !== 'rejected') return new Map(parentIds.map((id) => [id, asError(error)]));
    const pages = await this.#settle(question, parentIds);
    if (![...pages.values()].some((page) => page instanceof Error)) this.#upstream.noteUnsupported(this.#source.shape.endpoint, 'batchByRelation');
    return pages;
  }
}

/** Gathers what is asked within one turn, and remembers for a request who was asked what. */
export const createRelationLoader = <Row, Filter extends object, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  relation: Relation<Row, Filter>,
  upstream: UpstreamClient,
): RelationLoader<Row, Filter, SortField> => {
  const reader = new RelationReader(source, relation, upstream);
  /** For each question, which reading answers it for a parent. */
  const readings = new Map<string, Map<number, Promise<Pages<Row>>>>();

  const turns = new DataLoader<Asked<Filter, SortField>, Pages<Row>>(
    async (asked) => {
      const groups = new Map<string, { readonly question: RelationQuestion<Filter, SortField>; readonly parentIds: number[] }>();
      for (const { key, question, parentIds } of asked) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { question, parentIds: [...parentIds] });
        else group.parentIds.push(...parentIds);
      }
      const read = new Map(await Promise.all([...groups].map(async ([key, { question, parentIds }]) => [key, await reader.read(question, parentIds)] as const)));
      return asked.map(({ key }) => read.get(key) ?? new Error('a question was left without an answer'));
    },
    { cache: false, maxBatchSize: Infinity },
  );

  const loadMany: RelationLoader<Row, Filter, SortField>['loadMany'] = async (question, parentIds) => {
    const key = keyOf(question);
    const known = readings.get(key) ?? new Map<number, Promise<Pages<Row>>>();
    readings.set(key, known);
    const fresh = [...new Set(parentIds)].filter((id) => !known.has(id));
    if (fresh.length > 0) {
      const reading = turns.load({ key, question, parentIds: fresh });
      for (const id of fresh) known.set(id, reading);
    }
    const distinct = [...new Set(parentIds.flatMap((id) => known.get(id) ?? []))];
    const pages = await Promise.all(distinct);
    const pageOf = (id: number): Page<Row> | undefined => {
      const reading = known.get(id);
      return reading === undefined ? undefined : pages[distinct.indexOf(reading)]?.get(id);
    };
    return parentIds.map((id) => pageOf(id) ?? new Error('a parent was left without an answer'));
  };

  return {
    loadMany,
    async load({ parentId, ...question }) {
      const [page = new Error('a parent was left without an answer')] = await loadMany(question, [parentId]);
      if (page instanceof Error) throw page;
      return page;
    },
    clearAll: () => readings.clear(),
  };
};

/** What a parent has under a filter that leaves the parent itself out. */
const NOTHING: WindowPage<never> = { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 };
