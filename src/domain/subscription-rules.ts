import type { Decimal } from './decimal.ts';
import { decimal, equal, sum } from './decimal.ts';
import type { InvoiceLine, InvoiceOrderLine } from './invoice.ts';
import type { Subscription } from './subscription.ts';

const ONE = decimal('1');

/** The line as it is written, at another price of its one unit. */
const repriced = ({ productCode, sku, name, unit }: InvoiceLine, price: Decimal): InvoiceOrderLine => ({
  ...(productCode === null ? {} : { productCode }),
  ...(sku === null ? {} : { sku }),
  name,
  unitPrice: price,
  quantity: 1,
  unit,
  total: price,
});

/**
 * The lines that a subscription needs when its price alone changes: its invoices are made of the lines, so the two must say the same.
 * `keep`: they do already, or there are none. `unclear`: more than one unit is sold, and nobody can tell which price changes.
 */
export const linesAtPrice = ({ lines }: Pick<Subscription, 'lines'>, price: Decimal): readonly InvoiceOrderLine[] | 'keep' | 'unclear' => {
  if (lines.length === 0 || equal(sum(lines.map(({ total }) => total)), price)) return 'keep';
  const [only, ...others] = lines;
  return only !== undefined && others.length === 0 && equal(only.quantity, ONE) ? [repriced(only, price)] : 'unclear';
};
