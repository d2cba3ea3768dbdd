import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { operation, startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

let graph: GraphOverSandbox;
/** Another, so that what changes here is not counted there. */
let changes: GraphOverSandbox;
beforeAll(async () => {
  graph = await startGraphOverSandbox();
  changes = await startGraphOverSandbox();
});
afterAll(async () => {
  await graph.close();
  await changes.close();
});

const variablesOf = async (name: string): Promise<Readonly<Record<string, unknown>>> =>
  JSON.parse(await readFile(new URL(`../../schema/operations/${name}.variables.json`, import.meta.url), 'utf8')) as Record<string, unknown>;

describe('the published writes, with their own variables, against the seed', () => {
  it.each<[string, string, unknown]>([
    ['PaymentRecord', 'paymentRecord', {
      __typename: 'PaymentRecordPayload',
      payment: {
        status: 'CONFIRMED', method: 'bank_transfer', transactionId: 'OP-2026-00117', amount: { amount: '99.50', currency: 'MDL' },
        invoice: { status: 'PARTIALLY_PAID', totals: { gross: { amount: '199.00' }, paid: { amount: '99.50' }, due: { amount: '99.50' } } },
      },
    }],
    ['CustomerCreate', 'customerCreate', { __typename: 'CustomerCreatePayload', customer: { name: 'Exemplu & Fiii', idno: '1003600012344', legalName: { ru: 'ООО «Пример и сыновья»' }, address: { city: 'Chișinău' } } }],
  ])('%s does what it shows, once', async (name, mutation, expected) => {
    const [document, variables] = [await operation(name), await variablesOf(name)];
    const { data, errors } = await graph.run(document, variables);
    expect([errors, data]).toMatchObject([[], { [mutation]: expected }]);
    const before = graph.sandbox.state.counts();
    expect((await graph.run(document, variables)).data).toEqual(data);
    expect(graph.sandbox.state.counts()).toEqual(before);
  });
});

describe('the published changes, with their own variables, against the seed', () => {
  it.each<[string, string, unknown]>([
    ['InvoiceSend', 'invoiceSend', { __typename: 'InvoiceSendPayload', invoice: { status: 'SENT', buyer: { email: 'mobilalux20@exemplu.md' } } }],
    ['InvoiceCancel', 'invoiceCancel', { __typename: 'InvoiceCancelPayload', invoice: { status: 'CANCELLED' } }],
    ['SubscriptionPause', 'subscriptionPause', { __typename: 'SubscriptionPausePayload', subscription: { status: 'SUSPENDED' } }],
  ])('%s does what it shows', async (name, mutation, expected) => {
    const { data, errors } = await changes.run(await operation(name), await variablesOf(name));
    expect([errors, data]).toMatchObject([[], { [mutation]: expected }]);
  });

  it('InvoiceIssueMany issues its invoices, and InvoiceIssueJob tells of them', async () => {
    const started = await changes.run(await operation('InvoiceIssueMany'), await variablesOf('InvoiceIssueMany'));
    expect([started.errors, started.data]).toMatchObject([[], { invoiceIssueMany: { __typename: 'InvoiceIssueManyPayload', job: { progress: { total: 2 } } } }]);
    await changes.ledger.ledger.jobsDone();
    const job = await changes.run(await operation('InvoiceIssueJob'), await variablesOf('InvoiceIssueJob'));
    expect([job.errors, job.data]).toMatchObject([[], {
      invoiceIssueJob: { state: 'COMPLETED', progress: { total: 2, done: 2 }, rows: { totalCount: 2, nodes: [0, 1].map((index) => ({ index, state: 'DONE', code: null, invoice: { number: `CH-${1581 + index}`, status: 'DRAFT' } })) } },
    }]);
  });
});

describe('the published questions about writes, after those', () => {
  const run = async (name: string) => {
    const { data, errors, calls } = await graph.run(await operation(name), await variablesOf(name));
    expect(errors).toEqual([]);
    return { data, calls };
  };

  it('MutationOutcome tells of the invoice that InvoiceIssue makes', async () => {
    expect((await run('MutationOutcome')).data).toEqual({ mutationOutcome: null });
    const issued = (await run('InvoiceIssue')).data as { readonly invoiceIssue: { readonly invoice: { readonly id: string; readonly number: string } } };
    expect((await run('MutationOutcome')).data).toMatchObject({
      mutationOutcome: { operation: 'invoiceIssue', state: 'DONE', failure: null, resolution: null, object: { __typename: 'Invoice', id: issued.invoiceIssue.invoice.id, number: issued.invoiceIssue.invoice.number } },
    });
  });

  it('UnknownOutcomes lists none, as long as all is well', async () => {
    expect(await run('UnknownOutcomes')).toEqual({ data: { mutationOutcomes: { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] } }, calls: [] });
  });

  it('AuditLog shows all three writes, once each, and that two were repeated', async () => {
    const { data, calls } = await run('AuditLog');
    const records = [['invoiceIssue', null], ['customerCreate', 'REPEATED'], ['customerCreate', null], ['paymentRecord', 'REPEATED'], ['paymentRecord', null]] as const;
    expect(data).toMatchObject({ auditLog: { totalCount: 5, nodes: records.map(([mutation, code], i) => ({ position: 5 - i, operation: mutation, outcome: 'DONE', code, caller: 'tester' })) } });
    expect(calls).toEqual([]);
  });
});
