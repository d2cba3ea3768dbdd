import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Seal } from '../src/graphql/seal.ts';
import type { Dataset } from './shared/dataset.ts';
import { customerOfInvoice, FIRST } from './shared/dataset.ts';

interface Ids {
  readonly invoice: string;
  readonly customer: string;
  readonly subscription: string;
  readonly payment: string;
}

/** The operations of `schema/operations` that read the upstream, with the variables of a client that looks at one customer. */
const VARIABLES: Readonly<Record<string, (ids: Ids) => object>> = {
  InvoiceList: () => ({ first: 20, view: 'ACTUAL' }),
  InvoiceDetails: ({ invoice }) => ({ id: invoice }),
  CustomerCard: ({ customer }) => ({ id: customer }),
  CustomerList: () => ({ first: 50 }),
  PaymentList: () => ({ first: 20, filter: { status: ['CONFIRMED'] } }),
  SubscriptionList: () => ({ first: 20, filter: { status: ['ACTIVE'] } }),
  BillingOverview: () => ({ first: 100 }),
  Refetch: ({ invoice, customer, subscription, payment }) => ({ ids: [invoice, customer, subscription, payment] }),
  Settings: () => ({}),
};

/** So many operations come in turn. */
export const MOBILE_MIX = Object.keys(VARIABLES).length;

/** Bodies for invoices by their numbers, one operation after the other. */
export const mobileBodies = (invoices: readonly number[], data: Dataset, seal: Seal): readonly string[] => {
  const operations = Object.entries(VARIABLES).map(([operationName, variables]) => ({ operationName, variables, query: readFileSync(join('schema/operations', `${operationName}.graphql`), 'utf8') }));
  const idOf = (type: string, id: number): string => seal.close('id', `${type}:${id}`);
  return invoices.map((n, i) => {
    const { operationName, variables, query } = operations[i % operations.length]!;
    const customer = customerOfInvoice(data, n);
    const ids: Ids = { invoice: idOf('Invoice', FIRST.invoice + n), customer: idOf('Customer', FIRST.customer + customer), subscription: idOf('Subscription', FIRST.subscription + customer), payment: idOf('Payment', FIRST.payment + n) };
    return JSON.stringify({ operationName, query, variables: variables(ids) });
  });
};
