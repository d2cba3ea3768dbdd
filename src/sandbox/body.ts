import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from './json.ts';
import { Refusal } from './refusal.ts';

/** The most bytes of a request body. */
export const BODY_LIMIT = 2 * 1024 * 1024;

/** Reads a body to its end; a body over the limit is read on but not kept, so that the answer reaches the caller. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) throw new Refusal(400, { key: 'bodyLarge' });
  return Buffer.concat(chunks).toString('utf8');
}

/** A body as a JSON object. */
export function parseBody(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, { key: 'bodyJson' });
  }
  if (!isObject(value)) throw new Refusal(400, { key: 'bodyJson' });
  return value;
}
