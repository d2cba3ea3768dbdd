import type { KeyRecord, OutcomeFilter } from './ledger.ts';
import type { LedgerPage, LedgerWindow } from './ledger-page.ts';
import type { Store } from './store/store.ts';

/** A page of the keys of a tenant. */
export const outcomePage = (_store: Store, _tenant: string, _filter: OutcomeFilter, _window: LedgerWindow, _isAlive: (owner: string) => Promise<boolean>): Promise<LedgerPage<KeyRecord>> =>
  Promise.reject(new Error('not built yet'));
