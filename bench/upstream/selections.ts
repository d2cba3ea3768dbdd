import type { DataObject, Dataset } from '../shared/dataset.ts';
import { customerOfInvoice, isSubscribed, minuteOf, numberOf } from '../shared/dataset.ts';

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

const numbersOf = (data: Dataset, object: DataObject, value: unknown): readonly number[] => {
  const ids = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  return ids.flatMap((id) => numberOf(data, object, Number(id)) ?? []).sort((a, b) => b - a);
};
const some = (numbers: readonly number[]): Selection => ({ total: numbers.length, at: (place) => numbers[place] ?? 0 });

/** Up to the row of the minute that the filter names, of `count` rows with so many minutes between two, and `older` ones before them. */
const upTo = (value: unknown, count: number, older: number, minutes: number): Selection => {
  const last = Math.min(count - 1, typeof value === 'string' ? Math.floor(minuteOf(value) / minutes) : count - 1);
  return { total: Math.max(0, last + 1 + older), at: (place) => last - place };
};

/** The invoices of regular customers. They are looked for one by one: nothing that is measured asks for them. */
const ofRegulars = (data: Dataset, of: readonly number[]): readonly number[] => {
  const wanted = new Set(of);
  return Array.from({ length: data.regularInvoices }, (_, i) => -1 - i).filter((n) => wanted.has(customerOfInvoice(data, n)));
};

/** The rows of several customers in one list: the last of each, then the one before. */
const ofCustomers = (data: Dataset, all: readonly number[]): Selection => {
  const { invoices, customers } = data;
  const each = Math.floor(invoices / customers);
  const of = all.filter((n) => n >= 0);
  const usual: Selection = { total: of.length * each, at: (place) => (of[place % of.length] ?? 0) + (each - 1 - Math.floor(place / of.length)) * customers };
  if (of.length === all.length) return usual;
  const older = ofRegulars(data, all);
  return { total: usual.total + older.length, at: (place) => (place < usual.total ? usual.at(place) : (older[place - usual.total] ?? 0)) };
};

/** What their subscriptions issued. */
const ofSubscriptions = (data: Dataset, of: readonly number[]): Selection => {
  const { total, at } = ofCustomers(data, of);
  return some(Array.from({ length: total }, (_, place) => at(place)).filter(isSubscribed));
};

const selectInvoices = (data: Dataset, filter: Readonly<Record<string, unknown>>): Selection => {
  if (filter.id !== undefined) return some(numbersOf(data, 'invoice', filter.id));
  if (filter.buyer_id !== undefined) return ofCustomers(data, numbersOf(data, 'customer', filter.buyer_id));
  if (filter.subscription_id !== undefined) return ofSubscriptions(data, numbersOf(data, 'subscription', filter.subscription_id));
  return upTo(filter.issue_date_to, data.invoices, data.regularInvoices, 1);
};
const selectCustomers = (data: Dataset, filter: Readonly<Record<string, unknown>>): Selection =>
  filter.id === undefined ? upTo(filter.moment_to, data.customers, data.regularCustomers, 10) : some(numbersOf(data, 'customer', filter.id));
const selectPayments = (data: Dataset, filter: Readonly<Record<string, unknown>>): Selection => {
  if (filter.id !== undefined) return some(numbersOf(data, 'payment', filter.id));
  return filter.invoice_id === undefined ? upTo(filter.moment_to, data.invoices, data.regularInvoices, 1) : some(numbersOf(data, 'invoice', filter.invoice_id));
};
const selectSubscriptions = (data: Dataset, filter: Readonly<Record<string, unknown>>): Selection => {
  if (filter.id !== undefined) return some(numbersOf(data, 'subscription', filter.id));
  return filter.customer_id === undefined ? upTo(undefined, data.customers, data.regularCustomers, 10) : some(numbersOf(data, 'customer', filter.customer_id));
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
