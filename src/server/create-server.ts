import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import type { GraphQLSchema } from 'graphql';

import type { HttpConfig } from '../config/http-config.ts';
import { OPEN_HTTP } from '../config/http-config.ts';
import { LIMITS } from '../config/limits.ts';
import type { Language } from '../domain/language.ts';
import { limited } from '../graphql/caller.ts';
import type { GraphContext } from '../graphql/context.ts';
import type { Ledger } from '../ledger/create-ledger.ts';
import { Departure } from '../upstream/departure.ts';
import { createUpstreamUse } from '../upstream/upstream-use.ts';
import { preferredLanguage } from './accept-language.ts';
import type { Authenticate } from './auth/authenticate.ts';
import { refuseCaller } from './auth/refuse-caller.ts';
import { createSeal } from './create-seal.ts';
import type { TrustedDocuments } from './documents/open-documents.ts';
import { NO_DOCUMENTS } from './documents/open-documents.ts';
import { createGraphiql, wantsGraphiql } from './graphiql.ts';
import { createGraphqlEndpoint, GRAPHQL_PATH } from './graphql-endpoint.ts';
import { createGuard } from './http/create-guard.ts';
import { DressedResponse } from './http/dressed-response.ts';
import { sendError, sendGraphError, sendJson } from './json-reply.ts';
import type { Buckets } from './limits/buckets.ts';
import { createMemoryBuckets } from './limits/buckets.ts';
import type { Logger } from './logger.ts';
import { plainLog } from './logger.ts';
import type { Metrics } from './observe/metrics.ts';
import type { Tracing } from './observe/tracing.ts';
import { NO_TRACING } from './observe/tracing.ts';
import { isPdfPath } from './pdf-links.ts';
import { createPdfRoute } from './pdf-route.ts';
import { attributesOf, measureRequest, routeOf, traceparentOf } from './observe/request-measures.ts';
import { createPreviewSignatures } from './preview-signatures.ts';
import { readReadyOperations } from './ready-operations.ts';
import { readRequestTimeout } from './request-timeout.ts';
import type { ContextSources } from './request-context.ts';
import { RequestContext } from './request-context.ts';
import { requestIdOf } from './request-id.ts';
import type { HttpInfo, RequestInfo } from './request-info.ts';
import type { Tenant } from './tenant.ts';

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly ledger: Ledger;
  /** All that are served here. */
  readonly tenants: readonly Tenant[];
  readonly authenticate: Authenticate;
  readonly links: { readonly secret: string; readonly ttlSeconds: number; readonly publicUrl?: string | undefined };
  /** What is open; by default everything, as in the sandbox. */
  readonly http?: HttpConfig;
  /** Those that clients were built with; by default none. */
  readonly trusted?: TrustedDocuments;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
  readonly tracing?: Tracing;
  readonly nowMs?: () => number;
  /** What callers may still use; by default counted by this server alone. */
  readonly buckets?: Buckets;
}

export interface FacadeServer {
  /** Starts to listen; port 0 takes a free one. Answers the origin. */
  listen(port: number, host: string): Promise<string>;
  /** Serves connections that somebody else accepted, with no port of its own: answers how it is given one. */
  attach(): (connection: Socket) => void;
  /** Readiness off at once; what is under way may end within the grace, then sockets are cut. */
  close(graceMs?: number): Promise<void>;
}

