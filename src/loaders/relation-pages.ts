import DataLoader from 'dataloader';

import type { UpstreamClient } from '../upstream/client.ts';
import { UpstreamError } from '../upstream/errors.ts';
import type { ListOrder } from './anchor.ts';
import { sharedKey } from '../domain/canonical-key.ts';
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

/** The rows of one parent that one field asks for. */
export interface RelationQuery<Filter, SortField extends string> extends ListOrder<Filter, SortField> {
  readonly parentId: number;
  readonly window: Window;
  /** The exact number of the parent's rows is wanted too. */
  readonly withTotal: boolean;
}

export type RelationLoader<Row, Filter, SortField extends string> = DataLoader<RelationQuery<Filter, SortField>, WindowPage<Row>, string>;

/** The same for the same question, whatever the parent. */
const keyOf = ({ filter, sort, window, withTotal }: RelationQuery<object, string>): string => {
  const anchor = 'anchor' in window ? `${JSON.stringify(window.anchor.id)} ${window.anchor.rank ?? '-'} ${window.anchor.offset}` : '';
  return `${window.from} ${window.count} ${anchor} ${withTotal} ${sharedKey(sort)} ${sharedKey(filter)}`;
};

/** Parents whose ids fit into one list filter. */
export const MAX_FILTER_VALUES = 100;

/**
 * Pages of many parents' rows. Parents that ask for the same thing from the start of their lists share list calls as
 * `docs/adr/0004-nested-lists.md` decides; everything else is one bounded call per parent, side by side.
 */
export const createRelationLoader = <Row, Filter extends object, SortField extends string>(
  source: ListSource<Row, Filter, SortField>,
  relation: Relation<Row, Filter>,
  upstream: UpstreamClient,
): RelationLoader<Row, Filter, SortField> => {
  type Query = RelationQuery<Filter, SortField>;
  const { endpoint } = source.shape;

  const single = async ({ filter, sort, parentId, window }: Query): Promise<WindowPage<Row>> => {
    const page = await readWindow(source, { filter: relation.filterBy(filter, [parentId]), sort }, window);
    // An upstream that ignores the filter would answer with other parents' rows: better no answer than a wrong one.
    if (page.rows.some(({ row }) => relation.parentOf(row) !== parentId)) {
      throw new UpstreamError({ kind: 'protocol', endpoint, message: `e-Cont.md answered ${endpoint} with rows that were not asked for.`, sent: 'answered', attempts: 1 });
    }
    return page;
  };
  const settle = (queries: readonly Query[]): Promise<(WindowPage<Row> | Error)[]> => Promise.all(queries.map((query) => single(query).catch(asError)));

  const shared = async (queries: readonly Query[]): Promise<(WindowPage<Row> | Error)[]> => {
    const [head] = queries;
    if (head === undefined) return [];
    const parents = queries.map((query) => query.parentId);
    const order = { filter: relation.filterBy(head.filter, parents), sort: head.sort };
    const wanted = head.window.count;
    const read = await readWholeUntil(source, order, parents, relation.parentOf, { enough: head.withTotal ? null : wanted, window: wanted });
    if (read === 'foreignRows') {
      upstream.noteUnsupported(endpoint, 'batchByRelation');
      return settle(queries);
    }
    const left = await settle(queries.filter((query) => !read.answered.has(query.parentId)));
    return queries.map((query) => {
      const rows = read.answered.get(query.parentId);
      if (rows === undefined) return left.shift() ?? new Error('a parent was left without an answer');
      const page = rows.slice(0, wanted);
      return {
        rows: anchorRows(source, query.sort, page, 0),
        hasNextPage: rows.length > wanted,
        hasPreviousPage: false,
        total: read.complete ? rows.length : null,
      };
    });
  };

  const refusedBatch = async (queries: readonly Query[], error: unknown): Promise<(WindowPage<Row> | Error)[]> => {
    if (!(error instanceof UpstreamError) || error.kind !== 'rejected') return queries.map(() => asError(error));
    const answers = await settle(queries);
    if (answers.every((answer) => !(answer instanceof Error))) upstream.noteUnsupported(endpoint, 'batchByRelation');
    return answers;
  };

  const group = async (queries: readonly Query[]): Promise<(WindowPage<Row> | Error)[]> => {
    const [head] = queries;
    const sharable = head?.window.from === 'start' && queries.length > 1 && upstream.capabilities(endpoint).batchByRelation;
    if (!sharable) return settle(queries);
    const parts = await Promise.all(
      chunk(queries, MAX_FILTER_VALUES).map((part) => shared(part).catch((error: unknown) => refusedBatch(part, error))),
    );
    return parts.flat();
  };

  return new DataLoader<Query, WindowPage<Row>, string>(
    async (queries) => {
      const groups = new Map<string, Query[]>();
      const answers = new Map<Query, WindowPage<Row> | Error>();
      for (const query of queries) {
        if (relation.parentsIn(query.filter)?.includes(query.parentId) === false) {
          answers.set(query, NOTHING);
          continue;
        }
        const key = keyOf(query);
        const members = groups.get(key);
        if (members === undefined) groups.set(key, [query]);
        else members.push(query);
      }
      await Promise.all(
        [...groups.values()].map(async (members) => {
          const pages = await group(members);
          members.forEach((query, i) => answers.set(query, pages[i] ?? new Error('a query was left without an answer')));
        }),
      );
      return queries.map((query) => answers.get(query) ?? new Error('a query was left without an answer'));
    },
    { cacheKeyFn: (query) => `${query.parentId} ${keyOf(query)}`, maxBatchSize: Infinity },
  );
};

/** What a parent has under a filter that leaves the parent itself out. */
const NOTHING: WindowPage<never> = { rows: [], hasNextPage: false, hasPreviousPage: false, total: 0 };

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
