import { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

import type { CallLife, Ending } from './call-life.ts';
import { KIND_OF_ENDING } from './call-life.ts';
import { ReplyHandler } from './reply-handler.ts';
import { TransportFailure, transportFailureOf } from './transport-failure.ts';
import type { HttpReply, HttpRequest } from './transport.ts';
import { dispatchOptions } from './transport.ts';

/** The bytes of a document under way, or the whole reply when it is none. */
export type PdfOrReply =
  | { readonly pdf: Readable; readonly status: number; readonly contentLength: number | null }
  | { readonly reply: HttpReply };

/** Turns what breaks a stream after its start into the error that its reader sees. */
export type StreamErrorOf = (failure: Error) => Error;

const PDF_TYPE = /^application\/(?:pdf|x-pdf|octet-stream)\s*(?:;|$)/i;
const MAGIC = '%PDF-';
const LENGTH = /^\d{1,15}$/;

const single = (header: string | string[] | undefined): string => (typeof header === 'string' ? header : (header?.[0] ?? ''));

/** Settles when the first bytes prove to be a PDF's, and hands out the rest as a stream that holds the socket back. */
class PdfHandler extends ReplyHandler<PdfOrReply> {
  #isPdf = false;
  #head: Buffer = Buffer.alloc(0);
  #body: Readable | null = null;
  readonly #streamErrorOf: StreamErrorOf;
  readonly #forgetLife: () => void;

  constructor(life: CallLife, streamErrorOf: StreamErrorOf, resolve: (result: PdfOrReply) => void, reject: (error: Error) => void) {
    super(life, (reply) => ({ reply }), resolve, reject);
    this.#streamErrorOf = streamErrorOf;
    this.#forgetLife = life.onEnd((ending) => this.#onStreamEnding(ending));
  }

  override onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    super.onResponseStart(controller, status, headers);
    this.#isPdf = status >= 200 && status < 300 && PDF_TYPE.test(single(headers['content-type']));
  }

  override onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#isPdf) {
      super.onResponseData(controller, chunk);
      return;
    }
    if (this.#body !== null) {
      if (!this.#body.push(chunk)) controller.pause();
      return;
    }
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    if (this.#head.length < MAGIC.length) return;
    if (this.#head.toString('latin1', 0, MAGIC.length) !== MAGIC) {
      this.abandon(this.failure('protocol'));
      return;
    }
    this.#open(controller);
  }

  override onResponseEnd(): void {
    if (!this.#isPdf) super.onResponseEnd();
    else if (this.#body === null) this.fail(this.failure('protocol'));
    else this.#body.push(null);
  }

  override onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#body === null) super.onResponseError(controller, error);
    else this.#body.destroy(this.#streamErrorOf(transportFailureOf(error, true, this.status)));
  }

  #open(controller: Dispatcher.DispatchController): void {
    const body = new Readable({
      read: () => controller.resume(),
      destroy: (error, callback) => {
        this.#forgetLife();
        // Nobody reads on: the socket is closed rather than left with half a document on it. Once the reply is whole this does nothing.
        controller.abort(new Error('not wanted any more'));
        callback(error);
      },
    });
    // Whoever reads still gets the error; without a listener, a document that breaks before anybody reads would end the process.
    body.on('error', () => undefined);
    this.#body = body;
    const length = single(this.headers['content-length']);
    this.succeed({ pdf: body, status: this.status ?? 0, contentLength: LENGTH.test(length) ? Number(length) : null });
    if (!body.push(this.#head)) controller.pause();
    this.#head = Buffer.alloc(0);
  }

  #onStreamEnding(ending: Ending): void {
    this.#body?.destroy(this.#streamErrorOf(new TransportFailure(KIND_OF_ENDING[ending], 'maybe', this.status)));
  }
}

/** One exchange whose reply should be a PDF. Anything else is read whole and handed back as a reply. */
export const exchangePdf = (dispatcher: Dispatcher, request: HttpRequest, life: CallLife, streamErrorOf: StreamErrorOf): Promise<PdfOrReply> =>
  new Promise((resolve, reject) => {
    const handler = new PdfHandler(life, streamErrorOf, resolve, reject);
    if (life.ending === null) dispatcher.dispatch(dispatchOptions(request), handler);
  });
