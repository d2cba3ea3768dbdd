import type { ErrorCode } from '../domain/error-codes.ts';
import type { EndpointName } from './endpoints.ts';

/** What went wrong between us and the upstream. One function (`classify` in the sender) decides it. */
export type UpstreamFailureKind =
  | 'rejected' // 400, and refusals without a kind of their own
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'notFound' // 404
  | 'rateLimited' // 429
  | 'failed' // 5xx
  | 'unreachable' // no connection: nothing was sent
  | 'timeout' // sent, or being sent, and no answer in time
  | 'connectionLost' // the connection ended before the reply was whole
  | 'protocol' // a reply that is not the contract's
  | 'cancelled' // our own caller went away
  | 'deadline' // the time that our own caller gave is over
  | 'busy' // too many calls wait here already: nothing was sent
  | 'circuitOpen'; // it has been failing, so nothing was sent

/** The code a client sees for each kind, where the call was a read or was surely refused. */
export const CODE_OF_KIND = {
  rejected: 'UPSTREAM_REJECTED',
  unauthenticated: 'UPSTREAM_UNAUTHENTICATED',
  forbidden: 'UPSTREAM_FORBIDDEN',
  notFound: 'UPSTREAM_NOT_FOUND',
  rateLimited: 'UPSTREAM_RATE_LIMITED',
  failed: 'UPSTREAM_FAILED',
  unreachable: 'UPSTREAM_UNREACHABLE',
  timeout: 'UPSTREAM_TIMEOUT',
  connectionLost: 'UPSTREAM_CONNECTION_LOST',
  protocol: 'UPSTREAM_PROTOCOL',
  cancelled: 'REQUEST_CANCELLED',
  deadline: 'DEADLINE_EXCEEDED',
  busy: 'UPSTREAM_BUSY',
  circuitOpen: 'UPSTREAM_CIRCUIT_OPEN',
} as const satisfies Record<UpstreamFailureKind, ErrorCode>;

export interface UpstreamFailure {
  readonly kind: UpstreamFailureKind;
  readonly endpoint: EndpointName;
  /** Text for the client, in the language of the request where the upstream gave one. Never holds `connect` or `previous`. */
  readonly message: string;
  /** The upstream's field → text map, when its message was one. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly httpStatus?: number;
  readonly upstreamCode?: number;
  readonly retryAfterMs?: number;
  /** `nothing`: no byte of the request left this process. `maybe`: the upstream may have acted. `answered`: it answered, and said no. */
  readonly sent: 'nothing' | 'maybe' | 'answered';
  readonly attempts: number;
  /** The reply came whole, in its envelope; only its data could not be read. */
  readonly cameWhole?: boolean;
}

/** Every failure of the upstream, typed. It holds no credentials and no internal diagnostics of the upstream. */
export class UpstreamError extends Error implements UpstreamFailure {
  override readonly name = 'UpstreamError';
  readonly kind: UpstreamFailureKind;
  readonly endpoint: EndpointName;
  readonly fields?: Readonly<Record<string, string>>;
  readonly httpStatus?: number;
  readonly upstreamCode?: number;
  readonly retryAfterMs?: number;
  readonly sent: UpstreamFailure['sent'];
  readonly attempts: number;
  readonly cameWhole?: boolean;

  constructor(failure: UpstreamFailure) {
    super(failure.message);
    this.kind = failure.kind;
    this.endpoint = failure.endpoint;
    if (failure.fields !== undefined) this.fields = failure.fields;
    if (failure.httpStatus !== undefined) this.httpStatus = failure.httpStatus;
    if (failure.upstreamCode !== undefined) this.upstreamCode = failure.upstreamCode;
    if (failure.retryAfterMs !== undefined) this.retryAfterMs = failure.retryAfterMs;
    this.sent = failure.sent;
    this.attempts = failure.attempts;
    if (failure.cameWhole !== undefined) this.cameWhole = failure.cameWhole;
  }

  get code(): ErrorCode {
    return CODE_OF_KIND[this.kind];
  }
}
