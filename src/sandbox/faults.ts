import { isObject } from './json.ts';

/** The ways a call can go wrong. */
export const FAULT_KINDS = [
  'latency', 'stall', 'late', '429', '500', '502', '503', 'resetBefore', 'resetAfter', 'truncated', 'truncatedClean', 'html200', 'pdfJson', 'empty201',
] as const;

/** A way a call can go wrong. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A planned fault. */
export interface Fault {
  /** The contract's name of an endpoint, or `*`. */
  endpoint: string;
  kind: FaultKind;
  /** How many calls it meets; -1 or Infinity: all. Default 1. */
  times?: number;
  /** The delay of `latency` and `late`, in milliseconds. */
  ms?: number;
  /** The Retry-After of `429` and `503`. */
  retryAfter?: number | string;
  /** In-process only: `latency` and `late` wait for it instead of for a time. */
  until?: Promise<unknown>;
  /** In-process only: meets the calls whose body passes. */
  match?: (body: unknown) => boolean;
  /** Lets the first n matching calls pass. */
  skip?: number;
}

/** A fault with what is left of it. */
interface Planned {
  fault: Fault;
  left: number;
  skip: number;
  met: number;
}

/** The faults to come; each call meets at most one, the oldest that matches. */
export class FaultPlan {
  readonly #endpoints: readonly string[];
  #planned: Planned[] = [];

  constructor(endpoints: readonly string[]) {
    this.#endpoints = endpoints;
  }

  /** Plans a fault; throws one sentence when it is not possible. */
  add(fault: Fault): void {
    const { times = 1, skip = 0, ms = 0 } = fault;
    if (fault.endpoint !== '*' && !this.#endpoints.includes(fault.endpoint)) throw new Error(`There is no endpoint "${fault.endpoint}".`);
    if (!FAULT_KINDS.includes(fault.kind)) throw new Error(`There is no fault "${fault.kind}".`);
    if (times !== Infinity && !Number.isSafeInteger(times)) throw new Error('"times" must be a whole number.');
    if (!Number.isSafeInteger(skip) || skip < 0) throw new Error('"skip" must be a whole number, 0 or more.');
    if (!Number.isFinite(ms) || ms < 0) throw new Error('"ms" must be a number, 0 or more.');
    this.#planned.push({ fault, left: times < 0 ? Infinity : times, skip, met: 0 });
  }

  clear(): void {
    this.#planned = [];
  }

  /** What is planned, for the control pages. */
  all(): { fault: Omit<Fault, 'match' | 'until'>; left: number; met: number }[] {
    return this.#planned.map(({ fault, left, met }) => {
      const shown = { ...fault };
      delete shown.match;
      delete shown.until;
      return { fault: shown, left: left === Infinity ? -1 : left, met };
    });
  }

  /** The fault that a call meets, counted down. */
  take(endpoint: string, body: unknown): Fault | undefined {
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (planned.left <= 0 || (fault.endpoint !== '*' && fault.endpoint !== endpoint)) continue;
      if (fault.match && !fault.match(body)) continue;
      if (planned.skip > 0) {
        planned.skip -= 1;
        continue;
      }
      planned.left -= 1;
      planned.met += 1;
      return fault;
    }
    return undefined;
  }
}

/** Reads a fault that came over HTTP; throws one sentence when it is none. */
export function readFault(value: unknown): Fault {
  if (!isObject(value)) throw new Error('A fault must be an object.');
  const { endpoint, kind, times, ms, retryAfter, skip } = value;
  if (typeof endpoint !== 'string') throw new Error('"endpoint" must be a text.');
  const known = FAULT_KINDS.find((one) => one === kind);
  if (!known) throw new Error(`There is no fault ${JSON.stringify(kind)}.`);
  const fault: Fault = { endpoint, kind: known };
  if (times !== undefined) fault.times = Number(times);
  if (ms !== undefined) fault.ms = Number(ms);
  if (skip !== undefined) fault.skip = Number(skip);
  if (typeof retryAfter === 'number' || typeof retryAfter === 'string') fault.retryAfter = retryAfter;
  return fault;
}
