/** What one request has used of the upstream so far. One is made for each request, and goes with every call it makes. */
export interface UpstreamUse {
  /** When the request came, by `performance.now()`: of replies that wait to be read, those of the oldest request go first. */
  since: number;
  /** Requests that went out, each attempt by itself. */
  calls: number;
  /** Of the replies, as they came. */
  bytes: number;
  /** Spent waiting for replies; of calls side by side each counts. */
  ms: number;
  /** Calls that were made again, among `calls`. */
  retries: number;
  /** Calls that other requests shared, among `calls`: each counts for all of them. */
  shared: number;
  /** Age of the oldest reply that was kept from before and used because the upstream was down; `null`: all are fresh. */
  staleSeconds: number | null;
}

export const createUpstreamUse = (): UpstreamUse => ({ since: performance.now(), calls: 0, bytes: 0, ms: 0, retries: 0, shared: 0, staleSeconds: null });
