import type { Decimal } from '../../domain/decimal.ts';
import { decimal, isZero, multiply, round2, scaleOf, sum } from '../../domain/decimal.ts';
import type { InvoiceOrderLine } from '../../domain/invoice.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { withoutAbsent } from '../shared/argument-checks.ts';

/** Most lines of an invoice (SEEN in the upstream's own form). */
export const MAX_LINES = 20;
/** Most units on a line (SEEN). */
export const MAX_QUANTITY = 1_000_000;
/** Decimals of a price (SEEN). */
export const MAX_PRICE_DECIMALS = 2;
/** Longest price in characters: nothing that is sold costs more, and sums stay far from any column's end. */
export const MAX_PRICE_LENGTH = 15;

/** A line as the caller gives it. */
export interface LineInput {
  readonly name: string;
  readonly unitPrice: Decimal;
  readonly quantity: number;
  readonly unit?: string | null | undefined;
  readonly sku?: string | null | undefined;
  readonly productCode?: number | null | undefined;
}

const faultOfPrice = (price: Decimal): string | null => {
  // A negative zero is no number that anybody should print.
  if (price.startsWith('-')) return `is ${price}; a price cannot be negative`;
  if (scaleOf(price) > MAX_PRICE_DECIMALS) return `is ${price}; a price has at most ${MAX_PRICE_DECIMALS} decimals`;
  return price.length > MAX_PRICE_LENGTH ? `has ${price.length} characters; at most ${MAX_PRICE_LENGTH} are allowed` : null;
};

const faultOfQuantity = (quantity: number): string | null =>
  quantity < 1 || quantity > MAX_QUANTITY ? `is ${quantity}; it must be from 1 to ${MAX_QUANTITY}` : null;

/** The lines as they are sent, each with its total; what is wrong with them goes to `faults`. */
export const issueLines = (inputs: readonly LineInput[], faults: FaultCollector): readonly InvoiceOrderLine[] => {
  if (inputs.length < 1 || inputs.length > MAX_LINES) {
    faults.add(['lines'], `\`lines\` holds ${inputs.length} lines; an invoice has 1 to ${MAX_LINES}.`);
    return [];
  }
  const before = faults.faults.length;
  const lines = inputs.map(({ name, unitPrice, quantity, unit, sku, productCode }, i) => {
    const at = ['lines', i] as const;
    faults.text([...at, 'name'], name, { maxLength: 255 });
    faults.note([...at, 'unitPrice'], faultOfPrice(unitPrice));
    faults.note([...at, 'quantity'], faultOfQuantity(quantity));
    const optional = {
      unit: faults.text([...at, 'unit'], unit, { maxLength: 32 }),
      sku: faults.text([...at, 'sku'], sku, { maxLength: 64 }),
      productCode: productCode ?? undefined,
    };
    return { name, unitPrice, quantity, total: round2(multiply(unitPrice, decimal(`${quantity}`))), ...withoutAbsent(optional) };
  });
  if (faults.faults.length === before && isZero(sum(lines.map(({ total }) => total)))) faults.add(['lines'], '`lines` come to 0; there is nothing to pay.');
  return lines;
};
