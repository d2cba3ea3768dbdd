declare const currencyBrand: unique symbol;

/** ISO 4217 alphabetic code, three upper-case letters. */
export type CurrencyCode = string & { readonly [currencyBrand]: true };

const CODE = /^[A-Z]{3}$/;

/** Reads a currency code; `null` unless it is three upper-case letters (`mdl` is not a code). */
export const parseCurrency = (text: string): CurrencyCode | null => (CODE.test(text) ? (text as CurrencyCode) : null);

/** The code the upstream should always give but may leave out: ISO 4217's own "no currency". */
export const NO_CURRENCY = 'XXX' as CurrencyCode;
