import { formatCents, type Cents } from './cents.ts';
import type { ItemRow } from './rows.ts';
import { lineVat, vatOf, type VatMode } from './vat.ts';

/** A line before it is stored. */
export interface Line {
  code: number;
  sku: string;
  name: string;
  price: Cents;
  quantity: number;
  unit: string;
  /** Stored as given; without it, price × quantity. */
  total?: Cents;
}

/** What decides the VAT: the department's setting. */
export interface VatSetting {
  tva_calc: VatMode;
  tva_rate: string;
}

/** The stored lines, keyed "1", "2", …, and their sums. */
export interface Items {
  items: Record<string, ItemRow>;
  vat: Cents;
  net: Cents;
  gross: Cents;
}

/** The total of a line. */
export function totalOf(line: Line): Cents {
  return line.total ?? line.price * BigInt(line.quantity);
}

/** Stores lines the upstream's way: VAT per line by the department's setting, re-keyed from 1. */
export function itemsOf(lines: readonly Line[], setting: VatSetting): Items {
  const mode = setting.tva_calc;
  const rate = mode === 'inner' || mode === 'over' ? Number(setting.tva_rate) : 0;
  const items: Record<string, ItemRow> = {};
  for (const [index, line] of lines.entries()) {
    const total = totalOf(line);
    items[String(index + 1)] = {
      Code: line.code,
      SKU: line.sku,
      Name: line.name,
      UnitPrice: formatCents(line.price),
      Quantity: line.quantity,
      UnitOfMeasure: line.unit,
      TotalPrice: formatCents(total),
      TVA: String(rate),
      TotalTVA: formatCents(lineVat(total, mode, rate)),
    };
  }
  return { items, ...vatOf(lines.map(totalOf), mode, rate) };
}
