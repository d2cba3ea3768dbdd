import type { Invoice, InvoiceFilter } from '../domain/invoice.ts';
import type { Relation } from './relation-pages.ts';

/** `subscription.invoices`: the invoices that the upstream issued for each period. */
export const invoicesBySubscriptionId: Relation<Invoice, InvoiceFilter> = {
  parentsIn: (filter) => filter.subscriptionIds,
  filterBy: (filter, subscriptionIds) => ({ ...filter, subscriptionIds }),
  parentOf: (invoice) => invoice.subscriptionId,
};
