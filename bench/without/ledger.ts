import type { createLedger as createWholeLedger, Ledger } from '../../src/ledger/create-ledger.ts';
import { createNoLedger } from '../no-ledger.ts';

/** In place of the ledger: nothing is recorded. */
export const createLedger: typeof createWholeLedger = ({ upstreamOf }): Promise<Ledger> => Promise.resolve(createNoLedger(upstreamOf));
