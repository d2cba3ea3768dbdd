import { describe, expect, it } from 'vitest';

import type { ListPage } from '../../src/domain/list-query.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { UpstreamOddity } from '../../src/upstream/create-client.ts';
import type { EndpointName } from '../../src/upstream/endpoints.ts';
import { ReplyScanner } from '../../src/upstream/scan/scan-reply.ts';
import { parseCustomer } from '../../src/upstream/wire/customer.ts';
import type { Wire } from '../../src/upstream/wire/fields.ts';
import { parseInvoice } from '../../src/upstream/wire/invoice.ts';
import type { Parsing } from '../../src/upstream/wire/parsing.ts';
import { parsePayment } from '../../src/upstream/wire/payment.ts';
import { parseSubscription } from '../../src/upstream/wire/subscription.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { likePhp } from './kit/json-texts.ts';
import { reply } from './kit/loopback.ts';
import { customerRow, invoiceRow, pageOf, paymentRow, subscriptionRow } from './kit/rows.ts';
import { withClient } from './kit/with-client.ts';

const SCOPE = { language: 'ro' } as const;
const QUERY = { filter: {}, sort: [], start: 0, length: 100 };
const quiet: Parsing = { oddity: () => undefined, fault: (problem) => problem };

type Overrides = Readonly<Record<string, unknown>>;

/** One kind of rows: how they are asked for, and what each is. */
interface Kind {
  readonly name: string;
  readonly row: (overrides?: Record<string, unknown>) => Record<string, unknown>;
  readonly parse: (row: Wire, parsing: Parsing) => object;
  readonly list: (client: UpstreamClient) => Promise<ListPage<object>>;
  readonly get: (client: UpstreamClient) => Promise<object | null>;
  readonly odd: readonly Overrides[];
}

const TEXTS: readonly Overrides[] = ['', ' ', 'ș "„€”" \\ / 👍', '\u0000\u2028', '\ud83d'].map((text) => ({ currency: text, status: text, caption: text, topic: text, bank: text, tariff_alias: text, moment: text }));
const NUMBERS: readonly Overrides[] = [0, -0, 1e21, 1.5, 123456789012345, 9007199254740991, true, null].map((value) => ({ order_id: value, outer_number: value, idno: value, terminal: value, tariff_alias: value, is_archived: value, is_individual: value }));

const KINDS: readonly Kind[] = [
  {
    name: 'invoices', row: invoiceRow, parse: parseInvoice,
    list: (client) => client.listInvoices(SCOPE, QUERY), get: (client) => client.getInvoice(SCOPE, { publicKey: 'k' }),
    odd: [
      { doc_url: [], items: [] }, { doc_url: '{"pdf_url":"https://x.md/a.pdf"}', items: '[{"Name":"ș","UnitPrice":1,"Quantity":1,"TotalPrice":"1"}]' }, { amount: 554, amount_paid: null, tva_rate: 'none', tva_calc: 'over' },
      { brand_new: { a: [1, { b: null }] } }, { items: { 10: { Name: 'c', UnitPrice: 1, Quantity: 1, TotalPrice: 1 }, 2: { Name: 'b', UnitPrice: 1, Quantity: 1, TotalPrice: 1 } } }, { due_on: '0000-00-00', buyer_id: '0' },
    ],
  },
  {
    name: 'customers', row: customerRow, parse: parseCustomer,
    list: (client) => client.listCustomers(SCOPE, QUERY), get: (client) => client.getCustomer(SCOPE, { idno: '1' }),
    odd: [{ caption_long: '{"ro":"A","ru":"","en":null}' }, { caption_long: [], preferred_language: 'ru-RU' }, { first_name: 'Ion', last_name: 'Țurcanu' }, { last_update: undefined }],
  },
  {
    name: 'payments', row: paymentRow, parse: parsePayment,
    list: (client) => client.listPayments(SCOPE, QUERY), get: (client) => client.getPayment(SCOPE, 1),
    odd: [{ refund: null, rest: '' }, { trtype: 'NEW', status: 'NEW' }, { amount: '00012.50', currency: 'mdl' }, { card: undefined, extra: [] }],
  },
  {
    name: 'subscriptions', row: subscriptionRow, parse: parseSubscription,
    list: (client) => client.listSubscriptions(SCOPE, QUERY), get: (client) => client.getSubscription(SCOPE, 1),
    odd: [{ items: null, last_invoice_id: 0 }, { frequency: 'daily', date_start: 'soon' }, { items: undefined }, { amount: 120, items: {} }],
  },
];

