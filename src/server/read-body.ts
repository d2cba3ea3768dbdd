import type { IncomingMessage } from 'node:http';

/** Thrown when a request's body is longer than allowed; the rest of it was not read. */
export class BodyTooLongError extends Error {
  override readonly name = 'BodyTooLongError';
  /** Bytes that were declared, or read until then. */
  readonly bytes: number;

  constructor(bytes: number) {
    super('the body of a request is too long');
    this.bytes = bytes;
  }
}

/** Reads a request's body, at most `limit` bytes of it: a declared length is refused before a byte is read, an undeclared one on the way. */
export const readBody = async (req: IncomingMessage, limit: number): Promise<string> => {
  const declared = Number(req.headers['content-length'] ?? 0);
  if (declared > limit) throw new BodyTooLongError(declared);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new BodyTooLongError(length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString('utf8');
};
