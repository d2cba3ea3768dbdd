/** Object types that an id can name. */
export const NODE_TYPES = ['Invoice', 'Customer', 'Subscription', 'Payment', 'Tariff', 'InvoiceIssueJob'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** What a text that is no id of ours decodes to: it names nothing, so it answers like a missing object. */
export const NO_ID: GlobalId = { typename: '', id: '' };

/** Longest id text that is looked at; ours are shorter. */
const MAX_LENGTH = 256;

const encode = (typename: string, id: string): string => Buffer.from(`${typename}:${id}`, 'utf8').toString('base64url');

/** The opaque id of an object: its type and the upstream's id. */
export const encodeGlobalId = (typename: string, id: bigint | number | string): string => encode(typename, `${id}`);

/** Reads an opaque id; only the one spelling that we write is an id. Never throws. */
export const decodeGlobalId = (globalId: string): { typename: string; id: string } => {
  if (globalId.length > MAX_LENGTH) return NO_ID;
  const text = Buffer.from(globalId, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const typename = text.slice(0, Math.max(colon, 0));
  const id = text.slice(colon + 1);
  return encode(typename, id) === globalId && NODE_TYPES.some((type) => type === typename) && id !== '' ? { typename, id } : NO_ID;
};

const UPSTREAM_ID = /^[1-9]\d{0,15}$/;

/** The integer in an id of this type: the upstream's, or of a job the ledger's; `null` when the id is garbage or of another type. */
export const upstreamIdOf = (typename: Exclude<NodeType, 'Tariff'>, globalId: string): number | null => {
  const decoded = decodeGlobalId(globalId);
  if (decoded.typename !== typename || !UPSTREAM_ID.test(decoded.id)) return null;
  const id = Number(decoded.id);
  return Number.isSafeInteger(id) ? id : null;
};

/** The tariff's alias in an id; `null` when the id is garbage or of another type. */
export const tariffAliasOf = (globalId: string): string | null => {
  const decoded = decodeGlobalId(globalId);
  return decoded.typename === 'Tariff' ? decoded.id : null;
};
