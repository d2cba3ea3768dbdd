import type { Line } from '../invoice-items.ts';
import { below, randomOf, weighted } from '../random.ts';
import type { Language } from '../rows.ts';
import { PRICE_DIVISOR, PRODUCTS } from './catalogue.ts';

const STREAM = 0x11e5;
/** The code of the catalogue's first product. */
export const FIRST_CODE = 1000;

const LINE_COUNTS = [1, 2, 3, 4, 5, 8, 12, 20];
const LINE_WEIGHTS = [46, 24, 13, 8, 4, 2, 2, 1];

/** The lines of a seed invoice, made anew from its id. */
export function seedLines(id: number, currency: keyof typeof PRICE_DIVISOR, language: Language): Line[] {
  const random = randomOf(STREAM, id);
  const count = LINE_COUNTS[weighted(random, LINE_WEIGHTS)] ?? 1;
  const first = below(random, PRODUCTS.length);
  const lines: Line[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = (first + index * 5) % PRODUCTS.length;
    const product = PRODUCTS[at];
    if (!product) continue;
    // 80 … 130 % of the list price by tenths of a percent: prices end in odd cents as real ones do.
    const price = Math.max(1, Math.round((product.price * (800 + below(random, 501))) / 1000 / PRICE_DIVISOR[currency]));
    const quantity = product.price > 100_000 ? 1 + below(random, 3) : 1 + below(random, product.price > 10_000 ? 12 : 200);
    lines.push({ code: FIRST_CODE + at, sku: product.sku, name: product.caption[language], price: BigInt(price), quantity, unit: product.unit });
  }
  return lines;
}
