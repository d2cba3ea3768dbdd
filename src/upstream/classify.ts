import { KIND_OF_ENDING } from './call-life.ts';
import type { EndpointName } from './endpoints.ts';
import { ReplyFailure } from './envelope.ts';
import { UpstreamError } from './errors.ts';
import { messageOfKind, messageOfProblem, messageOfReply, messageOfTransport } from './failure-message.ts';
import { EndedWhileWaiting } from './limiter.ts';
import { NotAdmitted } from './resilience/not-admitted.ts';
import type { UpstreamSettings } from './settings.ts';
import { TransportFailure } from './transport-failure.ts';
import { WireProblem } from './wire/wire-problem.ts';

/** Kinds by which the upstream surely did not do what it was asked. A 500 may have come after the deed, so it is not among them. */
const SAID_NO: ReadonlySet<UpstreamError['kind']> = new Set(['rejected', 'unauthenticated', 'forbidden', 'notFound', 'rateLimited']);

const ofReply = (failure: ReplyFailure, endpoint: EndpointName, attempts: number): UpstreamError => {
  const { kind, httpStatus, text, upstreamCode, retryAfterMs } = failure;
  return new UpstreamError({
    kind,
    endpoint,
    message: text.message ?? messageOfReply(endpoint, kind, httpStatus),
    ...(text.fields === null ? {} : { fields: text.fields }),
    httpStatus,
    ...(upstreamCode === undefined ? {} : { upstreamCode }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    sent: SAID_NO.has(kind) ? 'answered' : 'maybe',
    attempts,
  });
};

const ofTransport = (failure: TransportFailure, endpoint: EndpointName, attempts: number, settings: UpstreamSettings): UpstreamError =>
  new UpstreamError({
    kind: failure.kind,
    endpoint,
    message: messageOfTransport(endpoint, failure, settings),
    ...(failure.httpStatus === null ? {} : { httpStatus: failure.httpStatus }),
    sent: failure.sent,
    attempts,
  });

/** A whole reply that cannot be read. */
export const problemError = ({ place, problem }: WireProblem, endpoint: EndpointName, attempts: number): UpstreamError =>
  new UpstreamError({ kind: 'protocol', endpoint, message: messageOfProblem(endpoint, place, problem), sent: 'maybe', attempts, cameWhole: true });

/**
 * The one place where what went wrong gets its kind. `null`: a fault of this program, which is not the upstream's to answer for.
 * `sentBefore`: an earlier attempt of the same call may have reached the upstream.
 */
export const classify = (thrown: unknown, endpoint: EndpointName, attempts: number, settings: UpstreamSettings, sentBefore: boolean): UpstreamError | null => {
  if (thrown instanceof UpstreamError) return thrown;
  if (thrown instanceof ReplyFailure) return ofReply(thrown, endpoint, attempts);
  if (thrown instanceof TransportFailure) return ofTransport(thrown, endpoint, attempts, settings);
  if (thrown instanceof WireProblem) return problemError(thrown, endpoint, attempts);
  if (thrown instanceof EndedWhileWaiting) {
    const sent = sentBefore ? 'maybe' : 'nothing';
    return ofTransport(new TransportFailure(KIND_OF_ENDING[thrown.ending], sent, null, thrown.ending === 'deadline' ? 'deadline' : null), endpoint, attempts, settings);
  }
  if (thrown instanceof NotAdmitted) {
    const { kind, retryAfterMs } = thrown;
    return new UpstreamError({ kind, endpoint, message: messageOfKind(endpoint, kind), retryAfterMs, sent: sentBefore ? 'maybe' : 'nothing', attempts });
  }
  return null;
};
