import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { instantOfEpoch } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { SandboxSwitches } from '../../src/sandbox/switches.ts';
import { MDL } from '../kit/domain-rows.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { operation, startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

let graph: GraphOverSandbox;
let issue: string;
beforeEach(async () => {
  graph = await startGraphOverSandbox();
  issue = await operation('InvoiceIssue');
});
afterEach(() => graph.close());

const lines = [
  { name: 'Servicii de consultanță', unitPrice: '554.30', quantity: 2, unit: 'ore' },
  { name: 'Găzduire web', unitPrice: '120.00', quantity: 1 },
];
const customer = { email: 'contabilitate@exemplu.md', companyName: 'Exemplu & Fiii SRL', idno: '1003600012345' };

interface Issued {
  readonly __typename: string;
  readonly invoice: { readonly id: string; readonly number: string; readonly totals: unknown } | null;
}
const resultOf = (data: unknown): Issued => (data as { invoiceIssue: Issued }).invoiceIssue;
const count = (): number => graph.sandbox.state.invoices.count();

describe('an issued invoice', () => {
  it('is sent as documented, once, and shown as it was answered', async () => {
    const before = count();
    const { data, errors, calls } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines, issuedAt: '2026-11-20T08:00:00+02:00', note: 'Mulțumim!' } });
    expect(errors).toEqual([]);
    expect(calls).toEqual(['department.get', 'invoice.put']);
    expect(count()).toBe(before + 1);
    expect(resultOf(data)).toMatchObject({
      __typename: 'InvoiceIssuePayload',
      invoice: {
        number: 'CH-1581',
        status: 'DRAFT',
        dueOn: '2026-11-23',
        totals: { net: { amount: '1023.83', currency: 'MDL' }, tax: { amount: '204.77', currency: 'MDL' }, gross: { amount: '1228.60', currency: 'MDL' } },
      },
    });
    const { connect: _connect, ...body } = graph.sandbox.calls.of('invoice.put').at(-1)?.body as Record<string, unknown>;
    expect(body).toEqual({
      order: {
        id: 1001,
        order_number: '1001',
        amount: '1228.60',
        currency: 'MDL',
        date_created: '2026-11-20 08:00:00',
        status: 'pending',
        customer_note: 'Mulțumim!',
        billing: { email: 'contabilitate@exemplu.md', company: 'Exemplu & Fiii SRL', idno: '1003600012345' },
      },
      items: {
        1: { product_name: 'Servicii de consultanță', product_price: '554.30', product_qnt: 2, product_unit: 'ore', line_total: '1108.60' },
        2: { product_name: 'Găzduire web', product_price: '120.00', product_qnt: 1, line_total: '120.00' },
      },
    });
  });

  it.each(['id', 'inner_hash'] as const)('is read back where only its %s was answered', async (putReply) => {
    graph.sandbox.setSwitches({ putReply });
    const { data, calls } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } });
    expect(calls).toEqual(['department.get', 'invoice.get', 'invoice.put']);
    expect(resultOf(data)).toMatchObject({ __typename: 'InvoiceIssuePayload', invoice: { number: 'CH-1581', status: 'DRAFT' } });
    const { connect: _connect, ...body } = graph.sandbox.calls.of('invoice.get').at(-1)?.body as Record<string, unknown>;
    expect(Object.keys(body)).toEqual([putReply === 'id' ? 'id' : 'key']);
  });

  it('is the same whether it was answered or is read', async () => {
    const fields = '{ id upstreamId publicKey number orderId orderNumber status isArchived isOverdue createdAt issuedAt dueOn paidAt refundedAt currency totals { net { amount } tax { amount } gross { amount } paid { amount } due { amount } } vat { mode rate } supplierIdno buyer { name idno email phone address } topic remark language source lines { name quantity total { amount } } customer { id } subscription { id } }';
    const answered = await graph.run(`mutation ($input: InvoiceIssueInput!) { invoiceIssue(input: $input) { ... on InvoiceIssuePayload { invoice ${fields} } } }`, { input: { idempotencyKey: 'k', customer, lines } });
    const { invoice } = (answered.data as unknown as { invoiceIssue: { invoice: { id: string } } }).invoiceIssue;
    const { data } = await graph.run(`query ($id: ID!) { invoice(id: $id) ${fields} }`, { id: invoice.id });
    expect(data).toEqual({ invoice });
    expect(graph.sandbox.calls.count('invoice.get')).toBe(1);
  });

  it('is seen in the list and at its customer', async () => {
    const found = await graph.run('{ customers(first: 20) { nodes { id email idno isIndividual } } }');
    const { customers } = found.data as unknown as { customers: { nodes: { id: string; email: string | null; idno: string | null; isIndividual: boolean }[] } };
    const payer = customers.nodes.find(({ email, idno, isIndividual }) => email !== null && idno?.length === 13 && !isIndividual);
    const issued = resultOf((await graph.run(issue, { input: { idempotencyKey: 'k', customerId: payer?.id, lines } })).data);
    const { data } = await graph.run(
      `query ($id: ID!) {
        invoices(first: 1, orderBy: { field: UPSTREAM_ID }) { nodes { id customer { id } } }
        customer(id: $id) { invoices(first: 1, orderBy: { field: UPSTREAM_ID }) { nodes { id } } }
      }`,
      { id: payer?.id },
    );
    expect(data).toEqual({
      invoices: { nodes: [{ id: issued.invoice?.id, customer: { id: payer?.id } }] },
      customer: { invoices: { nodes: [{ id: issued.invoice?.id }] } },
    });
  });

  it.each<Partial<SandboxSwitches>>([
    { putReply: 'row' },
    { putReply: 'id' },
    { putReply: 'inner_hash' },
    { newInvoiceStatus: 'actual' },
    { itemsPosition: 'both' },
    { docUrlForm: 'jsonString', sessionId: true },
    { failureHttp: 'always200' },
  ])('comes back whole whatever the upstream’s manners: %j', async (switches) => {
    graph.sandbox.setSwitches(switches);
    const issued = resultOf((await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } })).data);
    expect(issued).toMatchObject({ __typename: 'InvoiceIssuePayload', invoice: { number: 'CH-1581', status: switches.newInvoiceStatus === 'actual' ? 'OPEN' : 'DRAFT' } });
  });

  it('carries its items inside the order where the upstream wants them there', async () => {
    await graph.close();
    graph = await startGraphOverSandbox({ switches: { itemsPosition: 'order' } }, { itemsPosition: 'order' });
    expect(resultOf((await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } })).data).__typename).toBe('InvoiceIssuePayload');
  });

  it('is one invoice even where the read-back fails: the payload says so without it', async () => {
    graph.sandbox.setSwitches({ putReply: 'id' });
    graph.sandbox.faults.add({ endpoint: 'invoice.get', kind: '503', times: 9 });
    const before = count();
    const { data, errors } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } });
    expect(count()).toBe(before + 1);
    expect(resultOf(data)).toEqual({ __typename: 'InvoiceIssuePayload', invoice: null });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['invoiceIssue', 'invoice'], 'UPSTREAM_FAILED']]);
  });
});

