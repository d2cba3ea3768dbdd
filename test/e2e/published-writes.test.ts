import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { GraphOverSandbox } from '../kit/graph-over-sandbox.ts';
import { operation, startGraphOverSandbox } from '../kit/graph-over-sandbox.ts';

let graph: GraphOverSandbox;
beforeAll(async () => void (graph = await startGraphOverSandbox()));
afterAll(() => graph.close());

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
