import { divideRounded, type Cents } from './cents.ts';

/** How VAT relates to the line totals: absent, contained in them, or added on top. */
export type VatMode = 'none' | 'inner' | 'over' | '';

/** The VAT of one line; `inner` takes it out of the total, `over` adds it to the total. */
export function lineVat(total: Cents, mode: VatMode, rate: number): Cents {
  const r = BigInt(rate);
  if (mode === 'inner') return divideRounded(total * r, 100n + r);
  if (mode === 'over') return divideRounded(total * r, 100n);
  return 0n;
}

/** The VAT and the net sum of all lines, rounded per line and then summed. */
export function vatOf(totals: readonly Cents[], mode: VatMode, rate: number): { vat: Cents; net: Cents; gross: Cents } {
  const sum = totals.reduce((a, b) => a + b, 0n);
  const vat = totals.reduce((a, total) => a + lineVat(total, mode, rate), 0n);
  return mode === 'over' ? { vat, net: sum, gross: sum + vat } : { vat, net: sum - vat, gross: sum };
}
