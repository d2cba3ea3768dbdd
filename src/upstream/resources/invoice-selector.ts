import type { InvoiceSelector } from '../../domain/invoice.ts';
import type { Wire } from '../wire/fields.ts';

/** One of `id`, `key`, `outer_number`, `order_id`. */
export const writeInvoiceSelector = (selector: InvoiceSelector): Wire => {
  if ('id' in selector) return { id: selector.id };
  if ('publicKey' in selector) return { key: selector.publicKey };
  if ('number' in selector) return { outer_number: selector.number };
  return { order_id: selector.orderId };
};
