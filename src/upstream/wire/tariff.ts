import type { Tariff } from '../../domain/subscription.ts';
import { decimalOf, optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, flagOf, objectOf, textOf, unpackJson } from './fields.ts';
import { FREQUENCY, literalOf } from './literals.ts';
import { localizedTextOf } from './localized-text.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

const limitText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const parseLimits = (limits: unknown): Tariff['limits'] =>
  Object.entries(objectOf(unpackJson(limits)) ?? {}).map(([name, value]) => ({ name, value: limitText(value) }));

/** A row of contract section 5 as a tariff. */
export const parseTariff = (row: Wire, parsing: Parsing): Tariff => {
  const alias = textOf(row.alias);
  if (alias === null) throw new WireProblem('alias', 'is missing');
  return {
    alias,
    name: localizedTextOf(row.caption),
    currency: currencyOf(row.currency, 'currency', parsing),
    frequency: literalOf(FREQUENCY, row.frequency, 'frequency', parsing),
    rate: decimalOf(row.tariff_rate, 'tariff_rate'),
    extensionRate: optionalDecimalOf(row.extention_rate, 'extention_rate', parsing),
    isVisible: flagOf(row.is_show),
    limits: parseLimits(row.limits),
  };
};
