import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the upstream saw of one request. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export type Responder = (request: SeenRequest, response: ServerResponse, index: number) => void;

/** A server on loopback that records what it is asked and answers as told. */
export interface Loopback {
  readonly url: string;
  readonly seen: SeenRequest[];
  readonly sockets: Set<Socket>;
  /** Connections accepted so far. */
  connections: number;
  /** Requests whose connection ended before their answer did. */
  readonly cut: SeenRequest[];
  answer: Responder;
  close(): Promise<void>;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

export const ok = (data: unknown): Responder => reply(200, JSON.stringify({ status: 'OK', data }));

export const fail = (http: number, data: Record<string, unknown>, headers: Record<string, string> = {}): Responder =>
  reply(http, JSON.stringify({ status: 'FAIL', data }), { 'content-type': 'application/json', ...headers });

export const reply =
  (status: number, body: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }): Responder =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Answers the nth request by the nth responder, the last one from then on. */
export const inTurn =
  (...responders: Responder[]): Responder =>
  (request, response, index) =>
    responders[Math.min(index, responders.length - 1)]!(request, response, index);

export const startLoopback = async (answer: Responder): Promise<Loopback> => {
  const sockets = new Set<Socket>();
  const seen: SeenRequest[] = [];
  const cut: SeenRequest[] = [];
  const server: Server = createServer((request, response) => {
    void read(request).then((text) => {
      const index = seen.length;
      const entry = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, text, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
      seen.push(entry);
      response.on('close', () => {
        if (!response.writableFinished) cut.push(entry);
      });
      loopback.answer(entry, response, index);
    }, () => undefined);
  });
  server.on('connection', (socket) => {
    loopback.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loopback: Loopback = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    sockets,
    connections: 0,
    cut,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return loopback;
};
