import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, order, start } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start()));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe('put/invoice', () => {
  it('answers the whole row of a draft', async () => {
    const numbered = sandbox.state.invoices.count(101);
    const { status, data } = await call(sandbox, 'put/invoice', order());
    expect(status).toBe('OK');
    expect(data).toEqual({
      id: 201,
      inner_hash: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      outer_number: `CH-${numbered + 1}`,
      order_id: 71,
      order_number: 'A-71',
      buyer_id: 0,
      subscription_id: null,
      status: 'draft',
      is_archived: 0,
      moment: '2026-03-02 09:00:00',
      issue_date: '2026-03-02 09:00:00',
      due_on: '2026-03-05 09:00:00',
      paid_date: '0000-00-00 00:00:00',
      refund_date: '0000-00-00 00:00:00',
      currency: 'MDL',
      amount: '554.30',
      amount_paid: '0.00',
      amount_refunded: '0.00',
      tva_calc: 'inner',
      tva_rate: '20',
      tva_amount: '92.38',
      wtva_amount: '461.92',
      supplier_idno: '1012600034567',
      buyer_name: 'ion@exemplu.md',
      buyer_idno: '',
      buyer_tva: '',
      buyer_email: 'ion@exemplu.md',
      buyer_phone: '',
      buyer_address: '',
      topic: 'Order A-71',
      remark: '',
      pattern_language: 'en',
      source_create: 'api',
      doc_url: { pdf_url: `https://e-cont.md/storage/pdf/${data['inner_hash'] as string}.pdf` },
      items: {
        1: {
          Code: 3, SKU: 'S3', Name: 'Țiglă', UnitPrice: '55.43', Quantity: 10, UnitOfMeasure: 'pcs', TotalPrice: '554.30', TVA: '20', TotalTVA: '92.38',
        },
      },
    });
    expect(sandbox.state.counts().invoices).toEqual({ total: 201, created: 1 });
  });

  it('links the buyer by idno and takes the additions', async () => {
    const customer = sandbox.state.insertCustomer({ idno: '1003600012345', caption: 'Codru SRL' });
    const subscription = sandbox.state.insertSubscription();
    const billing = { email: 'a@b.md', idno: '1003600012345', company: 'Codru', city: 'Bălți', address_1: 'str. Mare 1', phone: '+373', country: 'MD', id: 5 };
    const extra = { billing, due_on: '2026-04-01 00:00:00', subscription_id: subscription.id, pattern_language: 'ru', remark: 'Notă' };
    const { data } = await call(sandbox, 'put/invoice', order(extra));
    expect(data).toMatchObject({
      buyer_id: customer.id, buyer_name: 'Codru', buyer_idno: '1003600012345', buyer_address: 'Bălți, str. Mare 1', due_on: '2026-04-01 00:00:00',
      subscription_id: subscription.id, pattern_language: 'ru', remark: 'Notă', topic: 'Заказ A-71',
    });
  });

  it('does not link a customer of another department', async () => {
    sandbox.state.insertCustomer({ idno: '1003600099999' }, 102);
    const { data } = await call(sandbox, 'put/invoice', order({ billing: { email: 'a@b.md', idno: '1003600099999' } }));
    expect(data['buyer_id']).toBe(0);
  });

  it('stores an amount that is not the sum, as given', async () => {
    const { data } = await call(sandbox, 'put/invoice', order({ amount: '1' }));
    expect(data).toMatchObject({ amount: '1.00', tva_amount: '92.38', wtva_amount: '461.92' });
  });

  it.each([
    [{ billing: {} }, {}, 'order.billing.email: The field is required'],
    [{ billing: { email: 'nope' } }, {}, 'order.billing.email: The e-mail address is not correct'],
    [{ currency: 'EUR' }, {}, 'order.currency: The currency of the department is MDL'],
    [{ amount: 554.3 }, {}, 'order.amount: It must be a decimal string with at most 2 decimals'],
    [{ amount: '1.234' }, {}, 'order.amount: It must be a decimal string with at most 2 decimals'],
    [{ due_on: '2026-02-30' }, {}, 'order.due_on: The date must be YYYY-MM-DD hh:mm:ss'],
    [{ subscription_id: 999_999 }, {}, 'order.subscription_id: The object was not found'],
    [{ pattern_language: 'de' }, {}, 'order.pattern_language: Allowed values: ro, ru, en'],
    [{}, { product_qnt: 0 }, 'items.9.product_qnt: It must be between 1 and 1000000'],
    [{}, { product_qnt: 1_000_001 }, 'items.9.product_qnt: It must be between 1 and 1000000'],
    [{}, { product_qnt: '1' }, 'items.9.product_qnt: It must be an integer'],
    [{}, { product_price: '1.001' }, 'items.9.product_price: It must be a decimal string with at most 2 decimals'],
    [{}, { product_name: '' }, 'items.9.product_name: The field is required'],
  ])('refuses %j %j', async (orderPart, line, message) => {
    const reply = await call(sandbox, 'put/invoice', order(orderPart, line));
    expect(reply).toMatchObject({ http: 400, status: 'FAIL', data: { name: 'Bad Request', message, code: 0, status: 400 } });
    expect(sandbox.state.counts().invoices.created).toBe(0);
  });

  it('takes 20 lines and refuses 21, and takes a quantity of a million', async () => {
    const line = { product_name: 'Cui', product_price: '0.10', product_qnt: 1_000_000 };
    const lines = (n: number): object => Object.fromEntries(Array.from({ length: n }, (_, i) => [`row${i}`, line]));
    const { data } = await call(sandbox, 'put/invoice', { ...order({ amount: '2000000.00' }), items: lines(20) });
    expect(Object.keys(data['items'] as object)).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)));
    expect((data['items'] as object as Record<string, unknown>)['20']).toMatchObject({ TotalPrice: '100000.00', TotalTVA: '16666.67' });
    expect((await call(sandbox, 'put/invoice', { ...order(), items: lines(21) })).data['message']).toBe('items: At most 20 lines');
    expect((await call(sandbox, 'put/invoice', { ...order(), items: {} })).data['message']).toBe('items: The field is required');
    expect((await call(sandbox, 'put/invoice', { ...order(), items: [line] })).data['message']).toBe('items: It must be an object');
  });

  it.each([
    ['inner', '20', '92.38', '461.92'],
    ['inner', '12', '59.39', '494.91'],
    ['inner', '8', '41.06', '513.24'],
    ['over', '20', '110.86', '554.30'],
    ['over', '12', '66.52', '554.30'],
    ['over', '8', '44.34', '554.30'],
    ['none', '20', '0.00', '554.30'],
    ['', '20', '0.00', '554.30'],
  ] as const)('computes VAT %s %s', async (mode, rate, vat, net) => {
    sandbox.state.patchDepartment(101, { tva_calc: mode, tva_rate: rate });
    const { data } = await call(sandbox, 'put/invoice', order());
    expect(data).toMatchObject({ amount: '554.30', tva_calc: mode, tva_amount: vat, wtva_amount: net });
  });

  it('rounds VAT per line and then sums', async () => {
    const line = { product_name: 'Cui', product_price: '0.03', product_qnt: 1 };
    const { data } = await call(sandbox, 'put/invoice', { ...order({ amount: '0.09' }), items: { a: line, b: line, c: line } });
    expect(data).toMatchObject({ tva_amount: '0.03', wtva_amount: '0.06' });
  });

  it('uses the department of the key', async () => {
    const { data } = await call(sandbox, 'put/invoice', order({ currency: 'USD' }), sandbox.departments[2]);
    expect(data).toMatchObject({ currency: 'USD', due_on: '2026-03-07 09:00:00', tva_amount: '110.86' });
    expect(data['outer_number']).toMatch(/^US-\d+$/);
  });
});

