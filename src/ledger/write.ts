import { instantOfEpoch } from '../domain/dates.ts';
import type { Language } from '../domain/language.ts';
import type { CallTerms } from '../upstream/client.ts';
import type { AuditOutcome } from './audit/audit-record.ts';
import { fingerprintOf } from './fingerprint.ts';
import { hashOfKey, makeKey } from './idempotency-key.ts';
import { decideRepeat } from './key-life.ts';
import { resultOfRow } from './key-result.ts';
import type { KeyRows, NewKey } from './key-rows.ts';
import { STALE } from './key-rows.ts';
import type { Refused, WriteRequest, WriteResult } from './ledger.ts';
import type { LedgerObserver, LedgerSettings } from './ledger-settings.ts';
import { beforeSending, LedgerUnavailableError } from './ledger-unavailable-error.ts';
import type { Look } from './look.ts';
import type { Payloads } from './operations/operation-spec.ts';
import { specOf } from './operations/operation-table.ts';
import type { Drafts, OperationName } from './operations.ts';
import type { OrderIds } from './order-ids.ts';
import type { Owner } from './owner.ts';
import type { By, Send } from './send.ts';
import type { KeyRow } from './store/schema.ts';
import { within } from './within.ts';

/** On whose behalf a write is made. */
export interface WriteCaller {
  readonly tenant: string;
  readonly caller: string;
  readonly requestId: string | null;
  readonly terms?: CallTerms | undefined;
  readonly language: Language;
}

export type Writer = <Operation extends OperationName, Refusal extends Refused>(caller: WriteCaller, request: WriteRequest<Operation, Refusal>) => Promise<WriteResult<Refusal>>;

export interface WriterDependencies {
  readonly rows: KeyRows;
  readonly owner: Owner;
  readonly orderIds: OrderIds;
  readonly look: Look;
  readonly send: Send;
  readonly nowMs: () => number;
  readonly settings: LedgerSettings;
  readonly observer: LedgerObserver;
}

