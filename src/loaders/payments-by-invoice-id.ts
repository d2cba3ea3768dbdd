import type { Payment, PaymentFilter } from '../domain/payment.ts';
import type { Relation } from './relation-pages.ts';

/** `invoice.payments`. */
export const paymentsByInvoiceId: Relation<Payment, PaymentFilter> = {
  parentsIn: (filter) => filter.invoiceIds,
  filterBy: (filter, invoiceIds) => ({ ...filter, invoiceIds }),
  parentOf: (payment) => payment.invoiceId,
};
