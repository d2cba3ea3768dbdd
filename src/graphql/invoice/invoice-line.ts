import type { CurrencyCode } from '../../domain/currency.ts';
import type { InvoiceLine as InvoiceLineModel } from '../../domain/invoice.ts';
import { money } from '../../domain/money.ts';
import { builder } from '../builder.ts';
import { Money } from '../shared/money.ts';
import { chargedRate } from '../shared/vat.ts';

/** A line with the currency of the document it stands in. */
export interface PricedLine {
  readonly line: InvoiceLineModel;
  readonly currency: CurrencyCode;
}

/** The lines of a document, each knowing its currency. */
export const pricedLines = ({ lines, currency }: { readonly lines: readonly InvoiceLineModel[]; readonly currency: CurrencyCode }): PricedLine[] =>
  lines.map((line) => ({ line, currency }));

export const InvoiceLine = builder.objectRef<PricedLine>('InvoiceLine').implement({
  description: 'One line of an invoice or of a subscription. There are at most 20.',
  fields: (t) => ({
    position: t.int({ description: 'Place in the document, from 1.', resolve: ({ line }) => line.position }),
    productCode: t.int({ nullable: true, description: "The seller's number of the product.", resolve: ({ line }) => line.productCode }),
    sku: t.string({ nullable: true, description: "The seller's stock keeping unit.", resolve: ({ line }) => line.sku }),
    name: t.string({ description: 'What is sold.', resolve: ({ line }) => line.name }),
    unitPrice: t.field({ type: Money, description: 'Price of one unit.', resolve: ({ line, currency }) => money(line.unitPrice, currency) }),
    quantity: t.field({ type: 'Decimal', description: 'How many units.', resolve: ({ line }) => line.quantity }),
    unit: t.string({ description: 'The unit, such as `pcs`.', resolve: ({ line }) => line.unit }),
    total: t.field({ type: Money, description: 'Price of the line.', resolve: ({ line, currency }) => money(line.total, currency) }),
    vatRate: t.field({ type: 'Decimal', nullable: true, description: 'VAT rate of the line in per cent; `null` without VAT.', resolve: ({ line }) => chargedRate(line.vatRate) }),
    vatAmount: t.field({ type: Money, nullable: true, description: 'VAT of the line; `null` where the upstream tells none.', resolve: ({ line, currency }) => (line.vatAmount === null ? null : money(line.vatAmount, currency)) }),
  }),
});
