import { setTimeout as pause } from 'node:timers/promises';

import type { Running } from './contender.ts';
import type { LoadProgram, LoadRequest } from './load.ts';
import { runLoad } from './load.ts';
import type { Served } from './processes.ts';
import { cpuMicrosOf, memoryPeakOf, resetMemoryPeak } from './processes.ts';

/** What one round showed of one contender. */
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMicros: number;
  /** Calls to the upstream for a request. */
  readonly calls: number;
  readonly memory: number;
  readonly bytesPerSecond: number;
  /** Part of its time that the upstream was busy. */
  readonly upstreamUse: number;
  readonly failed: number;
}

interface Usage {
  readonly calls: number;
  readonly cpuMicros: number;
}

/** The upstream, and the program that makes the load. */
export interface Bench {
  readonly upstream: Served;
  readonly load: LoadProgram;
  readonly root: string;
}

const usageOf = async ({ url }: Served): Promise<Usage> => (await fetch(`${url}/usage`)).json() as Promise<Usage>;

/** From now on the upstream takes so long to answer. */
export const setLatency = async ({ url }: Served, ms: number): Promise<void> => {
  await (await fetch(`${url}/latency?ms=${ms}`)).text();
};

let from = process.pid * 100_000;

const IDLE_MS = 60;
/** A minute: who is slow has as many requests left as there were connections. */
const MOST_PAUSES = 1_000;
/** Whoever has to wait for the core for once is not done. */
const QUIET_PAUSES = 2;

/** Waits until a contender has done with requests whose callers are gone: it would take the core from the next one. While the upstream takes its time, it only looks so. */
const becomeIdle = async (pid: number, latencyMs: number): Promise<void> => {
  const enough = QUIET_PAUSES + Math.ceil(latencyMs / IDLE_MS);
  let before = NaN;
  let quiet = 0;
  for (let n = 0; n < MOST_PAUSES && quiet < enough; n += 1) {
    const now = cpuMicrosOf(pid);
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    await pause(IDLE_MS);
  }
};

/** Puts a contender under load for one round, the upstream answering after so long. */
export const measureRound = async ({ upstream, load, root }: Bench, contender: Running, request: Omit<LoadRequest, 'from' | 'headers'>, latencyMs = 0): Promise<Round> => {
  from += 10_000_000;
  resetMemoryPeak(contender.pid);
  const before = { usage: await usageOf(upstream), cpu: cpuMicrosOf(contender.pid), at: performance.now() };
  const result = await runLoad(load, root, { ...request, from, headers: contender.headers });
  const usage = await usageOf(upstream);
  const cpu = cpuMicrosOf(contender.pid);
  const memory = memoryPeakOf(contender.pid);
  const wallMs = performance.now() - before.at;
  await becomeIdle(contender.pid, latencyMs);
  // Those that are cut off at the end are half done on the average, and what they took is in the sums.
  const begun = result.requests + request.connections / 2;
  return {
    perSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    cpuMicros: (cpu - before.cpu) / begun,
    calls: (usage.calls - before.usage.calls) / begun,
    memory,
    bytesPerSecond: result.bytes / result.seconds,
    upstreamUse: (usage.cpuMicros - before.usage.cpuMicros) / 1_000 / wallMs,
    failed: result.failed,
  };
};
