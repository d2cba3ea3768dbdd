import { describe, expect, it } from 'vitest';

import type { UpstreamOddity } from '../../src/upstream/create-client.ts';
import { MAX_ODDITIES } from '../../src/upstream/oddities.ts';
import { parseCustomer } from '../../src/upstream/wire/customer.ts';
import { parseDepartment } from '../../src/upstream/wire/department.ts';
import { parseInvoice } from '../../src/upstream/wire/invoice.ts';
import { parseSubscription } from '../../src/upstream/wire/subscription.ts';
import { parseTariff } from '../../src/upstream/wire/tariff.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { ok, reply } from './kit/loopback.ts';
import { customerRow, departmentRow, invoiceRow, pageOf, subscriptionRow, tariffRow } from './kit/rows.ts';
import { withClient } from './kit/with-client.ts';

const line = { Name: 'x', UnitPrice: '1.00', Quantity: 1, TotalPrice: '1.00' };

/** The invoice of an odd row, and the oddities told. */
const read = (overrides: Record<string, unknown>) => {
  const oddities: string[] = [];
  const invoice = parseInvoice(invoiceRow(overrides), { oddity: (member, value) => oddities.push(`${member}=${String(value)}`), fault: (problem) => problem });
  return { invoice, oddities };
};

describe('an odd invoice is read', () => {
  it.each<[string, Record<string, unknown>, object, string[]]>([
    ['unknown members', { brand_new: { a: 1 } }, { id: 1001 }, []],
    ['a new status', { status: 'viewed' }, { status: 'UNKNOWN' }, ['status=viewed']],
    ['no status', { status: null }, { status: 'UNKNOWN' }, ['status=null']],
    ['a status of Object', { status: 'constructor' }, { status: 'UNKNOWN' }, ['status=constructor']],
    ['a new VAT mode', { tva_calc: 'sideways' }, { vatMode: 'UNKNOWN' }, ['tva_calc=sideways']],
    ['ids as text', { id: '1001', buyer_id: '5', subscription_id: '41', order_id: '77' }, { id: 1001, customerId: 5, subscriptionId: 41, orderId: 77 }, []],
    ['no links', { buyer_id: 0, subscription_id: '0', order_id: '' }, { customerId: null, subscriptionId: null, orderId: null }, []],
    ['a foreign order id', { order_id: 'WC-17' }, { orderId: null }, ['order_id=WC-17']],
    ['an order id beyond 2^53', JSON.parse('{"order_id":9007199254740993}') as Record<string, unknown>, { orderId: null }, ['order_id=9007199254740992']],
    ['numbers for text', { outer_number: 17, buyer_idno: 10026000000012, buyer_phone: 37360000000 }, { number: '17', buyer: { idno: '10026000000012', phone: '37360000000' } }, []],
    ['a short idno', { buyer_idno: '100260000001' }, { buyer: { idno: '100260000001' } }, []],
    ['blank text', { topic: ' ', remark: '', buyer_name: null, buyer_email: undefined }, { topic: null, remark: null, buyer: { name: null, email: null } }, []],
    ['flags of all kinds', { is_archived: '1' }, { isArchived: true }, []],
    ['a boolean flag', { is_archived: true }, { isArchived: true }, []],
    ['a whole number of money', { amount: 554 }, { amount: '554' }, []],
    ['a fraction as a number', { amount: 554.3 }, { amount: '554.3' }, []],
    ['money with padding', { amount: '00554.30', amount_paid: '.50' }, { amount: '554.30', amountPaid: '0.50' }, []],
    ['money with many digits', { amount: '12345678901234567890.1234' }, { amount: '12345678901234567890.1234' }, []],
    ['no sums yet', { amount_paid: null, amount_refunded: undefined }, { amountPaid: '0.00', amountRefunded: '0.00' }, []],
    ['no VAT', { tva_rate: null, tva_amount: '', wtva_amount: undefined }, { vatRate: null, vatAmount: null, netAmount: null }, []],
    ['a VAT rate in words', { tva_rate: 'none' }, { vatRate: null }, ['tva_rate=none']],
    ['no currency', { currency: null }, { currency: 'XXX' }, ['currency=null']],
    ['a small currency', { currency: 'mdl' }, { currency: 'MDL' }, []],
    ['zero dates', { moment: '0000-00-00 00:00:00', due_on: '0000-00-00' }, { createdAt: null, dueOn: null }, []],
    ['a day that does not exist', { moment: '2026-02-30 10:00:00', due_on: '2026-02-30' }, { createdAt: null, dueOn: null }, ['moment=2026-02-30 10:00:00', 'due_on=2026-02-30']],
    ['a due date with an hour', { due_on: '2026-07-04 00:00:00' }, { dueOn: '2026-07-04' }, []],
    ['an ISO date', { moment: '2026-07-01T07:00:00Z' }, { createdAt: '2026-07-01T10:00:00+03:00' }, []],
    ['seconds since 1970', { moment: 1782889200 }, { createdAt: null }, ['moment=1782889200']],
    ['a long language', { pattern_language: 'ru-RU' }, { patternLanguage: 'ru' }, []],
    ['another language', { pattern_language: 'fr' }, { patternLanguage: null }, []],
    ['doc_url as text', { doc_url: '{"pdf_url":"https://x.md/a.pdf"}' }, { pdfUrl: 'https://x.md/a.pdf' }, []],
    ['doc_url as an address', { doc_url: 'https://x.md/a.pdf' }, { pdfUrl: 'https://x.md/a.pdf' }, []],
    ['doc_url as a trap', { doc_url: { pdf_url: 'javascript:alert(1)' } }, { pdfUrl: null }, []],
    ['doc_url empty', { doc_url: [] }, { pdfUrl: null }, []],
    ['no lines', { items: [] }, { lines: [] }, []],
    ['lines missing', { items: null }, { lines: [] }, []],
    ['lines as a list', { items: [line, { ...line, Name: 'y' }] }, { lines: [{ position: 1, name: 'x' }, { position: 2, name: 'y' }] }, []],
    ['lines as text', { items: JSON.stringify({ 1: line }) }, { lines: [{ position: 1, name: 'x' }] }, []],
    ['lines in any order', JSON.parse('{"items":{"10":{"Name":"c","UnitPrice":1,"Quantity":1,"TotalPrice":1},"2":{"Name":"b","UnitPrice":1,"Quantity":1,"TotalPrice":1}}}') as Record<string, unknown>, { lines: [{ position: 1, name: 'b' }, { position: 2, name: 'c' }] }, []],
    ['a line without a name or code', { items: { 1: { ...line, Name: null, Code: '' } } }, { lines: [{ name: '', productCode: null, unit: 'pcs', quantity: '1' }] }, []],
  ])('%s', (_name, overrides, expected, oddities) => {
    const result = read(overrides);
    expect(result.invoice).toMatchObject(expected);
    expect(result.oddities).toStrictEqual(oddities);
  });
});

