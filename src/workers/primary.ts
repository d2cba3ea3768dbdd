import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';

import { LIMITS } from '../config/limits.ts';
import { writeUsage } from '../server/documents/document-usage.ts';
import type { MemoryBuckets } from '../server/limits/buckets.ts';
import type { Logger } from '../server/logger.ts';
import type { Taker } from './connections.ts';
import { createConnections } from './connections.ts';
import { answerOf } from './lease.ts';
import type { Beginning, ToPrimary, ToWorker } from './messages.ts';
import { pauseBefore } from './restarts.ts';

export interface WorkersOptions {
  readonly count: number;
  readonly beginning: Omit<Beginning, 'number'>;
  /** What callers may still use: of all workers together. */
  readonly buckets: MemoryBuckets;
  readonly logger: Logger;
}

/** The processes that serve behind one port. */
export interface Workers {
  /** Where they serve. */
  readonly origin: string;
  /** What each counted; one that does not answer in time is left out. */
  readonly values: () => Promise<readonly (readonly object[])[]>;
  /** Lets them finish what is under way, and waits for their end. */
  readonly close: () => Promise<void>;
}

/** Lets one process after the other write the file of used documents: each reads what the one before it wrote. */
const createUsageWriter = (): ((path: string, usage: Parameters<typeof writeUsage>[1]) => Promise<string | null>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (path, usage) => {
    const written = last.then(() => writeUsage(path, usage)).then(
      () => null,
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be written'),
    );
    last = written;
    return written;
  };
};

/**
 * Forks the workers and keeps so many alive: one that ends is replaced, one that ends young after a pause. Resolves when all of them
 * serve; answers a sentence where one of them cannot, rejects where the port cannot be had, and leaves none behind.
 */
export const startWorkers = async ({ count, beginning, buckets, logger }: WorkersOptions): Promise<Workers | string> => {
  const alive = new Map<number, Worker>();
  const pauses = new Map<number, ReturnType<typeof setTimeout>>();
  const measuring = new Map<number, (values: readonly object[]) => void>();
  const connections = createConnections();
  const note = createUsageWriter();
  let stage: 'starting' | 'serving' | 'closing' = 'starting';
  let problem: string | undefined;
  let lastId = 0;

  // Of a worker that is gone nobody waits for an answer.
  const tell = (worker: Worker, message: ToWorker): void => {
    if (worker.isConnected()) worker.send(message, () => undefined);
  };

  const begin = (number: number, endedYoung: number, onServing: () => void, onFirstEnd: () => void): void => {
    const worker = cluster.fork();
    const since = performance.now();
    let told: string | undefined;
    alive.set(number, worker);
    // Kept open here too until the worker has it: Node would never close what it sent to a process that died before it took it.
    const taker: Taker = { hand: (connection) => void worker.send({ kind: 'connection' } satisfies ToWorker, connection, { keepOpen: true }, () => undefined) };
    worker.on('error', (error) => logger.error({ err: error, number }, 'the line to a worker failed'));
    worker.on('message', (message: ToPrimary) => {
      switch (message.kind) {
        case 'hello':
          return tell(worker, { kind: 'begin', beginning: { ...beginning, number } });
        case 'serving':
          logger.info({ number, pid: worker.process.pid }, 'a worker serves');
          connections.add(taker);
          return onServing();
        case 'took':
          return connections.took(taker);
        case 'leaving':
          return connections.leave(taker);
        case 'problem':
          told = message.sentence;
          return undefined;
        case 'buckets':
          for (const { key, unused, capacity } of message.returns) buckets.restore(key, unused, capacity);
          return message.takes.length === 0 ? undefined : tell(worker, { kind: 'taken', answers: message.takes.map((take) => answerOf(buckets, take, count)) });
        case 'used':
          return void note(message.path, message.usage).then((failure) => tell(worker, { kind: 'noted', id: message.id, problem: failure }));
        case 'measured':
          return measuring.get(message.id)?.(message.values);
      }
    });
    const ended = (code: number, signal: string | null): void => {
      alive.delete(number);
      connections.lose(taker);
      if (stage === 'closing') return;
      if (stage === 'starting') {
        problem ??= told ?? `A worker ended by itself (${signal ?? `code ${code}`}).`;
        onFirstEnd();
        return;
      }
      const young = performance.now() - since < LIMITS.workerYoungMs ? endedYoung + 1 : 0;
      const pauseMs = pauseBefore(young);
      logger.error({ number, pid: worker.process.pid, code, signal, problem: told, pauseMs }, 'a worker ended, and is replaced');
      const again = (): void => {
        pauses.delete(number);
        begin(number, young, () => undefined, () => undefined);
      };
      pauses.set(number, setTimeout(again, pauseMs));
    };
    // What it told last is heard before its end.
    worker.once('exit', (code, signal) => (worker.isConnected() ? worker.once('disconnect', () => ended(code, signal)) : ended(code, signal)));
  };

  const close = async (): Promise<void> => {
    stage = 'closing';
    connections.close();
    for (const pause of pauses.values()) clearTimeout(pause);
    const ends = [...alive.values()].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of alive.values()) worker.process.kill('SIGTERM');
    await Promise.all(ends);
  };

  cluster.setupPrimary({ serialization: 'advanced' });
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  // Resolves too when one ends: then there is a problem, whoever serves meanwhile.
  await Promise.all(numbers.map((number) => new Promise<void>((resolve) => begin(number, 0, resolve, resolve))));
  if (problem !== undefined) {
    await close();
    return problem;
  }
  stage = 'serving';
  const { port, host } = beginning.config;
  const origin = await connections.listen(port, host).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  const valuesOf = (worker: Worker): Promise<readonly object[]> =>
    new Promise((resolve) => {
      const id = (lastId += 1);
      const settle = (values: readonly object[]): void => {
        clearTimeout(late);
        measuring.delete(id);
        resolve(values);
      };
      const late = setTimeout(() => settle([]), LIMITS.workerMetricsMs);
      measuring.set(id, settle);
      tell(worker, { kind: 'measure', id });
    });
  return { origin, values: () => Promise.all([...alive.values()].map(valuesOf)), close };
};