const FORMS: readonly (readonly [string, (json: string) => string, boolean])[] = [
  ['compact', (json) => json, true],
  ['as PHP writes it', likePhp, true],
  ['with more behind the data', (json) => `${json.slice(0, -1)},"session_id":"ș","name":"x"}`, true],
  ['with white space', (json) => JSON.stringify(JSON.parse(json), null, 2), false],
  ['with a space behind it', (json) => `${json} `, false],
  ['with a byte order mark', (json) => `\uFEFF${json}`, false],
  ['the data first', (json) => json.replace(/^\{"status":"OK",(.*)\}$/s, '{$1,"status":"OK"}'), false],
];

const pageJson = (rows: readonly Overrides[]): string => JSON.stringify({ status: 'OK', data: pageOf(...rows) });

describe.each(KINDS)('a page of $name', ({ row, parse, list, get, odd }) => {
  const rows = [row(), ...[...TEXTS, ...NUMBERS, ...odd].map((overrides) => row({ ...overrides })), row({ id: 2 ** 31 })];
  const json = pageJson(rows);
  const expected = (JSON.parse(json) as { readonly data: { readonly records: readonly Wire[] } }).data.records.map((each) => JSON.stringify(parse(each, quiet)));

  it.each(FORMS)('is the same %s', async (_form, write, isScanned) => {
    const { client, upstream } = await withClient(reply(200, write(json)));
    expect(new ReplyScanner().read(Buffer.from(write(json)), 'page') !== undefined).toBe(isScanned);
    const page = await list(client);
    expect([page.total, page.rows.map((each) => JSON.stringify(each))]).toEqual([rows.length, expected]);
    // Once more, with what the client has learnt; and after it read something else.
    upstream.answer = reply(200, pageJson([row({ id: 7, moment: undefined })]));
    expect((await list(client)).rows.map((each) => (each as { readonly id: number }).id)).toEqual([7]);
    upstream.answer = reply(200, write(json));
    expect((await list(client)).rows.map((each) => JSON.stringify(each))).toEqual(expected);
    expect(page.rows.map((each) => JSON.stringify(each))).toEqual(expected);
  });

  it('is read whatever shapes its rows have, and however many', async () => {
    const many = Array.from({ length: 12 }, (_, n) => row({ id: n + 1, [`extra_${n}`]: n }));
    const { client, upstream } = await withClient(reply(200, pageJson(many)));
    expect(new ReplyScanner().read(Buffer.from(pageJson(many)), 'page')).toBeUndefined();
    const all = many.map((each) => JSON.stringify(parse(each, quiet)));
    for (const _ of [1, 2]) expect((await list(client)).rows.map((each) => JSON.stringify(each))).toEqual(all);
    for (const [n, each] of many.entries()) {
      upstream.answer = reply(200, pageJson([each]));
      expect((await list(client)).rows.map((every) => JSON.stringify(every))).toEqual([all[n]]);
    }
  });

  it('has rows as long as they are', async () => {
    const long = row({ x: 'ș'.repeat(40_000), topic: 'long', caption: 'long', bank: 'long', y: 'x'.repeat(70_000), moment: '2026-07-01 10:00:00' });
    const { client } = await withClient(reply(200, pageJson([row(), long])));
    expect((await list(client)).rows.map((each) => JSON.stringify(each))).toEqual([row(), long].map((each) => JSON.stringify(parse(each, quiet))));
  });

  it.each(FORMS)('and one of them by itself are the same %s', async (_form, write, isScanned) => {
    for (const each of [row(), row({ ...odd[0] }), row({ ...TEXTS[2] })]) {
      const one = write(JSON.stringify({ status: 'OK', data: each }));
      expect(new ReplyScanner().read(Buffer.from(one), 'row') !== undefined).toBe(isScanned);
      const { client } = await withClient(reply(200, one));
      expect(JSON.stringify(await get(client))).toBe(JSON.stringify(parse(JSON.parse(JSON.stringify(each)) as Wire, quiet)));
    }
  });

  it('is nothing where nothing is there', async () => {
    for (const data of ['null', '[]', '{}']) {
      const { client } = await withClient(reply(200, `{"status":"OK","data":${data}}`));
      expect(await get(client)).toBeNull();
    }
  });

  it('is a failure where it is not whole', async () => {
    const { client, upstream } = await withClient(reply(200, json.slice(0, -1)));
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'protocol', httpStatus: 200 });
    upstream.answer = reply(200, json.replace('"OK"', '"FAIL"'));
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'protocol' });
    upstream.answer = reply(500, json);
    expect(await catchFailure(list(client))).toMatchObject({ kind: 'failed', httpStatus: 500 });
    upstream.answer = reply(201, json);
    expect((await list(client)).rows).toHaveLength(rows.length);
  });
});

