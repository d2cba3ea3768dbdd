import type { InvoiceLine } from '../../domain/invoice.ts';
import { decimalOf, optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { foreignIdOf, objectOf, textOf, unpackJson } from './fields.ts';
import type { Parsing } from './parsing.ts';
import { WireProblem } from './wire-problem.ts';

/** The unit that the upstream means when it names none. */
const DEFAULT_UNIT = 'pcs';

const parseLine = (line: Wire, index: number, parsing: Parsing): InvoiceLine => ({
  position: index + 1,
  productCode: foreignIdOf(line.Code, 'items.Code', parsing),
  sku: textOf(line.SKU),
  name: textOf(line.Name) ?? '',
  unitPrice: decimalOf(line.UnitPrice, 'UnitPrice'),
  quantity: decimalOf(line.Quantity, 'Quantity'),
  unit: textOf(line.UnitOfMeasure) ?? DEFAULT_UNIT,
  total: decimalOf(line.TotalPrice, 'TotalPrice'),
  vatRate: optionalDecimalOf(line.TVA, 'items.TVA', parsing),
  vatAmount: optionalDecimalOf(line.TotalTVA, 'items.TotalTVA', parsing),
});

/** The lines by their keys. */
const entriesOf = (items: unknown): readonly (readonly [string, unknown])[] => {
  const unpacked = unpackJson(items);
  if (unpacked === undefined || unpacked === null || unpacked === '') return [];
  if (typeof unpacked !== 'object') throw new WireProblem('items', 'is neither an object nor a list');
  return Object.entries(unpacked);
};

/** Reads a line, and tells which one it is where it cannot be read. */
const readLine = <Line>(key: string, value: unknown, read: (line: Wire) => Line): Line => {
  const line = objectOf(value);
  if (line === null) throw new WireProblem(`items.${key}`, 'is not an object');
  try {
    return read(line);
  } catch (thrown) {
    throw thrown instanceof WireProblem ? thrown.inside(`items.${key}`) : thrown;
  }
};

/** The lines in the order of their keys `"1"`, `"2"`, … (JSON objects give integer keys in ascending order), or of a list. */
export const parseInvoiceLines = (items: unknown, parsing: Parsing): readonly InvoiceLine[] =>
  entriesOf(items).map(([key, value], index) => readLine(key, value, (line) => parseLine(line, index, parsing)));
