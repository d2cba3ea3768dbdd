import type { Seal } from '../../../src/graphql/seal.ts';
import type { Econt, Wire } from '../../shared/econt.ts';
import { instantOf, optionalTextOf, statusOf, wallOf } from '../../shared/wire-values.ts';

interface Listed {
  readonly recordsFiltered: number;
  readonly records: readonly Wire[];
}

const PAGE = 100;
const NEWEST_INVOICE = [['issue_date', 'desc'], ['id', 'desc']];
const NEWEST = [['moment', 'desc'], ['id', 'desc']];

const grouped = (rows: readonly Wire[], member: string): ReadonlyMap<unknown, readonly Wire[]> => {
  const groups = new Map<unknown, Wire[]>();
  for (const row of rows) {
    const group = groups.get(row[member]);
    if (group === undefined) groups.set(row[member], [row]);
    else group.push(row);
  }
  return groups;
};

interface Read {
  readonly customers: readonly Wire[];
  readonly invoices: ReadonlyMap<unknown, readonly Wire[]>;
  readonly payments: ReadonlyMap<unknown, readonly Wire[]>;
}

/** Customers, the merged list of their invoices in pages, and the payments on these: eleven calls, four of which wait for each other. */
const read = async (econt: Econt, to: string): Promise<Read> => {
  const list = (object: string, filter: object, sort: object, start = 0, length = PAGE): Promise<Listed> => econt(`list/${object}`, { filter, sort, start, length }) as unknown as Promise<Listed>;
  const { records: customers } = await list('customer', { moment_to: wallOf(to) }, NEWEST, 0, 50);
  const ofCustomers = { buyer_id: customers.map(({ id }) => id) };
  const first = await list('invoice', ofCustomers, NEWEST_INVOICE);
  const starts = Array.from({ length: Math.ceil(first.recordsFiltered / PAGE) - 1 }, (_, i) => (i + 1) * PAGE);
  const others = await Promise.all(starts.map((start) => list('invoice', ofCustomers, NEWEST_INVOICE, start)));
  const byCustomer = grouped([first, ...others].flatMap(({ records }) => records), 'buyer_id');
  const invoices = new Map([...byCustomer].map(([id, rows]) => [id, rows.slice(0, 10)]));
  const ids = [...invoices.values()].flat().map(({ id }) => id);
  const parts = Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, i) => ids.slice(i * PAGE, (i + 1) * PAGE));
  const payments = await Promise.all(parts.map((part) => list('payment', { invoice_id: part }, NEWEST)));
  return { customers, invoices, payments: grouped(payments.flatMap(({ records }) => records), 'invoice_id') };
};

/** *nested*. */
export const nested = async (econt: Econt, seal: Seal, to: string): Promise<object> => {
  const { customers, invoices, payments } = await read(econt, to);
  const paymentOf = (row: Wire): object => ({ id: seal.close('id', `Payment:${String(row.id)}`), createdAt: instantOf(row.moment), amount: { amount: row.amount, currency: row.currency } });
  const invoiceOf = (row: Wire): object => ({
    id: seal.close('id', `Invoice:${String(row.id)}`),
    number: row.outer_number,
    status: statusOf(row),
    totals: { gross: { amount: row.amount, currency: row.currency } },
    payments: { nodes: (payments.get(row.id) ?? []).slice(0, 10).map(paymentOf) },
  });
  const nodes = customers.map((row) => ({
    id: seal.close('id', `Customer:${String(row.id)}`),
    name: row.caption,
    idno: row.idno,
    email: row.contact_email,
    invoices: { nodes: (invoices.get(row.id) ?? []).map(invoiceOf) },
  }));
  return { customers: { nodes } };
};

/** *nested plain*. */
export const nestedPlain = async (econt: Econt, to: string): Promise<object> => {
  const { customers, invoices, payments } = await read(econt, to);
  const paymentOf = (row: Wire): object => ({ upstreamId: row.id, method: optionalTextOf(row.bank), amount: { amount: row.amount, currency: row.currency } });
  const invoiceOf = (row: Wire): object => ({
    upstreamId: row.id,
    number: row.outer_number,
    totals: { gross: { amount: row.amount, currency: row.currency } },
    payments: { nodes: (payments.get(row.id) ?? []).slice(0, 10).map(paymentOf) },
  });
  const nodes = customers.map((row) => ({ upstreamId: row.id, name: row.caption, idno: row.idno, email: row.contact_email, invoices: { nodes: (invoices.get(row.id) ?? []).map(invoiceOf) } }));
  return { customers: { nodes } };
};
