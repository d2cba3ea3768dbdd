import { afterEach } from 'vitest';

import type { UpstreamClient } from '../../../src/upstream/client.ts';
import type { UpstreamObserver, UpstreamSettings } from '../../../src/upstream/create-client.ts';
import { createUpstreamClient } from '../../../src/upstream/create-client.ts';
import type { Loopback, Responder } from './loopback.ts';
import { startLoopback } from './loopback.ts';
import { settingsFor } from './settings.ts';

export interface Bench {
  readonly client: UpstreamClient;
  readonly upstream: Loopback;
}

const open: Bench[] = [];

/** A client over a loopback upstream; both are closed after the test. */
export const withClient = async (answer: Responder, overrides: Partial<UpstreamSettings> = {}, observer: UpstreamObserver = {}): Promise<Bench> => {
  const upstream = await startLoopback(answer);
  const bench = { upstream, client: createUpstreamClient(settingsFor(upstream.url, overrides), observer) };
  open.push(bench);
  return bench;
};

afterEach(async () => {
  for (const { client, upstream } of open.splice(0)) {
    await upstream.close();
    await client.close();
  }
});
