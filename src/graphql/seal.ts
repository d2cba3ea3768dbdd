/** What is sealed: each kind with a key of its own, so that the one is never taken for the other. */
export type SealKind = 'id' | 'cursor';

/** Object types whose ids hold a number: all but tariffs, which have an alias. */
export const NUMBERED_TYPES = ['Invoice', 'Customer', 'Subscription', 'Payment', 'InvoiceIssueJob'] as const;

/** Closes texts so that only the same tenant can open them. What another tenant closed, or nobody, does not open. */
export interface Seal {
  /** An opaque text, the same for the same text at any time. Only letters, digits, `-` and `_`. */
  readonly close: (kind: SealKind, text: string) => string;
  /** What was closed; `null` for anything else, found out in the same time whatever is wrong with it. */
  readonly open: (kind: SealKind, sealed: string) => string | null;
  /** Ids of objects of one type, as `close` makes each of `typename:id`, for a tenth of the work where there are many. */
  readonly closeIds: (typename: string, ids: readonly (number | string)[]) => readonly string[];
}

/** What knows the seal of the tenant: the context of a request. */
export interface Sealed {
  readonly seal: Seal;
}
