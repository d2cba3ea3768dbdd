import type { Responder } from './loopback.ts';
import { reply } from './loopback.ts';

/** Ways in which an upstream fails to answer. */
export const stall: Responder = () => undefined;

export const reset: Responder = (_request, response) => {
  response.socket?.resetAndDestroy();
};

/** Promises more than it sends, then closes. */
export const cutBody: Responder = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"status":"OK","data":{"id":');
  setImmediate(() => response.socket?.destroy());
};

/** Ends in the middle of a chunked body. */
export const cutChunks =
  (connection: 'keep-alive' | 'close'): Responder =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', connection });
    response.write('{"status":"OK","data":{"id":');
    setImmediate(() => response.socket?.destroy());
  };

/** Begins an answer and says no more. */
export const stallInBody: Responder = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"status":"OK",');
};

export const cutJson = reply(200, '{"status":"OK","data":{"id":1');
export const html = reply(200, '<!doctype html><title>It works</title>', { 'content-type': 'text/html' });
export const noBody = (status: 200 | 201 | 204) => reply(status, '');
export const notHttp: Responder = (_request, response) => {
  response.socket?.end('220 mail.example.md ESMTP\r\n');
};

/** A port of loopback where nobody listens. */
export const CLOSED_PORT = 'http://127.0.0.1:1';