/** The HTTP server: GraphQL and GraphiQL, documents, health and readiness. */
export const createServer = ({ schema, ledger, tenants, authenticate, links, http = OPEN_HTTP, trusted = NO_DOCUMENTS, logger, metrics, tracing = NO_TRACING, nowMs = Date.now, buckets = createMemoryBuckets({ most: LIMITS.rateLimitedCallers, nowMs }) }: ServerOptions): FacadeServer => {
  let ready = false;
  const requests = plainLog(logger);
  const signing = new Map(tenants.map((tenant) => [tenant, { previews: createPreviewSignatures(tenant.secrets.previews), seal: createSeal(tenant.secrets) }]));
  const signingOf = (tenant: Tenant): Pick<GraphContext, 'previews' | 'seal'> => {
    const known = signing.get(tenant);
    if (known === undefined) throw new Error(`the tenant ${tenant.name} is not served here`);
    return known;
  };

  const sources: ContextSources = { ledger, links, nowMs, signingOf };
  const contextOf = (info: RequestInfo, chosen: Language): RequestContext => {
    info.noted.language = chosen;
    return new RequestContext(info, chosen, sources);
  };
  /** The origins that callers used so far: few, and each is read once. */
  const bases = new Map<string, string>();
  /** The address that the caller used, unless it is no address: links must lead back here. */
  const baseOf = (host: string): string => {
    const known = bases.get(host);
    if (known !== undefined) return known;
    const base = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).origin : 'http://localhost';
    if (bases.size < LIMITS.knownHosts) bases.set(host, base);
    return base;
  };

  const graphql = createGraphqlEndpoint({ schema, http, trusted, onUntrusted: (mode) => metrics?.untrustedDocument(mode), logger, buckets, countRefusal: (code) => metrics?.refused(code), onFallback: (reason) => metrics?.planFallback(reason), contextOf });
  const guard = createGuard({ http, publicUrl: links.publicUrl, onRefused: (code) => metrics?.refused(code) });
  const graphiql = createGraphiql(readReadyOperations());
  const pdf = createPdfRoute({ tenants, secret: links.secret, logger, nowMs });

  /** The API, for callers who say who they are. */
  const serveGraphql = async (req: IncomingMessage, res: DressedResponse, info: HttpInfo): Promise<void> => {
    const authentication = await authenticate(req.headers);
    if (!authentication.ok) {
      refuseCaller(req, res, authentication.reason, info.requestId);
      return;
    }
    const { tenant } = authentication.identity;
    const caller = limited(authentication.identity.caller);
    info.noted.caller = caller.name;
    info.noted.tenant = tenant.name;
    await graphql(req, res, { caller, tenant, ...info });
  };

  const route = async (req: IncomingMessage, res: DressedResponse, base: string, info: HttpInfo): Promise<void> => {
    const { requestId } = info;
    if (req.url === GRAPHQL_PATH && req.method === 'POST') {
      await serveGraphql(req, res, info);
      return;
    }
    const url = new URL(req.url ?? '/', base);
    if (url.pathname === GRAPHQL_PATH) await (http.graphiql && wantsGraphiql(req) ? graphiql(req, res) : serveGraphql(req, res, info));
    else if (isPdfPath(url.pathname)) await pdf(req, res, url, info);
    else if (url.pathname === '/health') sendJson(res, 200, { status: 'ok' });
    else if (url.pathname === '/ready' && ready) sendJson(res, 200, { status: 'ready' });
    else if (url.pathname === '/ready') sendError(res, 503, { code: 'NOT_READY', message: 'The server is stopping.', requestId });
    else sendError(res, 404, { code: 'NOT_FOUND', message: `There is nothing here. The API is at ${GRAPHQL_PATH}.`, requestId });
  };

  const handle = async (req: IncomingMessage, res: DressedResponse): Promise<void> => {
    const startedAt = performance.now();
    const requestId = requestIdOf(req.headers['x-request-id']);
    const gone = new Departure();
    const base = baseOf(req.headers.host ?? '');
    const given = readRequestTimeout(req.headers['x-request-timeout']);
    const givenUntil = typeof given === 'number' ? startedAt + given : undefined;
    const info: HttpInfo = { requestId, givenUntil, endsBy: startedAt + LIMITS.operationTimeMs, acceptedLanguage: preferredLanguage(req.headers['accept-language']), origin: links.publicUrl ?? base, signal: gone, noted: { codes: [] }, use: createUpstreamUse() };
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    res.once('close', () => {
      if (!res.writableFinished) gone.abort();
      const level = path === '/health' || path === '/ready' ? 'debug' : 'info';
      requests[level]({ requestId, method: req.method, path, operation: info.noted.operationName, tenant: info.noted.tenant, caller: info.noted.caller, status: res.statusCode, ms: Math.round(performance.now() - startedAt), whole: res.writableFinished }, 'request');
      if (metrics !== undefined) measureRequest(metrics, { method: req.method ?? 'GET', path, status: res.statusCode, seconds: (performance.now() - startedAt) / 1000, noted: info.noted });
    });
    if (!guard(req, res, path, requestId)) return;
    if (req.url !== GRAPHQL_PATH && !URL.canParse(req.url ?? '/', base)) {
      sendError(res, 400, { code: 'BAD_REQUEST', message: 'The address of the request is not a path.', requestId });
      return;
    }
    if (given === 'wrong' && (path === GRAPHQL_PATH || isPdfPath(path))) {
      metrics?.refused('INVALID_INPUT');
      const message = `\`X-Request-Timeout\` must be a whole number of milliseconds, ${LIMITS.requestGivenMinMs} or more.`;
      (path === GRAPHQL_PATH ? sendGraphError : sendError)(res, 400, { code: 'INVALID_INPUT', message, requestId });
      return;
    }
    try {
      const described = { method: req.method ?? 'GET', path: routeOf(path), requestId, traceparent: traceparentOf(req) };
      await tracing.request(described, () => route(req, res, base, info), () => attributesOf(info.noted, res.statusCode));
    } catch (error) {
      if (gone.aborted) return;
      logger.error({ requestId, err: error }, 'a request failed');
      if (res.headersSent) res.destroy();
      else sendError(res, 500, { code: 'INTERNAL', message: 'The server failed. Report the request id.', requestId });
    }
  };

  /** Connections that another process accepted. */
  const attached = new Set<Socket>();
  const server: Server<typeof IncomingMessage, typeof DressedResponse> = createHttpServer({ ServerResponse: DressedResponse, headersTimeout: LIMITS.requestHeadersTimeoutMs, requestTimeout: LIMITS.requestTimeoutMs }, (req, res) => void handle(req, res));

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          ready = true;
          const { port: taken } = server.address() as AddressInfo;
          resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
        });
      }),
    attach: () => {
      ready = true;
      // Who sends headers or a body too slowly is looked for from this event on, and without a port nobody else tells it.
      server.emit('listening');
      return (connection) => {
        attached.add(connection);
        connection.once('close', () => attached.delete(connection));
        connection.setNoDelay(true);
        server.emit('connection', connection);
        connection.resume();
      };
    },
    async close(graceMs = LIMITS.shutdownGraceMs) {
      ready = false;
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      const closed = new Promise<unknown>((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.all([closed, ...[...attached].map((connection) => once(connection, 'close'))]);
      clearTimeout(cut);
    },
  };
};
