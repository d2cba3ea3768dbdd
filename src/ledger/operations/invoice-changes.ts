import type { OperationSpec, Payloads } from './operation-spec.ts';
import { refer } from './operation-spec.ts';

/** `set/invoice` with a status. It took place when the invoice has that status. */
export const invoiceStatusChange: OperationSpec<Payloads['invoiceCancel']> = {
  async send(upstream, scope, { invoiceId, status }) {
    return refer(await upstream.setInvoice(scope, invoiceId, { status }), () => ({ type: 'Invoice', id: invoiceId }));
  },
  async find(upstream, scope, { invoiceId, status }) {
    const invoice = await upstream.getInvoice(scope, { id: invoiceId });
    if (invoice === null) return 'ambiguous';
    return invoice.status === status ? { found: { type: 'Invoice', id: invoiceId } } : 'absent';
  },
};

/** `set/invoice` with the archive flag. It took place when the flag is as wanted. */
export const invoiceArchiveChange: OperationSpec<Payloads['invoiceArchive']> = {
  async send(upstream, scope, { invoiceId, isArchived }) {
    return refer(await upstream.setInvoice(scope, invoiceId, { isArchived }), () => ({ type: 'Invoice', id: invoiceId }));
  },
  async find(upstream, scope, { invoiceId, isArchived }) {
    const invoice = await upstream.getInvoice(scope, { id: invoiceId });
    if (invoice === null) return 'ambiguous';
    return invoice.isArchived === isArchived ? { found: { type: 'Invoice', id: invoiceId } } : 'absent';
  },
};
