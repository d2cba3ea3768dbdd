import type { Invoice, InvoiceOrder } from '../../domain/invoice.ts';
import type { WriteOutcome } from '../../domain/result.ts';
import type { UpstreamClient, UpstreamScope } from '../../upstream/client.ts';
import type { UpstreamError } from '../../upstream/errors.ts';
import type { Drafts, ObjectReference } from '../operations.ts';

/** What is sent, as the ledger keeps it: the draft, and the marks by which the object can be found again. */
export interface Payloads extends Omit<Drafts, 'invoiceIssue' | 'paymentRecord'> {
  readonly invoiceIssue: InvoiceOrder & { readonly departmentId: number };
  readonly paymentRecord: Drafts['paymentRecord'] & { readonly transactionId: string };
}

/** What a look upstream found. `ambiguous`: what is there does not tell. `untraceable`: such a write leaves nothing to find. */
export type Finding = { readonly found: ObjectReference } | 'absent' | 'ambiguous' | 'untraceable';

/** What a look may ask of the ledger. */
export interface Trail {
  /** Another write has this object as its own already. */
  readonly isTaken: (reference: ObjectReference) => Promise<boolean>;
}

/** What a send made or changed. */
export interface Sent {
  readonly reference: ObjectReference;
  /** The new invoice, where the reply told it whole. It is handed on in memory, and recorded nowhere. */
  readonly invoice?: Invoice | undefined;
}

/** One kind of write: how it is sent, and how it is found again when no answer came. */
export interface OperationSpec<Payload> {
  /** Such writes may have a lock: what they go by is read anew where another with the same lock was settled meanwhile. */
  readonly isLocked?: true;
  readonly send: (upstream: UpstreamClient, scope: UpstreamScope, payload: Payload) => Promise<WriteOutcome<Sent, UpstreamError>>;
  /** Reads only. Throws `UpstreamError` where it cannot be looked. */
  readonly find: (upstream: UpstreamClient, scope: UpstreamScope, payload: Payload, trail: Trail) => Promise<Finding>;
}

/** The outcome with the reference made of its value. */
export const refer = <Value>(outcome: WriteOutcome<Value, UpstreamError>, reference: (value: Value) => ObjectReference): WriteOutcome<Sent, UpstreamError> =>
  outcome.outcome === 'done' ? { outcome: 'done', value: { reference: reference(outcome.value) } } : outcome;

/** The one of these objects that no other write has; objects alike that nobody can tell apart are not claimed. */
export const onlyFree = async (references: readonly ObjectReference[], { isTaken }: Trail): Promise<Finding> => {
  const taken = await Promise.all(references.map(isTaken));
  const [first, ...others] = references.filter((_reference, i) => taken[i] === false);
  if (first === undefined) return 'absent';
  return others.length === 0 ? { found: first } : 'ambiguous';
};
