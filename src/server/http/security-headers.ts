type Header = readonly [string, string];

/** Of every answer; a page or a document says otherwise where it must. */
const ALWAYS: readonly Header[] = [
  ['x-content-type-options', 'nosniff'],
  ['cache-control', 'no-store'],
  ['referrer-policy', 'no-referrer'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
];

/** A year, for this name alone: what else is under the domain is not ours to decide. */
const ONLY_HTTPS: Header = ['strict-transport-security', 'max-age=31536000'];

export const securityHeaders = (publicUrl: string | undefined): readonly Header[] => (publicUrl?.startsWith('https:') === true ? [...ALWAYS, ONLY_HTTPS] : ALWAYS);
