import type { Socket } from 'node:net';

import type { DocumentUsage } from '../server/documents/document-usage.ts';
import type { Buckets } from '../server/limits/buckets.ts';
import type { AskedBucketsOptions } from './asked-buckets.ts';
import { createAskedBuckets } from './asked-buckets.ts';
import type { Beginning, ToPrimary, ToWorker } from './messages.ts';

/** A worker's line to its primary. */
export interface Primary {
  /** What to begin with. */
  readonly beginning: Promise<Beginning>;
  /** It serves the connections that it is handed from now on. */
  readonly serving: (take: (connection: Socket) => void) => void;
  /** It is to get no more connections. */
  readonly leaving: () => void;
  /** It cannot serve; resolves when that is told. */
  readonly problem: (sentence: string) => Promise<void>;
  /** The buckets of callers, which are the primary's. */
  readonly buckets: (options: Omit<AskedBucketsOptions, 'ask'>) => Buckets;
  /** Lets the primary write down which documents were used: one file has one writer. */
  readonly writeUsage: (path: string, usage: DocumentUsage) => Promise<void>;
  /** Answers the primary that asks for the metrics. */
  readonly measuredBy: (read: () => Promise<readonly object[]>) => void;
}

const tell = (message: ToPrimary, told?: () => void): void => {
  // Without a primary there is nobody to tell, and this process ends.
  if (process.connected) process.send?.(message, undefined, {}, () => told?.());
};

/** The line of this process to the primary that forked it. */
export const openPrimary = (): Primary => {
  const noted = new Map<number, (problem: string | null) => void>();
  const askers: ReturnType<typeof createAskedBuckets>[] = [];
  let read: () => Promise<readonly object[]> = () => Promise.resolve([]);
  let take: ((connection: Socket) => void) | undefined;
  let lastId = 0;
  const beginning = new Promise<Beginning>((resolve) => {
    process.on('message', (message: ToWorker, connection?: Socket) => {
      switch (message.kind) {
        case 'begin':
          return resolve(message.beginning);
        case 'connection':
          // None, where the client was gone before it came here.
          if (connection !== undefined) take?.(connection);
          return tell({ kind: 'took' });
        case 'taken':
          for (const asker of askers) asker.answered(message.answers);
          return undefined;
        case 'noted':
          return noted.get(message.id)?.(message.problem);
        case 'measure':
          return void read().catch(() => []).then((values) => tell({ kind: 'measured', id: message.id, values }));
      }
    });
  });
  // Whatever came before somebody listens would be lost.
  tell({ kind: 'hello' });
  return {
    beginning,
    serving(how) {
      take = how;
      tell({ kind: 'serving' });
    },
    leaving: () => tell({ kind: 'leaving' }),
    problem: (sentence) => new Promise((told) => tell({ kind: 'problem', sentence }, told)),
    buckets(options) {
      const asked = createAskedBuckets({ ...options, ask: (takes, returns) => tell({ kind: 'buckets', takes, returns }) });
      askers.push(asked);
      return asked;
    },
    writeUsage: (path, usage) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1);
        noted.set(id, (problem) => {
          noted.delete(id);
          if (problem === null) resolve();
          else reject(new Error(problem));
        });
        tell({ kind: 'used', id, path, usage });
      }),
    measuredBy: (how) => {
      read = how;
    },
  };
};
