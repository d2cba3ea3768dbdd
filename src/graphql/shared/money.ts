import type { CurrencyCode } from '../../domain/currency.ts';
import type { Money as MoneyModel } from '../../domain/money.ts';
import { builder } from '../builder.ts';

export const Money = builder.objectRef<MoneyModel>('Money').implement({
  description: 'An exact amount in a currency.',
  fields: (t) => ({
    amount: t.expose('amount', { type: 'Decimal', description: 'The amount, exact.' }),
    currency: t.field({ type: 'CurrencyCode', description: 'The currency (ISO 4217).', resolve: (money): CurrencyCode => money.currency }),
  }),
});