describe('an invoice that cannot be trusted is refused', () => {
  it.each<[string, string, string]>([
    ['no id', '{"id":null}', 'id is not a usable id'],
    ['a zero id', '{"id":0}', 'id is not a usable id'],
    ['a negative id', '{"id":-1}', 'id is not a usable id'],
    ['a fractional id', '{"id":1.5}', 'id is not a usable id'],
    ['an id beyond 2^53', '{"id":9007199254740993}', 'id is not a usable id'],
    ['an id beyond 2^53 as text', '{"id":"9007199254740993"}', 'id is not a usable id'],
    ['an id in words', '{"id":"abc"}', 'id is not a usable id'],
    ['a link beyond 2^53', '{"buyer_id":9007199254740993}', 'buyer_id is not a usable id'],
    ['no amount', '{"amount":null}', 'amount is missing'],
    ['an amount in words', '{"amount":"lots"}', 'amount is not a decimal number'],
    ['an amount with a comma', '{"amount":"554,30"}', 'amount is not a decimal number'],
    ['an amount with an exponent', '{"amount":1e30}', 'amount is not a decimal number'],
    ['an amount that a float has worn', '{"amount":0.30000000000000004}', 'amount is not a decimal number'],
    ['an integer that a float has worn', '{"amount":9007199254740993}', 'amount is not a decimal number'],
    ['a paid sum in words', '{"amount_paid":"some"}', 'amount_paid is not a decimal number'],
    ['lines that are a number', '{"items":5}', 'items is neither an object nor a list'],
    ['a line that is text', '{"items":{"2":"x"}}', 'items.2 is not an object'],
    ['a line without a price', '{"items":{"2":{"Quantity":1,"TotalPrice":1}}}', 'items.2.UnitPrice is missing'],
  ])('%s', (_name, overrides, problem) => {
    expect(() => read(JSON.parse(overrides) as Record<string, unknown>)).toThrow(problem);
  });

  it('by its lines is refused to who asks for these alone', async () => {
    const { client } = await withClient(ok(pageOf(invoiceRow(), invoiceRow({ items: { 3: { ...line, TotalPrice: 'x' } } }))));
    const { rows } = await client.listInvoices({ language: 'ro' }, { filter: {}, sort: [], start: 0, length: 10 });
    expect(rows.map(({ amount }) => amount)).toEqual(['554.30', '554.30']);
    const failure = await catchFailure(Promise.resolve().then(() => rows[1]?.lines));
    expect(failure).toMatchObject({
      kind: 'protocol', endpoint: 'invoice.list', sent: 'maybe',
      message: 'e-Cont.md answered invoice.list with something else than its contract says: items.3.TotalPrice is not a decimal number.',
    });
  });

  it('is named with its place in the page', async () => {
    const { client } = await withClient(ok(pageOf(invoiceRow(), invoiceRow({ amount: 'x' }))));
    const failure = await catchFailure(client.listInvoices({ language: 'ro' }, { filter: {}, sort: [], start: 0, length: 10 }));
    expect(failure).toMatchObject({
      kind: 'protocol', endpoint: 'invoice.list', sent: 'maybe',
      message: 'e-Cont.md answered invoice.list with something else than its contract says: records[1].amount is not a decimal number.',
    });
  });
});

