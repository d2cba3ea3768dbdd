import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { skipKey, skipText, skipValue } from '../../src/upstream/scan/skip-json.ts';
import { jsonText, jsonValue, NUMBERS } from './kit/json-texts.ts';

/** Raise them for a long search. */
const VALUES = 1_000;
const MUTANTS = 4_000;
const SEED = 20_261_128;

const bytesOf = (json: string): Buffer => Buffer.from(json, 'utf8');

const isJson = (bytes: Buffer): boolean => {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
};

const isWalkedOver = (bytes: Buffer): boolean => skipValue(bytes, 0) === bytes.length;
const hasSpace = (bytes: Buffer): boolean => bytes.some((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

/** It is walked over exactly where it is JSON; what has white space, which may stand between tokens, only where it is. */
const expectSameAsParse = (bytes: Buffer): void => {
  const [walked, parsed] = [isWalkedOver(bytes), isJson(bytes)];
  if (walked !== parsed && (walked || !hasSpace(bytes))) expect({ json: bytes.toString('latin1'), walked }).toEqual({ json: bytes.toString('latin1'), walked: parsed });
};

const replaced = (bytes: Buffer, at: number, removed: number, ...inserted: number[]): Buffer => Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at + removed)]);

const SAMPLE = bytesOf('{"a":[1,-0.5e+3,true,false,null,"x\\u00e9\\n€\\\\"],"":{},"b":[[],[0]]}');

describe('a JSON value', () => {
  it('is walked over to its end, whatever follows', () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom('', ',', '}', ']', ',"a":1}', ' '), fc.constantFrom('', '"a":', '[[['), (json, after, before) => {
        const [value, start] = [bytesOf(json), bytesOf(before).length];
        expect(isJson(value)).toBe(true);
        expect(skipValue(bytesOf(before + json + after), start)).toBe(start + value.length);
      }),
      { numRuns: VALUES, seed: SEED },
    );
  });

  it('is walked over only where it is JSON: bytes changed, removed, inserted, cut off', () => {
    const mutation = fc.record({ at: fc.nat(), byte: fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[],:0-.eutfn')), fc.integer({ min: 0, max: 255 })), kind: fc.constantFrom('change', 'remove', 'insert', 'cut') });
    fc.assert(
      fc.property(jsonValue, fc.array(mutation, { minLength: 1, maxLength: 3 }), (json, mutations) => {
        let bytes = bytesOf(json);
        for (const { at, byte, kind } of mutations) {
          const place = at % (bytes.length + 1);
          if (kind === 'cut') bytes = bytes.subarray(0, place);
          else bytes = replaced(bytes, place, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [byte]));
        }
        expectSameAsParse(bytes);
      }),
      { numRuns: MUTANTS, seed: SEED },
    );
  });

  it('is walked over only where it is JSON: each byte of a sample as any other, beside any other, and gone', () => {
    expect(isWalkedOver(SAMPLE)).toBe(true);
    for (let at = 0; at <= SAMPLE.length; at += 1) {
      expectSameAsParse(SAMPLE.subarray(0, at));
      expectSameAsParse(replaced(SAMPLE, at, 1));
      for (let byte = 0; byte < 256; byte += 1) {
        expectSameAsParse(replaced(SAMPLE, at, 1, byte));
        expectSameAsParse(replaced(SAMPLE, at, 0, byte));
      }
    }
  });

  it('ends within the bytes that are given, though there are more behind them', () => {
    const all = bytesOf('[1,"abc",true]');
    for (let end = 0; end < all.length; end += 1) expect([end, skipValue(all.subarray(0, end), 0)]).toEqual([end, -1]);
    expect(skipValue(all.subarray(1, 2), 0)).toBe(1);
  });

  it.each(NUMBERS)('is the number %s', (number) => {
    for (const after of ['', ',', '}', ']']) expect(skipValue(bytesOf(number + after), 0)).toBe(number.length);
  });

  it.each(['-', '+1', '.5', '1.', '1.e3', '1e', '1e+', '1e-', '--1', '-a', 'Infinity', '-Infinity', 'NaN', 'tru', 'True', 'nul', 'nill', 'fals', 'falsy', 'undefined', "'a'", '', ' 1', '\uFEFF1'])('is not %j', (json) => {
    expect(skipValue(bytesOf(json), 0)).toBe(-1);
  });

  it.each(['01', '-01', '00', '0x1', '1_000', '1a', '1.5.5', 'truex', 'nullnull', '""""', '{}{}', '[1]]', '1 '])('ends before the rest of %j', (json) => {
    expect(skipValue(bytesOf(json), 0)).toBeGreaterThan(0);
    expect(isWalkedOver(bytesOf(json))).toBe(false);
  });

  it.each(['[,]', '[1,]', '[,1]', '[1 ,2]', '[ ]', '{,}', '{"a"}', '{"a":}', '{"a":1,}', '{"a" :1}', '{"a": 1}', '{ }', '{a:1}', '{1:1}', '{"a":1"b":2}', '[1"b"]', '{"a":1]', '[1}', '[', '{', '{"a":1', '[1'])('is not %s', (json) => {
    expect(skipValue(bytesOf(json), 0)).toBe(-1);
  });

  it('has so many lists and objects within each other, and no more', () => {
    const nested = (depth: number, open: string, core: string, close: string): Buffer => bytesOf(open.repeat(depth) + core + close.repeat(depth));
    for (const [open, core, close] of [['[', '', ']'], ['[', '1', ']'], ['{"a":', '{}', '}'], ['{"a":', 'null', '}']] as const) {
      const most = core === '{}' ? 15 : 16;
      expect(isWalkedOver(nested(most, open, core, close))).toBe(true);
      expect(skipValue(nested(most + 1, open, core, close), 0)).toBe(-1);
    }
    expect(isWalkedOver(bytesOf(`${'[{"a":'.repeat(8)}1${'}]'.repeat(8)}`))).toBe(true);
    expect(skipValue(bytesOf(`${'[{"a":'.repeat(8)}[]${'}]'.repeat(8)}`), 0)).toBe(-1);
    // What stands side by side is not deeper.
    expect(isWalkedOver(bytesOf(`[${'[[]],'.repeat(1_000)}{}]`))).toBe(true);
    // Nor does it take the stack what a hostile reply nests.
    expect(skipValue(nested(1_000_000, '[', '', ']'), 0)).toBe(-1);
    expect([skipValue(bytesOf('[]'), 0, 15), skipValue(bytesOf('[]'), 0, 16), skipValue(bytesOf('"a"'), 0, 16)]).toEqual([2, -1, 3]);
  });
});

