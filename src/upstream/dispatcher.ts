import type { Dispatcher } from 'undici';
import { Pool } from 'undici';

import type { UpstreamSettings } from './settings.ts';

/** How long an unused socket is kept when the upstream names no time of its own. Short: a socket that the other side closes under a write loses it. */
const KEEP_ALIVE_MS = 4_000;
const KEEP_ALIVE_MAX_MS = 60_000;

/**
 * The sockets to the upstream. `pipelining: 1` also keeps undici from ever sending a request a second time by itself:
 * it re-sends only what waits behind the head of a pipeline.
 */
export const createDispatcher = (settings: UpstreamSettings): Dispatcher =>
  new Pool(new URL(settings.apiUrl).origin, {
    connections: settings.connections,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
    connect: { timeout: settings.connectTimeoutMs },
    headersTimeout: settings.headersTimeoutMs,
    bodyTimeout: settings.bodyTimeoutMs,
  });