describe('the switches of put/invoice', () => {
  it('duplicateOrderId', async () => {
    await call(sandbox, 'put/invoice', order());
    expect((await call(sandbox, 'put/invoice', order())).data['id']).toBe(202);
    sandbox.setSwitches({ duplicateOrderId: 'refuse' });
    expect((await call(sandbox, 'put/invoice', order())).data['message']).toBe('order.id: There is already an invoice for this order');
    expect((await call(sandbox, 'put/invoice', order({ currency: 'EUR' }), sandbox.departments[1])).status).toBe('OK');
    expect(sandbox.state.counts().invoices.created).toBe(3);
  });

  it('newInvoiceStatus', async () => {
    sandbox.setSwitches({ newInvoiceStatus: 'actual' });
    expect((await call(sandbox, 'put/invoice', order())).data['status']).toBe('actual');
  });

  it('itemsPosition', async () => {
    const { order: head, items } = order();
    const top = { order: head, items };
    const inside = { order: { ...head, items } };
    const outcome = async (position: 'top' | 'order' | 'both'): Promise<unknown[]> => {
      sandbox.setSwitches({ itemsPosition: position });
      return Promise.all([top, inside].map(async (body) => (await call(sandbox, 'put/invoice', body)).data['message'] ?? 'OK'));
    };
    expect(await outcome('top')).toEqual(['OK', 'order.items: Lines are not expected here; items: The field is required']);
    expect(await outcome('order')).toEqual(['items: Lines are not expected here; order.items: The field is required', 'OK']);
    expect(await outcome('both')).toEqual(['OK', 'OK']);
  });

  it('putReply', async () => {
    sandbox.setSwitches({ putReply: 'id' });
    expect((await call(sandbox, 'put/invoice', order())).data).toEqual({ id: 201 });
    sandbox.setSwitches({ putReply: 'inner_hash' });
    const { data } = await call(sandbox, 'put/invoice', order());
    expect(data).toEqual({ inner_hash: sandbox.state.invoices.get(202)?.inner_hash });
  });

  it('currencyMismatch', async () => {
    sandbox.setSwitches({ currencyMismatch: 'store' });
    expect((await call(sandbox, 'put/invoice', order({ currency: 'EUR' }))).data['currency']).toBe('EUR');
  });
});