describe('other odd rows', () => {
  const quiet = { oddity: () => undefined, fault: (problem: Error) => problem };

  it('captions as text, JSON text or nothing', () => {
    expect(parseCustomer(customerRow({ caption_long: '{"ro":"A","ru":"","en":null}' }), quiet).legalName).toStrictEqual({ ro: 'A', ru: null, en: null });
    expect(parseCustomer(customerRow({ caption_long: 'A SRL' }), quiet).legalName).toStrictEqual({ ro: 'A SRL', ru: 'A SRL', en: 'A SRL' });
    expect(parseCustomer(customerRow({ caption_long: [] }), quiet).legalName).toStrictEqual({ ro: null, ru: null, en: null });
  });

  it('limits of every kind', () => {
    expect(parseTariff(tariffRow({ limits: '{"a":true,"b":null,"c":[1]}' }), quiet).limits)
      .toStrictEqual([{ name: 'a', value: 'true' }, { name: 'b', value: 'null' }, { name: 'c', value: '[1]' }]);
    for (const nothing of [[], null, undefined, '']) expect(parseTariff(tariffRow({ limits: nothing }), quiet).limits).toStrictEqual([]);
    expect(() => parseTariff(tariffRow({ alias: '' }), quiet)).toThrow('alias is missing');
  });

  it('a subscription without an invoice, a department without an account', () => {
    expect(parseSubscription(subscriptionRow({ last_invoice_id: 0, items: [] }), quiet)).toMatchObject({ lastInvoiceId: null, lines: [] });
    expect(parseDepartment(departmentRow({ account: null, warn_days: null, no_tva: '1' }), quiet)).toMatchObject({ accountName: null, paymentTermDays: 3, isVatPayer: false });
  });
});

describe('an odd page', () => {
  const list = { filter: {}, sort: [], start: 0, length: 10 };
  it.each<[string, unknown, object]>([
    ['counts as text', { recordsTotal: '9', recordsFiltered: '7', records: [] }, { total: 7, rows: [] }],
    ['only a total', { recordsTotal: 9, records: [] }, { total: 9, rows: [] }],
    ['records as an object', { recordsFiltered: 1, records: { 3: customerRow() } }, { total: 1, rows: [{ id: 5 }] }],
    ['a total beyond the rows', { recordsFiltered: 50, records: [customerRow()] }, { total: 50, rows: [{ id: 5 }] }],
  ])('is read: %s', async (_name, data, expected) => {
    const { client } = await withClient(ok(data));
    expect(await client.listCustomers({ language: 'ro' }, list)).toMatchObject(expected);
  });

  it.each<[string, unknown, string]>([
    ['no data', null, 'data is not a page of a list'],
    ['a list', [], 'data is not a page of a list'],
    ['no records', { recordsFiltered: 0 }, 'records is not a list'],
    ['no count', { records: [] }, 'recordsFiltered is not a count'],
    ['a negative count', { recordsFiltered: -1, records: [] }, 'recordsFiltered is not a count'],
    ['a row that is null', { recordsFiltered: 1, records: [null] }, 'records[0] is not an object'],
  ])('is refused: %s', async (_name, data, problem) => {
    const { client } = await withClient(ok(data));
    expect((await catchFailure(client.listCustomers({ language: 'ro' }, list))).message).toContain(problem);
  });

  it('may begin with a byte order mark', async () => {
    const { client } = await withClient(reply(200, `\uFEFF${JSON.stringify({ status: 'OK', data: pageOf() })}`));
    expect(await client.listCustomers({ language: 'ro' }, list)).toStrictEqual({ total: 0, rows: [] });
  });
});

describe('oddities', () => {
  it('are told once each, cleaned, and not without end', async () => {
    const told: UpstreamOddity[] = [];
    const { client, upstream } = await withClient(ok(invoiceRow({ status: 'new\r\n' + 'x'.repeat(200) })), {}, { onOddity: (oddity) => told.push(oddity) });
    const scope = { language: 'ro' } as const;
    // A member is read when it is asked for.
    for (const id of [1, 2]) expect((await client.getInvoice(scope, { id }))?.status).toBe('UNKNOWN');
    expect(told).toStrictEqual([{ endpoint: 'invoice.get', member: 'status', value: `new ${'x'.repeat(95)}…` }]);
    upstream.answer = ok(pageOf(...Array.from({ length: MAX_ODDITIES + 10 }, (_, n) => invoiceRow({ status: `s${n}` }))));
    const { rows } = await client.listInvoices(scope, { filter: {}, sort: [], start: 0, length: 10 });
    expect(told).toHaveLength(1);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['UNKNOWN']));
    expect(told).toHaveLength(MAX_ODDITIES);
  });
});
