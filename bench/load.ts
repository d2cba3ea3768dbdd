import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { CORES, pinned } from './processes.ts';

const run = promisify(execFile);

export const LOADS = ['wrk', 'autocannon'] as const;
export type LoadProgram = (typeof LOADS)[number];

/** wrk costs the core that it shares with the upstream far less. */
export const defaultLoad = (): LoadProgram => (spawnSync('wrk', ['-v']).error === undefined ? 'wrk' : 'autocannon');

/** Requests that are sent one after another over some connections. */
export interface LoadRequest {
  readonly url: string;
  /** A file of bodies, one a line; empty: a GET. */
  readonly file: string;
  /** The first of the numbers that are used once. */
  readonly from: number;
  readonly connections: number;
  readonly seconds: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What came of them; latencies in microseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Runs the load in a process of its own. */
export const runLoad = async (program: LoadProgram, root: string, request: LoadRequest): Promise<LoadResult> => {
  const { url, file, from, connections, seconds, headers } = request;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const command =
    program === 'wrk'
      ? ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', join(root, 'bench/load/wrk.lua'), url, '--', file, `${from}`, ...lines]
      : [process.execPath, join(root, 'bench/load/autocannon.mjs'), JSON.stringify(request)];
  const [first = '', ...args] = pinned(CORES.others, command);
  const { stdout } = await run(first, args);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as LoadResult;
};
