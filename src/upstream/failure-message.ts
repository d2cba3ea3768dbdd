import type { EndpointName } from './endpoints.ts';
import type { UpstreamFailureKind } from './errors.ts';
import { MAX_REPLY_BYTES } from './reply-handler.ts';
import type { UpstreamSettings } from './settings.ts';
import type { TransportFailure } from './transport-failure.ts';

type Limits = Pick<UpstreamSettings, 'headersTimeoutMs' | 'bodyTimeoutMs' | 'deadlineMs'>;

const duration = (ms: number): string => (ms >= 1000 ? `${Math.round(ms / 100) / 10} s` : `${ms} ms`);

/** What to say of a refusal that the upstream left without words. */
const OF_REPLY: Readonly<Record<UpstreamFailureKind, (endpoint: EndpointName, status: number) => string>> = {
  rejected: (endpoint) => `e-Cont.md refused ${endpoint} without saying why.`,
  unauthenticated: (endpoint) => `e-Cont.md did not accept the keys of this server for ${endpoint}.`,
  forbidden: (endpoint) => `e-Cont.md does not allow ${endpoint} with the keys of this server.`,
  notFound: (endpoint) => `e-Cont.md knows no such object in ${endpoint}.`,
  rateLimited: (endpoint) => `e-Cont.md asks for fewer requests; ${endpoint} was turned away.`,
  failed: (endpoint, status) => `e-Cont.md failed at ${endpoint} (HTTP ${status}).`,
  unreachable: (endpoint) => `e-Cont.md cannot be reached for ${endpoint}.`,
  timeout: (endpoint) => `e-Cont.md did not answer ${endpoint} in time.`,
  connectionLost: (endpoint) => `The connection to e-Cont.md broke during ${endpoint}.`,
  protocol: (endpoint, status) => `e-Cont.md answered ${endpoint} with something else than its contract says (HTTP ${status}).`,
  cancelled: (endpoint) => `${endpoint} was ended before e-Cont.md answered.`,
  deadline: (endpoint) => `The time that the request gave was over before e-Cont.md answered ${endpoint}.`,
  busy: (endpoint) => `Too many calls to e-Cont.md are waiting already; ${endpoint} was not sent.`,
  circuitOpen: (endpoint) => `e-Cont.md has been failing; ${endpoint} was not sent.`,
};

export const messageOfReply = (endpoint: EndpointName, kind: UpstreamFailureKind, status: number): string => OF_REPLY[kind](endpoint, status);

/** A sentence for a call that this server did not make. */
export const messageOfKind = (endpoint: EndpointName, kind: UpstreamFailureKind): string => OF_REPLY[kind](endpoint, 0);

/** A sentence for an exchange that brought no reply. */
export const messageOfTransport = (endpoint: EndpointName, failure: TransportFailure, limits: Limits): string => {
  if (failure.limit === 'headers') return `e-Cont.md did not answer ${endpoint} within ${duration(limits.headersTimeoutMs)}.`;
  if (failure.limit === 'body') return `e-Cont.md stopped in the middle of its answer to ${endpoint} for ${duration(limits.bodyTimeoutMs)}.`;
  if (failure.limit === 'deadline') return `e-Cont.md did not answer ${endpoint} within ${duration(limits.deadlineMs)}.`;
  if (failure.limit === 'size') return `e-Cont.md answered ${endpoint} with more than ${MAX_REPLY_BYTES / 2 ** 20} MiB.`;
  return OF_REPLY[failure.kind](endpoint, failure.httpStatus ?? 0).replace(' (HTTP 0)', '');
};

/** A sentence for a reply whose envelope was good and whose data was not. */
export const messageOfProblem = (endpoint: EndpointName, place: string, problem: string): string =>
  `e-Cont.md answered ${endpoint} with something else than its contract says: ${place} ${problem}.`;
