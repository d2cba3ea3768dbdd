import type { Customer, CustomerFilter, CustomerSortField } from '../../src/domain/customer.ts';
import type { CalendarDate, Instant } from '../../src/domain/dates.ts';
import { epochOf } from '../../src/domain/dates.ts';
import type { Decimal } from '../../src/domain/decimal.ts';
import type { Invoice, InvoiceFilter, InvoiceSortField } from '../../src/domain/invoice.ts';
import type { ListPage, ListQuery } from '../../src/domain/list-query.ts';
import type { Payment, PaymentFilter, PaymentSortField } from '../../src/domain/payment.ts';
import type { Subscription, SubscriptionFilter, SubscriptionSortField } from '../../src/domain/subscription.ts';

/** How the fake sifts and orders the rows of one list. */
export interface FakeList<Row, Filter, SortField extends string> {
  readonly passes: (row: Row, filter: Filter) => boolean;
  readonly sortValue: (row: Row, field: SortField) => number | string;
}

const isIn = <Value>(value: Value | null, values: readonly Value[] | undefined): boolean => values === undefined || (value !== null && values.includes(value));
const has = (texts: readonly (string | null)[], search: string | undefined): boolean =>
  search === undefined || texts.some((text) => text?.toLowerCase().includes(search.toLowerCase()) === true);

const within =
  <Value>(order: (value: Value) => number) =>
  (value: Value | null, range: { readonly from?: Value; readonly to?: Value } | undefined): boolean =>
    range === undefined ||
    (value !== null && (range.from === undefined || order(value) >= order(range.from)) && (range.to === undefined || order(value) <= order(range.to)));
const inSpan = within<Instant>(epochOf);
const inDays = within<CalendarDate>((date) => Date.parse(date));
const inAmounts = within<Decimal>(Number);
const moment = (at: Instant | null): number => (at === null ? -Infinity : epochOf(at));

/** `hiddenTime`: what the upstream keeps behind the day of `dueOn`, in milliseconds, and orders by. */
export const invoiceList = (hiddenTime: (row: Invoice) => number): FakeList<Invoice, InvoiceFilter, InvoiceSortField> => ({
  passes: (row, filter) =>
    isIn(row.id, filter.ids) && isIn(row.publicKey, filter.publicKeys) && isIn(row.number, filter.numbers) && isIn(row.orderId, filter.orderIds) &&
    isIn(row.orderNumber, filter.orderNumbers) && isIn(row.customerId, filter.customerIds) && isIn(row.subscriptionId, filter.subscriptionIds) &&
    isIn(row.status, filter.statuses) && (filter.isArchived ?? row.isArchived) === row.isArchived && isIn(row.buyer.idno, filter.buyerIdnos) &&
    isIn(row.buyer.email, filter.buyerEmails) && inSpan(row.createdAt, filter.createdAt) && inSpan(row.issuedAt, filter.issuedAt) &&
    inDays(row.dueOn, filter.dueOn) && inSpan(row.paidAt, filter.paidAt) && inSpan(row.refundedAt, filter.refundedAt) && inAmounts(row.amount, filter.amount) &&
    has([row.number, row.buyer.name, row.topic], filter.search) && (filter.view === 'ARCHIVED' ? row.isArchived : true) && (filter.view === 'REJECTED' ? row.status === 'CANCELLED' : true),
  sortValue: (row, field) => {
    switch (field) {
      case 'id': return row.id;
      case 'number': return row.number ?? '';
      case 'createdAt': return moment(row.createdAt);
      case 'issuedAt': return moment(row.issuedAt);
      case 'dueOn': return row.dueOn === null ? -Infinity : Date.parse(row.dueOn) + hiddenTime(row);
      case 'amount': return Number(row.amount);
    }
  },
});

export const customerList: FakeList<Customer, CustomerFilter, CustomerSortField> = {
  passes: (row, filter) =>
    isIn(row.id, filter.ids) && (filter.isIndividual ?? row.isIndividual) === row.isIndividual && isIn(row.idno, filter.idnos) && isIn(row.email, filter.emails) &&
    isIn(row.preferredLanguage, filter.preferredLanguages) && inSpan(row.createdAt, filter.createdAt) && has([row.name, row.email, row.idno], filter.search),
  sortValue: (row, field) => ({ id: row.id, name: row.name ?? '', createdAt: moment(row.createdAt) })[field],
};

export const subscriptionList: FakeList<Subscription, SubscriptionFilter, SubscriptionSortField> = {
  passes: (row, filter) =>
    isIn(row.id, filter.ids) && isIn(row.customerId, filter.customerIds) && isIn(row.tariffAlias, filter.tariffAliases) && isIn(row.status, filter.statuses) &&
    inSpan(row.startsAt, filter.startsAt) && inSpan(row.nextInvoiceAt, filter.nextInvoiceAt) && inSpan(row.createdAt, filter.createdAt) &&
    inAmounts(row.amount, filter.amount) && has([row.tariffAlias], filter.search),
  sortValue: (row, field) => ({ id: row.id, startsAt: moment(row.startsAt), nextInvoiceAt: moment(row.nextInvoiceAt), createdAt: moment(row.createdAt) })[field],
};

export const paymentList: FakeList<Payment, PaymentFilter, PaymentSortField> = {
  passes: (row, filter) =>
    isIn(row.id, filter.ids) && isIn(row.invoiceId, filter.invoiceIds) && isIn(row.method, filter.methods) && isIn(row.transactionId, filter.transactionIds) &&
    isIn(row.status, filter.statuses) && inSpan(row.createdAt, filter.createdAt) && inAmounts(row.amount, filter.amount) && has([row.transactionId, row.method], filter.search),
  sortValue: (row, field) => ({ id: row.id, amount: Number(row.amount), createdAt: moment(row.createdAt) })[field],
};

/** One page as an upstream answers it. */
export const pageOf = <Row, Filter, SortField extends string>(
  list: FakeList<Row, Filter, SortField>,
  rows: readonly Row[],
  { filter, sort, start, length }: ListQuery<Filter, SortField>,
  pageCap: number,
): ListPage<Row> => {
  const keyed = rows.filter((row) => list.passes(row, filter)).map((row) => ({ row, keys: sort.map(({ field }) => list.sortValue(row, field)) }));
  keyed.sort((a, b) => {
    for (const [i, { direction }] of sort.entries()) {
      const [x = '', y = ''] = [a.keys[i], b.keys[i]];
      if (x !== y) return (x < y ? -1 : 1) * (direction === 'asc' ? 1 : -1);
    }
    return 0;
  });
  return { total: keyed.length, rows: keyed.slice(start, start + Math.min(length, pageCap)).map(({ row }) => row) };
};
