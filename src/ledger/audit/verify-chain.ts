import { sql } from 'kysely';

import type { Reading } from '../store/store.ts';
import { auditRecordOf } from './audit-pages.ts';
import { GENESIS, hashOf } from './chain.ts';

/** What the audit log is worth: whole, or the first record that is broken and why. */
export type Verdict =
  | { readonly isWhole: true; readonly records: number; readonly lastHash: string }
  /** `problem` is the end of the sentence "Record 12 …". */
  | { readonly isWhole: false; readonly position: number; readonly problem: string };

/** Records that are in memory at a time. */
const BATCH = 1_000;

const COLUMNS = ['position', 'tenant', 'at', 'caller', 'request_id', 'operation', 'key_hash', 'outcome', 'code', 'object', 'reason', 'previous_hash', 'hash'] as const;

interface End {
  readonly position: number;
  readonly hash: string;
}

/** Where the log says that it ends, and where its records do; in one statement, so that what is written meanwhile is no difference. */
const readEnds = async (db: Reading): Promise<{ readonly head: End | undefined; readonly last: number }> => {
  const { rows } = await sql<{ position: number | null; hash: string | null; last: number }>`
    select head.position, head.hash, ends.last from (select coalesce(max(position), 0) as last from audit) as ends left join audit_head as head on head.id = 1`.execute(db);
  const { position, hash, last } = rows[0] ?? { position: null, hash: null, last: 0 };
  return { head: position === null || hash === null ? undefined : { position, hash }, last };
};

const broken = (position: number, problem: string): Verdict => ({ isWhole: false, position, problem });

/**
 * Recomputes the chain from its first record to the end that it had when this began. Finds any record that was changed, removed, added or
 * moved by somebody who did not write all later hashes and the end anew: against that, compare the last hash with one noted elsewhere.
 */
export const verifyChain = async (db: Reading, batch = BATCH): Promise<Verdict> => {
  const { head, last } = await readEnds(db);
  let previous: End = { position: 0, hash: GENESIS };
  while (previous.position < last) {
    const rows = await db.selectFrom('audit').select(COLUMNS).where('position', '>', previous.position).where('position', '<=', last).orderBy('position').limit(batch).execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      const { position, previousHash, hash, ...entry } = auditRecordOf(row);
      const expected = previous.position + 1;
      if (position !== expected) return broken(expected, 'is missing');
      if (hashOf(entry, position, previousHash) !== hash) return broken(position, 'was changed or moved: its hash is not the hash of what it says');
      if (previousHash !== previous.hash) return broken(position, 'does not follow the record before it: one of the two was replaced');
      previous = { position, hash };
    }
  }
  if (head === undefined) return broken(previous.position + 1, 'may be missing: where the log ends is not recorded any more');
  if (previous.position < head.position) return broken(previous.position + 1, `is missing: the log was cut off, it had ${head.position} records`);
  if (previous.position > head.position) return broken(head.position + 1, 'is beyond the end of the log: it was added, or the end was set back');
  if (previous.hash !== head.hash) return broken(previous.position, 'is not the one that the log ended with: it was replaced, or the end was');
  return { isWhole: true, records: previous.position, lastHash: previous.hash };
};