describe('oddities', () => {
  it('are told once, whichever way their rows were read', async () => {
    const told: UpstreamOddity[] = [];
    const json = pageJson([invoiceRow({ status: 'viewed' }), invoiceRow({ status: 'viewed' }), invoiceRow({ status: 'ș', moment: 'soon' })]);
    const { client, upstream } = await withClient(reply(200, ''), {}, { onOddity: (oddity) => told.push(oddity) });
    for (const [, write] of FORMS) {
      upstream.answer = reply(200, write(json));
      const { rows } = await client.listInvoices(SCOPE, QUERY);
      expect(rows.map(({ status }) => status)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
      expect(JSON.stringify(rows[2])).toContain('"createdAt":null');
    }
    const endpoint = 'invoice.list' as const;
    expect(told).toStrictEqual([{ endpoint, member: 'status', value: 'viewed' }, { endpoint, member: 'status', value: 'ș' }, { endpoint, member: 'moment', value: 'soon' }]);
  });
});

describe('lines that cannot be read', () => {
  const CASES: readonly (readonly [EndpointName, (overrides: Record<string, unknown>) => object, (client: UpstreamClient) => Promise<ListPage<{ readonly lines: unknown; readonly amount: unknown }>>])[] = [
    ['invoice.list', invoiceRow, (client) => client.listInvoices(SCOPE, QUERY)],
    ['subscription.list', subscriptionRow, (client) => client.listSubscriptions(SCOPE, QUERY)],
  ];

  it.each(CASES)('fail who asks for them, each time, and nobody else: %s', async (endpoint, row, list) => {
    for (const [, write] of FORMS) {
      const bad = { items: { 1: { Name: 'x', UnitPrice: '1.00', Quantity: 'much', TotalPrice: '1.00' } } };
      const { client } = await withClient(reply(200, write(JSON.stringify({ status: 'OK', data: pageOf(row({ amount: '1.00' }), row({ amount: '2.00', ...bad }), row({ amount: '3.00', items: 5 })) }))));
      const { rows } = await list(client);
      expect(rows.map(({ amount }) => amount)).toEqual(['1.00', '2.00', '3.00']);
      expect(rows[0]?.lines).toHaveLength(1);
      const says = (problem: string): object => ({ kind: 'protocol', endpoint, sent: 'maybe', message: `e-Cont.md answered ${endpoint} with something else than its contract says: ${problem}.` });
      for (const _ of [1, 2]) {
        expect(await catchFailure(Promise.resolve().then(() => rows[1]?.lines))).toMatchObject(says('items.1.Quantity is not a decimal number'));
        expect(await catchFailure(Promise.resolve().then(() => rows[2]?.lines))).toMatchObject(says('items is neither an object nor a list'));
      }
    }
  });

  it.each(CASES)('fail who asks for all of a row in the same words: %s', async (endpoint, row, list) => {
    const { client } = await withClient(reply(200, JSON.stringify({ status: 'OK', data: pageOf(row({ items: 5 })) })));
    const { rows } = await list(client);
    expect(await catchFailure(Promise.resolve().then(() => JSON.stringify(rows)))).toMatchObject({ kind: 'protocol', endpoint, sent: 'maybe' });
  });
});
