import type { IncomingHttpHeaders } from 'node:http';

import type { Sender } from './cors.ts';

/** Headers that a page cannot send to another origin without asking first. */
const ASKED_FOR = ['apollo-require-preflight', 'graphql-require-preflight', 'x-apollo-operation-name'] as const;

/** Media types of forms: with another one a request is asked for first. */
const OF_FORMS = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** No link, picture, script or form of a page asks for JSON. */
const asksForJson = (accept: string | undefined): boolean => accept !== undefined && /\bapplication\/(?:graphql-response\+)?json\b/i.test(accept);

/**
 * Whether a GET cannot be the doing of another origin's page that nobody asked. (POSTs are safe in themselves: their JSON media type makes
 * browsers ask first, and mutations are never served by GET.) Callers show keys or tokens in headers, which no page can make a browser
 * send along by itself, so what is at stake is small: load, timing, and servers without authentication on the machine of whoever visits
 * the page. Where `Sec-Fetch-Site` is not sent (programs, and browsers before 2023), there must be another sign of a program, unless
 * `plainGet` lets in whatever may be one, such as a bare `curl`.
 */
export const isSafeGet = (headers: IncomingHttpHeaders, sender: Sender, plainGet: boolean): boolean => {
  if (sender !== 'nobody') return sender !== 'stranger';
  if (ASKED_FOR.some((name) => headers[name] !== undefined)) return true;
  const type = headers['content-type'];
  if (type !== undefined && type !== '' && !OF_FORMS.test(type)) return true;
  const site = headers['sec-fetch-site'];
  // `none`: a person typed the address.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  // What a script fetches from another origin in this mode says which: there is an `Origin`.
  const mode = headers['sec-fetch-mode'];
  return mode === 'cors' || mode === 'same-origin' || asksForJson(headers.accept) || plainGet;
};
