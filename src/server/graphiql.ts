import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { GRAPHQL_PATH } from './graphql-endpoint.ts';
import type { ReadyOperation } from './ready-operations.ts';

const WELCOME = `# econt-graphql: invoices, customers, subscriptions and payments of e-Cont.md.
# The other tabs hold ready operations. Ctrl+Enter runs, Ctrl+Space completes, the book on the left explains every field.

query Welcome {
  invoices(first: 5, view: ACTUAL) {
    totalCount
    nodes {
      number
      status
      dueOn
      buyer { name }
      totals { gross { amount currency } due { amount currency } }
    }
  }
}
`;

/** Nothing may be loaded from, or sent to, another host: the page is whole in itself. */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob:; frame-ancestors 'none'";

/** A person's browser asks for the page; a program asks for JSON, or does not say. What names a document is no request for the page. */
export const wantsGraphiql = ({ method, headers, url }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html') && !/[?&](?:query|documentId|extensions)=/.test(url ?? '');

interface Page {
  readonly html: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

/** Serves GraphiQL from this server alone. The page is built on its first use: some megabytes, which a machine never asks for. */
export const createGraphiql = (operations: readonly ReadyOperation[]) => {
  let page: Promise<Page> | undefined;
  const build = async (): Promise<Page> => {
    // Nine megabytes of source: loaded with the page, not with the server.
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const text = renderGraphiQL({
      title: 'econt-graphql',
      endpoint: GRAPHQL_PATH,
      defaultQuery: WELCOME,
      defaultTabs: [{ query: WELCOME }, ...operations.map(({ query, variables }) => ({ query, variables }))],
      credentials: 'same-origin',
    });
    const html = Buffer.from(text, 'utf8');
    return { html, zipped: await promisify(gzip)(html), etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"` };
  };

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { html, zipped, etag } = await (page ??= build());
    const headers = { etag, 'cache-control': 'no-cache', vary: 'accept, accept-encoding, origin', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
    if (req.headers['if-none-match'] === etag) {
      res.writeHead(304, headers).end();
      return;
    }
    const zip = /\bgzip\b/.test(req.headers['accept-encoding'] ?? '');
    const body = zip ? zipped : html;
    res.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-length': body.length, ...(zip ? { 'content-encoding': 'gzip' } : {}) });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
};
