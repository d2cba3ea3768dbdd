import type { UpstreamFailureKind } from './errors.ts';

/** An exchange that brought no reply. `sent` is certain: `nothing` only while no connection had been handed to the request. */
export class TransportFailure extends Error {
  readonly kind: UpstreamFailureKind;
  readonly sent: 'nothing' | 'maybe';
  readonly httpStatus: number | null;
  /** The limit that was passed, to name it in a message. */
  readonly limit: 'headers' | 'body' | 'deadline' | 'size' | null;

  constructor(kind: UpstreamFailureKind, sent: 'nothing' | 'maybe', httpStatus: number | null, limit: TransportFailure['limit'] = null) {
    super(kind);
    this.kind = kind;
    this.sent = sent;
    this.httpStatus = httpStatus;
    this.limit = limit;
  }
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** Faults of this program, not of the network: they pass through as they are and are never repeated. */
const isProgrammingError = (error: Error): boolean =>
  codeOf(error) === 'UND_ERR_INVALID_ARG' || codeOf(error) === 'ERR_ASSERTION' || error instanceof TypeError || error instanceof RangeError;

/** What an error of undici or of the socket means; the error itself is dropped, since it may hold the request. */
export const transportFailureOf = (error: Error, started: boolean, httpStatus: number | null): Error => {
  if (isProgrammingError(error)) return error;
  const code = codeOf(error);
  if (code === 'UND_ERR_CLOSED' || code === 'UND_ERR_DESTROYED') return new TransportFailure('cancelled', started ? 'maybe' : 'nothing', httpStatus);
  if (!started) return new TransportFailure('unreachable', 'nothing', null);
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return new TransportFailure('timeout', 'maybe', httpStatus, 'headers');
  if (code === 'UND_ERR_BODY_TIMEOUT') return new TransportFailure('timeout', 'maybe', httpStatus, 'body');
  // The end of the stream inside a body is a cut connection; other parser errors mean that this is no HTTP. They come without a code.
  const garbled = code === 'UND_ERR_HEADERS_OVERFLOW' || (error.name === 'HTTPParserError' && !error.message.includes('EOF'));
  return new TransportFailure(garbled ? 'protocol' : 'connectionLost', 'maybe', httpStatus);
};
