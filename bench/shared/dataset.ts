/** What lies behind the upstream of the benchmark: rows are made from their number, so a million of them takes no memory. */
export interface Dataset {
  readonly invoices: number;
  readonly customers: number;
}

/** All ids have seven digits, so that a row is as long as any other of its template. */
export const FIRST = { invoice: 1_000_000, customer: 2_000_000, subscription: 3_000_000, payment: 4_000_000, issued: 5_000_000 } as const;

/** Largest number of invoices whose ids keep apart from the others. */
export const MOST_INVOICES = 1_000_000;

const START = Date.UTC(2024, 11, 1);
const MINUTE_MS = 60_000;

/** Ten invoices a customer; neighbours in time are of different customers. */
export const datasetOf = (invoices: number): Dataset => ({ invoices, customers: Math.max(1, Math.floor(invoices / 10)) });

/** The customer, by its number, of an invoice by its number. */
export const customerOfInvoice = ({ customers }: Dataset, invoice: number): number => invoice % customers;

/** Whether a subscription issued the invoice of this number: that of its customer, which has the customer's number. */
export const isSubscribed = (invoice: number): boolean => invoice % 4 === 0;

/** The wall time of a minute since the start, `YYYY-MM-DD hh:mm:00`. Invoice n is issued in minute n. */
export const wallTimeOf = (minute: number): string => new Date(START + minute * MINUTE_MS).toISOString().slice(0, 19).replace('T', ' ');

/** The minute of a wall time, of which a `T` and an offset are no part. */
export const minuteOf = (wall: string): number => Math.floor((Date.parse(`${wall.slice(0, 10)}T${wall.slice(11, 16)}:00Z`) - START) / MINUTE_MS);
