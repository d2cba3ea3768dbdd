/** Everything that can be set about a ledger. */
export interface LedgerSettings {
  /** The `order.id` of a department's first issue; by the clock when it is not set. */
  readonly orderIdStart: number | undefined;
  /** How long a repeat waits for the same write under way. */
  readonly inFlightWaitMs: number;
  /** How long after the send a person may not send again: so long it may still arrive. */
  readonly resendAfterMs: number;
  /** How long a settled key keeps more than its hash and outcome. */
  readonly retentionMs: number;
  /** How often the reconciler looks for something to do. */
  readonly reconcileEveryMs: number;
}

/** Told what happens where no caller sees it. Nothing in it is secret. */
export interface LedgerObserver {
  /** A write was found out by a look, or by a person. */
  readonly onReconciled?: (event: { readonly operation: string; readonly position: number; readonly finding: string }) => void;
  /** The ledger holds open writes of a tenant that is not served here; told once. They wait until it is. */
  readonly onUnserved?: (tenant: string) => void;
  /** Something failed that must not fail the caller. */
  readonly onFault?: (error: unknown, what: string) => void;
}
