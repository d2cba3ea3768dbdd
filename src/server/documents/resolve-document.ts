import type { ErrorCode } from '../../domain/error-codes.ts';
import { bareId, hashOf, isHash } from './manifest.ts';
import type { TrustedDocument, TrustedSet } from './trusted-set.ts';

/** The parameters of a request that say which document it is about. Of unknown types: a client may send anything. */
export interface DocumentParams {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export interface DocumentRefusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly status: number;
  readonly message: string;
}

/** `text` is what is to run (`undefined`: the request names nothing, and is refused for that); `document` is where it is trusted. */
export type Resolved = { readonly ok: true; readonly text: string | undefined; readonly document: TrustedDocument | undefined } | DocumentRefusal;

const refusal = (code: ErrorCode, status: number, message: string): DocumentRefusal => ({ ok: false, code, status, message });

/** In Apollo's words: its clients look for them, and send the text then. */
const NOT_FOUND = refusal('PERSISTED_QUERY_NOT_FOUND', 404, 'PersistedQueryNotFound');
const MISMATCH = refusal('PERSISTED_QUERY_MISMATCH', 400, 'The document is not the one that its id names.');

/** The hash that the envelope of automatic persisted queries names; `undefined` where there is no envelope. */
const hashInEnvelope = (extensions: unknown): string | DocumentRefusal | undefined => {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return undefined;
  const envelope = extensions.persistedQuery;
  if (envelope === undefined || envelope === null) return undefined;
  const { version, sha256Hash } = typeof envelope === 'object' ? (envelope as { readonly version?: unknown; readonly sha256Hash?: unknown }) : {};
  const fits = version === 1 && typeof sha256Hash === 'string' && isHash(sha256Hash);
  return fits ? sha256Hash : refusal('BAD_REQUEST', 400, '`extensions.persistedQuery` must be { version: 1, sha256Hash }, with 64 lower-case hexadecimal digits.');
};

const idOf = ({ documentId, extensions }: DocumentParams): string | DocumentRefusal | undefined => {
  const hash = hashInEnvelope(extensions);
  if (documentId === undefined || documentId === null || typeof hash === 'object') return hash;
  if (typeof documentId !== 'string' || documentId === '') return refusal('BAD_REQUEST', 400, '`documentId` must be a text.');
  const id = bareId(documentId);
  return hash === undefined || hash === id ? id : MISMATCH;
};

/** Finds what a request is to run. Nothing is taken in from requests: a hash that no manifest names stays unknown, even with its text. */
export const resolveDocument = (params: DocumentParams, { byId, byText }: TrustedSet): Resolved => {
  const text = typeof params.query === 'string' && params.query !== '' ? params.query : undefined;
  const id = idOf(params);
  if (typeof id === 'object') return id;
  if (id === undefined) return { ok: true, text, document: text === undefined ? undefined : byText.get(text) };
  const named = byId.get(id);
  if (text === undefined) return named === undefined ? NOT_FOUND : { ok: true, text: named.text, document: named };
  if (named?.text === text) return { ok: true, text, document: named };
  return isHash(id) && hashOf(text) === id ? { ok: true, text, document: byText.get(text) } : MISMATCH;
};
