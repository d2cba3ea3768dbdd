/** What the upstream writes for a date that is not set. */
export const ZERO_DATE = '0000-00-00 00:00:00';

/** Seconds of a day. */
export const DAY = 86_400;

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?$/;

/**
 * Wall time as seconds, counted as if the wall were UTC: the upstream's dates carry no zone, so differences
 * and comparisons need none. 0 stands for the zero date, undefined for a text that is no date.
 */
export function parseWall(text: string): number | undefined {
  if (text === ZERO_DATE || text === '0000-00-00') return 0;
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part || 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const real = new Date(at);
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return at / 1000;
}

/** Writes seconds of wall time as `YYYY-MM-DD hh:mm:ss`. */
export function formatWall(seconds: number): string {
  if (seconds <= 0) return ZERO_DATE;
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The midnight that begins the day of a moment. */
export function startOfDay(seconds: number): number {
  return seconds - (seconds % DAY);
}

/** Moves by whole months from an anchor, clamped to the month's last day (31 January + 1 = 28 or 29 February). */
export function addMonths(anchor: number, months: number): number {
  const from = new Date(anchor * 1000);
  const month = from.getUTCMonth() + months;
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), last);
  return Date.UTC(from.getUTCFullYear(), month, day) / 1000 + (anchor % DAY);
}

/** Now on a wall in Chișinău. */
export function chisinauNow(): number {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Chisinau', dateStyle: 'short', timeStyle: 'medium' }).format(new Date());
  return parseWall(text) ?? Math.floor(Date.now() / 1000);
}
