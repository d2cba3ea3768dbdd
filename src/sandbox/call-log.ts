import { isObject, type JsonObject } from './json.ts';

/** The calls that are kept; older ones are only counted. */
const KEPT = 10_000;

/** One request that the sandbox got. */
export interface SandboxCall {
  n: number;
  /** When it came, real time, ISO 8601. */
  at: string;
  /** The contract's name, such as `invoice.list`; `unknown` for a path that is none. */
  endpoint: string;
  method: string;
  path: string;
  /** The parsed body, its keys masked; undefined when there was none or it was no JSON. */
  body: unknown;
  accept: string;
  /** The HTTP status answered; 0 while nothing is. */
  status: number;
  durationMs: number;
  /** The caller went away before it had the whole answer. */
  aborted: boolean;
  /** False while the sandbox works on it. */
  done: boolean;
}

/** A body that can be shown: `connect.client` and `connect.token` are masked. */
export function maskConnect(body: JsonObject): JsonObject {
  const connect = body['connect'];
  if (!isObject(connect)) return body;
  const masked = { ...connect };
  for (const name of ['client', 'token']) if (name in masked) masked[name] = '***';
  return { ...body, connect: masked };
}

/** What the sandbox got: the last calls, and totals of all. */
export class CallLog {
  #calls: SandboxCall[] = [];
  readonly #totals = new Map<string, number>();
  #n = 0;
  #open = 0;
  /** The most calls that were under way at one time. */
  peak = 0;

  begin(start: Pick<SandboxCall, 'endpoint' | 'method' | 'path' | 'accept'>): SandboxCall {
    this.#n += 1;
    const call: SandboxCall = {
      n: this.#n, at: new Date().toISOString(), ...start, body: undefined, status: 0, durationMs: 0, aborted: false, done: false,
    };
    this.#calls.push(call);
    // Cut rarely and by half, because moving the list on every call would cost more than it holds.
    if (this.#calls.length >= 2 * KEPT) this.#calls = this.#calls.slice(-KEPT);
    this.#totals.set(call.endpoint, (this.#totals.get(call.endpoint) ?? 0) + 1);
    this.#open += 1;
    this.peak = Math.max(this.peak, this.#open);
    return call;
  }

  end(call: SandboxCall, durationMs: number, aborted: boolean): void {
    if (call.done) return;
    this.#open -= 1;
    Object.assign(call, { durationMs, aborted, done: true });
  }

  /** The kept calls, oldest first. */
  all(): readonly SandboxCall[] {
    return this.#calls.slice(-KEPT);
  }

  /** All calls since the start or the last clear, kept or not. */
  count(endpoint?: string): number {
    if (endpoint !== undefined) return this.#totals.get(endpoint) ?? 0;
    let sum = 0;
    for (const total of this.#totals.values()) sum += total;
    return sum;
  }

  /** The kept calls of one endpoint. */
  of(endpoint: string): readonly SandboxCall[] {
    return this.all().filter((call) => call.endpoint === endpoint);
  }

  /** Forgets calls and totals; numbers go on. */
  clear(): void {
    this.#calls = [];
    this.#totals.clear();
    this.peak = this.#open;
  }
}
