import type { LedgerPage, LedgerWindow } from '../ledger-page.ts';
import type { Store } from '../store/store.ts';
import type { AuditFilter, AuditRecord } from './audit-record.ts';

/** A page of the audit log of a tenant. */
export const auditPage = (_store: Store, _tenant: string, _filter: AuditFilter, _window: LedgerWindow): Promise<LedgerPage<AuditRecord>> => Promise.reject(new Error('not built yet'));
