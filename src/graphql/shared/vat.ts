import type { Decimal } from '../../domain/decimal.ts';
import { isZero } from '../../domain/decimal.ts';
import type { VatMode as VatModeModel } from '../../domain/invoice.ts';
import { builder } from '../builder.ts';

export const VatMode = builder.enumType('VatMode', {
  description: 'How VAT relates to the prices of the lines.',
  values: {
    NONE: { description: 'VAT is not charged.' },
    INNER: { description: 'The prices contain VAT: per line, VAT = total × rate / (100 + rate), rounded to 2 digits.' },
    OVER: { description: 'VAT comes on top of the prices: per line, VAT = total × rate / 100, rounded to 2 digits.' },
    UNKNOWN: { description: 'A mode that this version has no name for.' },
  } as const,
});

export interface VatModel {
  readonly mode: VatModeModel;
  readonly rate: Decimal | null;
}

/** The upstream writes the rate of what bears no VAT as 0, as an empty text, or not at all: all mean that there is none. */
export const chargedRate = (rate: Decimal | null): Decimal | null => (rate === null || isZero(rate) ? null : rate);

export const Vat = builder.objectRef<VatModel>('Vat').implement({
  description: 'How value added tax is charged.',
  fields: (t) => ({
    mode: t.field({ type: VatMode, description: 'How VAT relates to the prices.', resolve: ({ mode }) => mode }),
    rate: t.field({ type: 'Decimal', nullable: true, description: 'The rate in per cent: 20, 12 or 8 in Moldova; `null` without VAT.', resolve: ({ rate }) => chargedRate(rate) }),
  }),
});
