import { readFile } from 'node:fs/promises';

import { LIMITS } from '../../config/limits.ts';

/** Where the issuer's keys are. */
export type KeySetPlace = { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };

const readUrl = async (url: string): Promise<string> => {
  // A redirect could lead away from the address that is trusted.
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(LIMITS.keySetTimeoutMs), headers: { accept: 'application/jwk-set+json, application/json' } });
  if (response.status !== 200 || response.body === null) throw new Error(`the key set answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LIMITS.keySetBytes) throw new Error(`the key set is longer than ${LIMITS.keySetBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString('utf8');
};

/** Reads a key set as it is; what it holds is checked by whoever uses it. */
export const readKeySet = async (place: KeySetPlace): Promise<unknown> => JSON.parse(place.kind === 'url' ? await readUrl(place.url) : await readFile(place.path, 'utf8')) as unknown;
