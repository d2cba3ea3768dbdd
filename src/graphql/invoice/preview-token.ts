import { createHash } from 'node:crypto';

import { canonicalKey } from '../../domain/canonical-key.ts';
import type { Previews } from '../context.ts';
import type { PreviewPart } from '../errors/preview-stale-error.ts';
import { PREVIEW_PARTS } from '../errors/preview-stale-error.ts';

/** How long a preview can be issued from: as long as somebody may sit before it and think. */
export const PREVIEW_TTL_MS = 3_600_000;
/** Longest token that is looked at; ours are far shorter. */
const MAX_LENGTH = 2_048;
/** Characters of a digest: 128 bits, and the signature stands over all of them. */
const DIGEST_LENGTH = 22;
/** Grows when the inside of tokens changes; older ones are then refused instead of misread. */
const VERSION = 1;

/** A fingerprint of each thing that a preview was made from: enough to see that it changed, and nothing of what it holds. */
export type PreviewDigests = Readonly<Record<PreviewPart, string>>;

export interface PreviewContent {
  readonly expiresAtMs: number;
  /** What members of the input meant when they were left out: the input is compared by the same. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly digests: PreviewDigests;
}

/** The same for the same value, whatever the order of its members. */
export const digestOf = (value: unknown): string => createHash('sha256').update(canonicalKey(value)).digest('base64url').slice(0, DIGEST_LENGTH);

/** Writes a token: what was shown, signed. No server remembers it. */
export const writePreviewToken = ({ expiresAtMs, defaults, digests }: PreviewContent, previews: Previews): string => {
  const text = Buffer.from(JSON.stringify([VERSION, expiresAtMs, defaults, PREVIEW_PARTS.map((part) => digests[part])]), 'utf8').toString('base64url');
  return `${text}.${previews.sign(text)}`;
};

/** Reads a token back; `null` when it is garbage, was not signed here, or is too old. */
export const readPreviewToken = (token: string, previews: Previews, nowMs: number): PreviewContent | null => {
  if (token.length > MAX_LENGTH) return null;
  const [text = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !previews.verify(text, signature)) return null;
  // Signed here, so it has the shape that is written above, unless an older version wrote it.
  const [version, expiresAtMs, defaults, digests] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, number, Readonly<Record<string, string>>, readonly string[]];
  if (version !== VERSION || nowMs >= expiresAtMs) return null;
  return { expiresAtMs, defaults, digests: Object.fromEntries(PREVIEW_PARTS.map((part, i) => [part, digests[i] ?? ''])) as PreviewDigests };
};
