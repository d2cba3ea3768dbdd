import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InvoiceRow } from '../../src/sandbox/rows.ts';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, start, type Reply } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start()));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const own = (): InvoiceRow[] => sandbox.state.invoices.find(({ id }) => sandbox.state.invoices.departmentOf(id) === 101);
const list = (body: object = {}): Promise<Reply> => call(sandbox, 'list/invoice', body);
const rows = ({ data }: Reply): InvoiceRow[] => data['records'] as InvoiceRow[];
const ids = (reply: Reply): number[] => rows(reply).map(({ id }) => id);
const message = async (body: object): Promise<unknown> => (await list(body)).data['message'];

describe('get/invoice', () => {
  it('finds by each of its keys', async () => {
    const row = own().find(({ order_id: orderId }) => orderId > 0)!;
    for (const key of [{ id: row.id }, { key: row.inner_hash }, { outer_number: row.outer_number }, { order_id: row.order_id }]) {
      expect((await call(sandbox, 'get/invoice', key)).data).toEqual(row);
    }
  });

  it('finds the latest of one order', async () => {
    sandbox.state.insertInvoice({ order_id: 77 });
    const last = sandbox.state.insertInvoice({ order_id: 77 });
    expect((await call(sandbox, 'get/invoice', { order_id: 77 })).data['id']).toBe(last.id);
  });

  it('finds by keys that a change has given, and no more by the old ones', async () => {
    const row = own()[0]!;
    sandbox.state.patchInvoice(row.id, { outer_number: 'OLD-5' });
    expect((await call(sandbox, 'get/invoice', { outer_number: 'OLD-5' })).data['id']).toBe(row.id);
    expect((await call(sandbox, 'get/invoice', { outer_number: row.outer_number })).http).toBe(404);
  });

  it('answers 404 for what is not there and for another department', async () => {
    const foreign = sandbox.state.invoices.find(({ id }) => sandbox.state.invoices.departmentOf(id) === 102, 1)[0]!;
    for (const key of [{ id: 999_999 }, { id: foreign.id }, { key: foreign.inner_hash }, { key: 'a'.repeat(32) }, { outer_number: 'CH-x' }]) {
      expect((await call(sandbox, 'get/invoice', key)).http).toBe(404);
    }
    expect((await call(sandbox, 'get/invoice', { id: foreign.id }, sandbox.departments[1])).http).toBe(200);
  });

  it('wants exactly one key, of the right type', async () => {
    expect((await call(sandbox, 'get/invoice')).data['message']).toBe('id: Give exactly one of: id, key, outer_number, order_id');
    expect((await call(sandbox, 'get/invoice', { id: 1, order_id: 2 })).http).toBe(400);
    expect((await call(sandbox, 'get/invoice', { id: '1' })).data['message']).toBe('id: It must be an integer');
  });

  it('docUrlForm', async () => {
    const row = own()[0]!;
    sandbox.setSwitches({ docUrlForm: 'jsonString' });
    expect((await call(sandbox, 'get/invoice', { id: row.id })).data['doc_url']).toBe(JSON.stringify(row.doc_url));
    expect(rows(await list({ filter: { id: row.id } }))[0]?.doc_url).toBe(JSON.stringify(row.doc_url));
  });

  it('shows planted oddities as they are', async () => {
    const odd = { status: 'viewed', buyer_idno: '123456789012', due_on: '0000-00-00 00:00:00', remark: null, doc_url: '{"pdf_url":"x"}', novelty: 1 };
    const row = sandbox.state.insertInvoice(odd);
    expect((await call(sandbox, 'get/invoice', { id: row.id })).data).toMatchObject(odd);
    expect(ids(await list({ filter: { status: 'viewed' } }))).toEqual([row.id]);
  });
});

