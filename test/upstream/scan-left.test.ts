import { describe, expect, it } from 'vitest';

import { ReplyScanner } from '../../src/upstream/scan/scan-reply.ts';
import { ScannedRow } from '../../src/upstream/scan/scanned-row.ts';
import { envelope, expectPage, expectRow, pageJson, parsedRow, readPage } from './kit/scanned.ts';

const ROW = '{"id":1,"a":"x","b":null}';
const PAGE = pageJson([ROW, ROW]);
const GOOD = envelope(PAGE).toString();

const isLeft = (reply: string | Buffer, form: 'page' | 'row' = 'page'): boolean => {
  const bytes = Buffer.from(reply);
  const warm = new ReplyScanner();
  readPage(warm, PAGE);
  const left = [new ReplyScanner().read(bytes, form), warm.read(bytes, form), new ReplyScanner({ ownTexts: true }).read(bytes, form)].map((data) => data === undefined);
  // What was left does not keep good replies from being read.
  readPage(warm, PAGE);
  expect(new Set(left).size).toBe(1);
  return left[0] === true;
};

describe('a reply is left', () => {
  it.each<[string, string]>([
    ['it is empty', ''],
    ['it is no JSON', '<!doctype html><title>It works</title>'],
    ['it is JSON in another form', '[]'],
    ['it begins with a byte order mark', `\uFEFF${GOOD}`],
    ['it begins with white space', ` ${GOOD}`],
    ['it ends with white space', `${GOOD}\n`],
    ['it goes on', `${GOOD}x`],
    ['it comes twice', GOOD + GOOD],
    ['it has a brace too many', `${GOOD}}`],
    ['it has a NUL too many', `${GOOD}\0`],
    ['it lacks a brace', GOOD.slice(0, -1)],
    ['it refuses', GOOD.replace('"OK"', '"FAIL"')],
    ['its status is something else', GOOD.replace('"OK"', '"ok"')],
    ['its status is escaped', GOOD.replace('"OK"', '"\\u004fK"')],
    ['its status comes after the data', `{"data":${PAGE},"status":"OK"}`],
    ['it has no status', `{"data":${PAGE}}`],
    ['it has no data', '{"status":"OK"}'],
    ['something stands before the data', `{"status":"OK","session_id":"x","data":${PAGE}}`],
    ['its status comes again', `${GOOD.slice(0, -1)},"status":"FAIL"}`],
    ['its status comes again later', `${GOOD.slice(0, -1)},"session_id":"x","status":"OK"}`],
    ['its data come again', `${GOOD.slice(0, -1)},"data":null}`],
    ['a key behind the data is escaped: it may be one of these', `${GOOD.slice(0, -1)},"st\\u0061tus":"FAIL"}`],
    ['what is behind the data is no JSON', `${GOOD.slice(0, -1)},"x":}`],
    ['a comma is behind the data', `${GOOD.slice(0, -1)},}`],
    ['white space is behind the data', `${GOOD.slice(0, -1)} }`],
    ['what is behind the data is nested too deep', `${GOOD.slice(0, -1)},"x":${'['.repeat(17)}${']'.repeat(17)}}`],
  ])('where %s', (_name, reply) => {
    expect(isLeft(reply)).toBe(true);
  });

  it('wherever white space stands outside of its texts', () => {
    const places = [...GOOD.matchAll(/[{}[\],:]/g)].flatMap(({ index }) => [index, index + 1]);
    for (const place of new Set(places)) {
      for (const space of [' ', '\n', '\r\n', '\t']) {
        const reply = GOOD.slice(0, place) + space + GOOD.slice(place);
        expect(JSON.parse(reply)).toStrictEqual(JSON.parse(GOOD));
        expect([reply, isLeft(reply)]).toEqual([reply, true]);
      }
    }
    const pretty = JSON.stringify(JSON.parse(GOOD), null, 2);
    expect(isLeft(pretty)).toBe(true);
  });

  it.each([`,"x":1}`, `,"previous":${GOOD},"name":"ș"}`, `,"Status":"FAIL","DATA":null}`, ',"x":{"status":"FAIL","data":1}}', ',"":null}', ',"status ":1}'])('where it matters alone: not with %s behind the data', (rest) => {
    const bytes = Buffer.from(GOOD.slice(0, -1) + rest);
    expectPage(new ReplyScanner().read(bytes, 'page'), bytes);
  });
});

