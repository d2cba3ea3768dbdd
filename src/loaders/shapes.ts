import type { Customer, CustomerFilter, CustomerSortField } from '../domain/customer.ts';
import type { Instant } from '../domain/dates.ts';
import { epochOf } from '../domain/dates.ts';
import type { Invoice, InvoiceFilter, InvoiceSortField } from '../domain/invoice.ts';
import type { Payment, PaymentFilter, PaymentSortField } from '../domain/payment.ts';
import type { Subscription, SubscriptionFilter, SubscriptionSortField } from '../domain/subscription.ts';
import type { ListShape } from './list-source.ts';

/** The upstream keeps an unset date as a zero date, which sorts before every real one. */
const UNSET = Number.MIN_SAFE_INTEGER;
const moment = (instant: Instant | null): number => (instant === null ? UNSET : epochOf(instant));

export const invoiceShape: ListShape<Invoice, InvoiceFilter, InvoiceSortField> = {
  endpoint: 'invoice.list',
  // The upstream orders by the moment that it keeps behind the day.
  coarse: ['dueOn'],
  list: (upstream, scope, query) => upstream.listInvoices(scope, query),
  idOf: (row) => row.id,
  rank: (row, field) => {
    switch (field) {
      case 'id': return row.id;
      case 'createdAt': return moment(row.createdAt);
      case 'issuedAt': return moment(row.issuedAt);
      case 'dueOn': return row.dueOn === null ? UNSET : Date.parse(row.dueOn);
      // A rank only places a row for a reading that is then checked by id; it is never shown and never added up.
      case 'amount': return Number(row.amount);
      case 'number': return null;
    }
  },
};

export const customerShape: ListShape<Customer, CustomerFilter, CustomerSortField> = {
  endpoint: 'customer.list',
  coarse: [],
  list: (upstream, scope, query) => upstream.listCustomers(scope, query),
  idOf: (row) => row.id,
  rank: (row, field) => {
    switch (field) {
      case 'id': return row.id;
      case 'createdAt': return moment(row.createdAt);
      case 'name': return null;
    }
  },
};

export const subscriptionShape: ListShape<Subscription, SubscriptionFilter, SubscriptionSortField> = {
  endpoint: 'subscription.list',
  coarse: [],
  list: (upstream, scope, query) => upstream.listSubscriptions(scope, query),
  idOf: (row) => row.id,
  rank: (row, field) => {
    switch (field) {
      case 'id': return row.id;
      case 'createdAt': return moment(row.createdAt);
      case 'startsAt': return moment(row.startsAt);
      case 'nextInvoiceAt': return moment(row.nextInvoiceAt);
    }
  },
};

export const paymentShape: ListShape<Payment, PaymentFilter, PaymentSortField> = {
  endpoint: 'payment.list',
  coarse: [],
  list: (upstream, scope, query) => upstream.listPayments(scope, query),
  idOf: (row) => row.id,
  rank: (row, field) => {
    switch (field) {
      case 'id': return row.id;
      case 'createdAt': return moment(row.createdAt);
      case 'amount': return Number(row.amount);
    }
  },
};
