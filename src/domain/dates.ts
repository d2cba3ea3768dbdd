declare const instantBrand: unique symbol;
declare const dateBrand: unique symbol;

/** A moment, RFC 3339 with its offset: `2026-03-29T02:59:59+02:00`. Never without a zone. */
export type Instant = string & { readonly [instantBrand]: true };
/** A calendar day in Moldova, `YYYY-MM-DD`. */
export type CalendarDate = string & { readonly [dateBrand]: true };

/** The upstream writes wall time without a zone; that its zone is Chisinau's is ASSUMED. */
export const UPSTREAM_ZONE = 'Europe/Chisinau';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WALL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](\d{2}):(\d{2}))$/;

const zoneParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: UPSTREAM_ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

/** The zone's offset at a moment, asked from the ICU data. Slow (microseconds), so only ever asked through the year table. */
const askOffset = (epochMs: number): number => {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of zoneParts.formatToParts(epochMs)) part[type] = value;
  const wall = Date.UTC(Number(part.year), Number(part.month) - 1, Number(part.day), Number(part.hour), Number(part.minute), Number(part.second));
  // Local mean time before 1924 had seconds in its offset, which RFC 3339 cannot write.
  return Math.round((wall - Math.floor(epochMs / 1000) * 1000) / MINUTE_MS) * MINUTE_MS;
};

interface YearOffsets {
  readonly first: number;
  /** Moments at which the offset changes, with the offset from then on. */
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

/** A page of 100 invoices holds some 500 dates; a table per year makes each a comparison instead of an ICU call. */
const years = new Map<number, YearOffsets>();

const readYear = (year: number): YearOffsets => {
  const start = Date.UTC(year, 0, 1) - DAY_MS;
  const end = Date.UTC(year + 1, 0, 1) + DAY_MS;
  const first = askOffset(start);
  const changes: { at: number; offset: number }[] = [];
  let offset = first;
  for (let day = start; day < end; day += DAY_MS) {
    if (askOffset(day + DAY_MS) === offset) continue;
    let low = day;
    let high = day + DAY_MS;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (askOffset(middle) === offset) low = middle;
      else high = middle;
    }
    offset = askOffset(high);
    changes.push({ at: high, offset });
  }
  return { first, changes };
};

const offsetsOf = (year: number): YearOffsets => {
  const known = years.get(year);
  if (known !== undefined) return known;
  const read = readYear(year);
  if (years.size < 400) years.set(year, read);
  return read;
};

/** The offset at a moment of the year that the table is of, or of the day before or after it. */
const offsetIn = ({ first, changes }: YearOffsets, epochMs: number): number => {
  let offset = first;
  for (const change of changes) if (epochMs >= change.at) offset = change.offset;
  return offset;
};

const offsetAt = (epochMs: number): number => offsetIn(offsetsOf(new Date(epochMs).getUTCFullYear()), epochMs);

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

const offsetText = (offsetMs: number): string => {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

const wallText = (wallMs: number, separator: 'T' | ' '): string => {
  const iso = new Date(wallMs).toISOString();
  return `${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}`;
};

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysOfMonth = (year: number, month: number): number =>
  month === 2 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0)) ? 28 : (DAYS_OF_MONTH[month - 1] ?? 0);

/** Milliseconds of the fields as if they were UTC; `null` when the day or hour does not exist. */
const fieldsMs = (y: string, mo: string, d: string, h = '00', mi = '00', s = '00'): number | null => {
  const [year, month, day, hour, minute, second] = [Number(y), Number(mo), Number(d), Number(h), Number(mi), Number(s)];
  // `Date.UTC` reads the years 0 to 99 as 1900 to 1999.
  const exists = year >= 100 && day >= 1 && day <= daysOfMonth(year, month) && hour < 24 && minute < 60 && second < 60;
  return exists ? Date.UTC(year, month - 1, day, hour, minute, second) : null;
};

/** The second that was written last: a request asks for the same one several times. */
let written: { readonly second: number; readonly instant: Instant } | null = null;

/** The moment of an epoch, written in Moldova's offset of that moment. */
export const instantOfEpoch = (epochMs: number): Instant => {
  const second = Math.floor(epochMs / 1000);
  if (written?.second === second) return written.instant;
  const offset = offsetAt(epochMs);
  const instant = `${wallText(epochMs + offset, 'T')}${offsetText(offset)}` as Instant;
  written = { second, instant };
  return instant;
};

