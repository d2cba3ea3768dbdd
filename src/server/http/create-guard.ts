import type { IncomingMessage } from 'node:http';

import type { HttpConfig } from '../../config/http-config.ts';
import type { ErrorCode } from '../../domain/error-codes.ts';
import { isShort } from '../auth/refuse-caller.ts';
import { wantsGraphiql } from '../graphiql.ts';
import { GRAPHQL_PATH } from '../graphql-endpoint.ts';
import { sendGraphError } from '../json-reply.ts';
import { isPdfPath } from '../pdf-links.ts';
import { corsHeaders, createSenderOf, PREFLIGHT_HEADERS } from './cors.ts';
import { isSafeGet } from './csrf.ts';
import type { DressedResponse } from './dressed-response.ts';
import { securityHeaders } from './security-headers.ts';

export interface GuardOptions {
  readonly http: HttpConfig;
  readonly publicUrl: string | undefined;
  readonly onRefused: (code: ErrorCode) => void;
}

/** Whether the request goes on; else it is answered. */
export type Guard = (req: IncomingMessage, res: DressedResponse, path: string, requestId: string) => boolean;

const REFUSAL = 'Pages of this origin may not use the API: CORS_ORIGINS does not name it.';
const GET_REFUSAL = 'A GET must show that no page of another origin caused it: send `Accept: application/json`, or a header such as `GraphQL-Require-Preflight: 1`.';

/** What comes first for every request, before anybody asks who sends it: the headers of the answer, and which pages may ask at all. */
export const createGuard = ({ http, publicUrl, onRefused }: GuardOptions): Guard => {
  const senderOf = createSenderOf(http.corsOrigins, publicUrl);
  const ofAll = securityHeaders(publicUrl);
  // A link to a document is a capability: whoever has it may show the document, in a page of a listed origin too.
  const documentPolicy = `frame-ancestors ${["'self'", ...http.corsOrigins].join(' ')}`;

  const ofDocuments = new Map([...ofAll, ['content-security-policy', documentPolicy], ['cross-origin-resource-policy', 'cross-origin']]);
  const usual = [...ofAll, ['vary', 'origin']].flat();
  const usualOfDocuments = [...ofDocuments, ['vary', 'origin']].flat();
  // What the answer depends on is the same for all of them.
  const usualOfGraph = [...ofAll, ['vary', 'accept, accept-language, origin']].flat();

  return (req, res, path, requestId) => {
    const isDocument = isPdfPath(path);
    const isGraph = path === GRAPHQL_PATH;
    const sender = senderOf(req.headers);
    const headers = ['x-request-id', requestId, ...(isDocument ? usualOfDocuments : isGraph && req.method === 'POST' ? usualOfGraph : usual)];
    if (sender === 'listed') headers.push(...corsHeaders(req.headers.origin ?? '').flat());
    res.dress(headers);
    if (!isGraph && !isDocument) return true;

    const refuse = (message: string): boolean => {
      onRefused('ORIGIN_NOT_ALLOWED');
      sendGraphError(res, 403, { code: 'ORIGIN_NOT_ALLOWED', message, requestId }, isShort(req) ? {} : { connection: 'close' });
      return false;
    };
    if (req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined) {
      if (sender === 'stranger') return refuse(REFUSAL);
      res.writeHead(204, sender === 'listed' ? PREFLIGHT_HEADERS : {}).end();
      return false;
    }
    if (!isGraph) return true;
    if (sender === 'stranger') return refuse(REFUSAL);
    // The page of GraphiQL does nothing by itself, and people come to it by links.
    return req.method !== 'GET' || (http.graphiql && wantsGraphiql(req)) || isSafeGet(req.headers, sender, http.plainGet) || refuse(GET_REFUSAL);
  };
};
