import type { ServerResponse } from 'node:http';

import type { ErrorCode } from '../domain/error-codes.ts';

/** Sends a JSON body; not to be stored by anyone. */
export const sendJson = (res: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', ...headers });
  res.end(res.req.method === 'HEAD' ? undefined : text);
};

/** An error outside GraphQL: `{ "error": { code, message, requestId } }`. */
export const sendError = (res: ServerResponse, status: number, error: { readonly code: ErrorCode; readonly message: string; readonly requestId: string }, headers: Readonly<Record<string, string>> = {}): void =>
  sendJson(res, status, { error }, headers);

/** An error of the GraphQL endpoint before GraphQL: in the shape that its clients read. */
export const sendGraphError = (res: ServerResponse, status: number, { code, message, requestId }: { readonly code: ErrorCode; readonly message: string; readonly requestId: string }, headers: Readonly<Record<string, string>> = {}): void =>
  sendJson(res, status, { errors: [{ message, extensions: { code, requestId } }] }, headers);
