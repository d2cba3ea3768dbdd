import { Big } from 'big.js';

declare const decimalBrand: unique symbol;

/**
 * An exact decimal number as text: digits, an optional sign and an optional fraction; no exponent, no leading plus.
 * Trailing zeros are kept (`554.30` stays `554.30`), so a value is shown as it was written.
 */
export type Decimal = string & { readonly [decimalBrand]: true };

/** Longest decimal text accepted from anyone: far beyond any amount of money, short enough to stay cheap to compute with. */
export const MAX_DECIMAL_LENGTH = 40;

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** The upstream pads some numbers with leading zeros or drops the digit before the point; both mean the same number. */
const LAX_DECIMAL = /^([+-]?)0*(\d*)(\.\d+)?$/;

/** Reads strictly written decimal text; `null` when it is anything else (an exponent, a blank, a JSON number's leftovers). */
export const parseDecimal = (text: string): Decimal | null =>
  text.length <= MAX_DECIMAL_LENGTH && DECIMAL.test(text) ? (text as Decimal) : null;

/** Reads decimal text as lax sources write it (`+5`, `007.50`, `.5`, surrounding blanks); `null` when it is no number. */
export const parseLaxDecimal = (text: string): Decimal | null => {
  // A bound first: the pattern takes quadratic time over a long run of zeros.
  if (text.length > 2 * MAX_DECIMAL_LENGTH) return null;
  const match = LAX_DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', digits = '', fraction = ''] = match;
  if (digits === '' && fraction === '' && !text.includes('0')) return null;
  return parseDecimal(`${sign === '-' ? '-' : ''}${digits === '' ? '0' : digits}${fraction}`);
};

/** A decimal literal of the program itself; throws on bad text, which is then a bug here. */
export const decimal = (text: string): Decimal => {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new TypeError(`not a decimal: ${JSON.stringify(text)}`);
  return parsed;
};

export const ZERO = decimal('0.00');

const big = (value: Decimal): Big => new Big(value);
/** Exact text of a Big: `toFixed()` never writes an exponent. */
const text = (value: Big, scale?: number): Decimal => (scale === undefined ? value.toFixed() : value.toFixed(scale)) as Decimal;

/** How many digits stand behind the point: `554.30` has 2. */
export const scaleOf = (value: Decimal): number => {
  const point = value.indexOf('.');
  return point === -1 ? 0 : value.length - point - 1;
};

const widest = (a: Decimal, b: Decimal): number => Math.max(scaleOf(a), scaleOf(b));

/** So few digits that such integers are exact as doubles, and three of them added up. */
const SHORT = 15;

/** The digits without their point, as an integer. */
const unitsOf = (value: Decimal): number => Number(value.replace('.', ''));
const ofUnits = (units: number, scale: number): Decimal => {
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${units < 0 ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}` as Decimal;
};

/** a + sign × b where both are short and have as many digits behind the point, as amounts of one currency mostly do; else `null`, and where nothing is left. */
const shortSum = (a: Decimal, b: Decimal, sign: 1 | -1): Decimal | null => {
  const scale = scaleOf(a);
  if (a.length > SHORT || b.length > SHORT || scaleOf(b) !== scale) return null;
  const units = unitsOf(a) + sign * unitsOf(b);
  return units === 0 ? null : ofUnits(units, scale);
};

/** a + b, exact, with the longer fraction of the two. */
export const add = (a: Decimal, b: Decimal): Decimal => shortSum(a, b, 1) ?? text(big(a).plus(big(b)), widest(a, b));
/** a − b, exact, with the longer fraction of the two. */
export const subtract = (a: Decimal, b: Decimal): Decimal => shortSum(a, b, -1) ?? text(big(a).minus(big(b)), widest(a, b));
/** a × b, exact. */
export const multiply = (a: Decimal, b: Decimal): Decimal => {
  const scale = scaleOf(a) + scaleOf(b);
  return a.length + b.length > SHORT || a.startsWith('-') || b.startsWith('-') ? text(big(a).times(big(b)), scale) : ofUnits(unitsOf(a) * unitsOf(b), scale);
};
/** −1, 0 or 1. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => big(a).cmp(big(b));
/** The same number, whatever its trailing zeros. */
export const equal = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;
export const isZero = (a: Decimal): boolean => !/[1-9]/.test(a);
export const isNegative = (a: Decimal): boolean => a.startsWith('-') && /[1-9]/.test(a);
/** Rounded half away from zero to two digits, as the upstream rounds VAT. */
export const round2 = (value: Decimal): Decimal => (scaleOf(value) === 2 ? value : text(big(value).round(2, Big.roundHalfUp), 2));
/** Exact sum; `0.00` of nothing. */
export const sum = (values: readonly Decimal[]): Decimal => values.reduce(add, ZERO);

/** The same where all are short and none has a sign; else `null`. With integers n and d it is (2n + d) / 2d without its remainder. */
const shortFraction = (value: Decimal, numerator: Decimal, denominator: Decimal): Decimal | null => {
  const scales = scaleOf(value) + scaleOf(numerator);
  const scale = scaleOf(denominator);
  if (value.length + numerator.length + scale + 2 > SHORT || denominator.length + scales > SHORT) return null;
  if (value.startsWith('-') || numerator.startsWith('-') || denominator.startsWith('-')) return null;
  const n = unitsOf(value) * unitsOf(numerator) * 10 ** (scale + 2);
  const d = unitsOf(denominator) * 10 ** scales;
  const twice = 2 * n + d;
  return d === 0 ? null : ofUnits((twice - (twice % (2 * d))) / (2 * d), 2);
};

/** round2(value × numerator / denominator), rounded once. */
export const fractionRound2 = (value: Decimal, numerator: Decimal, denominator: Decimal): Decimal => {
  const short = shortFraction(value, numerator, denominator);
  if (short !== null) return short;
  const product = big(value).times(big(numerator));
  const divisor = big(denominator);
  // An exact quotient may not exist, so the half is decided on integers: scale up, divide with 20 spare digits, round once.
  const quotient = new WideBig(product).div(new WideBig(divisor));
  return text(new Big(quotient.toFixed()).round(2, Big.roundHalfUp), 2);
};

/** Division carries 30 digits, so that a quotient of money is never rounded twice in a way that shows. */
const WideBig = Big();
WideBig.DP = 30;
WideBig.RM = Big.roundHalfUp;
