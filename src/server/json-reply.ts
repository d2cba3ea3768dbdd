import type { ServerResponse } from 'node:http';

import type { ErrorCode } from '../domain/error-codes.ts';
import { JSON_TYPE, negotiate } from './http/negotiate.ts';

/** Sends a JSON body; not to be stored by anyone. */
export const sendJson = (res: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', ...headers });
  res.end(res.req.method === 'HEAD' ? undefined : text);
};

/** An error outside GraphQL: `{ "error": { code, message, requestId } }`. */
export const sendError = (res: ServerResponse, status: number, error: { readonly code: ErrorCode; readonly message: string; readonly requestId: string }, headers: Readonly<Record<string, string>> = {}): void =>
  sendJson(res, status, { error }, headers);

/** An error of the GraphQL endpoint before GraphQL: in the shape and the media type that its clients read. Further members go to `extensions`. */
export const sendGraphError = (
  res: ServerResponse,
  status: number,
  { message, ...extensions }: { readonly code: ErrorCode; readonly message: string; readonly requestId: string; readonly limit?: number; readonly value?: number },
  headers: Readonly<Record<string, string>> = {},
): void => sendJson(res, status, { errors: [{ message, extensions }] }, { 'content-type': `${negotiate(res.req.headers.accept, JSON_TYPE) ?? JSON_TYPE}; charset=utf-8`, ...headers });
