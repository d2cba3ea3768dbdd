import type { FieldReader } from './field-reader.ts';
import type { Line } from './invoice-items.ts';
import type { JsonObject } from './json.ts';
import type { SandboxSwitches } from './switches.ts';

const MOST_LINES = 20;
const MOST_PIECES = 1_000_000;

/** Where each value of the switch accepts lines. */
const PLACES = { top: ['top'], order: ['inside'], both: ['top', 'inside'] } as const;


/**
 * Reads `items` at the top level or inside the named object, as the switch says; `required` is an invoice's case.
 * The caller's row ids are not kept: lines are numbered anew.
 */
export function readItems(
  request: FieldReader,
  body: JsonObject,
  inside: string,
  position: SandboxSwitches['itemsPosition'],
  required: boolean,
): Line[] {
  const nested = request.nested(inside);
  const places: readonly string[] = PLACES[position];
  const given = { top: body['items'] !== undefined, inside: nested.has('items') };
  if (given.top && !places.includes('top')) request.fail('items', 'itemsPlace');
  if (given.inside && !places.includes('inside')) nested.fail('items', 'itemsPlace');
  const reader = given.inside && places.includes('inside') ? nested : request;
  if (reader === request && !(given.top && places.includes('top'))) {
    if (required) (position === 'order' ? nested : request).fail('items', 'required');
    return [];
  }
  const members = reader.members('items');
  if (required && members.length === 0) reader.fail('items', 'required');
  if (members.length > MOST_LINES) reader.fail('items', 'tooManyLines');
  return members.map(([, line]) => readLine(line));
}

function readLine(line: FieldReader): Line {
  line.require('product_name');
  line.require('product_price');
  line.require('product_qnt');
  const total = line.decimal('line_total');
  return {
    code: line.integer('product_id') ?? 0,
    sku: line.string('product_sku', 64) ?? '',
    name: line.string('product_name') ?? '',
    price: line.decimal('product_price') ?? 0n,
    quantity: line.integer('product_qnt', 1, MOST_PIECES) ?? 1,
    unit: line.string('product_unit', 16) ?? 'pcs',
    ...(total === undefined ? {} : { total }),
  };
}