describe('a page is left', () => {
  it.each<[string, string]>([
    ['null', 'null'], ['a list', '[]'], ['a text', '"x"'], ['a number', '1'], ['an empty object', '{}'], ['not there', ''],
    ['a page whose rows are an object', `{"recordsFiltered":1,"records":{"1":${ROW}}}`],
    ['a page whose rows are null', '{"recordsFiltered":1,"records":null}'],
    ['a page whose rows come twice', `{"recordsFiltered":1,"records":[${ROW}],"records":[${ROW}]}`],
    ['a page whose rows come twice, none at first', `{"recordsFiltered":1,"records":[],"records":[${ROW}]}`],
    ['a page whose rows may come twice', `{"recordsFiltered":1,"records":[${ROW}],"r\\u0065cords":[]}`],
    ['a page whose count comes twice', '{"recordsFiltered":1,"recordsFiltered":2,"records":[]}'],
    ['a page whose total comes twice', '{"recordsTotal":null,"recordsTotal":2,"records":[]}'],
    ['a page whose count may come twice', '{"recordsFiltered":1,"records":[],"records\\u0046iltered":2}'],
    ['a page without a comma', '{"recordsFiltered":1"records":[]}'],
    ['a page with a comma too many', '{"recordsFiltered":1,"records":[],}'],
    ['a page with a count that is none', '{"recordsFiltered":01,"records":[]}'],
    ['a page that ends as a list', '{"recordsFiltered":1,"records":[]]'],
    ['rows without a comma', `{"records":[${ROW}${ROW}]}`],
    ['rows with a comma too many', `{"records":[${ROW},]}`],
    ['rows with a comma before', `{"records":[,${ROW}]}`],
    ['rows that end as an object', `{"records":[${ROW}}}`],
    ['a row that is null', `{"records":[${ROW},null]}`],
    ['a row that is a list', `{"records":[${ROW},[]]}`],
    ['a row that is a list of rows', `{"records":[[${ROW}]]}`],
    ['a row that is a text', '{"records":["x"]}'],
    ['a row that is a number', '{"records":[1]}'],
    ['a row that is true', '{"records":[true]}'],
  ])('that is %s', (_name, data) => {
    expect(isLeft(envelope(data))).toBe(true);
  });
});

describe('a row is left', () => {
  it.each<[string, string]>([
    ['it is empty', '{}'],
    ['a member comes twice', '{"id":1,"a":1,"id":2}'],
    ['a member may come twice', '{"id":1,"\\u0069d":2}'],
    ['a key is escaped', '{"\\u0069d":1}'],
    ['a key is escaped later', '{"id":1,"b\\/c":1}'],
    ['a key is not ASCII', '{"id":1,"ș":1}'],
    ['a key is empty', '{"":1}'],
    ['a key has a space', '{"a b":1}'],
    ['a key has a dot', '{"a.b":1}'],
    ['a key has a quote', '{"a\\"b":1}'],
    ['a key begins with a digit', '{"1":1}'],
    ['a key is a place in a list', '{"id":1,"0":2}'],
    ['a key is longer than keys are', `{"${'k'.repeat(65)}":1}`],
    ['it names its prototype', '{"id":1,"__proto__":{"amount":"5.00"}}'],
    ['it names its prototype, and that null', '{"__proto__":null}'],
    ['it has a constructor', '{"id":1,"constructor":{}}'],
    ['it has a toString', '{"toString":1}'],
    ['it has a valueOf', '{"valueOf":1}'],
    ['it has a hasOwnProperty', '{"hasOwnProperty":1}'],
    ['it has a toJSON', '{"toJSON":1}'],
    ['it has a __defineGetter__', '{"__defineGetter__":1}'],
    ['a comma is too many', '{"id":1,}'],
    ['a colon is missing', '{"id"1}'],
    ['a value is missing', '{"id":}'],
    ['a value is no JSON', '{"id":01}'],
    ['a text has a control character', '{"id":"a\tb"}'],
    ['a text has an escape that is none', '{"id":"\\x41"}'],
    ['it is cut off', '{"id":1'],
    ['it ends as a list', '{"id":1]'],
    ['a value is nested too deep', `{"id":${'['.repeat(17)}${']'.repeat(17)}}`],
  ])('where %s', (_name, row) => {
    expect(isLeft(envelope(row), 'row')).toBe(true);
    expect(isLeft(envelope(pageJson([row])))).toBe(true);
    expect(isLeft(envelope(pageJson([ROW, row, ROW])))).toBe(true);
  });

  it.each(['null', '[]', '[1]', '"x"', '1', 'true', '', `[${ROW}]`])('where %s is in its place', (data) => {
    expect(isLeft(envelope(data), 'row')).toBe(true);
  });

  it('where it is of a known shape but for one byte of its keys', () => {
    for (let at = 0; at < ROW.length; at += 1) {
      if (!'":,{}'.includes(ROW.charAt(at))) continue;
      const odd = `${ROW.slice(0, at)};${ROW.slice(at + 1)}`;
      expect([odd, isLeft(envelope(odd), 'row'), isLeft(envelope(pageJson([ROW, odd])))]).toEqual([odd, true, true]);
    }
  });

  it('and one whose values are nested as deep as may be is not', () => {
    const bytes = envelope(`{"id":${'['.repeat(16)}${']'.repeat(16)},"z":{"a":${'['.repeat(15)}${']'.repeat(15)}}}`);
    expectRow(new ReplyScanner().read(bytes, 'row'), parsedRow(bytes));
  });
});

