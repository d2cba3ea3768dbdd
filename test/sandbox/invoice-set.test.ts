import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.ts';
import { call, NOW, open, start } from './caller.ts';

const STATUSES = ['draft', 'actual', 'suspended', 'sended', 'part', 'full', 'reverse', 'refunded', 'rejected', 'denied', 'archived'] as const;
/** Contract, section 3, copied by hand. */
const MAY: Record<string, readonly string[]> = {
  draft: ['actual', 'sended', 'rejected'],
  actual: ['sended', 'suspended', 'part', 'full', 'rejected'],
  sended: ['actual', 'suspended', 'part', 'full', 'rejected', 'denied'],
  suspended: ['actual', 'rejected'],
  part: ['full', 'refunded', 'reverse'],
  full: ['refunded', 'reverse', 'archived'],
  rejected: ['archived'],
  denied: ['archived'],
  refunded: ['archived'],
  reverse: ['archived'],
  archived: [],
};

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await start({ invoices: 30 })));
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe('set/invoice', () => {
  it.each(STATUSES)('goes from %s only where the table leads', async (from) => {
    const went: string[] = [];
    for (const to of STATUSES) {
      const { id } = sandbox.state.insertInvoice({ status: from });
      const reply = await call(sandbox, 'set/invoice', { id, status: to });
      if (reply.status === 'OK') {
        went.push(to);
        expect(reply.data['status']).toBe(to);
      } else {
        expect(reply).toMatchObject({ http: 400, data: { message: `status: The status cannot go from ${from} to ${to}` } });
        expect(sandbox.state.invoices.get(id)?.status).toBe(from);
      }
    }
    expect(went.sort()).toEqual([...MAY[from]!].sort());
  });

  it('sets the dates and the flag that follow from a status', async () => {
    const set = async (from: string, status: string): Promise<unknown> =>
      (await call(sandbox, 'set/invoice', { id: sandbox.state.insertInvoice({ status: from }).id, status })).data;
    expect(await set('actual', 'full')).toMatchObject({ paid_date: NOW, amount_paid: '0.00' });
    expect(await set('full', 'refunded')).toMatchObject({ refund_date: NOW });
    expect(await set('full', 'archived')).toMatchObject({ is_archived: 1 });
  });

  it('sets the flag and the remark without a status', async () => {
    const { id } = sandbox.state.insertInvoice();
    expect((await call(sandbox, 'set/invoice', { id, is_archived: 1, remark: 'Gata' })).data).toMatchObject({ status: 'actual', is_archived: 1, remark: 'Gata' });
    expect((await call(sandbox, 'set/invoice', { id, is_archived: 0, remark: '' })).data).toMatchObject({ is_archived: 0, remark: '' });
  });

  it('refuses nothing, the unknown and the foreign', async () => {
    const { id } = sandbox.state.insertInvoice();
    const foreign = sandbox.state.insertInvoice({}, 102);
    expect((await call(sandbox, 'set/invoice', { id })).data['message']).toBe('status: There is nothing to change');
    expect((await call(sandbox, 'set/invoice', { id, status: 'viewed' })).http).toBe(400);
    expect((await call(sandbox, 'set/invoice', { id, is_archived: 2 })).http).toBe(400);
    expect((await call(sandbox, 'set/invoice', { status: 'actual' })).data['message']).toBe('id: The field is required');
    expect((await call(sandbox, 'set/invoice', { id: foreign.id, status: 'sended' })).http).toBe(404);
    expect(sandbox.state.invoices.get(foreign.id)?.status).toBe('actual');
  });
});

describe('the links', () => {
  it.each([
    ['draft', 'sended'], ['actual', 'sended'], ['sended', 'sended'], ['part', 'part'], ['full', 'full'],
  ])('sends a %s invoice, which is %s then', async (from, to) => {
    const row = sandbox.state.insertInvoice({ status: from });
    const { data } = await open(sandbox, `/facturare/v1/pdf/sendinvoice?key=${row.inner_hash}`);
    expect(data).toEqual({ id: row.id, inner_hash: row.inner_hash, status: to, email: row.buyer_email });
    expect(sandbox.state.invoices.get(row.id)?.status).toBe(to);
    expect(sandbox.state.counts().sent).toBe(1);
  });

  it.each(['suspended', 'rejected', 'denied', 'refunded', 'reverse', 'archived'])('does not send a %s invoice', async (status) => {
    const row = sandbox.state.insertInvoice({ status });
    expect(await open(sandbox, `/facturare/v1/pdf/sendinvoice?key=${row.inner_hash}`)).toMatchObject({ http: 400, status: 'FAIL' });
    expect(sandbox.state.counts().sent).toBe(0);
  });

  it('pushes and signs', async () => {
    const row = sandbox.state.insertInvoice();
    expect((await open(sandbox, `/facturare/v1/put/push?key=${row.inner_hash}`)).data['id']).toBe(row.id);
    expect((await open(sandbox, `/facturare/v1/sign/invoice?key=${row.inner_hash}`)).data['sign_url']).toMatch(/^https:\/\/msign\.example\.md\/sign\/[0-9a-f]{32}$/);
    expect(sandbox.state.counts()).toMatchObject({ sent: 0, pushed: 1, signed: 1 });
  });

  it.each(['pdf/sendinvoice', 'put/push', 'sign/invoice'])('%s refuses a missing and an unknown key', async (path) => {
    expect((await open(sandbox, `/facturare/v1/${path}`)).http).toBe(400);
    expect((await open(sandbox, `/facturare/v1/${path}?key=${'0'.repeat(32)}`)).http).toBe(404);
  });

  it('shows the payer a page', async () => {
    const row = sandbox.state.insertInvoice({ buyer_name: 'A & <b>', amount: '12.50' });
    const response = await fetch(`${sandbox.url}/order/${row.inner_hash}`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('A &amp; &lt;b&gt;');
    expect(html).toContain('Total: 12.50 MDL');
    expect(html).toContain('<button type="button">Achită</button>');
    expect((await fetch(`${sandbox.url}/order/nope`)).status).toBe(404);
  });
});
