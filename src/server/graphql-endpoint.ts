import type { IncomingMessage } from 'node:http';

import type { GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import { createYoga } from 'graphql-yoga';

import type { HttpConfig } from '../config/http-config.ts';
import { LIMITS } from '../config/limits.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { Language } from '../domain/language.ts';
import { createExecutor } from '../execution/create-executor.ts';
import type { GraphContext } from '../graphql/context.ts';
import { maskError } from '../graphql/errors/masked-error.ts';
import { TRAITS } from '../graphql/execution-traits.ts';
import { abortSignalOf } from '../upstream/departure.ts';
import { chosenLanguage } from './chosen-language.ts';
import type { TrustedDocuments } from './documents/open-documents.ts';
import { useTrustedDocuments } from './documents/use-trusted-documents.ts';
import type { DressedResponse } from './http/dressed-response.ts';
import { GRAPH_TYPE, JSON_TYPE, negotiate } from './http/negotiate.ts';
import { useHttpDraft } from './http/use-http-draft.ts';
import { sendGraphError } from './json-reply.ts';
import { createBoundedCache } from './limits/bounded-cache.ts';
import type { Buckets } from './limits/buckets.ts';
import { bucketKeyOf, capacityOf, rateLimitHeaders } from './limits/charge.ts';
import { refusalOfBody, refusalOfSearch } from './limits/json-refusal.ts';
import { createKnownDocuments } from './limits/known-documents.ts';
import type { Refusal } from './limits/refusal.ts';
import { useLimits } from './limits/use-limits.ts';
import type { Logger } from './logger.ts';
import { BodyTooLongError, readBody } from './read-body.ts';
import { operationNameOf } from './operation-name.ts';
import type { RequestContext } from './request-context.ts';
import type { RequestInfo } from './request-info.ts';
import { createShortWay } from './short-way.ts';
import { useErrorCodes } from './use-error-codes.ts';
import { useIntrospectionOff } from './use-introspection-off.ts';
import { usePlans } from './use-plans.ts';
import { useStaleMark } from './use-stale-mark.ts';

export const GRAPHQL_PATH = '/graphql';

export interface GraphqlEndpointOptions {
  readonly schema: GraphQLSchema;
  readonly http: HttpConfig;
  readonly trusted: TrustedDocuments;
  /** Told of each document that no manifest holds. */
  readonly onUntrusted: (mode: 'log' | 'only') => void;
  readonly logger: Logger;
  /** What the callers may still use. */
  readonly buckets: Buckets;
  /** Told of each request that is turned away for what it asks. */
  readonly countRefusal: (code: ErrorCode) => void;
  /** Told of each operation that no plan could be made for, and why. */
  readonly onFallback?: (reason: string) => void;
  /** What the resolvers of one operation share. */
  readonly contextOf: (request: RequestInfo, language: Language) => RequestContext;
}

/** Characters of a reply that is sent in one piece with its headers. */
const SHORT = 4_096;

const isJson = (contentType: string | undefined): boolean => /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i.test(contentType ?? '');

/** Headers that Yoga reads; the rest of the request is ours. */
const forwarded = (req: IncomingMessage, accept: string): Record<string, string> => ({
  accept,
  // Checked by then, and Yoga knows it in lower case alone.
  ...(req.method === 'POST' ? { 'content-type': 'application/json' } : {}),
});

/** The GraphQL endpoint: Yoga behind a bounded body, JSON only, one operation a request. */
export const createGraphqlEndpoint = (options: GraphqlEndpointOptions) => {
  const { schema, http, trusted, onUntrusted, logger, buckets, countRefusal, onFallback, contextOf } = options;
  const documents = createKnownDocuments(schema);
  const executor = createExecutor({ schema, traits: TRAITS, mostFields: LIMITS.plannedFields, isAbandoned: (context) => (context as GraphContext).isGone(), ...(onFallback === undefined ? {} : { onFallback }) });
  const mask = (error: unknown): GraphQLError => {
    const masked = maskError(error);
    if (masked.extensions.code === 'INTERNAL') logger.error({ err: error instanceof GraphQLError ? (error.originalError ?? error) : error }, 'a field failed');
    return masked;
  };
  // The statuses of the draft are Yoga's to set.
  const shortWay = http.draft ? null : createShortWay({ schema, executor, documents, trusted, buckets, introspection: http.introspection, suggestions: http.suggestions, mask, contextOf });
  // It counts as a request of the caller, so that nobody tries ids for nothing; nobody waits for the count.
  const onRefused = (code: ErrorCode, { tenant, caller }: RequestInfo): void => {
    countRefusal(code);
    void buckets.take(bucketKeyOf(tenant, caller), { requests: 1, cost: 0 }, capacityOf(tenant, caller));
  };
  const yoga = createYoga<RequestInfo, GraphContext>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    graphiql: false,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    // The body is bounded on the Node stream, before Yoga sees it.
    maxRequestBodySize: false,
    extraParamNames: ['documentId'],
    // Documents are parsed and measured before Yoga sees them, and bounded by their length too.
    parserAndValidationCache: {
      documentCache: { get: documents.parsed, set: () => undefined },
      errorCache: createBoundedCache<unknown>({ entries: LIMITS.knownDocuments, chars: LIMITS.knownDocumentChars }),
    },
    logging: false,
    maskedErrors: { maskError: mask },
    plugins: [useTrustedDocuments({ documents: trusted, logger, onUntrusted, onRefused }), useErrorCodes({ suggestions: http.suggestions }), ...(http.introspection ? [] : [useIntrospectionOff({ countRefusal })]), useStaleMark(), useLimits({ documents, buckets, countRefusal }), usePlans(executor), ...(http.draft ? [useHttpDraft()] : [])],
    context: ({ params, ...request }) => {
      const info = request as unknown as RequestInfo;
      const chosen = chosenLanguage(params.extensions) ?? info.acceptedLanguage ?? info.tenant.language;
      info.noted.operationName = operationNameOf(params.operationName);
      // Yoga copies what it gets.
      return contextOf(info, chosen).members();
    },
  });

  return async (req: IncomingMessage, res: DressedResponse, info: RequestInfo): Promise<void> => {
    const refuse = (status: number, code: ErrorCode, message: string, headers: Record<string, string> = {}): void => {
      countRefusal(code);
      sendGraphError(res, status, { code, message, requestId: info.requestId }, headers);
    };

    if (req.method !== 'GET' && req.method !== 'POST') {
      refuse(405, 'METHOD_NOT_ALLOWED', 'GraphQL is served by POST, and by GET for queries.', { allow: 'GET, POST' });
      return;
    }
    const accepted = negotiate(req.headers.accept, http.draft ? GRAPH_TYPE : JSON_TYPE);
    if (accepted === null) {
      refuse(406, 'NOT_ACCEPTABLE', 'The reply is `application/graphql-response+json` or `application/json`, in UTF-8.');
      return;
    }
    const turnAway = (status: number, { code, message, limit, value }: Refusal, headers: Record<string, string> = {}): void => {
      countRefusal(code);
      sendGraphError(res, status, { code, message, limit, value, requestId: info.requestId }, headers);
    };

    if (req.method === 'POST' && !isJson(req.headers['content-type'])) {
      refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON in UTF-8: `Content-Type: application/json`.');
      return;
    }

    let body: string | null = null;
    try {
      body = req.method === 'POST' ? await readBody(req, LIMITS.requestBodyBytes) : null;
    } catch (error) {
      if (!(error instanceof BodyTooLongError)) throw error;
      turnAway(413, { code: 'BODY_TOO_LARGE', limit: LIMITS.requestBodyBytes, value: error.bytes, message: `The body is longer than ${LIMITS.requestBodyBytes} bytes.` }, { connection: 'close' });
      return;
    }
    const refusal = body === null ? refusalOfSearch(new URL(req.url ?? GRAPHQL_PATH, 'http://localhost').searchParams) : refusalOfBody(body);
    if (refusal !== null) {
      turnAway(400, refusal);
      return;
    }

    const reply = body === null || shortWay === null ? null : await shortWay(body, info);
    const headers = (): readonly string[] => ['content-language', info.noted.language ?? info.tenant.language, ...(info.noted.charge === undefined ? [] : rateLimitHeaders(info.noted.charge))];
    if (reply !== null) {
      // A text is put behind the headers and copied with them: that costs less than two pieces where it is short, and more where it is long.
      res.sendWhole(200, [...headers(), 'content-type', `${accepted}; charset=utf-8`], reply.length < SHORT ? reply : Buffer.from(reply, 'utf8'));
      return;
    }
    const response = await yoga.fetch(new URL(req.url ?? GRAPHQL_PATH, 'http://localhost').href, { method: req.method, headers: forwarded(req, accepted), body, signal: abortSignalOf(info.signal) }, info);
    res.statusCode = response.status;
    response.headers.forEach((value, name) => res.setHeader(name, value));
    const own = [...headers(), 'vary', 'accept, accept-language, origin', 'cache-control', 'no-store'];
    for (let i = 0; i + 1 < own.length; i += 2) res.setHeader(own[i] ?? '', own[i + 1] ?? '');
    res.end(await response.text());
  };
};