/** Between two looks at the record of a write that another process sends. */
const POLL_MS = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The one way in which anything is written upstream: recorded first, sent once, its outcome recorded, whatever the caller does meanwhile. */
export const createWriter = ({ rows, owner, orderIds, look, send, nowMs, settings, observer }: WriterDependencies): Writer => {
  /** Keys that this process is at: a second request with such a key waits for the first. */
  const inFlight = new Map<string, { readonly ended: Promise<unknown>; readonly since: number }>();

  /** What is sent: the draft, and the mark by which it can be found again. */
  const complete = async <Operation extends OperationName>(operation: Operation, draft: Drafts[Operation], tenant: string, keyHash: string): Promise<Payloads[OperationName]> => {
    if (operation === 'invoiceIssue') {
      const intent = draft as Drafts['invoiceIssue'];
      const orderId = await beforeSending(orderIds.next(tenant, intent.departmentId));
      return { ...intent, orderId, orderNumber: intent.orderNumber ?? `${orderId}` };
    }
    if (operation === 'paymentRecord') {
      const payment = draft as Drafts['paymentRecord'];
      return { ...payment, transactionId: payment.transactionId ?? `EG-${keyHash.slice(0, 24).toUpperCase()}` };
    }
    return draft as Payloads[OperationName];
  };

  /** Keys whose claim failed in a way that may have been recorded all the same: surely nothing was sent under them. */
  const unsent = new Set<string>();

  /** The answer to a key that was used before; `send` when it may be sent (again), `again` when it changed meanwhile. */
  const answerKnown = async <Operation extends OperationName, Refusal extends Refused>(
    row: KeyRow, key: string, { tenant: _tenant, ...by }: WriteCaller, request: WriteRequest<Operation, Refusal>, endsAt: number,
  ): Promise<WriteResult<Refusal> | 'send' | 'again'> => {
    const defaults = JSON.parse(row.defaults ?? '{}') as Readonly<Record<string, string>>;
    const fingerprint = fingerprintOf(request.operation, request.input, defaults);
    const known = { state: row.state as 'sending', operation: row.operation, fingerprint: row.fingerprint, mayRetry: row.may_retry === 1 };
    const since = instantOfEpoch(row.started_at);
    switch (decideRepeat(known, { operation: request.operation, fingerprint, isOwnerAlive: row.state === 'sending' && (await beforeSending(owner.isSending(row))) })) {
      case 'expired':
        return { outcome: 'keyExpired', key, since };
      case 'reused':
        return { outcome: 'keyReused', key, since };
      case 'answer':
        return resultOfRow(row, key);
      case 'look':
        return resultOfRow((await beforeSending(look(row, by))).row, key);
      case 'send':
        return 'send';
      case 'wait':
        if (performance.now() + POLL_MS > endsAt) return { outcome: 'inProgress', key, since: instantOfEpoch(row.sent_at) };
        await pause(POLL_MS);
        return 'again';
    }
  };

  /** A claim that was recorded although it seemed to fail is given back, so that the key can be sent after all. */
  const freeUnsent = async (row: KeyRow, by: { readonly caller: string; readonly requestId: string | null }): Promise<boolean> => {
    if (row.state !== 'sending' || row.owner !== owner.name || !unsent.has(row.key_hash)) return false;
    const failure = { code: 'LEDGER_UNAVAILABLE' as const, message: 'The store failed before anything was sent.' };
    await beforeSending(rows.settle(row, { state: 'refused', failure, mayRetry: true }, by));
    unsent.delete(row.key_hash);
    return true;
  };

  /** Records the intent and sends it; `null` when the key or its lock is somebody else's, `STALE` when it must be prepared once more. */
  const claimAndSend = async (known: KeyRow | null, fresh: NewKey, payload: Payloads[OperationName], by: By): Promise<WriteResult<never> | typeof STALE | null> => {
    const letGo = owner.hold(fresh.keyHash);
    try {
      const claimed = await (known === null ? rows.claim(fresh) : rows.reclaim(known, fresh)).catch((error: unknown) => {
        unsent.add(fresh.keyHash);
        throw new LedgerUnavailableError(error);
      });
      return claimed === null || claimed === STALE ? claimed : await send(claimed, payload, fresh.key, by);
    } finally {
      letGo();
    }
  };

  const run = async <Operation extends OperationName, Refusal extends Refused>(
    caller: WriteCaller, request: WriteRequest<Operation, Refusal>, key: string, keyHash: string, endsAt: number,
  ): Promise<{ readonly result: WriteResult<Refusal>; readonly isRecorded: boolean }> => {
    const { tenant, requestId } = caller;
    const by: By = { caller: caller.caller, requestId, terms: caller.terms };
    for (;;) {
      // A key that was made just now is nobody else's.
      const holder = request.key === null ? null : await beforeSending(rows.holderOf(tenant, keyHash));
      if (holder !== null && 'jobSince' in holder) return { result: { outcome: 'keyReused', key, since: instantOfEpoch(holder.jobSince) }, isRecorded: false };
      const known = holder?.row ?? null;
      if (known !== null && (await freeUnsent(known, by))) continue;
      const answer = known === null ? 'send' : await answerKnown(known, key, caller, request, endsAt);
      if (answer === 'again') continue;
      if (answer !== 'send') return { result: answer, isRecorded: false };

      const readAt = specOf(request.operation).isLocked === true ? await beforeSending(rows.now()) : null;
      const prepared = await request.prepare();
      if (!prepared.ok) return { result: { outcome: 'notSent', refusal: prepared.refusal }, isRecorded: false };
      const defaults = prepared.defaults ?? {};
      // What was sent before under this key and surely refused keeps its order id: nothing was made of it.
      const payload = known?.payload == null ? await complete(request.operation, prepared.draft, tenant, keyHash) : keepMarks(JSON.parse(known.payload) as Payloads[OperationName], prepared.draft);
      const fresh: NewKey = {
        tenant, keyHash, key, operation: request.operation, fingerprint: fingerprintOf(request.operation, request.input, defaults), defaults,
        payload, lock: prepared.lock ?? null, readAt, language: caller.language, caller: caller.caller, requestId,
      };
      const sent = await claimAndSend(known, fresh, payload, by);
      if (sent === STALE) continue;
      if (sent !== null) return { result: sent, isRecorded: true };
      const excluding = prepared.lock === undefined ? null : await beforeSending(rows.byLock(tenant, prepared.lock));
      if (excluding !== null && excluding.key_hash !== keyHash) return { result: { outcome: 'inProgress', key: excluding.key ?? key, since: instantOfEpoch(excluding.sent_at) }, isRecorded: false };
      // Another process was first with this key: its record is there now.
    }
  };

  /** Settled outcomes are in the audit with their record; what else a mutation came to is noted here. */
  const note = async (caller: WriteCaller, operation: string, keyHash: string, result: WriteResult<Refused>): Promise<void> => {
    const [outcome, code]: readonly [AuditOutcome, string] = NOTED[result.outcome](result as never);
    const entry = { tenant: caller.tenant, at: instantOfEpoch(nowMs()), caller: caller.caller, requestId: caller.requestId, operation, keyHash, outcome, code, object: null, reason: null };
    await rows.audit(entry).catch((error: unknown) => observer.onFault?.(error, 'the audit of a mutation that sent nothing'));
  };

  return async (caller, request) => {
    const key = request.key ?? makeKey();
    const keyHash = hashOfKey(caller.tenant, key);
    const endsAt = Math.min(performance.now() + settings.inFlightWaitMs, caller.terms?.givenUntil ?? Infinity);
    for (let first = inFlight.get(keyHash); first !== undefined; first = inFlight.get(keyHash)) {
      if (await within(first.ended, endsAt - performance.now())) continue;
      const late: WriteResult<never> = { outcome: 'inProgress', key, since: instantOfEpoch(first.since) };
      await note(caller, request.operation, keyHash, late);
      return late;
    }
    const running = run(caller, request, key, keyHash, endsAt).finally(() => inFlight.delete(keyHash));
    inFlight.set(keyHash, { ended: running, since: nowMs() });
    const { result, isRecorded } = await running;
    if (!isRecorded) await note(caller, request.operation, keyHash, result);
    return result;
  };
};

