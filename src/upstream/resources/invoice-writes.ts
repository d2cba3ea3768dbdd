import type { InvoiceChange } from '../../domain/invoice.ts';
import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import type { UpstreamSettings } from '../settings.ts';
import type { Wire } from '../wire/fields.ts';
import { objectOf, webUrlOf } from '../wire/fields.ts';
import { parseInvoice } from '../wire/invoice.ts';
import { writeInvoiceOrder } from '../wire/invoice-order.ts';
import { INVOICE_STATUS } from '../wire/literals.ts';
import { writtenInvoice, writtenRow } from '../wire/written.ts';

type InvoiceWrites = Pick<UpstreamClient, 'putInvoice' | 'setInvoice' | 'sendInvoice' | 'pushInvoice' | 'signInvoice'>;

const writeChange = (id: number, { status, isArchived, remark }: InvoiceChange): Wire => ({
  id,
  status: status === undefined ? undefined : INVOICE_STATUS.write[status],
  is_archived: isArchived === undefined ? undefined : Number(isArchived),
  remark,
});

/** `invoice.put`, `.set`, `.send`, `.push` and `.sign`. The last three carry only the public key, in the address. */
export const invoiceWrites = (sender: Sender, settings: UpstreamSettings): InvoiceWrites => ({
  putInvoice: (scope, order) => sender.write(scope, { endpoint: 'invoice.put', body: writeInvoiceOrder(order, settings), read: writtenInvoice }),
  setInvoice: (scope, id, change) =>
    sender.write(scope, { endpoint: 'invoice.set', body: writeChange(id, change), read: (data, parsing) => writtenRow(data, parseInvoice, parsing) }),
  sendInvoice: (scope, key) => sender.write(scope, { endpoint: 'invoice.send', body: { key }, read: () => null }),
  pushInvoice: (scope, key) => sender.write(scope, { endpoint: 'invoice.push', body: { key }, read: () => null }),
  signInvoice: (scope, key) =>
    sender.write(scope, { endpoint: 'invoice.sign', body: { key }, read: (data) => ({ signUrl: webUrlOf(objectOf(data)?.sign_url) }) }),
});
