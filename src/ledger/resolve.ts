import { instantOfEpoch } from '../domain/dates.ts';
import type { AuditEntry } from './audit/audit-record.ts';
import { hashOfKey } from './idempotency-key.ts';
import type { KeyRows } from './key-rows.ts';
import type { ResolveRequest } from './ledger.ts';
import type { LedgerSettings } from './ledger-settings.ts';
import { beforeSending } from './ledger-unavailable-error.ts';
import type { Look } from './look.ts';
import type { Owner } from './owner.ts';
import type { Payloads } from './operations/operation-spec.ts';
import type { OperationName } from './operations.ts';
import type { Send } from './send.ts';
import type { KeyRow } from './store/schema.ts';
import type { WriteCaller } from './write.ts';

export type ResolvedRow =
  | { readonly outcome: 'resolved' | 'settled'; readonly row: KeyRow }
  | { readonly outcome: 'tooEarly'; readonly row: KeyRow; readonly retryAtMs: number }
  | { readonly outcome: 'noSuchKey' };

export interface ResolverDependencies {
  readonly rows: KeyRows;
  readonly owner: Owner;
  readonly look: Look;
  readonly send: Send;
  readonly nowMs: () => number;
  readonly settings: LedgerSettings;
}

/** What a person decides about a write whose outcome is not known: the only way to send it again. It is looked for first, always. */
export const createResolver = ({ rows, owner, look, send, nowMs, settings }: ResolverDependencies) => {
  const latest = async (row: KeyRow): Promise<KeyRow> => (await rows.byHash(row.tenant, row.key_hash)) ?? row;

  return async (caller: WriteCaller, { key, resolution, reason }: ResolveRequest): Promise<ResolvedRow> => {
    const by = { caller: caller.caller, requestId: caller.requestId };
    const known = await beforeSending(rows.byHash(caller.tenant, hashOfKey(caller.tenant, key)));
    if (known === null) return { outcome: 'noSuchKey' };
    if (known.state === 'sending' && (await beforeSending(owner.isSending(known)))) {
      return { outcome: 'tooEarly', row: known, retryAtMs: known.sent_at + settings.resendAfterMs };
    }
    const { row, finding } = known.state === 'sending' || known.state === 'unknown' ? await beforeSending(look(known, { ...by, terms: caller.terms })) : { row: known, finding: 'settled' };
    if (row.state !== 'unknown') return { outcome: 'settled', row };
    const retryAtMs = row.sent_at + settings.resendAfterMs;
    if (resolution === 'RESEND' && nowMs() < retryAtMs) return { outcome: 'tooEarly', row, retryAtMs };
    // What could not be looked for may be there: then nobody may send it again.
    if (resolution === 'RESEND' && finding === 'unreadable') return { outcome: 'tooEarly', row, retryAtMs: row.next_check_at ?? nowMs() };

    const at = instantOfEpoch(nowMs());
    const noted = { resolution, reason, caller: caller.caller, at };
    const entry: AuditEntry = {
      tenant: caller.tenant, at, ...by, operation: 'mutationOutcomeResolve', keyHash: row.key_hash, outcome: 'DONE', code: resolution, object: null, reason,
    };
    if (resolution === 'ABANDON') {
      const failure = { code: 'OUTCOME_ABANDONED' as const, message: reason };
      const abandoned = await beforeSending(rows.abandon(row, noted, failure, entry));
      return abandoned === null ? { outcome: 'settled', row: await latest(row) } : { outcome: 'resolved', row: abandoned };
    }
    const letGo = owner.hold(row.key_hash);
    try {
      const sending = await beforeSending(rows.resend(row, noted, entry));
      if (sending === null) return { outcome: 'settled', row: await latest(row) };
      await send(sending, JSON.parse(sending.payload ?? 'null') as Payloads[OperationName], key, { ...by, terms: caller.terms });
      return { outcome: 'resolved', row: await latest(sending) };
    } finally {
      letGo();
    }
  };
};
