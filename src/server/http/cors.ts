import type { IncomingHttpHeaders } from 'node:http';

import { LIMITS } from '../../config/limits.ts';

/** Whose page sends a request: nobody's, our own, one of an origin on the list, or another one. */
export type Sender = 'nobody' | 'own' | 'listed' | 'stranger';

export type SenderOf = (headers: IncomingHttpHeaders) => Sender;

/**
 * Tells senders apart by `Origin`, which browsers set and pages cannot. Our own origin is that of `publicUrl`, or whatever name the
 * request came under: behind a proxy the server does not know its scheme, so names and ports are compared, and where the browser says
 * (`Sec-Fetch-Site`) that the page is of another origin, that counts.
 */
export const createSenderOf = (listed: readonly string[], publicUrl: string | undefined): SenderOf => {
  const known = new Set(listed);
  return ({ origin, host, 'sec-fetch-site': site }) => {
    if (origin === undefined) return 'nobody';
    if (known.has(origin)) return 'listed';
    if (origin === publicUrl) return 'own';
    const sameName = URL.canParse(origin) && new URL(origin).host === host;
    return sameName && (site === undefined || site === 'same-origin') ? 'own' : 'stranger';
  };
};

/** Headers that a page may read besides those that every page may. */
const EXPOSED = 'content-language, ratelimit, ratelimit-limit, ratelimit-policy, ratelimit-remaining, ratelimit-reset, retry-after, www-authenticate, x-request-id';

/**
 * What a page of a listed origin is granted. Cookies are not among it: callers show a key or token in a header, so
 * `Access-Control-Allow-Credentials` is never sent.
 */
export const corsHeaders = (origin: string): readonly (readonly [string, string])[] => [
  ['access-control-allow-origin', origin],
  ['access-control-expose-headers', EXPOSED],
];

/** The answer to a preflight of a listed origin. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'accept-language, apollo-require-preflight, authorization, content-type, graphql-require-preflight, traceparent, x-api-key, x-apollo-operation-name, x-request-id, x-request-timeout',
  'access-control-max-age': `${LIMITS.corsMaxAgeSeconds}`,
};
