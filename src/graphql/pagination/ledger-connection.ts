import type { GraphQLResolveInfo } from 'graphql';

import type { LedgerPage, LedgerWindow } from '../../ledger/ledger-page.ts';
import type { Anchor } from '../../loaders/anchor.ts';
import type { Window } from '../../loaders/window.ts';
import type { GraphContext } from '../context.ts';
import { argumentError } from '../errors/coded-error.ts';
import type { Identified } from './cursor.ts';
import { cursorsOf } from './cursor.ts';
import { edgeOf, pageInfoOf } from './edges.ts';
import type { PageArguments } from './page-window.ts';
import { pageWindow } from './page-window.ts';
import type { ConnectionResult } from './read-connection.ts';
import { selectedFields } from './selection.ts';

/** A list of the ledger that a connection field pages through. Reading it costs no call to the upstream. */
export interface LedgerList<Row> extends Identified {
  readonly read: (window: LedgerWindow) => Promise<LedgerPage<Row>>;
  /** The place of a row, as `LedgerWindow.position` counts: it never moves. */
  readonly positionOf: (row: Row) => number;
}

const positionOfAnchor = (name: 'after' | 'before', { id }: Anchor): number => {
  if (typeof id === 'number' && id >= 0) return id;
  throw argumentError('INVALID_CURSOR', name, `\`${name}\` is not a cursor of this list with this filter and order.`);
};

const ledgerWindow = (window: Window): LedgerWindow =>
  window.from === 'after' || window.from === 'before'
    ? { from: window.from, position: positionOfAnchor(window.from, window.anchor), count: window.count }
    : { from: window.from, count: window.count };

/** Reads the page that a connection field asks for; arguments, limits and codes are those of every other connection. */
export const readLedgerConnection = async <Row>(list: LedgerList<Row>, args: PageArguments, context: Pick<GraphContext, 'seal' | 'language'>, info: GraphQLResolveInfo): Promise<ConnectionResult<Row>> => {
  const cursors = cursorsOf(context, list);
  const window = ledgerWindow(pageWindow(args, cursors));
  const fields = selectedFields(info);
  const rowsWanted = fields.has('edges') || fields.has('nodes') || fields.has('pageInfo');
  const page = await list.read(rowsWanted ? window : { from: 'start', count: 1 });
  const edges = page.rows.map((row) => edgeOf(cursors, row, { anchor: { id: list.positionOf(row), rank: null, offset: 0 } }));
  return {
    edges,
    pageInfo: pageInfoOf(edges, page),
    totalCount: () => Promise.resolve(page.total),
  };
};
