import type { Instant } from '../domain/dates.ts';
import { instantOfEpoch } from '../domain/dates.ts';
import type { KeyRecord, OutcomeState, WriteFailure } from './ledger.ts';
import type { ObjectReference, OperationName } from './operations.ts';
import type { KeyRow } from './store/schema.ts';

const instantOrNull = (epochMs: number | null): Instant | null => (epochMs === null ? null : instantOfEpoch(epochMs));

/** How a key stands for whoever asks. */
export const keyStateOf = async (row: Pick<KeyRow, 'state' | 'owner'>, isAlive: (owner: string) => Promise<boolean>): Promise<OutcomeState> => {
  switch (row.state) {
    case 'sending':
      return row.owner !== null && (await isAlive(row.owner)) ? 'IN_PROGRESS' : 'UNKNOWN';
    case 'done':
      return 'DONE';
    case 'refused':
    case 'abandoned':
      return 'REFUSED';
    default:
      return 'UNKNOWN';
  }
};

/** The record of a key, as it can be asked for. What is being sent by a process that died is not known. */
export const keyRecordOf = async (row: KeyRow, isAlive: (owner: string) => Promise<boolean>): Promise<KeyRecord> => {
  const state = await keyStateOf(row, isAlive);
  return {
    position: row.position,
    key: row.key,
    keyHash: row.key_hash,
    operation: row.operation as OperationName,
    state,
    startedAt: instantOfEpoch(row.started_at),
    sentAt: instantOfEpoch(row.sent_at),
    settledAt: instantOrNull(row.settled_at),
    nextCheckAt: instantOrNull(row.next_check_at),
    checks: row.checks,
    reference: row.reference === null ? null : (JSON.parse(row.reference) as ObjectReference),
    failure: row.failure === null || state === 'DONE' ? null : (JSON.parse(row.failure) as WriteFailure),
    resolution: row.resolution === null ? null : (JSON.parse(row.resolution) as KeyRecord['resolution']),
  };
};
