import type { CustomerFilter, CustomerSortField } from '../../domain/customer.ts';
import type { InvoiceFilter, InvoiceSortField } from '../../domain/invoice.ts';
import type { PaymentFilter, PaymentSortField } from '../../domain/payment.ts';
import type { SubscriptionFilter, SubscriptionSortField, TariffFilter } from '../../domain/subscription.ts';
import type { FilterTable } from './filter.ts';
import { anyLiteral, anyOf, days, flag, instants, text, verbatim } from './filter.ts';
import { INVOICE_STATUS, INVOICE_VIEW, PAYMENT_STATUS, SUBSCRIPTION_STATUS } from './literals.ts';

/** The upstream's column for each sort field. */
type SortTable<Field extends string> = Readonly<Record<Field, string>>;

export const INVOICE_FILTER: FilterTable<InvoiceFilter> = {
  ids: anyOf('id'),
  publicKeys: anyOf('inner_hash'),
  numbers: anyOf('outer_number'),
  orderIds: anyOf('order_id'),
  orderNumbers: anyOf('order_number'),
  customerIds: anyOf('buyer_id'),
  subscriptionIds: anyOf('subscription_id'),
  statuses: anyLiteral('status', INVOICE_STATUS),
  isArchived: flag('is_archived'),
  buyerIdnos: anyOf('buyer_idno'),
  buyerEmails: anyOf('buyer_email'),
  createdAt: instants('moment'),
  issuedAt: instants('issue_date'),
  dueOn: days('due_on'),
  paidAt: instants('paid_date'),
  refundedAt: instants('refund_date'),
  amount: verbatim('amount'),
  search: text('search'),
  // Not a filter: it stands beside `filter` (see `writeInvoiceView`).
  view: () => ({}),
};

/** ASSUMED to stand beside `filter`, as `start` and `length` do: the contract says that the *list* takes it, and counts it apart from the filters. */
export const writeInvoiceView = ({ view }: InvoiceFilter): Readonly<Record<string, unknown>> => (view === undefined ? {} : { view: INVOICE_VIEW.write[view] });

export const INVOICE_SORT: SortTable<InvoiceSortField> = {
  id: 'id',
  number: 'outer_number',
  createdAt: 'moment',
  issuedAt: 'issue_date',
  dueOn: 'due_on',
  amount: 'amount',
};

export const CUSTOMER_FILTER: FilterTable<CustomerFilter> = {
  ids: anyOf('id'),
  isIndividual: flag('is_individual'),
  idnos: anyOf('idno'),
  emails: anyOf('contact_email'),
  preferredLanguages: anyOf('preferred_language'),
  createdAt: instants('moment'),
  search: text('search'),
};

export const CUSTOMER_SORT: SortTable<CustomerSortField> = { id: 'id', name: 'caption', createdAt: 'moment' };

/** No field of a tariff is marked as a filter; these are ASSUMED. */
export const TARIFF_FILTER: FilterTable<TariffFilter> = { aliases: anyOf('alias'), isVisible: flag('is_show'), search: text('search') };

export const SUBSCRIPTION_FILTER: FilterTable<SubscriptionFilter> = {
  ids: anyOf('id'),
  customerIds: anyOf('customer_id'),
  tariffAliases: anyOf('tariff_alias'),
  statuses: anyLiteral('status', SUBSCRIPTION_STATUS),
  startsAt: instants('date_start'),
  nextInvoiceAt: instants('next_issue_on'),
  createdAt: instants('moment'),
  amount: verbatim('amount'),
  search: text('search'),
};

export const SUBSCRIPTION_SORT: SortTable<SubscriptionSortField> = {
  id: 'id',
  startsAt: 'date_start',
  nextInvoiceAt: 'next_issue_on',
  createdAt: 'moment',
};

export const PAYMENT_FILTER: FilterTable<PaymentFilter> = {
  ids: anyOf('id'),
  invoiceIds: anyOf('invoice_id'),
  methods: anyOf('bank'),
  transactionIds: anyOf('transaction_id'),
  statuses: anyLiteral('status', PAYMENT_STATUS),
  createdAt: instants('moment'),
  amount: verbatim('amount'),
  search: text('search'),
};

export const PAYMENT_SORT: SortTable<PaymentSortField> = { id: 'id', amount: 'amount', createdAt: 'moment' };
