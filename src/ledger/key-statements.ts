import { prepareQuery } from './store/prepared-query.ts';
import type { KeyRow } from './store/schema.ts';

/** What is done once or more for every write. The rest, which is rare, is put together where it is needed. */

/** One question for the common case, a key that is new. */
export const HOLDER = prepareQuery<{ readonly position: number | null; readonly jobSince: number | null }>(
  `select (select "position" from "keys" where "tenant" = $1 and "key_hash" = $2) as "position", (select "started_at" from "jobs" where "tenant" = $1 and "key_hash" = $2) as "jobSince"`,
);

const CLAIMED = [
  'tenant', 'key_hash', 'key', 'operation', 'fingerprint', 'defaults', 'state', 'may_retry', 'owner', 'payload', 'language', 'caller', 'request_id', 'lock', 'held', 'started_at', 'sent_at',
  'checks', 'sends',
] as const;

export const CLAIM = prepareQuery<{ readonly position: number }>(
  `insert into "keys" (${CLAIMED.map((column) => `"${column}"`).join(', ')}) values (${CLAIMED.map((_column, i) => `$${i + 1}`).join(', ')}) on conflict do nothing returning "position"`,
);

export const claimParameters = (row: Pick<KeyRow, (typeof CLAIMED)[number]>): readonly unknown[] => CLAIMED.map((column) => row[column]);

/** What a row says once it is settled for good. */
export type SettledRow = Pick<KeyRow, 'state' | 'settled_at' | 'object' | 'reference' | 'failure' | 'may_retry'> & { readonly lock: null; readonly next_check_at: null; readonly owner: null };

export const SETTLE = prepareQuery<{ readonly position: number }>(
  `update "keys" set "state" = $1, "settled_at" = $2, "object" = $3, "reference" = $4, "failure" = $5, "may_retry" = $6, "lock" = null, "next_check_at" = null, "owner" = null
   where "position" = $7 and "state" in ('sending', 'unknown') and "sends" = $8 returning "position"`,
);

export const settleParameters = (row: Pick<KeyRow, 'position' | 'sends'>, { state, settled_at, object, reference, failure, may_retry }: SettledRow): readonly unknown[] => [
  state, settled_at, object, reference, failure, may_retry, row.position, row.sends,
];

/** Where in the audit a write was settled that had a lock. */
export const MARK_SETTLED = prepareQuery<never>('update "keys" set "settled_position" = $1 where "position" = $2');
