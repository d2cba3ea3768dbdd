import type { Kysely } from 'kysely';

import { keyRecordOf } from './key-record.ts';
import type { KeyRecord, OutcomeFilter, OutcomeState } from './ledger.ts';
import { OUTCOME_STATES } from './ledger.ts';
import type { LedgerPage, LedgerWindow } from './ledger-page.ts';
import { MAX_TOTAL, newestFirst } from './newest-first.ts';
import type { Owner } from './owner.ts';
import type { KeyRow, Schema } from './store/schema.ts';
import type { Store } from './store/store.ts';

/** Most rows that are looked at one by one for whether somebody is sending them: more than all processes together send at once. */
const MAX_SENDING = 5_000;

const STORED: Readonly<Record<OutcomeState, readonly string[]>> = { DONE: ['done'], REFUSED: ['refused', 'abandoned'], UNKNOWN: ['unknown'], IN_PROGRESS: [] };

interface Selected {
  /** States whose rows all belong to the list. */
  readonly states: readonly string[];
  /** Rows that belong to it beside them. */
  readonly positions: readonly number[];
}

/** What is being sent is under way or unknown: that depends on who sends it, which no query can tell. */
const selectedBy = async ({ db }: Store, tenant: string, states: readonly OutcomeState[], isSending: Owner['isSending']): Promise<Selected> => {
  const stored = [...new Set(states)].flatMap((state) => STORED[state]);
  const [underWay, unknown] = [states.includes('IN_PROGRESS'), states.includes('UNKNOWN')];
  if (underWay && unknown) return { states: [...stored, 'sending'], positions: [] };
  if (!underWay && !unknown) return { states: stored, positions: [] };
  const rows = await db.selectFrom('keys').select(['position', 'key_hash', 'owner']).where('tenant', '=', tenant).where('state', '=', 'sending').orderBy('position', 'desc').limit(MAX_SENDING).execute();
  const sent = await Promise.all(rows.map(isSending));
  return { states: stored, positions: rows.filter((_row, i) => sent[i] === underWay).map(({ position }) => position) };
};

const rowsOf = (db: Kysely<Schema>, tenant: string, operations: OutcomeFilter['operations']) => {
  const rows = db.selectFrom('keys').where('tenant', '=', tenant);
  return operations === undefined ? rows : rows.where('operation', 'in', operations);
};

/** A page of the keys of a tenant, the newest first. */
export const outcomePage = async (store: Store, tenant: string, { states = OUTCOME_STATES, operations }: OutcomeFilter, window: LedgerWindow, isSending: Owner['isSending']): Promise<LedgerPage<KeyRecord>> => {
  const selected = await selectedBy(store, tenant, states, isSending);
  // One query for each state, in one statement: each reads no further along its index than the page goes.
  const branches = [
    ...selected.states.map((state) => () => rowsOf(store.db, tenant, operations).where('state', '=', state)),
    ...(selected.positions.length === 0 ? [] : [() => rowsOf(store.db, tenant, operations).where('state', '=', 'sending').where('position', 'in', selected.positions)]),
  ];

  const read = async (side: 'older' | 'newer', than: number | null, limit: number): Promise<readonly KeyRow[]> => {
    const direction = side === 'older' ? 'desc' : 'asc';
    const [first, ...others] = branches.map((branch) => {
      const beyond = than === null ? branch() : branch().where('position', side === 'older' ? '<' : '>', than);
      return store.db.selectFrom(beyond.selectAll().orderBy('position', direction).limit(limit).as('branch')).selectAll();
    });
    if (first === undefined) return [];
    return others.reduce((all, other) => all.unionAll(other), first).orderBy('position', direction).limit(limit).execute();
  };
  const count = async (): Promise<number> => {
    const [first, ...others] = branches.map((branch) => store.db.selectFrom(branch().select('position').limit(MAX_TOTAL).as('branch')).select('position'));
    if (first === undefined) return 0;
    const all = others.reduce((union, other) => union.unionAll(other), first).limit(MAX_TOTAL);
    return (await store.db.selectFrom(all.as('listed')).select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
  };

  const page = await newestFirst({ read, count }, window);
  return { ...page, rows: await Promise.all(page.rows.map((row) => keyRecordOf(row, () => isSending(row)))) };
};
