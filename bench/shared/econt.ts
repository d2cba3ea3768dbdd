import { Pool } from 'undici';

import { CONNECT } from './account.ts';

/** A row as the upstream sends it. */
export type Wire = Readonly<Record<string, unknown>>;

/** Asks the upstream; answers the `data` of its reply. */
export type Econt = (path: string, body: object) => Promise<Wire>;

/** Sockets to the upstream, the same number for every contender. */
export const UPSTREAM_SOCKETS = 256;

const bodyOf = (body: object): string => JSON.stringify({ connect: CONNECT, ...body });
const HEADERS = { 'content-type': 'application/json' };

const dataOf = (reply: unknown): Wire => {
  const { status, data } = reply as { readonly status: string; readonly data: Wire };
  if (status !== 'OK') throw new Error('the upstream refused');
  return data;
};

/** Through undici's `request()`. */
export const createEcont = (apiUrl: string): Econt => {
  const pool = new Pool(apiUrl, { connections: UPSTREAM_SOCKETS });
  return async (path, body) => {
    const reply = await pool.request({ path: `/facturare/v1/${path}`, method: 'POST', headers: HEADERS, body: bodyOf(body) });
    return dataOf(await reply.body.json());
  };
};

/** Through a handler of undici's `dispatch`, which is the shortest way there is. */
export const createDispatchedEcont = (apiUrl: string): Econt => {
  const pool = new Pool(apiUrl, { connections: UPSTREAM_SOCKETS });
  return (path, body) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      pool.dispatch({ path: `/facturare/v1/${path}`, method: 'POST', headers: HEADERS, body: bodyOf(body) }, {
        onRequestStart: () => undefined,
        onResponseStart: () => undefined,
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd() {
          try {
            const [first = Buffer.alloc(0)] = chunks;
            resolve(dataOf(JSON.parse((chunks.length === 1 ? first : Buffer.concat(chunks)).toString('utf8'))));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        onResponseError: (_controller, error) => reject(error),
      });
    });
};
