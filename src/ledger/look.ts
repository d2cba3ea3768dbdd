import type { Language } from '../domain/language.ts';
import type { CallTerms, UpstreamClient } from '../upstream/client.ts';
import { UpstreamError } from '../upstream/errors.ts';
import { LONGEST_PAUSE_MS, nextCheckAfterMs } from './key-life.ts';
import type { KeyRows } from './key-rows.ts';
import type { LedgerObserver } from './ledger-settings.ts';
import { specOf } from './operations/operation-table.ts';
import type { Finding, Payloads } from './operations/operation-spec.ts';
import type { OperationName } from './operations.ts';
import type { By } from './send.ts';
import type { KeyRow } from './store/schema.ts';

/** The record after a look, and what the look found; `unreadable`: the upstream could not be read, so nothing is known. */
export interface Looked {
  readonly row: KeyRow;
  readonly finding: 'found' | 'absent' | 'ambiguous' | 'untraceable' | 'unreadable' | 'settled';
}

/** Looks upstream for what a write of unknown outcome may have made. It reads, and never sends. */
export type Look = (row: KeyRow, by: By) => Promise<Looked>;

export const createLook = (upstreamOf: (tenant: string) => UpstreamClient | null, rows: KeyRows, nowMs: () => number, { onReconciled }: LedgerObserver): Look => {
  const underWay = new Map<number, Promise<Looked>>();

  const latest = async (row: KeyRow): Promise<KeyRow> => (await rows.byHash(row.tenant, row.key_hash)) ?? row;

  const find = async (upstream: UpstreamClient, row: KeyRow, terms: CallTerms | undefined): Promise<Finding | 'unreadable'> => {
    const payload = JSON.parse(row.payload ?? 'null') as Payloads[OperationName];
    try {
      return await specOf(row.operation as OperationName).find(upstream, { language: row.language as Language, ...terms }, payload, { isTaken: (reference) => rows.isTaken(row, reference) });
    } catch (error) {
      if (error instanceof UpstreamError) return 'unreadable';
      throw error;
    }
  };

  const look: Look = async (row, by) => {
    const upstream = upstreamOf(row.tenant);
    if (upstream === null) return { row, finding: 'unreadable' };
    // Its sender is dead: from now on it is a write of unknown outcome.
    const open = row.state === 'sending' ? await rows.orphan(row) : row;
    if (open?.state !== 'unknown') return { row: await latest(row), finding: 'settled' };
    const finding = await find(upstream, open, by.terms);
    onReconciled?.({ operation: open.operation, position: open.position, finding: typeof finding === 'object' ? 'found' : finding });
    if (typeof finding === 'object') {
      const settled = await rows.settle(open, { state: 'done', reference: finding.found }, by);
      return { row: settled ?? (await latest(open)), finding: 'found' };
    }
    // What leaves no trace will never be found; the rest is looked for again, ever more rarely.
    // While e-Cont.md cannot be read, nobody gives up: looks that fail at once would use up the last one within a minute.
    const after = finding === 'untraceable' ? null : (nextCheckAfterMs(open.checks + 1) ?? (finding === 'unreadable' ? LONGEST_PAUSE_MS : null));
    return { row: (await rows.checked(open, after === null ? null : nowMs() + after)) ?? (await latest(open)), finding };
  };

  return (row, by) => {
    const shared = underWay.get(row.position) ?? look(row, by).finally(() => underWay.delete(row.position));
    underWay.set(row.position, shared);
    return shared;
  };
};
