/** Which rows of a list of the ledger are wanted. Lists run from the newest, or from the first row of a job. */
export type LedgerWindow =
  | { readonly from: 'start' | 'end'; readonly count: number }
  /** Positions count rows that were ever written, so a place stays a place. */
  | { readonly from: 'after' | 'before'; readonly position: number; readonly count: number };

export interface LedgerPage<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly total: number;
}
