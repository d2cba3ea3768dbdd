import type { Language } from '../domain/language.ts';
import type { WriteOutcome } from '../domain/result.ts';
import type { CallTerms, UpstreamClient } from '../upstream/client.ts';
import type { UpstreamError } from '../upstream/errors.ts';
import { nextCheckAfterMs } from './key-life.ts';
import { resultOfRow } from './key-result.ts';
import type { KeyRows, Settlement } from './key-rows.ts';
import type { WriteFailure, WriteResult } from './ledger.ts';
import type { LedgerObserver } from './ledger-settings.ts';
import { specOf } from './operations/operation-table.ts';
import type { OperationName } from './operations.ts';
import type { Payloads, Sent } from './operations/operation-spec.ts';
import type { Owner } from './owner.ts';
import type { KeyRow } from './store/schema.ts';

/** Kinds of refusal that are about the input: the same input will be refused again. Any other may pass, and nothing was made. */
const ABOUT_THE_INPUT: ReadonlySet<UpstreamError['kind']> = new Set(['rejected', 'notFound']);

const failureOf = ({ code, message, fields, retryAfterMs }: UpstreamError): WriteFailure => ({
  code,
  message,
  ...(fields === undefined ? {} : { fields }),
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

/** A fault of this server while it sent, or read the answer: something may have been made. */
const FAULT: WriteFailure = { code: 'INTERNAL', message: 'The server failed while it sent this. Report the request id.' };

export interface SendDependencies {
  readonly upstreamOf: (tenant: string) => UpstreamClient | null;
  readonly rows: KeyRows;
  readonly owner: Owner;
  readonly nowMs: () => number;
  readonly observer: LedgerObserver;
}

/** On whose behalf something is sent or looked for. */
export interface By {
  readonly caller: string;
  readonly requestId: string | null;
  /** What the request sets for the calls; `undefined`: no request waits for them. */
  readonly terms?: CallTerms | undefined;
}

/** What a send came to, and what its reply told beside. */
interface Attempt {
  readonly settlement: Settlement;
  readonly invoice?: Sent['invoice'];
}

/** Sends a write that is recorded as `sending`, once, and records what came of it. */
export type Send = (row: KeyRow, payload: Payloads[OperationName], key: string, by: By) => Promise<WriteResult<never>>;

export const createSend = ({ upstreamOf, rows, owner, nowMs, observer }: SendDependencies): Send => {
  const settlementOf = (outcome: WriteOutcome<Sent, UpstreamError> | 'fault'): Settlement => {
    const nextCheckAt = nowMs() + (nextCheckAfterMs(0) ?? 0);
    if (outcome === 'fault') return { state: 'unknown', failure: FAULT, nextCheckAt };
    switch (outcome.outcome) {
      case 'done':
        return { state: 'done', reference: outcome.value.reference };
      case 'refused':
        return { state: 'refused', failure: failureOf(outcome.failure), mayRetry: !ABOUT_THE_INPUT.has(outcome.failure.kind) };
      case 'unknown':
        return { state: 'unknown', failure: failureOf(outcome.failure), nextCheckAt };
    }
  };

  /** Holding a lease that ran out, this process may have been taken for dead, and its write looked for: it must not send any more. */
  const NOT_HELD: Settlement = { state: 'refused', failure: { code: 'LEDGER_UNAVAILABLE', message: 'The store did not answer in time, so nothing was sent.' }, mayRetry: true };

  const NOT_SERVED: Settlement = { state: 'refused', failure: { code: 'UPSTREAM_UNREACHABLE', message: 'The account is not served here any more, so nothing was sent.' }, mayRetry: true };

  const attempt = async (row: KeyRow, payload: Payloads[OperationName], terms: CallTerms | undefined): Promise<Attempt> => {
    if (!owner.isHeld()) return { settlement: NOT_HELD };
    const upstream = upstreamOf(row.tenant);
    if (upstream === null) return { settlement: NOT_SERVED };
    try {
      // No abort signal: a caller who goes away must not leave a write half sent.
      const outcome = await specOf(row.operation as OperationName).send(upstream, { language: row.language as Language, ...terms }, payload);
      return { settlement: settlementOf(outcome), invoice: outcome.outcome === 'done' ? outcome.value.invoice : undefined };
    } catch (error) {
      observer.onFault?.(error, 'sending a write');
      return { settlement: settlementOf('fault') };
    }
  };

  return async (row, payload, key, by) => {
    const { settlement, invoice } = await attempt(row, payload, by.terms);
    const told = (): WriteResult<never> =>
      settlement.state === 'done'
        ? { outcome: 'done', key, reference: settlement.reference, ...(invoice === undefined ? {} : { invoice }) }
        : resultOfRow({ ...row, failure: JSON.stringify(settlement.failure), state: settlement.state, next_check_at: null }, key);
    try {
      const settled = await rows.settle(row, settlement, by);
      if (settled !== null) return settlement.state === 'done' ? told() : resultOfRow(settled, key);
      // Settled meanwhile by a look, or by a person: the record speaks.
      const recorded = await rows.byHash(row.tenant, row.key_hash);
      if (recorded !== null) return resultOfRow(recorded, key);
    } catch (error) {
      // The record still says `sending`; after a restart it will be looked for. The caller is told what is true now.
      observer.onFault?.(error, 'recording an outcome');
    }
    return told();
  };
};
