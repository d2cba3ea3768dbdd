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
export const readBody = (req: IncomingMessage, limit: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const declared = Number(req.headers['content-length'] ?? 0);
    if (declared > limit) {
      reject(new BodyTooLongError(declared));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    let isWhole = false;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        req.off('data', take);
        req.pause();
        reject(new BodyTooLongError(length));
      }
    };
    req.on('data', take);
    req.once('end', () => {
      isWhole = true;
      const [only] = chunks;
      resolve((chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length)).toString('utf8'));
    });
    req.once('error', reject);
    req.once('close', () => {
      if (!isWhole) reject(new Error('the request was not sent to its end'));
    });
  });
