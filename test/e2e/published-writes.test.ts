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
