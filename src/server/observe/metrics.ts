import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { ErrorCode } from '../../domain/error-codes.ts';
import { createKnownNames } from './known-names.ts';

/** Seconds; from what a cached page takes to what nobody waits for. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How many writes are in each state of the ledger, by tenant. */
export type LedgerStates = () => Promise<readonly { readonly tenant: string; readonly state: string; readonly count: number }[]>;

/** What became of one operation. `kind`: `query`, `mutation`, or `none` when it was refused before that was known. */
export interface MeasuredOperation {
  readonly name: string | undefined;
  readonly kind: 'query' | 'mutation' | 'none';
  readonly codes: readonly ErrorCode[];
  readonly seconds: number;
}

/** What the server counts. No label holds a value that a caller may choose freely. */
export interface Metrics {
  readonly request: (request: { readonly method: string; readonly route: 'graphql' | 'documents' | 'probe' | 'other'; readonly status: number; readonly seconds: number }) => void;
  readonly operation: (operation: MeasuredOperation) => void;
  /** A request or operation that was turned away before anything was sent upstream. */
  readonly refused: (code: ErrorCode) => void;
  /** A request with a document that no manifest holds. */
  readonly untrustedDocument: (mode: 'log' | 'only') => void;
  /** An operation that graphql-js executed, since no plan could be made for it. */
  readonly planFallback: (reason: string) => void;
  readonly upstreamCall: (call: { readonly tenant: string; readonly endpoint: string; readonly outcome: string; readonly seconds: number }) => void;
  readonly breaker: (breaker: { readonly tenant: string; readonly kind: 'read' | 'write'; readonly state: 'closed' | 'open' | 'halfOpen' }) => void;
  /** The text of `/metrics`. */
  readonly text: () => Promise<string>;
  /** The same as data, for whoever puts those of several processes together. */
  readonly values: () => Promise<readonly object[]>;
}

export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** The text of `/metrics` for the values of several processes: most are added up, and what each of them reads from the ledger is told once. */
export const sumOfMetrics = (values: readonly (readonly object[])[]): Promise<string> => AggregatorRegistry.aggregate([...values]).metrics();

export interface MetricsOptions {
  /** Asked when somebody reads the metrics. */
  readonly ledgerStates?: LedgerStates;
  /** Names of operations that are always told by themselves; others are, until there are too many. */
  readonly operationNames?: readonly string[];
  /** Memory, event loop and garbage collection of the process. Timers of its own, so tests leave it off. */
  readonly process?: boolean;
}

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);
const BREAKER_VALUE = { closed: 0, halfOpen: 1, open: 2 } as const;

export const createMetrics = ({ ledgerStates, operationNames = [], process = true }: MetricsOptions = {}): Metrics => {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  if (process) collectDefaultMetrics({ register: registry });
  const nameOf = createKnownNames(operationNames);

  const requests = new Histogram({ name: 'econt_http_request_seconds', help: 'HTTP requests: how many, and how long from the first byte read to the last byte written.', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers });
  const operations = new Histogram({ name: 'econt_graphql_operation_seconds', help: 'GraphQL operations by name. outcome: ok, partial (data with errors), failed (no data).', labelNames: ['operation', 'kind', 'outcome'], buckets: SECONDS, registers });
  const errors = new Counter({ name: 'econt_graphql_errors_total', help: 'Errors in replies, by code.', labelNames: ['code'], registers });
  const refusals = new Counter({ name: 'econt_refusals_total', help: 'Requests and operations that were turned away before anything was sent upstream, by code.', labelNames: ['code'], registers });
  const untrusted = new Counter({ name: 'econt_untrusted_documents_total', help: 'Requests with a document that no manifest holds. mode: log (it ran), only (it was refused).', labelNames: ['mode'], registers });
  const fallbacks = new Counter({ name: 'econt_plan_fallbacks_total', help: 'Operations that graphql-js executed, since no plan could be made for them, by why.', labelNames: ['reason'], registers });
  const calls = new Histogram({ name: 'econt_upstream_call_seconds', help: 'Calls to e-Cont.md, each attempt by itself. outcome: ok, or the kind of failure.', labelNames: ['tenant', 'endpoint', 'outcome'], buckets: SECONDS, registers });
  const breakers = new Gauge({ name: 'econt_upstream_breaker', help: 'The breaker of a tenant and class of calls: 0 closed, 1 half open, 2 open. Of several processes the worst.', labelNames: ['tenant', 'class'], registers, aggregator: 'max' });
  if (ledgerStates !== undefined) {
    new Gauge({
      name: 'econt_ledger_writes',
      help: 'Writes by the state of their key. `unknown` is what a person may have to look at.',
      labelNames: ['tenant', 'state'],
      registers,
      aggregator: 'first',
      async collect() {
        const states = await ledgerStates().catch(() => null);
        if (states === null) return;
        this.reset();
        for (const { tenant, state, count } of states) this.set({ tenant, state }, count);
      },
    });
  }

  return {
    request: ({ method, route, status, seconds }) => requests.observe({ method: KNOWN_METHODS.has(method) ? method : 'other', route, status: `${status}` }, seconds),
    operation({ name, kind, codes, seconds }) {
      const outcome = codes.length === 0 ? 'ok' : kind === 'none' ? 'failed' : 'partial';
      operations.observe({ operation: nameOf(name), kind, outcome }, seconds);
      for (const code of codes) errors.inc({ code });
    },
    refused: (code) => refusals.inc({ code }),
    untrustedDocument: (mode) => untrusted.inc({ mode }),
    planFallback: (reason) => fallbacks.inc({ reason }),
    upstreamCall: ({ tenant, endpoint, outcome, seconds }) => calls.observe({ tenant, endpoint, outcome }, seconds),
    breaker: ({ tenant, kind, state }) => breakers.set({ tenant, class: kind }, BREAKER_VALUE[state]),
    text: () => registry.metrics(),
    values: () => registry.getMetricsAsJSON(),
  };
};
