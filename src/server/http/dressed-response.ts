import type { OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';
import { ServerResponse } from 'node:http';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * A response that every answer has some headers of, unless it says otherwise. They are put in front of the others when the head is written,
 * all of them at once: each header that is set by itself is checked and kept by itself, which takes longer than most answers.
 */
export class DressedResponse extends ServerResponse {
  /** Names in lower case, each followed by its value. */
  #usual: readonly string[] = [];

  /** What the answer has, whatever it will be. Replaces what was said before. */
  dress(headers: readonly string[]): void {
    this.#usual = headers;
  }

   
  override writeHead(statusCode: number, statusMessage?: string, headers?: Headers): this;
  override writeHead(statusCode: number, headers?: Headers): this;
  override writeHead(statusCode: number, second?: string | Headers, third?: Headers): this {
    const usual = this.#usual;
    for (let i = 0; i + 1 < usual.length; i += 2) if (!this.hasHeader(usual[i] ?? '')) this.setHeader(usual[i] ?? '', usual[i + 1] ?? '');
    return typeof second === 'string' ? super.writeHead(statusCode, second, third) : super.writeHead(statusCode, second);
  }

  /** Sends a whole answer. `headers`: as those it is dressed with, none of which is among them. */
  sendWhole(statusCode: number, headers: readonly string[], body: string | Buffer): void {
    super.writeHead(statusCode, [...this.#usual, ...headers, 'content-length', `${Buffer.byteLength(body)}`]);
    this.end(body);
  }
}