describe('a text', () => {
  it('is walked over from the byte after its quote, and so is a key with its colon', () => {
    fc.assert(
      fc.property(jsonText, fc.constantFrom('', '"', ':', ',"a"'), (json, after) => {
        const { length } = bytesOf(json);
        expect(skipText(bytesOf(json + after), 1)).toBe(length);
        expect(skipKey(bytesOf(`{${json}:1`), 1)).toBe(length + 2);
        expect(skipKey(bytesOf(`{${json}${after}`), 1)).toBe(after === ':' ? length + 2 : -1);
      }),
      { numRuns: VALUES, seed: SEED },
    );
  });

  it('has no control characters, and any other byte', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const bytes = Buffer.from([0x22, byte, 0x22]);
      if (byte === 0x22) expect(skipText(bytes, 1)).toBe(2);
      else expect([byte, skipText(bytes, 1)]).toEqual([byte, isJson(bytes) ? 3 : -1]);
    }
  });

  it('has the escapes of JSON', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const bytes = Buffer.from([0x22, 0x5c, byte, 0x22, 0x22]);
      const end = byte === 0x22 ? 4 : isJson(bytes.subarray(0, 4)) ? 4 : -1;
      expect([byte, skipText(bytes, 1)]).toEqual([byte, end]);
      for (let place = 0; place < 4; place += 1) {
        const code = Buffer.from('"\\u0aF9"');
        code[3 + place] = byte;
        expect([place, byte, skipText(code, 1)]).toEqual([place, byte, isJson(code) ? 8 : -1]);
      }
    }
  });

  it.each(['', 'a', '\\', '\\"', '\\u', '\\u0', '\\u00', '\\u004', '\\u0041', '\\u004"', '\\u"', 'ș\\'])('does not end in %j', (rest) => {
    expect(skipText(bytesOf(rest), 0)).toBe(-1);
    expect(skipKey(bytesOf(`"${rest}`), 0)).toBe(-1);
  });

  it.each(['a":1', ':', '"a"', '"a" :', '"a"=', "'a':", '{"a":', '"a"":', ''])('is no key where it is %j', (json) => {
    expect(skipKey(bytesOf(json), 0)).toBe(-1);
  });
});
