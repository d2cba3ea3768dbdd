import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

import type { CallLife, Ending } from './call-life.ts';
import { KIND_OF_ENDING } from './call-life.ts';
import { TransportFailure, transportFailureOf } from './transport-failure.ts';
import type { HttpReply } from './transport.ts';
import { WholeReply } from './whole-reply.ts';

/** The largest JSON reply that is read: a page of 100 full invoices is some 400 KiB. */
export const MAX_REPLY_BYTES = 32 * 1024 * 1024;

/** Replies below this take less time to be read than to wait for it; those of writes all are. */
const SMALL_BYTES = 8_192;

/** Has a reply read when its turn has come. */
export type Turn = (read: () => void) => void;

/** Collects one reply. Settles once: with the reply, or with what went wrong and whether anything was sent. */
export class ReplyHandler<Result> implements Dispatcher.DispatchHandler {
  protected controller: Dispatcher.DispatchController | null = null;
  protected status: number | null = null;
  protected headers: IncomingHttpHeaders = {};
  #settled = false;
  #bytes = 0;
  #chunks: Buffer[] = [];
  readonly #resolve: (result: Result) => void;
  readonly #reject: (error: Error) => void;
  readonly #finish: (reply: HttpReply) => Result;
  readonly #forgetLife: () => void;
  readonly #turn: Turn | undefined;

  constructor(life: CallLife, finish: (reply: HttpReply) => Result, resolve: (result: Result) => void, reject: (error: Error) => void, turn?: Turn) {
    this.#turn = turn;
    this.#finish = finish;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#forgetLife = life.onEnd((ending) => this.onLifeEnd(ending));
    if (life.ending !== null) this.onLifeEnd(life.ending);
  }

  /** undici calls this with the connection in hand, just before the first byte: up to here nothing was sent. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A second start would be undici sending the request again by itself.
    const again = this.controller !== null;
    this.controller ??= controller;
    if (this.#settled || again) {
      if (again) this.fail(this.failure('connectionLost'));
      controller.abort(new Error('not wanted any more'));
    }
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_REPLY_BYTES) {
      this.#chunks = [];
      this.abandon(this.failure('protocol', 'size'));
      return;
    }
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#turn === undefined || this.#bytes < SMALL_BYTES) this.#read();
    else this.#turn(() => this.#readInTurn());
  }

  /** Nobody may want it any more by then. */
  #readInTurn(): void {
    if (this.#settled) return;
    try {
      this.#read();
    } catch (thrown) {
      this.fail(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  }

  #read(): void {
    const [first] = this.#chunks;
    const body = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks, this.#bytes);
    this.succeed(this.#finish(new WholeReply(this.status ?? 0, this.headers, body)));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(transportFailureOf(error, this.controller !== null, this.status));
  }

  protected get settled(): boolean {
    return this.#settled;
  }

  protected onLifeEnd(ending: Ending): void {
    this.abandon(this.failure(KIND_OF_ENDING[ending], ending === 'deadline' ? 'deadline' : null));
  }

  protected failure(kind: TransportFailure['kind'], limit: TransportFailure['limit'] = null): TransportFailure {
    return new TransportFailure(kind, this.controller === null ? 'nothing' : 'maybe', this.status, limit);
  }

  protected succeed(result: Result): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#forgetLife();
    this.#resolve(result);
  }

  protected fail(error: Error): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#forgetLife();
    this.#reject(error);
  }

  /** Fails and closes the socket: what is still to come on it would be the rest of this reply. */
  protected abandon(error: Error): void {
    this.fail(error);
    this.controller?.abort(error);
  }
}
