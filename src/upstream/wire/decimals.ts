import type { Decimal } from '../../domain/decimal.ts';
import { parseDecimal, parseLaxDecimal, ZERO } from '../../domain/decimal.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

/** A double carries 15 decimal digits faithfully; a longer fraction has been through arithmetic and may not be what was meant. */
const FAITHFUL_DIGITS = 15;

/** The contract writes decimals as text. A JSON number has lost its trailing zeros at most; one that may have lost more is refused. */
const decimalOfNumber = (value: number): Decimal | null => {
  if (Number.isSafeInteger(value)) return parseDecimal(String(value));
  const text = String(value);
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= FAITHFUL_DIGITS ? parseDecimal(text) : null;
};

const read = (value: unknown): Decimal | null => {
  if (typeof value === 'string') return parseDecimal(value) ?? parseLaxDecimal(value);
  return typeof value === 'number' ? decimalOfNumber(value) : null;
};

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Money or a quantity that must be there: an amount is never made up. */
export const decimalOf = (value: unknown, member: string): Decimal => {
  const decimal = read(value);
  if (decimal === null) throw new WireProblem(member, isAbsent(value) ? 'is missing' : 'is not a decimal number');
  return decimal;
};

/** A sum that is nothing until something happens: a missing one is zero, an unreadable one is a problem. */
export const accumulatedOf = (value: unknown, member: string): Decimal => (isAbsent(value) ? ZERO : decimalOf(value, member));

/** A number that may be left out; an unreadable one is left out too. */
export const optionalDecimalOf = (value: unknown, member: string, parsing: Parsing): Decimal | null => {
  if (isAbsent(value)) return null;
  const decimal = read(value);
  if (decimal === null) parsing.oddity(member, value);
  return decimal;
};
