import type { IncomingHttpHeaders } from 'node:http';

import { API_KEY_PREFIX } from './api-key.ts';

/** What a request shows of its sender. `unclear`: more than one thing, or nothing that can be read. */
export type Credentials = { readonly kind: 'key' | 'token'; readonly text: string } | { readonly kind: 'none' | 'unclear' };

/** Longest credential that is looked at: tokens with many claims have some 2 KB. */
const MAX_LENGTH = 8_192;

/** Reads `Authorization: Bearer …` and `X-Api-Key`. Other schemes are not for us: a proxy in front may have asked for them. */
export const readCredentials = ({ authorization = '', 'x-api-key': apiKey }: IncomingHttpHeaders): Credentials => {
  const isBearer = /^bearer(?: |$)/i.test(authorization);
  if (apiKey === undefined && !isBearer) return { kind: 'none' };
  if (apiKey !== undefined && isBearer) return { kind: 'unclear' };
  if (typeof apiKey === 'string') return apiKey.length > MAX_LENGTH ? { kind: 'unclear' } : { kind: 'key', text: apiKey };
  const text = authorization.slice('bearer'.length).trim();
  if (!isBearer || text === '' || text.length > MAX_LENGTH) return { kind: 'unclear' };
  return { kind: text.startsWith(API_KEY_PREFIX) ? 'key' : 'token', text };
};
