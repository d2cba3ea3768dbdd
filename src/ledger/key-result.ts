import type { Instant } from '../domain/dates.ts';
import { instantOfEpoch } from '../domain/dates.ts';
import type { KeyRecord, WriteFailure, WriteResult } from './ledger.ts';
import type { ObjectReference } from './operations.ts';
import type { KeyRow } from './store/schema.ts';

const instantOrNull = (epochMs: number | null): Instant | null => (epochMs === null ? null : instantOfEpoch(epochMs));

const LOST: WriteFailure = { code: 'OUTCOME_UNKNOWN', message: 'The record of this write cannot be read.' };

/** What a caller is told of a key as it is recorded. */
export const resultOfRow = (row: KeyRow, key: string): WriteResult<never> => {
  switch (row.state) {
    case 'done':
      return { outcome: 'done', key, reference: JSON.parse(row.reference ?? 'null') as ObjectReference };
    case 'refused':
      return { outcome: 'refused', key, failure: row.failure === null ? LOST : (JSON.parse(row.failure) as WriteFailure) };
    case 'abandoned': {
      const resolution = JSON.parse(row.resolution ?? 'null') as KeyRecord['resolution'];
      return { outcome: 'abandoned', key, reason: resolution?.reason ?? '', at: resolution?.at ?? instantOfEpoch(row.settled_at ?? row.sent_at) };
    }
    case 'sending':
      return { outcome: 'inProgress', key, since: instantOfEpoch(row.sent_at) };
    default:
      return { outcome: 'unknown', key, since: instantOfEpoch(row.sent_at), nextCheckAt: instantOrNull(row.next_check_at) };
  }
};