/** How the audit puts a result that changed nothing. */
const NOTED: { readonly [Outcome in WriteResult<Refused>['outcome']]: (result: Extract<WriteResult<Refused>, { readonly outcome: Outcome }>) => readonly [AuditOutcome, string] } = {
  done: () => ['DONE', 'REPEATED'],
  refused: ({ failure }) => ['REFUSED', failure.code],
  unknown: () => ['UNKNOWN', 'OUTCOME_UNKNOWN'],
  notSent: ({ refusal }) => ['REFUSED', refusal.code],
  keyReused: () => ['REFUSED', 'IDEMPOTENCY_KEY_REUSED'],
  keyExpired: () => ['REFUSED', 'IDEMPOTENCY_KEY_EXPIRED'],
  inProgress: () => ['REFUSED', 'IN_PROGRESS'],
  abandoned: () => ['REFUSED', 'OUTCOME_ABANDONED'],
};

/** A payload made anew under the marks that were given out before. The caller's own number and transaction id win over those. */
const keepMarks = (before: Payloads[OperationName], draft: Drafts[OperationName]): Payloads[OperationName] => {
  const { orderId, orderNumber, transactionId } = before as Partial<Payloads['invoiceIssue'] & Payloads['paymentRecord']>;
  const marks = Object.fromEntries(Object.entries({ orderId, orderNumber, transactionId }).filter(([, mark]) => mark !== undefined));
  return { ...marks, ...draft } as Payloads[OperationName];
};
