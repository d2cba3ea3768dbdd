import { replyText } from './reply-text.ts';
import type { HttpReply } from './transport.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A reply as bytes; its text is made when it is asked for. */
export class WholeReply implements HttpReply {
  readonly status: number;
  readonly headers: HttpReply['headers'];
  readonly body: Buffer;

  constructor(status: number, headers: HttpReply['headers'], body: Buffer) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  get text(): string {
    const text = replyText(this.body);
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
}
