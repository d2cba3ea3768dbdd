import type { UpstreamCall } from './client.ts';
import type { EndpointName } from './endpoints.ts';

/** A value that this version has no name for, or could not read; the member was left out and the reply used. */
export interface UpstreamOddity {
  readonly endpoint: EndpointName;
  readonly member: string;
  readonly value: string;
}

/** Told of what happens, for logs and metrics. What it throws is dropped: watching may not change the fate of a call. */
export interface UpstreamObserver {
  onCall?(call: UpstreamCall): void;
  onOddity?(oddity: UpstreamOddity): void;
}
