import type { InvoiceStatus } from '../../domain/invoice.ts';
import type { Finding, OperationSpec, Payloads } from './operation-spec.ts';
import { refer } from './operation-spec.ts';

const UNSENT: readonly InvoiceStatus[] = ['DRAFT', 'OPEN'];

/** `pdf/sendinvoice`. A first sending shows in the status; sending once more leaves no trace. */
export const invoiceSend: OperationSpec<Payloads['invoiceSend']> = {
  async send(upstream, scope, { invoiceId, publicKey }) {
    return refer(await upstream.sendInvoice(scope, publicKey), () => ({ type: 'Invoice', id: invoiceId }));
  },
  async find(upstream, scope, { invoiceId, status }): Promise<Finding> {
    if (!UNSENT.includes(status)) return 'untraceable';
    const invoice = await upstream.getInvoice(scope, { id: invoiceId });
    if (invoice === null) return 'ambiguous';
    if (invoice.status === status) return 'absent';
    return invoice.status === 'SENT' ? { found: { type: 'Invoice', id: invoiceId } } : 'ambiguous';
  },
};

/** `put/push`. The upstream shows nobody what it pushed. */
export const invoicePush: OperationSpec<Payloads['invoicePush']> = {
  async send(upstream, scope, { invoiceId, publicKey }) {
    return refer(await upstream.pushInvoice(scope, publicKey), () => ({ type: 'Invoice', id: invoiceId }));
  },
  find: () => Promise.resolve('untraceable'),
};

/** `sign/invoice`. The address to sign at is in the lost answer alone. */
export const invoiceSign: OperationSpec<Payloads['invoiceSign']> = {
  async send(upstream, scope, { invoiceId, publicKey }) {
    return refer(await upstream.signInvoice(scope, publicKey), ({ signUrl }) => ({ type: 'Invoice', id: invoiceId, signUrl }));
  },
  find: () => Promise.resolve('untraceable'),
};
