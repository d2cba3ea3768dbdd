import type { Dataset } from '../shared/dataset.ts';
import { FIRST, isSubscribed, minuteOf } from '../shared/dataset.ts';

/** What a request says of a list, as far as it is looked at. */
export interface ListRequest {
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly sort?: readonly (readonly [string, string])[];
  readonly start?: number;
  readonly length?: number;
}

/** The rows that a filter leaves, newest first, by their numbers. */
export interface Selection {
  readonly total: number;
  readonly at: (place: number) => number;
}

const numbersOf = (value: unknown, first: number, count: number): readonly number[] => {
  const ids = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  return ids.map((id) => Number(id) - first).filter((n) => n >= 0 && n < count).sort((a, b) => b - a);
};
const some = (numbers: readonly number[]): Selection => ({ total: numbers.length, at: (place) => numbers[place] ?? 0 });
const until = (last: number): Selection => ({ total: Math.max(0, last + 1), at: (place) => last - place });

/** Up to the row of the minute that the filter names, of `count` rows with so many minutes between two. */
const upTo = (value: unknown, count: number, minutes: number): Selection => until(Math.min(count - 1, typeof value === 'string' ? Math.floor(minuteOf(value) / minutes) : count - 1));

/** The rows of several customers in one list: the last of each, then the one before. */
const ofCustomers = ({ invoices, customers }: Dataset, of: readonly number[]): Selection => {
  const each = Math.floor(invoices / customers);
  return { total: of.length * each, at: (place) => (of[place % of.length] ?? 0) + (each - 1 - Math.floor(place / of.length)) * customers };
};

/** What their subscriptions issued. */
const ofSubscriptions = (data: Dataset, of: readonly number[]): Selection => {
  const { total, at } = ofCustomers(data, of);
  return some(Array.from({ length: total }, (_, place) => at(place)).filter(isSubscribed));
};

const selectInvoices = (data: Dataset, filter: Readonly<Record<string, unknown>>): Selection => {
  if (filter.id !== undefined) return some(numbersOf(filter.id, FIRST.invoice, data.invoices));
  if (filter.buyer_id !== undefined) return ofCustomers(data, numbersOf(filter.buyer_id, FIRST.customer, data.customers));
  if (filter.subscription_id !== undefined) return ofSubscriptions(data, numbersOf(filter.subscription_id, FIRST.subscription, data.customers));
  return upTo(filter.issue_date_to, data.invoices, 1);
};
const selectCustomers = ({ customers }: Dataset, filter: Readonly<Record<string, unknown>>): Selection =>
  filter.id === undefined ? upTo(filter.moment_to, customers, 10) : some(numbersOf(filter.id, FIRST.customer, customers));
const selectPayments = ({ invoices }: Dataset, filter: Readonly<Record<string, unknown>>): Selection => {
  if (filter.id !== undefined) return some(numbersOf(filter.id, FIRST.payment, invoices));
  return filter.invoice_id === undefined ? upTo(filter.moment_to, invoices, 1) : some(numbersOf(filter.invoice_id, FIRST.invoice, invoices));
};
const selectSubscriptions = ({ customers }: Dataset, filter: Readonly<Record<string, unknown>>): Selection => {
  if (filter.id !== undefined) return some(numbersOf(filter.id, FIRST.subscription, customers));
  return filter.customer_id === undefined ? until(customers - 1) : some(numbersOf(filter.customer_id, FIRST.customer, customers));
};

const SELECT = { invoice: selectInvoices, customer: selectCustomers, payment: selectPayments, subscription: selectSubscriptions } as const;
export type ListedObject = keyof typeof SELECT;

/** Rows on a page at most. */
export const PAGE_ROWS = 100;

/** The numbers of the rows on the page that is asked for, and how many the filter leaves. */
export const selectPage = (data: Dataset, object: ListedObject, { filter = {}, sort, start = 0, length = 10 }: ListRequest, most: number): { readonly total: number; readonly rows: readonly number[] } => {
  const { total, at } = SELECT[object](data, filter);
  const count = Math.max(0, Math.min(length, most, total - start));
  const ascending = sort?.[0]?.[1] === 'asc';
  return { total, rows: Array.from({ length: count }, (_, i) => at(ascending ? total - 1 - start - i : start + i)) };
};
