/** What lies behind the upstream of the benchmark: rows are made from their number, so a million of them takes no memory. */
export interface Dataset {
  /** Numbered from 0, the oldest first. */
  readonly invoices: number;
  readonly customers: number;
  /** Older invoices, as many again, numbered down from -1: those of a few customers who buy over and over. */
  readonly regularInvoices: number;
  /** Who they are, numbered down from -1. */
  readonly regularCustomers: number;
}

/** All ids have seven digits, so that a row is as long as any other of its template. */
export const FIRST = { invoice: 1_000_000, customer: 2_000_000, subscription: 3_000_000, payment: 4_000_000, issued: 5_000_000 } as const;
/** Ids of rows whose numbers are below 0: that of -1, counting up. */
const FIRST_REGULAR = { invoice: 6_000_000, customer: 8_000_000, subscription: 8_500_000, payment: 7_000_000 } as const;

export type DataObject = keyof typeof FIRST_REGULAR;

/** Largest number of invoices whose ids keep apart from the others. */
export const MOST_INVOICES = 1_000_000;
/** Customers of all older invoices together. */
const MOST_REGULARS = 1_000;

const START = Date.UTC(2024, 11, 1);
const MINUTE_MS = 60_000;

/** Ten invoices a customer, and neighbours in time are of different customers; before that the time of the regular ones. */
export const datasetOf = (invoices: number): Dataset => {
  const customers = Math.max(1, Math.floor(invoices / 10));
  return { invoices, customers, regularInvoices: invoices, regularCustomers: Math.min(MOST_REGULARS, customers) };
};

/** The id of a row by its number. */
export const idOf = (object: DataObject, n: number): number => (n >= 0 ? FIRST[object] + n : FIRST_REGULAR[object] - 1 - n);

/** The number of the row with an id; `null`: there is none. */
export const numberOf = ({ invoices, customers, regularInvoices, regularCustomers }: Dataset, object: DataObject, id: number): number | null => {
  const isOfInvoice = object === 'invoice' || object === 'payment';
  const n = id - FIRST[object];
  if (n >= 0 && n < (isOfInvoice ? invoices : customers)) return n;
  const older = id - FIRST_REGULAR[object];
  return older >= 0 && older < (isOfInvoice ? regularInvoices : regularCustomers) ? -1 - older : null;
};

/** A number from 0 to 1 that has nothing to do with that of its neighbour. */
const scattered = (n: number): number => (Math.imul(n, 0x9e3779b1) >>> 0) / 2 ** 32;

/** The customer, by its number, of an invoice by its number. A quarter of the regular ones have half of the older invoices. */
export const customerOfInvoice = ({ customers, regularCustomers }: Dataset, invoice: number): number =>
  invoice >= 0 ? invoice % customers : -1 - Math.floor(regularCustomers * scattered(invoice) ** 2);

/** Whether a subscription issued the invoice of this number: that of its customer, which has the customer's number. */
export const isSubscribed = (invoice: number): boolean => invoice % 4 === 0;

/** The wall time of a minute since the start, `YYYY-MM-DD hh:mm:00`. Invoice n is issued in minute n. */
export const wallTimeOf = (minute: number): string => new Date(START + minute * MINUTE_MS).toISOString().slice(0, 19).replace('T', ' ');

/** The minute of a wall time, of which a `T` and an offset are no part. */
export const minuteOf = (wall: string): number => Math.floor((Date.parse(`${wall.slice(0, 10)}T${wall.slice(11, 16)}:00Z`) - START) / MINUTE_MS);
