import type { Seal } from '../../../src/graphql/seal.ts';
import type { Econt, Wire } from '../../shared/econt.ts';
import { dayOf, dueOf, instantOf, optionalTextOf, statusOf, wallOf } from '../../shared/wire-values.ts';

interface Listed {
  readonly records: readonly Wire[];
}

const NEWEST = [['issue_date', 'desc'], ['id', 'desc']];

/** A page of invoices and their customers: two calls. */
const readPage = async (econt: Econt, filter: object): Promise<{ readonly rows: readonly Wire[]; readonly customers: ReadonlyMap<unknown, Wire> }> => {
  const { records: rows } = (await econt('list/invoice', { filter, sort: NEWEST, start: 0, length: 100 })) as unknown as Listed;
  const ids = [...new Set(rows.map((row) => row.buyer_id))];
  const { records } = (await econt('list/customer', { filter: { id: ids }, sort: [['id', 'asc']], start: 0, length: ids.length })) as unknown as Listed;
  return { rows, customers: new Map(records.map((row) => [row.id, row])) };
};

/** *page*, and *page same* without `to`. */
export const page = async (econt: Econt, seal: Seal, to: string | undefined): Promise<object> => {
  const { rows, customers } = await readPage(econt, to === undefined ? {} : { issue_date_to: wallOf(to) });
  const nodes = rows.map((row) => {
    const { currency } = row;
    const customer = customers.get(row.buyer_id);
    return {
      id: seal.close('id', `Invoice:${String(row.id)}`),
      upstreamId: row.id,
      number: row.outer_number,
      status: statusOf(row),
      issuedAt: instantOf(row.issue_date),
      dueOn: dayOf(row.due_on),
      customer: customer === undefined ? null : { id: seal.close('id', `Customer:${String(customer.id)}`), name: customer.caption, email: customer.contact_email },
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
export const pagePlain = async (econt: Econt, to: string): Promise<object> => {
  const { rows, customers } = await readPage(econt, { issue_date_to: wallOf(to) });
  const nodes = rows.map((row) => {
    const { currency } = row;
    const customer = customers.get(row.buyer_id);
    return {
      upstreamId: row.id,
      number: row.outer_number,
      currency,
      customer: customer === undefined ? null : { upstreamId: customer.id, name: optionalTextOf(customer.caption), email: customer.contact_email },
      totals: { net: { amount: row.wtva_amount, currency }, tax: { amount: row.tva_amount, currency }, gross: { amount: row.amount, currency }, paid: { amount: row.amount_paid, currency } },
    };
  });
  return { invoices: { nodes } };
};
