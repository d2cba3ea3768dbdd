import { formatCents } from '../cents.ts';
import type { TariffRow } from '../rows.ts';
import { PRICE_DIVISOR } from './catalogue.ts';

const PLANS = [
  ['start', 'Start', 'Старт', 'Start', 'monthly', 19_900n, 1, 50],
  ['business', 'Afaceri', 'Бизнес', 'Business', 'monthly', 49_900n, 1, 500],
  ['pro', 'Profesional', 'Профессионал', 'Professional', 'monthly', 99_950n, 1, 5000],
  ['business-year', 'Afaceri, anual', 'Бизнес, годовой', 'Business, yearly', 'yearly', 499_000n, 1, 500],
  ['legacy', 'Arhivat', 'Архивный', 'Legacy', 'monthly', 9_900n, 0, 20],
] as const;

/** The tariffs of one currency; a department offers those of its own. */
export function seedTariffs(currency: 'MDL' | 'EUR' | 'USD'): TariffRow[] {
  const scale = BigInt(PRICE_DIVISOR[currency]);
  return PLANS.map(([alias, ro, ru, en, frequency, rate, isShow, invoices]) => ({
    alias: currency === 'MDL' ? alias : `${alias}-${currency.toLowerCase()}`,
    caption: { ro, ru, en },
    currency,
    frequency,
    tariff_rate: formatCents(rate / scale),
    extention_rate: formatCents(rate / scale / 10n),
    is_show: isShow,
    limits: { invoices_per_month: invoices, users: isShow === 1 ? 10 : 1 },
  }));
}
