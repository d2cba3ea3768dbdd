import { hash } from 'node:crypto';

import type { AuditEntry } from './audit-record.ts';

/** What stands before the first record. */
export const GENESIS = '0'.repeat(64);

/** The hash of a record: over its place, all that it says, and the hash of the record before. A list, so that no order of members matters. */
export const hashOf = (entry: AuditEntry, position: number, previousHash: string): string => {
  const { tenant, at, caller, requestId, operation, keyHash, outcome, code, object, reason } = entry;
  return hash('sha256', JSON.stringify([position, previousHash, tenant, at, caller, requestId, operation, keyHash, outcome, code, object, reason]));
};
