import type { CurrencyCode } from '../../domain/currency.ts';
import { NO_CURRENCY, parseCurrency } from '../../domain/currency.ts';
import type { CalendarDate, Instant } from '../../domain/dates.ts';
import { parseInstant, parseUpstreamDate, parseUpstreamDateTime } from '../../domain/dates.ts';
import type { Language } from '../../domain/language.ts';
import { parseLanguage } from '../../domain/language.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

/** A JSON object of the upstream, not looked at yet. */
export type Wire = Readonly<Record<string, unknown>>;

/** The value as an object; `null` when it is a list, a scalar or nothing. (PHP writes an empty object as `[]`.) */
export const objectOf = (value: unknown): Wire | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wire) : null;

/** The value itself, or what the JSON text in it holds; the upstream keeps some objects as text. */
export const unpackJson = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** Text, or a number where text was expected (an `idno` has 12 to 14 digits). Blank means not set. */
export const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
};

const INTEGER = /^-?\d{1,16}$/;

/** An integer that JSON carried without loss; `null` when it is anything else. 2^53 and beyond arrive rounded, so they are not trusted. */
export const integerOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
};

/** The id of a row. Without it the row cannot be told from others. */
export const idOf = (value: unknown, member: string): number => {
  const id = integerOf(value);
  if (id === null || id <= 0) throw new WireProblem(member, 'is not a usable id');
  return id;
};

/** The id of another object; 0 and nothing mean none. An id that cannot be trusted would lead to a wrong object, so it is a problem. */
export const referenceOf = (value: unknown, member: string): number | null =>
  value === undefined || value === null || value === '' || value === 0 || value === '0' ? null : idOf(value, member);

/** A number of somebody else's keeping (an order id, a product code): left out when it is unusable, and 0 is none. */
export const foreignIdOf = (value: unknown, member: string, parsing: Parsing): number | null => {
  if (value === undefined || value === null || value === '') return null;
  const id = integerOf(value);
  if (id === null) parsing.oddity(member, value);
  return id === 0 ? null : id;
};

/** 0 and 1, as numbers, text or booleans. */
export const flagOf = (value: unknown): boolean => value === 1 || value === '1' || value === true || value === 'true';

/** How the upstream writes that a date is not set. */
const ZERO_DATE = '0000-00-00';

/** A moment in the upstream's wall time; `null` for the zero date. */
export const instantOf = (value: unknown, member: string, parsing: Parsing): Instant | null => {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.startsWith(ZERO_DATE)) return null;
  const instant = parseUpstreamDateTime(text) ?? parseInstant(text);
  if (instant === null) parsing.oddity(member, value);
  return instant;
};

/** A calendar day; `null` for the zero date. */
export const dayOf = (value: unknown, member: string, parsing: Parsing): CalendarDate | null => {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.startsWith(ZERO_DATE)) return null;
  const day = parseUpstreamDate(text);
  if (day === null) parsing.oddity(member, value);
  return day;
};

/** A currency; ISO 4217's "no currency" when it is missing or no code. */
export const currencyOf = (value: unknown, member: string, parsing: Parsing): CurrencyCode => {
  const code = optionalCurrencyOf(value);
  if (code === null) parsing.oddity(member, value);
  return code ?? NO_CURRENCY;
};

/** A currency, where none is an answer. */
export const optionalCurrencyOf = (value: unknown): CurrencyCode | null => (typeof value === 'string' ? parseCurrency(value.trim().toUpperCase()) : null);

/** A language, where none is an answer. */
export const languageOf = (value: unknown): Language | null => (typeof value === 'string' ? parseLanguage(value) : null);

/** A web address; `null` for anything that a browser should not be sent to. */
export const webUrlOf = (value: unknown): string | null => {
  const text = textOf(value)?.trim() ?? '';
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
};