describe('list/invoice', () => {
  it('answers ten rows, the newest first, with both totals', async () => {
    const all = own();
    const reply = await list();
    expect(rows(reply)).toEqual(all.toReversed().slice(0, 10));
    expect(reply.data).toMatchObject({ recordsTotal: all.length, recordsFiltered: all.length });
  });

  it('pages by offset, and rows shift when one is added', async () => {
    const all = own().map(({ id }) => id).toReversed();
    expect(ids(await list({ start: 5, length: 3 }))).toEqual(all.slice(5, 8));
    const added = sandbox.state.insertInvoice();
    expect(ids(await list({ start: 5, length: 3 }))).toEqual(all.slice(4, 7));
    expect(ids(await list({ length: 1 }))).toEqual([added.id]);
    expect(ids(await list({ start: 10_000 }))).toEqual([]);
  });

  it('cuts the length to the cap', async () => {
    expect(ids(await list({ length: 1000 }))).toHaveLength(100);
    sandbox.setSwitches({ pageCap: 7 });
    expect(ids(await list({ length: 1000 }))).toHaveLength(7);
  });

  it.each(['id', 'outer_number', 'moment', 'issue_date', 'due_on', 'amount'])('sorts by %s both ways', async (field) => {
    sandbox.state.patchInvoice(own()[3]!.id, { amount: '0.01', due_on: '2030-01-01 00:00:00' });
    const value = (row: InvoiceRow): number | string => {
      if (field === 'amount') return Number(row.amount);
      return field === 'outer_number' ? Number(row.outer_number.slice(3)) : row[field as 'id' | 'moment'];
    };
    const order = own().sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.id - b.id)).map(({ id }) => id);
    expect(ids(await list({ sort: [[field, 'asc']], length: 100 }))).toEqual(order.slice(0, 100));
    expect(ids(await list({ sort: [[field, 'desc']], length: 100 }))).toEqual(order.toReversed().slice(0, 100));
  });

  it('sorts by several fields', async () => {
    const [a, b, c] = [['5.00', 3], ['5.00', 1], ['4.00', 2]].map(([amount, day]) =>
      sandbox.state.insertInvoice({ amount, due_on: `2031-01-0${String(day)} 00:00:00`, order_id: 9001 }).id);
    const filter = { order_id: 9001 };
    expect(ids(await list({ filter, sort: [['amount', 'desc'], ['due_on', 'asc']] }))).toEqual([b, a, c]);
    expect(ids(await list({ filter, sort: [['amount', 'asc'], ['id', 'desc']] }))).toEqual([c, b, a]);
  });

  it.each([
    'id', 'inner_hash', 'outer_number', 'order_id', 'order_number', 'buyer_id', 'status', 'is_archived', 'currency', 'buyer_idno', 'buyer_email', 'subscription_id',
  ] as const)('filters by %s, a value or a list', async (field) => {
    const all = own();
    const one = all.find((row) => row[field] !== '' && row[field] !== null && row[field] !== 0)!;
    const match = all.filter((row) => row[field] === one[field]).map(({ id }) => id).toReversed().slice(0, 100);
    expect(ids(await list({ filter: { [field]: one[field] }, length: 100 }))).toEqual(match);
    expect(ids(await list({ filter: { [field]: [one[field], 'zz'] }, length: 100 }))).toEqual(match);
    expect(ids(await list({ filter: { [field]: [] } }))).toEqual([]);
  });

  it('answers in sort order, not in the order asked for; an unknown and a foreign id are absent', async () => {
    const [a, b] = own();
    const foreign = sandbox.state.invoices.find(({ id }) => sandbox.state.invoices.departmentOf(id) === 103, 1)[0]!;
    const reply = await list({ filter: { id: [a!.id, 999_999, b!.id, foreign.id] } });
    expect(ids(reply)).toEqual([b!.id, a!.id]);
    expect(reply.data['recordsFiltered']).toBe(2);
  });

  it('filters by null', async () => {
    const match = own().filter((row) => row.subscription_id === null).length;
    expect((await list({ filter: { subscription_id: null } })).data['recordsFiltered']).toBe(match);
  });

  it('takes inclusive bounds of dates and amounts', async () => {
    const at = (amount: string, due: string): number => sandbox.state.insertInvoice({ amount, due_on: due, order_id: 9002 }).id;
    const [a, b, c] = [at('1.00', '2031-05-01 00:00:00'), at('2.00', '2031-05-02 12:00:00'), at('3.00', '0000-00-00 00:00:00')];
    const found = async (filter: object): Promise<number[]> => ids(await list({ filter: { order_id: 9002, ...filter }, sort: [['id', 'asc']] }));
    expect(await found({ amount_from: '2.00' })).toEqual([b, c]);
    expect(await found({ amount_from: '2.01' })).toEqual([c]);
    expect(await found({ amount_to: '2.00' })).toEqual([a, b]);
    expect(await found({ due_on_from: '2031-05-01' })).toEqual([a, b]);
    expect(await found({ due_on_from: '2031-05-01 00:00:01' })).toEqual([b]);
    expect(await found({ due_on_to: '2031-05-02' })).toEqual([a, b]);
    expect(await found({ due_on_to: '2031-05-02 11:59:59' })).toEqual([a]);
    expect(await found({ due_on_from: '2031-05-01', due_on_to: '2031-05-01', amount_to: '1' })).toEqual([a]);
  });

  it('searches without case and diacritics', async () => {
    const row = sandbox.state.insertInvoice({ buyer_name: 'Țuțora Ștefănești', topic: 'Ёлка' });
    for (const search of ['tutora', 'ȘTEFĂN', 'ţuţora', 'ёлКА', row.outer_number.toLowerCase()]) {
      expect(ids(await list({ filter: { search } }))).toContain(row.id);
    }
    expect(ids(await list({ filter: { search: 'no such words' } }))).toEqual([]);
  });

  it('shows views', async () => {
    const due = (day: string, change: object = {}): number => sandbox.state.insertInvoice({ due_on: `${day} 09:00:00`, order_id: 9003, ...change }).id;
    const [late, now, soon, far] = [due('2026-03-01'), due('2026-03-02'), due('2026-03-05'), due('2026-03-06')];
    const full = due('2026-03-01', { status: 'full' });
    const [denied, rejected] = [due('2026-03-01', { status: 'denied' }), due('2026-03-01', { status: 'rejected' })];
    const [flagged, archived] = [due('2026-03-01', { is_archived: 1 }), due('2026-03-01', { status: 'archived' })];
    const view = async (name: string): Promise<number[]> => ids(await list({ view: name, filter: { order_id: 9003 }, sort: [['id', 'asc']] }));
    expect(await view('all')).toEqual([late, now, soon, far, full, denied, rejected, flagged, archived]);
    expect(await view('actual')).toEqual([late, now, soon, far]);
    expect(await view('deadline')).toEqual([now, soon]);
    expect(await view('expired')).toEqual([late]);
    expect(await view('rejected')).toEqual([denied, rejected]);
    expect(await view('archived')).toEqual([flagged, archived]);
    expect(await message({ view: 'viewed' })).toBe('view: Allowed values: all, actual, deadline, expired, rejected, archived');
  });

  it.each([
    [{ filter: { remark: 'x' } }, 'filter.remark: Unknown field'],
    [{ filter: { status_from: 'x' } }, 'filter.status_from: Unknown field'],
    [{ filter: { id: { a: 1 } } }, 'filter.id: A value or a list of values'],
    [{ filter: 5 }, 'filter: It must be an object'],
    [{ filter: { amount_from: 5 } }, 'filter.amount_from: It must be a decimal string with at most 2 decimals'],
    [{ filter: { moment_to: 'today' } }, 'filter.moment_to: The date must be YYYY-MM-DD hh:mm:ss'],
    [{ sort: [['status', 'asc']] }, 'sort.status: Unknown field'],
    [{ sort: 'id' }, 'sort: The sort is a list of [field, asc|desc]'],
    [{ sort: [['id', 'up']] }, 'sort.0: The sort is a list of [field, asc|desc]'],
    [{ start: -1 }, 'start: It must be between 0 and 9007199254740991'],
    [{ length: 0 }, 'length: It must be between 1 and 9007199254740991'],
  ])('refuses %j', async (body, text) => {
    expect(await message(body)).toBe(text);
  });

  it('filterId and filterLists', async () => {
    const [a, b] = own();
    sandbox.setSwitches({ filterLists: 'no' });
    expect(await message({ filter: { id: [a!.id] } })).toBe('filter.id: A single value is accepted');
    expect(await message({ filter: { status: ['full'] } })).toBe('filter.status: A single value is accepted');
    expect(ids(await list({ filter: { id: a!.id } }))).toEqual([a!.id]);
    sandbox.setSwitches({ filterLists: 'yes', filterId: 'no' });
    expect(await message({ filter: { id: [a!.id] } })).toBe('filter.id: The filter by id is not supported');
    expect(await message({ filter: { id: a!.id } })).toBe('filter.id: The filter by id is not supported');
    expect((await list({ filter: { status: ['full', 'part'] } })).http).toBe(200);
    sandbox.setSwitches({ filterId: 'ignored' });
    expect(ids(await list({ filter: { id: [a!.id, b!.id] } }))).toEqual(own().map(({ id }) => id).toReversed().slice(0, 10));
  });
});
