import type { Attributes, Context } from '@opentelemetry/api';
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Spans of requests, operations and upstream calls. Without a collector nothing is made and nothing is sent. */
export interface Tracing {
  /** Runs a request within a span of its own; what it calls upstream hangs from that. */
  readonly request: <Value>(request: { readonly method: string; readonly path: string; readonly requestId: string; readonly traceparent: string | undefined }, run: () => Promise<Value>, describe: () => Attributes) => Promise<Value>;
  /** A call that has just ended, under the request that made it. */
  readonly upstreamCall: (call: { readonly tenant: string; readonly endpoint: string; readonly outcome: string; readonly httpStatus: number | null; readonly attempt: number; readonly durationMs: number }) => void;
  readonly close: () => Promise<void>;
}

/** Does nothing, at no cost. */
export const NO_TRACING: Tracing = { request: (_request, run) => run(), upstreamCall: () => undefined, close: () => Promise.resolve() };

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The caller's own trace goes on here, if it says which. */
const parentOf = (traceparent: string | undefined): Context => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16) & 1, isRemote: true });
};

/** Sends spans to the collector at this address (OTLP over HTTP). Loaded only then. No span holds a variable, an argument, a key or a body. */
export const startTracing = async (endpoint: string, version: string): Promise<Tracing> => {
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'econt-graphql', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  // Makes the span of a request known to what it calls.
  provider.register();
  const tracer = provider.getTracer('econt-graphql');
  return {
    request: ({ method, path, requestId, traceparent }, run, describe) =>
      tracer.startActiveSpan(`${method} ${path}`, { kind: SpanKind.SERVER, attributes: { 'http.request.method': method, 'url.path': path, 'econt.request_id': requestId } }, parentOf(traceparent), async (span) => {
        try {
          return await run();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.setAttributes(describe());
          span.end();
        }
      }),
    upstreamCall({ tenant, endpoint, outcome, httpStatus, attempt, durationMs }) {
      const endedAt = Date.now();
      const span = tracer.startSpan(
        `e-Cont.md ${endpoint}`,
        {
          kind: SpanKind.CLIENT,
          startTime: endedAt - durationMs,
          attributes: { 'econt.tenant': tenant, 'econt.endpoint': endpoint, 'econt.outcome': outcome, 'http.request.resend_count': attempt - 1, ...(httpStatus === null ? {} : { 'http.response.status_code': httpStatus }) },
        },
        context.active(),
      );
      if (outcome !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
      span.end(endedAt);
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
};
