import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CurrencyCode } from '../../src/domain/currency.ts';
import { parseInstant } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { EndpointName } from '../../src/upstream/endpoints.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

let graph: GraphOverSandbox;
beforeAll(async () => {
  graph = await startGraphOverSandbox({ invoices: 400 });
});
afterAll(() => graph.close());

const scope = { language: 'ro' } as const;
const MDL = 'MDL' as CurrencyCode;
const page = { filter: {}, sort: [], start: 0, length: 5 };
const invoiceIn = (...statuses: string[]) => graph.sandbox.state.invoices.find((row) => row.currency === 'MDL' && statuses.includes(row.status), 1)[0]!;
const line = { name: 'Abonament', unitPrice: decimal('10.00'), quantity: 2, total: decimal('20.00') };

/** Each endpoint of the table through the client, and what shows that the sandbox read it as it was meant. */
const CALLS: Record<EndpointName, (client: UpstreamClient) => Promise<unknown>> = {
  'invoice.put': (client) =>
    client.putInvoice(scope, { orderId: 7, orderNumber: '7', amount: decimal('20.00'), currency: MDL, createdAt: parseInstant('2026-11-20T07:00:00Z')!, orderStatus: 'pending', billing: { email: 'a@b.md' }, lines: [line] }),
  'invoice.get': (client) => client.getInvoice(scope, { id: invoiceIn('full').id }),
  'invoice.list': (client) => client.listInvoices(scope, page),
  'invoice.send': (client) => client.sendInvoice(scope, invoiceIn('actual').inner_hash),
  'invoice.push': (client) => client.pushInvoice(scope, invoiceIn('actual', 'sended').inner_hash),
  'invoice.sign': (client) => client.signInvoice(scope, invoiceIn('actual', 'sended').inner_hash),
  'invoice.set': (client) => client.setInvoice(scope, invoiceIn('sended').id, { status: 'SUSPENDED', remark: 'amânată' }),
  'customer.put': (client) => client.putCustomer(scope, { name: 'Exemplu SRL', idno: '1003600012345', email: 'a@b.md', legalName: { ro: 'SRL „Exemplu”' } }),
  'customer.get': (client) => client.getCustomer(scope, { id: graph.sandbox.state.customers.find(() => true, 1)[0]!.id }),
  'customer.list': (client) => client.listCustomers(scope, page),
  'tariff.list': (client) => client.listTariffs(scope, page),
  'tariff.get': (client) => client.getTariff(scope, 'pro'),
  'subscription.put': async (client) => {
    const { rows } = await client.listCustomers(scope, page);
    return client.putSubscription(scope, { customerId: rows[0]!.id, tariffAlias: 'pro', startsAt: parseInstant('2026-12-01T00:00:00+02:00')! });
  },
  'subscription.get': async (client) => client.getSubscription(scope, (await client.listSubscriptions(scope, page)).rows[0]!.id),
  'subscription.list': (client) => client.listSubscriptions(scope, page),
  'subscription.set': async (client) => client.setSubscription(scope, (await client.listSubscriptions(scope, { ...page, filter: { statuses: ['ACTIVE'] } })).rows[0]!.id, 'SUSPENDED'),
  'payment.put': (client) => client.putPayment(scope, { invoiceId: invoiceIn('sended', 'actual').id, method: 'cash', amount: decimal('0.50'), currency: MDL, transactionId: 'T-1' }),
  'payment.get': async (client) => client.getPayment(scope, (await client.listPayments(scope, page)).rows[0]!.id),
  'payment.list': (client) => client.listPayments(scope, page),
  'payment.refund': async (client) => {
    const invoice = invoiceIn('full');
    const { rows } = await client.listPayments(scope, { ...page, filter: { invoiceIds: [invoice.id], statuses: ['CONFIRMED'] } });
    return client.refundPayment(scope, rows[0]!.id, decimal('0.10'));
  },
  'department.get': (client) => client.getDepartment(scope),
};

describe('the client and the sandbox read the contract alike', () => {
  it.each(Object.keys(ENDPOINTS) as EndpointName[])('%s', async (endpoint) => {
    const result = await CALLS[endpoint](graph.upstream);
    const call = graph.sandbox.calls.of(endpoint).at(-1);
    expect(call, 'the sandbox saw the call under this name').toBeDefined();
    expect(call?.status).toBe(200);
    expect(result).not.toBeNull();
    if (!ENDPOINTS[endpoint].safe) expect(result).toMatchObject({ outcome: 'done' });
  });

  it('names all of them', () => {
    expect(Object.keys(CALLS).sort()).toEqual(Object.keys(ENDPOINTS).sort());
  });
});
