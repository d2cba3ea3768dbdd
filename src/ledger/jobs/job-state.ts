import type { OutcomeState } from '../ledger.ts';

/** Where one row of a job stands. */
export type JobRowState = 'WAITING' | OutcomeState;

/** What the two tables say of a row: whether its input was refused, and how its own key stands (`null`: not sent yet). */
export const jobRowState = (isRefused: boolean, key: OutcomeState | null): JobRowState => (isRefused ? 'REFUSED' : (key ?? 'WAITING'));
