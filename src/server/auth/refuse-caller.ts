import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ErrorCode } from '../../domain/error-codes.ts';
import { sendGraphError } from '../json-reply.ts';
import type { Authentication } from './authenticate.ts';

type Reason = Extract<Authentication, { readonly ok: false }>['reason'];

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

const UNAUTHENTICATED = { status: 401, code: 'UNAUTHENTICATED', message: 'This needs a valid key or token: `Authorization: Bearer …`.' } as const;

/** One text for whatever is wrong with credentials. */
const REFUSALS: Readonly<Record<Reason, Refusal>> = {
  missing: { ...UNAUTHENTICATED, headers: { 'www-authenticate': 'Bearer realm="econt-graphql"' } },
  wrong: { ...UNAUTHENTICATED, headers: { 'www-authenticate': 'Bearer realm="econt-graphql", error="invalid_token"' } },
  misdirected: { status: 421, code: 'BAD_REQUEST', message: 'Without authentication the server answers under names of its own machine, and that of PUBLIC_URL, alone.', headers: {} },
  unavailable: { status: 503, code: 'AUTH_UNAVAILABLE', message: 'Tokens cannot be checked now. Try again shortly.', headers: { 'retry-after': '5' } },
};

/** Bodies up to this long are read past, so that the connection can serve the next request; a longer one is not waited for. */
const SKIPPED_BYTES = 65_536;

/** Whether it is worth reading past the body of a request that is refused. */
export const isShort = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' || method === 'HEAD' || (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= SKIPPED_BYTES);

/** Answers a request whose caller is not known. Its body is not looked at. */
export const refuseCaller = (req: IncomingMessage, res: ServerResponse, reason: Reason, requestId: string): void => {
  const { status, code, message, headers } = REFUSALS[reason];
  sendGraphError(res, status, { code, message, requestId }, { ...headers, ...(isShort(req) ? {} : { connection: 'close' }) });
};
