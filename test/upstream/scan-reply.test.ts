import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ReplyScanner } from '../../src/upstream/scan/scan-reply.ts';
import { jsonNumber, jsonText, jsonValue, likePhp, NUMBERS } from './kit/json-texts.ts';
import { customerRow, invoiceRow, pageOf, paymentRow, subscriptionRow } from './kit/rows.ts';
import type { Row } from './kit/scanned.ts';
import { envelope, expectPage, expectRow, membersJson, pageJson, parsedPage, parsedRow, readPage, rowJson } from './kit/scanned.ts';

/** Raise it for a long search. */
const RUNS = 200;
const SEED = 20_261_128;

const read = (json: string, scanner = new ReplyScanner()): unknown => scanner.read(envelope(json), 'page');
const range = (length: number): readonly number[] => Array.from({ length }, (_, n) => n);
/** Row `n` of many, with so many members. */
const wide = (n: number, members: number): string => membersJson(range(members).map((member) => [`m${member}`, member % 3 === 0 ? `"${n} ${member} ș"` : String(n * 1_000 + member)]));

describe('a row that was read', () => {
  it.each(NUMBERS)('has the number %s, wherever it stands', (number) => {
    readPage(new ReplyScanner(), pageJson([rowJson({ id: number, n: number, last: number }), rowJson({ id: '1', n: number, last: 'null' })]));
  });

  it.each([
    'true', 'false', 'null', '""', '" "', '"a"', '"ș"', '"Домен"', '"€"', '"👍"', '"\u007f"', '"\u2028"', '"\uFEFF"', '"\uFEFFa"', '"\\""', '"\\\\"', '"\\\\\\""', '"a\\/b"', '"\\u0219"', '"\\ud83d\\udc4d"', '"\\ud83d"',
    '"\\udc4dș"', '"\\u0000"', '"\\n\\r\\t\\b\\f"', '"{\\"a\\":1}"', '"}"', '"\\u005c"', '{}', '[]', '{"a":{"b":[1,"ș"]},"__proto__":1,"a":2}', '[[],{},"\\u00e9","é",-0]', '{"ș":"ț"}', '{"\\u0069d":1}', '[null]',
  ])('has the value %s, wherever it stands', (value) => {
    readPage(new ReplyScanner(), pageJson([rowJson({ id: value, n: value, last: value }), rowJson({ id: '1', n: value, last: '"x"' })]));
    const bytes = envelope(rowJson({ id: '1', only: value }));
    expectRow(new ReplyScanner().read(bytes, 'row'), parsedRow(bytes));
  });

  it('has members of all plain names', () => {
    const names = ['a', 'A', '_', 'a-b', 'snake_case', 'camelCase', 'x9', 'n'.repeat(64), 'length', 'name', 'id', 'status', 'data', 'records', 'then', 'prototype', 'arguments'];
    readPage(new ReplyScanner(), pageJson([membersJson(names.map((name, n) => [name, String(n)]))]));
  });

  it('lets nobody change it, and has nothing of its own', () => {
    const [row] = readPage(new ReplyScanner(), pageJson(['{"id":1,"items":{"1":{"a":1}}}']));
    expect(() => Object.assign(row as object, { id: 2 })).toThrow(TypeError);
    (row?.items as Record<string, unknown>)['1'] = null;
    expect([row?.id, row?.items, Object.keys(row ?? {})]).toStrictEqual([1, { 1: { a: 1 } }, []]);
  });
});