describe('bytes that are no UTF-8', () => {
  const INVALID: readonly (readonly [string, readonly number[]])[] = [
    ['a byte that begins nothing', [0x80]], ['a beginning alone', [0xc3]], ['two of three bytes', [0xe2, 0x82]], ['three of four bytes', [0xf0, 0x9f, 0x91]], ['half of a pair', [0xed, 0xa0, 0xbd]],
    ['a long form', [0xc0, 0xa2]], ['a long quote', [0xc1, 0x9c]], ['no byte of any', [0xff]], ['some of all', [0xfe, 0xff, 0xc3, 0xa9, 0xe2, 0x28, 0xa1, 0xf8]], ['a mark', [0xef, 0xbb, 0xbf]], ['half a mark', [0xef, 0xbb]],
  ];

  it.each(INVALID)('are what they are to everybody in a text: %s', (_name, odd) => {
    for (const [before, after] of [['', ''], ['a', ''], ['', 'b'], ['ș', 'ț'], ['\\n', '\\"'], ['\\u00e9', ''], ['', '\\\\'], ['€'.repeat(3_000), '']] as const) {
      const value = Buffer.concat([Buffer.from(`"${before}`), Buffer.from(odd), Buffer.from(`${after}"`)]);
      const row = Buffer.concat([Buffer.from('{"id":1,"a":'), value, Buffer.from(',"b":{"c":'), value, Buffer.from('},"d":"x","z":['), value, Buffer.from(']}')]);
      const bytes = Buffer.concat([Buffer.from('{"status":"OK","data":'), row, Buffer.from('}')]);
      const parsed = parsedRow(bytes);
      expect(JSON.stringify(parsed)).toContain(odd[0] === 0xef && odd.length === 3 ? '\uFEFF' : '\uFFFD');
      expectRow(new ReplyScanner().read(bytes, 'row'), parsed);
      const page = Buffer.concat([Buffer.from('{"status":"OK","data":{"recordsTotal":'), value, Buffer.from(',"records":['), row, Buffer.from(`,${ROW}]},"x":`), value, Buffer.from('}')]);
      expectPage(new ReplyScanner().read(page, 'page'), page);
    }
  });

  it('are no key of a row, nor anything between', () => {
    for (const row of ['{"i\x80d":1}', '{"id":\x801}', '{\xc3"id":1}', '{"id":1\xff}']) expect(isLeft(Buffer.from(`{"status":"OK","data":${row}}`, 'latin1'), 'row')).toBe(true);
  });
});

it('a row is no page, and a page is a row of its own', () => {
  const [page, row] = [envelope(PAGE), envelope(ROW)];
  expectRow(new ReplyScanner().read(page, 'row'), parsedRow(page));
  expect(new ReplyScanner().read(row, 'page')).toStrictEqual({});
  expect(new ReplyScanner().read(row, 'row')).toBeInstanceOf(ScannedRow);
});