/** Milliseconds since 1970 of an instant. */
export const epochOf = (instant: Instant): number => Date.parse(instant);

const WHOLE_SECONDS = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** The offset of days, as it is written; `''`: no such day, or clocks are changed around it. */
const calmDays = new Map<string, string>();

const calmOffsetOf = (day: string): string => {
  const known = calmDays.get(day);
  if (known !== undefined) return known;
  const start = fieldsMs(day.slice(0, 4), day.slice(5, 7), day.slice(8, 10));
  const offsets = start === null ? null : offsetsOf(Number(day.slice(0, 4)));
  // Clocks are changed once in a day and a half at most.
  const [before, after] = start === null || offsets === null ? [0, 1] : [offsetIn(offsets, start - 12 * HOUR_MS), offsetIn(offsets, start + 36 * HOUR_MS)];
  const offset = before === after ? offsetText(before) : '';
  if (calmDays.size < 20_000) calmDays.set(day, offset);
  return offset;
};

/**
 * Reads the upstream's wall time `YYYY-MM-DD hh:mm:ss` (or a bare day) as a moment in Moldova.
 * The hour that a clock change repeats is read as its first pass; a wall time that the change skips moves forward by the gap.
 * `null`: no such day, or the upstream's zero date `0000-00-00 00:00:00`, which means "not set".
 */
export const parseUpstreamDateTime = (text: string): Instant | null => {
  // A page of 100 invoices holds hundreds of dates, nearly all of days on which no clock is changed.
  const offset = WHOLE_SECONDS.test(text) ? calmOffsetOf(text.slice(0, 10)) : '';
  if (offset !== '') return `${text.slice(0, 10)}T${text.slice(11)}${offset}` as Instant;
  const match = WALL.exec(text);
  if (match === null) return null;
  const wall = fieldsMs(match[1] ?? '', match[2] ?? '', match[3] ?? '', match[4], match[5], match[6]);
  if (wall === null) return null;
  const offsets = offsetsOf(Number(match[1]));
  const before = offsetIn(offsets, wall - 12 * HOUR_MS);
  const after = offsetIn(offsets, wall + 12 * HOUR_MS);
  if (before === after) return `${text.slice(0, 10)}T${match[4] ?? '00'}:${match[5] ?? '00'}:${match[6] ?? '00'}${offsetText(before)}` as Instant;
  // The larger offset gives the earlier moment: of two passes of one hour the first is taken.
  const candidates = [before, after].map((offset) => wall - offset).filter((epoch) => epoch + offsetIn(offsets, epoch) === wall);
  return instantOfEpoch(candidates.length > 0 ? Math.min(...candidates) : wall - before);
};

/** The upstream's wall time of a moment, `YYYY-MM-DD hh:mm:ss`. */
export const formatUpstreamDateTime = (instant: Instant): string => {
  const epoch = epochOf(instant);
  return wallText(epoch + offsetAt(epoch), ' ');
};

/** Reads the day of the upstream's date or date-time; `null` for the zero date or what is no date. */
export const parseUpstreamDate = (text: string): CalendarDate | null => {
  const match = WALL.exec(text);
  if (match === null || fieldsMs(match[1] ?? '', match[2] ?? '', match[3] ?? '') === null) return null;
  return text.slice(0, 10) as CalendarDate;
};

/** Reads RFC 3339 (an offset or `Z` is required) and writes it in Moldova's offset; `null` when it is anything else. */
export const parseInstant = (text: string): Instant | null => {
  const match = RFC3339.exec(text);
  if (match === null || fieldsMs(match[1] ?? '', match[2] ?? '', match[3] ?? '', match[4], match[5], match[6]) === null) return null;
  if (Number(match[7] ?? '0') > 23 || Number(match[8] ?? '0') > 59) return null;
  const instant = instantOfEpoch(Date.parse(text));
  // The last hours of the year 9999 in UTC lie in the year 10000 in Moldova, which four digits cannot write.
  return instant.startsWith('+') ? null : instant;
};

/** Reads a calendar day `YYYY-MM-DD`; `null` when there is no such day. */
export const parseCalendarDate = (text: string): CalendarDate | null => (text.length === 10 ? parseUpstreamDate(text) : null);

/** The day in Moldova at a moment. */
export const dayOf = (instant: Instant): CalendarDate => formatUpstreamDateTime(instant).slice(0, 10) as CalendarDate;

/** The same day `days` later (or earlier). */
export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