describe('a page that was read', () => {
  const names = ['id', 'status', 'amount', 'items', 'caption', 'moment', 'tva', 'is_archived', 'doc_url', 'Upper', '_x', 'a-b'];
  /** Up to eight lists of keys, and rows of each, in any order. */
  const rows = fc.array(fc.shuffledSubarray(names, { minLength: 1 }), { minLength: 1, maxLength: 8 }).chain((shapes) =>
    fc.array(
      fc.constantFrom(...shapes).chain((keys) => fc.tuple(...keys.map(() => fc.oneof(jsonValue, jsonText, jsonNumber))).map((values) => membersJson(keys.map((key, n) => [key, values[n] ?? 'null'])))),
      { maxLength: 8 },
    ));
  const count = fc.oneof(fc.constantFrom('0', '7', '"9"', 'null', '-1', '1e3', '"\\u0031"', '[]', '{"a":1}', 'true'), jsonValue);
  const pages = rows.chain((some) => fc.record({
    rows: fc.constant(some),
    total: count,
    filtered: count,
    order: fc.shuffledSubarray(['recordsTotal', 'recordsFiltered', 'records', 'draw', 'ș', '__proto__'], { minLength: 3 }).map((keys) => (keys.includes('records') ? keys : [...keys, 'records'])),
    after: fc.constantFrom('', ',"session_id":"ș"', ',"previous":{"data":1},"Status":"FAIL"', ',"records":[]'),
  }));

  it('is what `JSON.parse` makes of it, and stays so when others are read', () => {
    fc.assert(
      fc.property(fc.array(pages, { minLength: 1, maxLength: 3 }), (each) => {
        const replies = each.map(({ rows: some, total, filtered, order, after }) => {
          const values: Readonly<Record<string, string>> = { recordsTotal: total, recordsFiltered: filtered, records: `[${some.join(',')}]`, draw: '[1,{"a":"\\n"}]', ș: '1', __proto__: 'null' };
          return Buffer.from(`{"status":"OK","data":${membersJson(order.map((key) => [key, Object.getOwnPropertyDescriptor(values, key)?.value as string | undefined ?? '0']))}${after}}`);
        });
        const shapes = new Set(replies.flatMap((bytes) => parsedPage(bytes).records.map((row) => Object.keys(row).join(' '))));
        const scanner = new ReplyScanner();
        const readings = replies.map((bytes) => scanner.read(bytes, 'page'));
        if (shapes.size <= 8) for (const [n, bytes] of replies.entries()) expectPage(readings[n], bytes);
        else for (const [n, bytes] of replies.entries()) if (readings[n] !== undefined) expectPage(readings[n], bytes);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('may be empty', () => {
    for (const json of ['{"recordsTotal":0,"recordsFiltered":0,"records":[]}', '{"records":[]}', '{"records":[],"recordsTotal":"5"}']) readPage(new ReplyScanner(), json);
    expect(read('{"recordsTotal":3}')).toStrictEqual({ recordsTotal: 3 });
  });

  it('has the rows of the contract', () => {
    for (const row of [invoiceRow, customerRow, paymentRow, subscriptionRow]) {
      const scanner = new ReplyScanner();
      const json = JSON.stringify(pageOf(row(), row({ id: 2, remark: 'ș "quoted"\n' }), row({ id: 3, brand_new: { a: [1] } })));
      readPage(scanner, json);
      readPage(scanner, likePhp(json));
    }
  });
});

describe('shapes', () => {
  const shape = (n: number): string => rowJson({ id: String(n), [`k${n}`]: `"v${n}"`, last: 'null' });

  it('are told apart in one page, whatever comes first', () => {
    readPage(new ReplyScanner(), pageJson(['{"a":1,"b":2}', '{"b":2,"a":1}', '{"a":1}', '{"a":1,"b":2,"c":3}', '{"a":2,"b":3}', '{"b":3}', '{"a":{"a":1},"b":2}', '{"ab":1}']));
  });

  it('are eight of one endpoint; a page with a ninth is left, and those that are known are read on', () => {
    const scanner = new ReplyScanner();
    readPage(scanner, pageJson(range(4).map(shape)));
    readPage(scanner, pageJson(range(8).map(shape)));
    expect(read(pageJson([shape(1), shape(8)]), scanner)).toBeUndefined();
    expect(read(pageJson([shape(8)]), scanner)).toBeUndefined();
    readPage(scanner, pageJson([...range(8), ...range(8).toReversed(), 7, 0, 7, 3, 3].map(shape)));
  });

  it('are not used up by rows that can have none', () => {
    const scanner = new ReplyScanner();
    for (const n of range(20)) expect(read(pageJson([`{"id":${n},"k${n}":1,"k${n}":2}`]), scanner)).toBeUndefined();
    readPage(scanner, pageJson(range(8).map(shape)));
  });
});

describe('a long row', () => {
  it('has 128 members, and no more', () => {
    readPage(new ReplyScanner(), pageJson([wide(1, 128), wide(2, 127), wide(3, 128)]));
    expect(read(pageJson([wide(1, 129)]))).toBeUndefined();
  });

  it('has its last value end within 65 535 bytes', () => {
    const upTo = (offset: number, last: string): string => `{"id":"${'x'.repeat(offset - Buffer.byteLength(`{"id":"","z":${last}`))}","z":${last}}`;
    expect(upTo(65_535, '12').indexOf('}')).toBe(65_535);
    for (const last of ['12', '"ș"', JSON.stringify('ș'.repeat(30_000))]) {
      readPage(new ReplyScanner(), pageJson([upTo(65_000, '1'), upTo(65_535, last)]));
      expect(read(pageJson([upTo(65_000, '1'), upTo(65_536, last)]))).toBeUndefined();
      expect(read(pageJson([upTo(65_536, last)]))).toBeUndefined();
    }
  });

  it('takes the place of no shape where it is left', () => {
    const scanner = new ReplyScanner();
    const long = `{"id":1,"a":"${'x'.repeat(70_000)}","b":2}`;
    for (const _ of range(10)) expect(read(pageJson([long]), scanner)).toBeUndefined();
    for (const n of range(7)) readPage(scanner, pageJson([rowJson({ id: '1', [`k${n}`]: '2' }), '{"id":1,"a":"short","b":2}']));
  });
});

describe('offsets', () => {
  it('are enough for any number of rows', () => {
    for (const members of [5, 100, 128]) readPage(new ReplyScanner(), pageJson(range(Math.ceil(9_000 / members)).map((n) => wide(n, members))));
  });

  it('of rows that are read later leave those before alone', () => {
    const scanner = new ReplyScanner();
    const pages = range(12).map((n) => envelope(pageJson(range(30).map((row) => wide(n * 100 + row, 20 + ((n + row) % 5) * 10)))));
    const readings = pages.map((bytes) => {
      const page = scanner.read(bytes, 'page');
      // One that is left in its last row has written offsets, too.
      expect(scanner.read(Buffer.concat([bytes.subarray(0, -4), Buffer.from('x}]}')]), 'page')).toBeUndefined();
      return page;
    });
    for (const [n, bytes] of pages.entries()) expectPage(readings[n], bytes);
  });

  it('are of text that is kept apart from the reply: its bytes may be used again', () => {
    const bytes = envelope(pageJson([wide(1, 9), wide(2, 9)]));
    const page = new ReplyScanner().read(bytes, 'page');
    const before = Buffer.from(bytes);
    bytes.fill(0x7b);
    expectPage(page, before);
  });
});

describe('a reply that is not whole', () => {
  const PAGES: readonly (readonly [string, string])[] = [
    ['invoices', likePhp(JSON.stringify(pageOf(invoiceRow({ remark: 'ș "„€”" 👍' }), invoiceRow({ id: 2, order_id: -1.5e3 }))))],
    ['customers', JSON.stringify(pageOf(customerRow(), customerRow({ id: 6, city: 'Chișinău', idno_verified: true })))],
    ['payments', JSON.stringify(pageOf(paymentRow(), paymentRow({ brand_new: [[], {}] })))],
    ['subscriptions', JSON.stringify(pageOf(subscriptionRow({ amount: 120.5 })))],
  ];

  it.each(PAGES)('is left wherever it is cut off: %s', (_name, json) => {
    const bytes = envelope(json);
    const warm = new ReplyScanner();
    expectPage(warm.read(bytes, 'page'), bytes);
    for (let end = 0; end < bytes.length; end += 1) {
      const cut = bytes.subarray(0, end);
      if (new ReplyScanner().read(cut, 'page') !== undefined || warm.read(cut, 'page') !== undefined) expect(cut.toString()).toBe('left');
    }
    expectPage(warm.read(bytes, 'page'), bytes);
  });

  /** Left, or as `JSON.parse` has it. */
  const isReadRight = (odd: Buffer, scanner: ReplyScanner): 'left' | 'read' => {
    const page = scanner.read(odd, 'page') as { readonly recordsTotal?: unknown; readonly recordsFiltered?: unknown; readonly records?: readonly Row[] } | undefined;
    if (page === undefined) return 'left';
    const { data, status } = JSON.parse(odd.toString('utf8')) as { readonly status: unknown; readonly data: typeof page };
    const rows = page.records?.map((row) => {
      const members: Record<string, unknown> = {};
      for (const key in row) members[key] = row[key];
      return members;
    });
    const isSame = status === 'OK' && isDeepStrictEqual([page.recordsTotal, page.recordsFiltered, rows], [data.recordsTotal, data.recordsFiltered, data.records]);
    if (!isSame) expect({ json: odd.toString(), rows }).toEqual({ json: odd.toString(), rows: data.records });
    return 'read';
  };
  const changed = (bytes: Buffer, at: number, byte: number | null): Buffer => Buffer.concat([bytes.subarray(0, at), byte === null ? Buffer.of() : Buffer.of(byte), bytes.subarray(at + 1)]);

  it('is never read as anything else than it is, whatever byte is changed or lost', () => {
    const bytes = Buffer.from('{"status":"OK","data":{"recordsTotal":12,"recordsFiltered":2,"records":[{"id":1,"a":"\\u0219\\"","b":[1.5,{"c":null}],"z":"ș"},{"id":-20,"a":"","b":true,"z":{}}]},"x":"y"}');
    const counts = { left: 0, read: 0 };
    for (let at = 0; at < bytes.length; at += 1) {
      for (const byte of [...Buffer.from('"\\{}[],:09e- b'), 0x00, 0xc3, 0xff, null]) counts[isReadRight(changed(bytes, at, byte), new ReplyScanner())] += 1;
    }
    expect(counts.read).toBeGreaterThan(bytes.length);
    expect(counts.left).toBeGreaterThan(bytes.length * 8);
  });

  it.each(PAGES)('is never read as anything else than it is, whatever bytes are changed or lost: %s', (_name, json) => {
    const mutation = fc.tuple(fc.nat(), fc.oneof(fc.constant(null), fc.constantFrom(...Buffer.from('"\\{}[],:09e-.unt')), fc.integer({ min: 0, max: 255 })));
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        isReadRight(mutations.reduce((bytes, [at, byte]) => changed(bytes, at % bytes.length, byte), envelope(json)), new ReplyScanner());
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
