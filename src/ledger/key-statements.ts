import type { QueryResult } from 'kysely';

import { prepareQuery } from './store/prepared-query.ts';
import type { KeyRow } from './store/schema.ts';

/** What is done once or more for every write. The rest, which is rare, is put together where it is needed. */

/** One question for the common case, a key that is new, which no row answers. A key has one holder. */
export const HOLDER = prepareQuery<{ readonly position: number | null; readonly jobSince: number | null }>(
  `select "position", null as "jobSince" from "keys" where "tenant" = $1 and "key_hash" = $2 union all select null, "started_at" from "jobs" where "tenant" = $1 and "key_hash" = $2`,
);

const CLAIMED = [
  'tenant', 'key_hash', 'key', 'operation', 'fingerprint', 'defaults', 'state', 'may_retry', 'owner', 'payload', 'language', 'caller', 'request_id', 'lock', 'held', 'started_at', 'sent_at',
  'checks', 'sends',
] as const;

/** SQLite tells the position of a new row without being asked, and what a statement returns costs it half as much again. */
export const CLAIM = prepareQuery<{ readonly position: number }>(
  (kind) => `insert into "keys" (${CLAIMED.map((column) => `"${column}"`).join(', ')}) values (${CLAIMED.map((_column, i) => `$${i + 1}`).join(', ')}) on conflict do nothing${kind === 'postgres' ? ' returning "position"' : ''}`,
);

/** Where the row is that a claim made; `null` when something was in its way. */
export const positionOf = ({ rows, numAffectedRows, insertId }: QueryResult<{ readonly position: number }>): number | null =>
  rows[0]?.position ?? (numAffectedRows === 1n && insertId !== undefined ? Number(insertId) : null);

export const claimParameters = (row: Pick<KeyRow, (typeof CLAIMED)[number]>): readonly unknown[] => CLAIMED.map((column) => row[column]);

/** What a row says once it is settled for good. */
export type SettledRow = Pick<KeyRow, 'state' | 'settled_at' | 'object' | 'reference' | 'failure' | 'may_retry'> & { readonly lock: null; readonly next_check_at: null; readonly owner: null };

export const SETTLE = prepareQuery<never>(
  `update "keys" set "state" = $1, "settled_at" = $2, "object" = $3, "reference" = $4, "failure" = $5, "may_retry" = $6, "lock" = null, "next_check_at" = null, "owner" = null
   where "position" = $7 and "state" in ('sending', 'unknown') and "sends" = $8`,
);

export const settleParameters = (row: Pick<KeyRow, 'position' | 'sends'>, { state, settled_at, object, reference, failure, may_retry }: SettledRow): readonly unknown[] => [
  state, settled_at, object, reference, failure, may_retry, row.position, row.sends,
];

/** Where in the audit a write was settled that had a lock. */
export const MARK_SETTLED = prepareQuery<never>('update "keys" set "settled_position" = $1 where "position" = $2');
