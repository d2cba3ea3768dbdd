import type { Sealed } from '../seal.ts';
import { NUMBERED_TYPES } from '../seal.ts';

/** Object types that an id can name. */
export const NODE_TYPES = [...NUMBERED_TYPES, 'Tariff'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** What a text that is no id of this tenant decodes to: it names nothing, so it answers like a missing object. */
export const NO_ID: GlobalId = { typename: '', id: '' };

/** Longest id text that is looked at; ours are shorter. */
const MAX_LENGTH = 256;

/** The opaque id of an object: its type and the upstream's id, sealed for the tenant. */
export const encodeGlobalId = (typename: string, id: bigint | number | string, { seal }: Sealed): string => seal.close('id', `${typename}:${id}`);

/** The opaque ids of objects of one type. */
export const encodeGlobalIds = (typename: string, ids: readonly (number | string)[], { seal }: Sealed): readonly string[] => seal.closeIds(typename, ids);

/** Reads an opaque id; only the one spelling that we write is an id, and only to the tenant that got it. Never throws. */
export const decodeGlobalId = (globalId: string, { seal }: Sealed): { typename: string; id: string } => {
  const text = globalId.length > MAX_LENGTH ? null : seal.open('id', globalId);
  if (text === null) return NO_ID;
  const colon = text.indexOf(':');
  const typename = text.slice(0, Math.max(colon, 0));
  const id = text.slice(colon + 1);
  return NODE_TYPES.some((type) => type === typename) && id !== '' ? { typename, id } : NO_ID;
};

const UPSTREAM_ID = /^[1-9]\d{0,15}$/;

/** The integer in an id of this type: the upstream's, or of a job the ledger's; `null` when the id is garbage, another tenant's or of another type. */
export const upstreamIdOf = (context: Sealed, typename: Exclude<NodeType, 'Tariff'>, globalId: string): number | null => {
  const decoded = decodeGlobalId(globalId, context);
  if (decoded.typename !== typename || !UPSTREAM_ID.test(decoded.id)) return null;
  const id = Number(decoded.id);
  return Number.isSafeInteger(id) ? id : null;
};

/** The tariff's alias in an id; `null` when the id is garbage, another tenant's or of another type. */
export const tariffAliasOf = (context: Sealed, globalId: string): string | null => {
  const decoded = decodeGlobalId(globalId, context);
  return decoded.typename === 'Tariff' ? decoded.id : null;
};
