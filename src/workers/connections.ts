import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

import { LIMITS } from '../config/limits.ts';

/** Somebody who takes connections, one after the other. */
export interface Taker {
  /** Sends it there, and leaves it open here; the answer is `took`, or it is lost with the taker. */
  readonly hand: (socket: Socket) => void;
}

/** The port of the server: accepts, and hands out in turn. */
export interface Connections {
  /** Starts to listen; port 0 takes a free one. Answers the origin. */
  readonly listen: (port: number, host: string) => Promise<string>;
  readonly add: (taker: Taker) => void;
  /** It has the last one that it was handed, and may be handed another. */
  readonly took: (taker: Taker) => void;
  /** It is to be handed no more. What is on the way to it still gets there. */
  readonly leave: (taker: Taker) => void;
  /** It is gone: what was on the way to it is cut, so that the client knows. */
  readonly lose: (taker: Taker) => void;
  /** Accepts no more. Those that were handed out live on where they are. */
  readonly close: () => void;
}

/**
 * Accepts connections and hands each to the taker that has waited longest: one that is busy says late that it took the last, and gets
 * fewer. Nobody is handed two at a time, so at most one is lost with a taker that dies; while there is none, connections wait.
 */
export const createConnections = (): Connections => {
  const waiting: Socket[] = [];
  const free = new Set<Taker>();
  const handing = new Map<Taker, Socket>();
  const leaving = new Set<Taker>();

  const pump = (): void => {
    for (const taker of free) {
      const socket = waiting.shift();
      if (socket === undefined) return;
      free.delete(taker);
      handing.set(taker, socket);
      taker.hand(socket);
    }
  };
  // Nothing is read here, so that all of it is there for whoever takes it.
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    waiting.push(socket);
    pump();
  });

  server.maxConnections = LIMITS.waitingConnections;

  return {
    async listen(port, host) {
      server.listen(port, host);
      await once(server, 'listening');
      const { port: taken } = server.address() as AddressInfo;
      return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    },
    add(taker) {
      free.add(taker);
      pump();
    },
    took(taker) {
      // The client keeps the other end of it.
      handing.get(taker)?.destroy();
      if (!handing.delete(taker) || leaving.has(taker)) return;
      free.add(taker);
      pump();
    },
    leave(taker) {
      leaving.add(taker);
      free.delete(taker);
    },
    lose(taker) {
      leaving.delete(taker);
      free.delete(taker);
      handing.get(taker)?.destroy();
      handing.delete(taker);
    },
    close() {
      server.close();
      for (const socket of waiting.splice(0)) socket.destroy();
    },
  };
};
