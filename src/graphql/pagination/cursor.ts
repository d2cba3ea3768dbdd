import { createHash } from 'node:crypto';

import type { Anchor } from '../../loaders/anchor.ts';
import { canonicalKey } from '../../domain/canonical-key.ts';

/** Grows when the inside of cursors changes; older ones are then refused instead of misread. */
const VERSION = 1;
/** Longest cursor that is looked at; ours are far shorter. */
const MAX_LENGTH = 512;

/** A short fingerprint of the list that a cursor belongs to: which list, whose, filtered and ordered how. */
export const listFingerprint = (list: unknown): string => createHash('sha256').update(canonicalKey(list)).digest('base64url').slice(0, 11);

/** Writes an opaque cursor. */
export const encodeCursor = (fingerprint: string, { id, rank, offset }: Anchor): string =>
  Buffer.from(JSON.stringify([VERSION, fingerprint, id, rank, offset]), 'utf8').toString('base64url');

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/** Reads a cursor of this list; `null` when it is garbage, or was given for another list, filter or order. */
export const decodeCursor = (fingerprint: string, cursor: string): Anchor | null => {
  const parts = cursor.length > MAX_LENGTH ? null : parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 5) return null;
  const [version, list, id, rank, offset] = parts as readonly unknown[];
  if (version !== VERSION || list !== fingerprint) return null;
  if (typeof id !== 'string' && !Number.isSafeInteger(id)) return null;
  if (rank !== null && typeof rank !== 'number') return null;
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) return null;
  const anchor: Anchor = { id: id as string | number, rank, offset };
  return encodeCursor(fingerprint, anchor) === cursor ? anchor : null;
};
