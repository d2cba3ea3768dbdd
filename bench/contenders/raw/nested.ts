import type { Seal } from '../../../src/graphql/seal.ts';
import type { Wire } from '../../shared/econt.ts';
import type { Reads } from '../../shared/reads.ts';
import { instantOf, statusOf } from '../../shared/wire-values.ts';
import { sealedIds } from './sealed-ids.ts';

interface Tree {
  readonly customer: Wire;
  readonly invoices: readonly { readonly invoice: Wire; readonly payments: readonly Wire[] }[];
}

/** Customers, the merged list of their invoices in pages, and the payments on these: eleven calls, four of which wait for each other. */
const readTree = async (reads: Reads, to: string): Promise<readonly Tree[]> => {
  const customers = await reads.customers(50, to);
  const invoices = await reads.invoicesOfCustomers(customers.map(({ id }) => id), 10);
  const payments = await reads.paymentsOfInvoices(invoices.flat().map(({ id }) => id), 10);
  let at = 0;
  return customers.map((customer, i) => ({ customer, invoices: (invoices[i] ?? []).map((invoice) => ({ invoice, payments: payments[at++] ?? [] })) }));
};

/** *nested*. */
export const nested = async (reads: Reads, seal: Seal, to: string): Promise<object> => {
  const tree = await readTree(reads, to);
  const flat = tree.flatMap(({ invoices }) => invoices);
  // Ids of one type are made together, as the product makes them.
  const ids = { customer: sealedIds(seal, 'Customer', tree.map(({ customer }) => customer)), invoice: sealedIds(seal, 'Invoice', flat.map(({ invoice }) => invoice)), payment: sealedIds(seal, 'Payment', flat.flatMap(({ payments }) => payments)) };
  const paymentOf = (row: Wire): object => ({ id: ids.payment(), createdAt: instantOf(row.moment), amount: { amount: row.amount, currency: row.currency } });
  const nodes = tree.map(({ customer, invoices }) => ({
    id: ids.customer(),
    name: customer.caption,
    idno: customer.idno,
    email: customer.contact_email,
    invoices: {
      nodes: invoices.map(({ invoice, payments }) => ({
        id: ids.invoice(),
        number: invoice.outer_number,
        status: statusOf(invoice),
        totals: { gross: { amount: invoice.amount, currency: invoice.currency } },
        payments: { nodes: payments.map(paymentOf) },
      })),
    },
  }));
  return { customers: { nodes } };
};

/** *nested plain*. */
export const nestedPlain = async (reads: Reads, to: string): Promise<object> => {
  const paymentOf = (row: Wire): object => ({ upstreamId: row.id, method: row.bank, transactionId: row.transaction_id });
  const nodes = (await readTree(reads, to)).map(({ customer, invoices }) => ({
    upstreamId: customer.id,
    name: customer.caption,
    idno: customer.idno,
    email: customer.contact_email,
    invoices: {
      nodes: invoices.map(({ invoice, payments }) => ({
        upstreamId: invoice.id,
        number: invoice.outer_number,
        publicKey: invoice.inner_hash,
        currency: invoice.currency,
        payments: { nodes: payments.map(paymentOf) },
      })),
    },
  }));
  return { customers: { nodes } };
};
