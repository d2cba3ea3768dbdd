import type { Seal } from '../../../src/graphql/seal.ts';
import type { Wire } from '../../shared/econt.ts';
import type { Reads } from '../../shared/reads.ts';
import { dayOf, dueOf, instantOf, statusOf } from '../../shared/wire-values.ts';
import { sealedIds } from './sealed-ids.ts';

/** A page of invoices, each with its customer: two calls. */
const readPage = async (reads: Reads, to: string | undefined): Promise<readonly (readonly [Wire, Wire | null | undefined])[]> => {
  const rows = await reads.invoices(100, to);
  const customers = await reads.customersByIds(rows.map((row) => row.buyer_id));
  return rows.map((row, i) => [row, customers[i]]);
};

/** *page*, and *page same* without `to`. */
export const page = async (reads: Reads, seal: Seal, to: string | undefined): Promise<object> => {
  const rows = await readPage(reads, to);
  // Ids of one type are made together, as the product makes them.
  const ids = { invoice: sealedIds(seal, 'Invoice', rows.map(([row]) => row)), customer: sealedIds(seal, 'Customer', rows.flatMap(([, customer]) => (customer == null ? [] : [customer]))) };
  const nodes = rows.map(([row, customer]) => {
    const { currency } = row;
    return {
      id: ids.invoice(),
      upstreamId: row.id,
      number: row.outer_number,
      status: statusOf(row),
      issuedAt: instantOf(row.issue_date),
      dueOn: dayOf(row.due_on),
      customer: customer == null ? null : { id: ids.customer(), name: customer.caption, email: customer.contact_email },
      totals: {
        net: { amount: row.wtva_amount, currency },
        tax: { amount: row.tva_amount, currency },
        gross: { amount: row.amount, currency },
        paid: { amount: row.amount_paid, currency },
        due: { amount: dueOf(row), currency },
      },
    };
  });
  return { invoices: { nodes } };
};

/** *page plain*. */
export const pagePlain = async (reads: Reads, to: string): Promise<object> => {
  const nodes = (await readPage(reads, to)).map(([row, customer]) => ({
    upstreamId: row.id,
    number: row.outer_number,
    publicKey: row.inner_hash,
    currency: row.currency,
    supplierIdno: row.supplier_idno,
    topic: row.topic,
    customer: customer == null ? null : { upstreamId: customer.id, name: customer.caption, idno: customer.idno, email: customer.contact_email },
  }));
  return { invoices: { nodes } };
};