describe('a refused invoice', () => {
  it.each(['text', 'map', 'mapString'] as const)('tells what the upstream said (message as %s), in the caller’s language', async (messageForm) => {
    graph.sandbox.setSwitches({ messageForm, duplicateOrderId: 'refuse' });
    // Somebody else has taken the order id that the ledger will give.
    await graph.upstream.putInvoice({ language: 'ro' }, {
      orderId: 1_001, orderNumber: '1001', amount: decimal('1.00'), currency: MDL, createdAt: instantOfEpoch(0), orderStatus: 'pending', billing: { email: 'a@b.md' },
      lines: [{ name: 'A', unitPrice: decimal('1.00'), quantity: 1, total: decimal('1.00') }],
    });
    const before = count();
    const { data } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } }, { language: 'ru' });
    expect(count()).toBe(before);
    const result = (data as unknown as { invoiceIssue: { __typename: string; code: string; message: string; retryable: boolean; upstreamFields: unknown[] } }).invoiceIssue;
    expect(result).toMatchObject({ __typename: 'UpstreamRejectedError', code: 'UPSTREAM_REJECTED', retryable: false });
    expect(result.message).toMatch(/[а-я]/u);
    if (messageForm !== 'text') expect(result.upstreamFields).toHaveLength(1);
  });
});

describe('an invoice that could not be sent', () => {
  it('because the department cannot be read: nothing was sent, and it may be tried again', async () => {
    graph.sandbox.faults.add({ endpoint: 'department.get', kind: '503', times: 9 });
    const { data, errors, calls } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ invoiceIssue: { __typename: 'UpstreamRejectedError', code: 'UPSTREAM_FAILED', retryable: true } });
    expect(calls).toEqual(['department.get', 'department.get']);
  });
});

describe('an invoice whose outcome is not known', () => {
  it.each(['resetBefore', 'resetAfter', '500', '503', 'truncated', 'truncatedClean', 'html200', 'empty201'] as const)('%s: says so, and is not sent again', async (kind) => {
    graph.sandbox.faults.add({ endpoint: 'invoice.put', kind });
    const { data, errors } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } });
    expect(errors).toEqual([]);
    expect(resultOf(data)).toMatchObject({ __typename: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN', retryable: false, idempotencyKey: 'k', since: '2026-11-20T09:00:00+02:00', nextCheckAt: '2026-11-20T09:00:05+02:00' });
    expect(graph.sandbox.calls.count('invoice.put')).toBe(1);
  });

  it.each(['resetAfter', 'truncated', 'truncatedClean', 'html200', 'empty201'] as const)('%s: is found by a repeat of its key, and was made once', async (kind) => {
    graph.sandbox.faults.add({ endpoint: 'invoice.put', kind });
    const before = count();
    await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } });
    const { data, calls } = await graph.run(issue, { input: { idempotencyKey: 'k', customer, lines } });
    expect(resultOf(data)).toMatchObject({ __typename: 'InvoiceIssuePayload', invoice: { number: 'CH-1581' } });
    expect(calls).toEqual(['invoice.get', 'invoice.list']);
    expect(count()).toBe(before + 1);
  });
});
