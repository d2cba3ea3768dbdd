import { createHash } from 'node:crypto';

/** A document under the id that a client asks for it by. */
export interface ManifestEntry {
  readonly id: string;
  readonly text: string;
}

export type ManifestResult = { readonly ok: true; readonly entries: readonly ManifestEntry[] } | { readonly ok: false; readonly problem: string };

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const isHash = (id: string): boolean => /^[0-9a-f]{64}$/.test(id);

/** As the appendix of GraphQL over HTTP writes an id: with `sha256:` before a hash, or bare. */
export const bareId = (id: string): string => (id.startsWith('sha256:') ? id.slice('sha256:'.length) : id);

const ID = /^[\w.~-]{1,128}$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ "<id>": "query …" }`, as the client preset of GraphQL Code Generator and Relay's compiler write it. */
const pairsOfMap = (data: Readonly<Record<string, unknown>>): readonly (readonly [unknown, unknown])[] => Object.entries(data);

/** `{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ id, name, type, body }] }` */
const pairsOfApollo = ({ version, operations }: Readonly<Record<string, unknown>>): readonly (readonly [unknown, unknown])[] | null =>
  version === 1 && Array.isArray(operations) ? operations.map((each: unknown) => (isObject(each) ? [each.id, each.body] : [undefined, undefined])) : null;

/**
 * Reads a manifest of either format. An id of 64 hexadecimal digits must be the SHA-256 of its text: what was changed by hand, or by a
 * tool that turns line ends around, would answer to an id that no client asks for. Other ids (Relay's MD5, names) are taken as they are.
 */
export const parseManifest = (json: string): ManifestResult => {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return { ok: false, problem: 'it is not JSON' };
  }
  if (!isObject(data)) return { ok: false, problem: 'it is no map of documents' };
  const isApollo = data.format === 'apollo-persisted-query-manifest';
  const pairs = isApollo ? pairsOfApollo(data) : pairsOfMap(data);
  if (pairs === null) return { ok: false, problem: 'it is a manifest of Apollo, but not of version 1' };
  const entries: ManifestEntry[] = [];
  for (const [index, [given, text]] of pairs.entries()) {
    const id = typeof given === 'string' ? bareId(given) : '';
    if (!ID.test(id)) return { ok: false, problem: `document ${index + 1} has no id of letters, digits and . _ ~ -` };
    if (typeof text !== 'string' || text.trim() === '') return { ok: false, problem: `document ${id} has no text` };
    if (isHash(id) && hashOf(text) !== id) return { ok: false, problem: `document ${id} is not the SHA-256 of its text` };
    entries.push({ id, text });
  }
  return { ok: true, entries };
};

/** The manifest of published operations: sorted, one line each. */
export const printManifest = (texts: readonly string[]): string =>
  `${JSON.stringify(Object.fromEntries(texts.map((text): [string, string] => [hashOf(text), text]).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
