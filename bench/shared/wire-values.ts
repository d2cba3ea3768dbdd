import { parseUpstreamDateTime } from '../../src/domain/dates.ts';
import type { Wire } from './econt.ts';

/** Text of a row as it is. */
export const textOf = (value: unknown): string => value as string;

const STATUS: Readonly<Record<string, string>> = { draft: 'DRAFT', actual: 'OPEN', suspended: 'SUSPENDED', sended: 'SENT', part: 'PARTIALLY_PAID', full: 'PAID', reverse: 'REVERSED', refunded: 'REFUNDED', rejected: 'CANCELLED', denied: 'DENIED', archived: 'ARCHIVED' };
const OPEN: ReadonlySet<string> = new Set(['draft', 'actual', 'suspended', 'sended', 'part']);

/** The name of an invoice's status. */
export const statusOf = (row: Wire): string => STATUS[textOf(row.status)] ?? 'UNKNOWN';

/** The instant of wall time in Moldova. */
export const instantOf = (value: unknown): string | null => parseUpstreamDateTime(textOf(value));

/** The day of wall time. */
export const dayOf = (value: unknown): string => textOf(value).slice(0, 10);

/** Wall time of an instant that is written in Moldova's offset. */
export const wallOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)}`;

const cents = (amount: unknown): number => Math.round(Number(amount) * 100);

/** What is left to pay of an invoice. */
export const dueOf = (row: Wire): string => {
  const left = OPEN.has(textOf(row.status)) ? cents(row.amount) - cents(row.amount_paid) : 0;
  return (Math.max(0, left) / 100).toFixed(2);
};
