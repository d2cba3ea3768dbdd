import { setTimeout as pause } from 'node:timers/promises';

import { isRetryable } from '../../domain/error-codes.ts';
import type { Language } from '../../domain/language.ts';
import type { LedgerObserver } from '../ledger-settings.ts';
import { LedgerUnavailableError } from '../ledger-unavailable-error.ts';
import type { WriteFailure, WriteResult } from '../ledger.ts';
import type { JobRow } from '../store/schema.ts';
import type { WriteCaller, Writer } from '../write.ts';
import type { JobStore, RowMark, WaitingRow } from './job-store.ts';
import { pauseBeforeAgain } from './row-patience.ts';

/** Rows that are read ahead. */
const READ_AHEAD = 50;
/** Between two tries of a row that another request is at, or that could not be recorded. */
const AGAIN_MS = 500;
/** Tries of a row that fails for a reason nobody foresaw. */
const MAX_FAULTS = 3;

/** Sends the rows of one job, from the first that was not sent. */
export interface JobRunner {
  /** Resolves when nothing is left to send, when the job belongs to another process, or soon after `signal`: between two rows. */
  readonly run: (job: JobRow, signal: AbortSignal) => Promise<void>;
}

export interface JobRunnerDependencies {
  readonly jobs: JobStore;
  readonly write: Writer;
  readonly observer: LedgerObserver;
}

const FAULT: WriteFailure = { code: 'INTERNAL', message: 'The server failed before this row was sent. Nothing was sent.' };
const TAKEN: Readonly<Record<'keyReused' | 'keyExpired', WriteFailure>> = {
  keyReused: { code: 'IDEMPOTENCY_KEY_REUSED', message: 'The key of this row was used for another write before. Nothing was sent.' },
  keyExpired: { code: 'IDEMPOTENCY_KEY_EXPIRED', message: 'The key of this row was used long ago. Nothing was sent.' },
};

/** What to do after a try: mark the row so, or try again — after a passing refusal, if there is patience left. */
type Tried = RowMark | 'again' | 'fault' | { readonly state: 'passing'; readonly retryAfterMs: number | undefined };

/** What a try came to. An unknown outcome has its own record: it is looked for there. */
const triedOf = (result: WriteResult<never>): Tried => {
  switch (result.outcome) {
    case 'inProgress':
      return 'again';
    case 'keyReused':
    case 'keyExpired':
      return { state: 'refused', failure: TAKEN[result.outcome] };
    case 'refused':
      // The store was too slow to let this process send; that says nothing of the row.
      if (result.failure.code === 'LEDGER_UNAVAILABLE') return 'again';
      return isRetryable(result.failure.code) ? { state: 'passing', retryAfterMs: result.failure.retryAfterMs } : { state: 'sent' };
    default:
      return { state: 'sent' };
  }
};

const callerOf = ({ tenant, caller, request_id, language }: JobRow): WriteCaller => ({ tenant, caller, requestId: request_id, language: language as Language });

export const createJobRunner = ({ jobs, write, observer }: JobRunnerDependencies): JobRunner => {
  const tryRow = async (job: JobRow, { key, request: { input, draft, defaults } }: WaitingRow): Promise<Tried> => {
    try {
      const prepare = () => Promise.resolve({ ok: true as const, draft, ...(defaults === undefined ? {} : { defaults }) });
      return triedOf(await write<'invoiceIssue', never>(callerOf(job), { operation: 'invoiceIssue', key, input, prepare }));
    } catch (error) {
      observer.onFault?.(error, 'a row of a job of invoices');
      return error instanceof LedgerUnavailableError ? 'again' : 'fault';
    }
  };

  /** `null`: it was told to stop while the row was still open. */
  const sendRow = async (job: JobRow, row: WaitingRow, patience: { tries: number }, signal: AbortSignal): Promise<RowMark | null> => {
    for (let faults = 0; ; ) {
      const tried = await tryRow(job, row);
      if (typeof tried === 'object' && tried.state !== 'passing') {
        patience.tries = 0;
        return tried;
      }
      if (tried === 'fault') faults += 1;
      // Where its intent was written down, its own record tells the rest.
      if (faults >= MAX_FAULTS) return (await jobs.hasKey(job.tenant, row.key)) ? { state: 'sent' } : { state: 'refused', failure: FAULT };
      const ms = typeof tried === 'object' ? pauseBeforeAgain((patience.tries += 1), tried.retryAfterMs) : AGAIN_MS;
      if (ms === null) return { state: 'sent' };
      await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return null;
    }
  };

  return {
    async run(job, signal) {
      const patience = { tries: 0 };
      for (;;) {
        const rows = await jobs.waiting(job.id, READ_AHEAD);
        // One after another: the numbers of the invoices follow the rows.
        for (const row of rows) {
          if (signal.aborted) return;
          const mark = await sendRow(job, row, patience, signal);
          if (mark === null || !(await jobs.mark(job.id, row.index, mark))) return;
        }
        if (rows.length === 0) {
          await jobs.complete(job.id);
          return;
        }
      }
    },
  };
};
