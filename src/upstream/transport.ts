import type { Dispatcher } from 'undici';

import type { CallLife } from './call-life.ts';
import type { Turn } from './reply-handler.ts';
import { ReplyHandler } from './reply-handler.ts';

/** One HTTP request, ready to go. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string | null;
  readonly accept: string;
}

/** One whole HTTP reply. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The body as text, without a byte order mark. */
  readonly text: string;
}

/** The request as undici takes it. */
export const dispatchOptions = ({ method, path, body, accept }: HttpRequest): Dispatcher.DispatchOptions => ({
  method,
  path,
  body,
  headers: body === null ? { accept } : { accept, 'content-type': 'application/json' },
});

/**
 * One HTTP exchange, without policy: no retry, no envelope. Throws `TransportFailure`, which knows whether a byte may have left.
 * `turn`: when a large reply may be read; at once without it. undici's `dispatch` with a handler of our own, because `request()` costs a fifth more on small replies.
 */
export const exchange = (dispatcher: Dispatcher, request: HttpRequest, life: CallLife, turn?: Turn): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const handler = new ReplyHandler<HttpReply>(life, (reply) => reply, resolve, reject, turn);
    // A call that has ended by now was refused by the handler: it must not even wait for a socket.
    if (life.ending === null) dispatcher.dispatch(dispatchOptions(request), handler);
  });
