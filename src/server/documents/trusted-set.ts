import { LIMITS } from '../../config/limits.ts';
import type { ManifestEntry } from './manifest.ts';
import { hashOf } from './manifest.ts';

/** A document that was known when its client was built. */
export interface TrustedDocument {
  /** SHA-256 of the text. */
  readonly hash: string;
  /** The names of its operations. */
  readonly name: string;
  readonly text: string;
  /** The manifests that hold it. */
  readonly manifests: readonly string[];
}

/** All trusted documents, by what requests come with: an id, or the text itself. */
export interface TrustedSet {
  readonly byId: ReadonlyMap<string, TrustedDocument>;
  readonly byText: ReadonlyMap<string, TrustedDocument>;
}

export interface NamedManifest {
  readonly name: string;
  readonly entries: readonly ManifestEntry[];
}

const OPERATION = /\b(?:query|mutation|subscription)\s+([_A-Za-z]\w{0,127})/g;

/** The names of a document's operations, for people: read from the text without parsing it, and no further than a document may be long. */
export const namesOf = (text: string): string => {
  const names = [...text.slice(0, LIMITS.documentChars).replace(/#.*$/gm, '').matchAll(OPERATION)].map(([, name]) => name);
  return names.length === 0 ? 'anonymous' : names.slice(0, 5).join(', ');
};

/** Puts manifests together. Each document answers to its hash, whatever ids the manifests give it; one id can mean one text alone. */
export const createTrustedSet = (manifests: readonly NamedManifest[]): TrustedSet | string => {
  const byId = new Map<string, TrustedDocument>();
  const byText = new Map<string, TrustedDocument>();
  for (const { name: manifest, entries } of manifests) {
    for (const { id, text } of entries) {
      const before = byId.get(id);
      if (before !== undefined && before.text !== text) return `document ${id} is not the same in ${before.manifests.join(', ')} and ${manifest}`;
      const known = byText.get(text);
      const document: TrustedDocument = known === undefined ? { hash: hashOf(text), name: namesOf(text), text, manifests: [manifest] } : { ...known, manifests: [...new Set([...known.manifests, manifest])] };
      byText.set(text, document);
      byId.set(document.hash, document);
      byId.set(id, document);
    }
  }
  return { byId, byText };
};
