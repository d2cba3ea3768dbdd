import type { CurrencyCode } from './currency.ts';
import type { Decimal } from './decimal.ts';

/** An amount in a currency. The amount is exact decimal text, never a float. */
export interface Money {
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
}

export const money = (amount: Decimal, currency: CurrencyCode): Money => ({ amount, currency });
