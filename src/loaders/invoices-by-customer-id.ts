import type { Invoice, InvoiceFilter } from '../domain/invoice.ts';
import type { Relation } from './relation-pages.ts';

/** `customer.invoices`: the upstream links an invoice to its buyer by `buyer_id`. */
export const invoicesByCustomerId: Relation<Invoice, InvoiceFilter> = {
  parentsIn: (filter) => filter.customerIds,
  filterBy: (filter, customerIds) => ({ ...filter, customerIds }),
  parentOf: (invoice) => invoice.customerId,
};
