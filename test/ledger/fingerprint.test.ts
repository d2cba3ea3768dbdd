import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { schema } from '../../src/graphql/schema.ts';
import { canonicalInput } from '../../src/graphql/mutation/canonical-input.ts';
import { fingerprintOf } from '../../src/ledger/fingerprint.ts';

const issue = (input: Readonly<Record<string, unknown>>, defaults: Readonly<Record<string, string>> = {}): string => fingerprintOf('invoiceIssue', canonicalInput(schema, 'InvoiceIssueInput', input), defaults);
const LINE = { name: 'A', unitPrice: '1.00', quantity: 1 };
const INPUT = { idempotencyKey: 'k', customer: { email: 'a@b.md', companyName: 'X' }, lines: [LINE] };
const DEFAULTS = { currency: 'MDL', 'lines.*.unit': 'pcs', language: 'ro' };

describe('the fingerprint of an input', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['another key', { ...INPUT, idempotencyKey: 'other' }],
    ['members in another order', { lines: [{ quantity: 1, unitPrice: '1.00', name: 'A' }], customer: { companyName: 'X', email: 'a@b.md' }, idempotencyKey: 'k' }],
    ['1.0 for 1.00', { ...INPUT, lines: [{ ...LINE, unitPrice: '1.0' }] }],
    ['1 for 1.00', { ...INPUT, lines: [{ ...LINE, unitPrice: '1' }] }],
    ['explicit nulls', { ...INPUT, note: null, customerId: null, lines: [{ ...LINE, unit: null }], customer: { email: 'a@b.md', companyName: 'X', address: null } }],
    ['an empty address', { ...INPUT, customer: { email: 'a@b.md', companyName: 'X', address: {} } }],
    ['an address of nulls', { ...INPUT, customer: { email: 'a@b.md', companyName: 'X', address: { city: null } } }],
    ['the default currency spelt out', { ...INPUT, currency: 'MDL' }],
    ['the default language spelt out', { ...INPUT, language: 'ro' }],
    ['the default unit spelt out', { ...INPUT, lines: [{ ...LINE, unit: 'pcs' }] }],
    ['a single line for a list of one', { ...INPUT, lines: LINE }],
  ])('is the same for %s', (_what, same) => {
    expect(issue(same, DEFAULTS)).toBe(issue(INPUT, DEFAULTS));
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['another price', { ...INPUT, lines: [{ ...LINE, unitPrice: '1.01' }] }],
    ['a price ten times as high', { ...INPUT, lines: [{ ...LINE, unitPrice: '10' }] }],
    ['another currency', { ...INPUT, currency: 'EUR' }],
    ['another unit', { ...INPUT, lines: [{ ...LINE, unit: 'ore' }] }],
    ['a name that reads as the same number', { ...INPUT, lines: [{ ...LINE, name: 'A0' }] }],
    ['lines in another order', { ...INPUT, lines: [LINE, { ...LINE, name: 'B' }] }],
    ['another payer', { ...INPUT, customer: { email: 'b@b.md', companyName: 'X' } }],
    ['a note', { ...INPUT, note: 'x' }],
  ])('is another for %s', (_what, other) => {
    expect(issue(other, DEFAULTS)).not.toBe(issue(INPUT, DEFAULTS));
  });

  it('is the hash of the input with its members sorted, for ever: fingerprints are recorded', () => {
    const text = '["invoiceIssue",{"customer":{"companyName":"X","email":"a@b.md"},"lines":[{"name":"A","quantity":1,"unitPrice":"1"}],"note":"\\"ă\\""}]';
    expect(issue({ ...INPUT, note: '"ă"', language: 'ro' }, DEFAULTS)).toBe(createHash('sha256').update(text).digest('hex'));
    const odd = { b: [null, { d: null, c: [] }, {}], a: { x: { y: null } }, c: false, d: 0, e: '' };
    expect(fingerprintOf('x', odd, { d: 0 })).toBe(createHash('sha256').update('["x",{"b":[null,{"c":[]},{}],"c":false,"e":""}]').digest('hex'));
  });

  it('tells texts that are no numbers apart: a name 1.0 is not a name 1.00', () => {
    const named = (name: string): string => issue({ ...INPUT, lines: [{ ...LINE, name }] });
    expect(named('1.0')).not.toBe(named('1.00'));
  });

  it('tells the order of lines', () => {
    const [one, two] = [{ ...LINE, name: 'one' }, { ...LINE, name: 'two' }];
    expect(issue({ ...INPUT, lines: [one, two] })).not.toBe(issue({ ...INPUT, lines: [two, one] }));
  });

  it('tells operations apart', () => {
    expect(fingerprintOf('invoiceCancel', { invoiceId: 'a' }, {})).not.toBe(fingerprintOf('invoiceSuspend', { invoiceId: 'a' }, {}));
  });

  it('of any plain data does not hang from the order of members', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, shuffled(member)]));
    };
    fc.assert(fc.property(fc.object({ values: [fc.string(), fc.integer(), fc.boolean()], maxDepth: 3 }), (input) => fingerprintOf('x', shuffled(input), {}) === fingerprintOf('x', input, {})));
  });
});
