import type { UpstreamCall } from './client.ts';
import type { EndpointName } from './endpoints.ts';
import type { UpstreamError } from './errors.ts';
import type { BreakerState } from './resilience/breaker.ts';
import type { CallClass } from './resilience/call-class.ts';

/** A value that this version has no name for, or could not read; the member was left out and the reply used. */
export interface UpstreamOddity {
  readonly endpoint: EndpointName;
  readonly member: string;
  readonly value: string;
}

/** The breaker of reads or of writes has changed. */
export interface BreakerChange {
  readonly kind: CallClass;
  readonly state: BreakerState;
}

/** A call had to wait before it went out: for a place among the calls of its tenant, or for its turn after a 429. */
export interface QueuedCall {
  readonly kind: CallClass;
  readonly why: 'place' | 'quota';
  readonly ms: number;
}

/** A call that this server did not make. */
export interface RefusedCall {
  readonly endpoint: EndpointName;
  readonly kind: Extract<UpstreamError['kind'], 'busy' | 'circuitOpen' | 'rateLimited'>;
}

/** Told of what happens, for logs and metrics. What it throws is dropped: watching may not change the fate of a call. */
export interface UpstreamObserver {
  onCall?(call: UpstreamCall): void;
  onOddity?(oddity: UpstreamOddity): void;
  onBreaker?(change: BreakerChange): void;
  onQueued?(call: QueuedCall): void;
  onRefused?(call: RefusedCall): void;
  /** A kept reply was used. */
  onStale?(read: { readonly endpoint: EndpointName; readonly ageSeconds: number }): void;
}
