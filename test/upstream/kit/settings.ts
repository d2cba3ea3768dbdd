import type { UpstreamSettings } from '../../../src/upstream/create-client.ts';
import { ENDPOINTS } from '../../../src/upstream/endpoints.ts';

export const CLIENT = 'c11e27c11e27c11e27c11e27c11e27c1';
export const TOKEN = '70ce4570ce4570ce4570ce4570ce4570';

/** Settings with no retry and short, ample limits; a test overrides what it is about. */
export const settingsFor = (apiUrl: string, overrides: Partial<UpstreamSettings> = {}): UpstreamSettings => ({
  apiUrl,
  client: CLIENT,
  token: TOKEN,
  endpoints: ENDPOINTS,
  itemsPosition: 'top',
  orderAdditions: true,
  connections: 8,
  maxConcurrent: 8,
  connectTimeoutMs: 1000,
  headersTimeoutMs: 5000,
  bodyTimeoutMs: 5000,
  deadlineMs: 10_000,
  retry: { attempts: 1, baseDelayMs: 1, maxDelayMs: 10, maxRetryAfterMs: 2000 },
  ...overrides,
});
