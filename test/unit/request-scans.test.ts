import fc from 'fast-check';
import { Lexer, parse, Source, TokenKind } from 'graphql';
import { describe, expect, it } from 'vitest';

import { createBoundedCache } from '../../src/server/limits/bounded-cache.ts';
import { measureDocument } from '../../src/server/limits/measure-document.ts';
import { scanDocument } from '../../src/server/limits/scan-document.ts';
import { scanJson } from '../../src/server/limits/scan-json.ts';

/** As graphql-js reads it. */
const tokensOf = (text: string): number => {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
};

const depthOf = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);
const valuesOf = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Object.values(value).map(valuesOf).reduce((sum, count) => sum + count, 0) : 1);

describe('the walk over JSON', () => {
  it('tells depth and values as they are, whatever stands in texts', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 2 }), (value, indent) => {
        const { depth, values } = scanJson(JSON.stringify(value, null, indent));
        expect(depth).toBe(depthOf(value));
        // An empty object or list is told as if it held something.
        expect(values).toBeGreaterThanOrEqual(valuesOf(value));
      }),
    );
  });

  it.each(['"', '"\\', '{"a":"\\"', '["\\\\"', '\\"', ''])('ends with %j', (text) => {
    expect(scanJson(text).depth).toBeLessThanOrEqual(1);
  });
});

describe('the walk over a document', () => {
  it.each([
    '{ a }',
    'query ($a: [Int!]! = [1, -2.5e+3], $b: String = "x # \\" {") @d { a(b: """block "quoted" \\""" { # no """, c: $a) { ...F ... on T { b } } } # end {',
    '#only\n#comments\r\n{a}',
    '"""description""" type A implements B & C { a(b: Int = 1): [D!]! } union U = | A | B',
    '\ufeff{ a,,, b }',
    'fragment é',
  ])('counts the tokens of %j as graphql-js does', (text) => {
    let expected: number;
    try {
      expected = tokensOf(text);
    } catch {
      // What is no GraphQL has no right number.
      expect(scanDocument(text).tokens).toBeGreaterThan(0);
      return;
    }
    expect(scanDocument(text).tokens).toBe(expected);
  });

  it('never counts less than graphql-js, and never fails', () => {
    const pieces = fc.constantFrom('{', '}', '(', ')', '[', ']', ':', '!', '$a', '...', 'name', '"text"', '"a\\"b"', '"""block"""', '12', '-1.5', '# comment\n', ' ', ',', '\n', '@', '|', '&', '=');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join(' ');
        expect(scanDocument(text).tokens).toBe(tokensOf(text));
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void scanDocument(text)));
  });

  it('tells comments and brackets', () => {
    expect(scanDocument('{ a(b: [{ c: 1 }]) } # ș {{{\n# x')).toMatchObject({ commentBytes: 8 + 3, brackets: 4 });
    expect(scanDocument('"""\n{{{{\n# no\n""" {').brackets).toBe(1);
  });
});

describe('the measure of a document', () => {
  const of = (text: string) => measureDocument(parse(text), 2_000);

  it('follows fragments', () => {
    expect(of('{ a { ...F b } c: b @x @y } fragment F on T { d { e } b ...G } fragment G on T { f { g { h } } }')).toEqual({
      operations: 1, fragments: 2, directives: 2, placeDirectives: 2, depth: 4, fields: 9, rootFields: 2, aliases: 1, duplicates: 1, cycle: null,
    });
  });

  it('is of every operation and of fragments that nothing spreads', () => {
    expect(of('query A { a } query B { b { c } d e } fragment F on T { x { y { z } } x { y { z } } }')).toMatchObject({ operations: 2, fragments: 1, depth: 3, fields: 11, rootFields: 3, duplicates: 3 });
  });

  it('finds what stands twice across fragments, whatever their types', () => {
    expect(of('{ n { ... on A { id x } ... on B { id x } ...F } } fragment F on C { id y: x }')).toMatchObject({ aliases: 2, duplicates: 3 });
  });

  it('counts on without looking where there is too much', () => {
    const text = `{ ...F1 } ${Array.from({ length: 40 }, (_, i) => `fragment F${i + 1} on T { ${i === 39 ? 'a' : `...F${i + 2} ...F${i + 2}`} }`).join(' ')}`;
    expect(of(text)).toMatchObject({ fields: 2 ** 39, duplicates: 0 });
    const deep = `{ ...F1 } ${Array.from({ length: 60 }, (_, i) => `fragment F${i + 1} on T { ${i === 59 ? 'a' : `...F${i + 2} ...F${i + 2}`} }`).join(' ')}`;
    expect(of(deep).fields).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    ['{ ...A } fragment A on T { a { ...B } } fragment B on T { ...A }', ['A', 'B', 'A']],
    ['{ a } fragment A on T { ...A }', ['A', 'A']],
    ['{ ...X } fragment A on T { ...B } fragment B on T { ...A }', ['B', 'A', 'B']],
  ])('finds the circle in %s', (text, cycle) => {
    expect(of(text).cycle).toEqual(cycle);
  });

  it('takes fragments that are not there, or there twice', () => {
    expect(of('{ ...Nope ...A } fragment A on T { a } fragment A on T { b { c } }')).toMatchObject({ fragments: 2, fields: 3, depth: 2 });
  });
});

describe('a bounded cache', () => {
  it('keeps what was used last, within its number and its weight', () => {
    const cache = createBoundedCache<number>({ entries: 2, chars: 10 });
    cache.set('a', 1);
    cache.set('b', 2);
    expect(cache.get('a')).toBe(1);
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
    cache.set('123456789', 4);
    expect([cache.get('a'), cache.get('c'), cache.get('123456789')]).toEqual([undefined, 3, 4]);
    cache.set('12345678901', 5);
    expect([cache.get('c'), cache.get('12345678901')]).toEqual([undefined, undefined]);
    cache.set('x', 6);
    cache.set('x', 7);
    expect(cache.get('x')).toBe(7);
  });
});
