import type { UpstreamFailureKind } from './errors.ts';
import type { RefusalText } from './refusal-text.ts';
import { readRefusalText } from './refusal-text.ts';
import { readRetryAfter } from './retry-after.ts';
import type { HttpReply } from './transport.ts';

/** A whole reply that brings no data: the upstream refused, failed, or said something that its contract does not know. */
export class ReplyFailure extends Error {
  readonly kind: UpstreamFailureKind;
  readonly httpStatus: number;
  readonly text: RefusalText;
  readonly upstreamCode: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: UpstreamFailureKind, httpStatus: number, text: RefusalText, upstreamCode?: number, retryAfterMs?: number) {
    super(kind);
    this.kind = kind;
    this.httpStatus = httpStatus;
    this.text = text;
    this.upstreamCode = upstreamCode;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The data of a good reply; `undefined` when it was good and had no body (201, 204). */
export type ReplyData = unknown;

const NO_TEXT: RefusalText = { message: null, fields: null };

const KIND_OF_STATUS: Readonly<Record<number, UpstreamFailureKind>> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'notFound', 429: 'rateLimited' };

/** What a refusal with this status is; a refusal that names no failure status is not the contract's. */
const kindOfRefusal = (status: number): UpstreamFailureKind => {
  if (status >= 500 && status < 600) return 'failed';
  return KIND_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'rejected' : 'protocol');
};

/**
 * What an HTTP status means where no envelope came with it. A gateway answers 401, 403, 429 and 5xx in its own words;
 * a 404 page says that the *path* is wrong, not that an object is missing.
 */
const kindOfBareStatus = (status: number): UpstreamFailureKind => {
  const kind = kindOfRefusal(status);
  return kind === 'notFound' || kind === 'rejected' ? 'protocol' : kind;
};

const integerOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The data of a reply, or a thrown `ReplyFailure`. Good is only 2xx **and** `status: OK`; in a refusal `data.status` wins over
 * the HTTP code, which sibling apps of the vendor leave at 200. `previous`, `name`, `session_id` and unknown members are not read.
 */
export const readEnvelope = (reply: Pick<HttpReply, 'status' | 'headers' | 'text'>, redact: (text: string) => string, nowMs: number): ReplyData => {
  const { status: http, text } = reply;
  const accepted = http >= 200 && http < 300;
  const retryAfterMs = readRetryAfter(reply.headers['retry-after'], nowMs);
  if (text === '' && (http === 201 || http === 204)) return undefined;

  const envelope = parse(text);
  if (isObject(envelope) && envelope.status === 'OK' && accepted) return envelope.data;
  if (!isObject(envelope) || envelope.status !== 'FAIL') throw new ReplyFailure(kindOfBareStatus(http), http, NO_TEXT, undefined, retryAfterMs);

  const data = isObject(envelope.data) ? envelope.data : {};
  const named = integerOf(data.status);
  const status = named !== undefined && named >= 400 ? named : http;
  throw new ReplyFailure(kindOfRefusal(status), status, readRefusalText(data.message, redact), integerOf(data.code), retryAfterMs);
};
