import type { Payment, PaymentFilter, PaymentSortField } from '../domain/payment.ts';
import type { InvoiceFilter, InvoiceSortField, Invoice } from '../domain/invoice.ts';
import type { RelationLoader, RelationQuery } from './relation-pages.ts';
import { paymentShape } from './shapes.ts';
import { sliceWindow } from './slice-window.ts';
import { asError } from './as-error.ts';
import { WHOLE, wholeRows } from './whole-list.ts';
import type { WindowPage } from './window.ts';

const ALL: InvoiceFilter = {};
const BY_ID = [{ field: 'id', direction: 'desc' }] as const;

/**
 * `customer.payments`: the upstream cannot filter payments by customer, only by invoice. So the customer's invoices are read,
 * then their payments (both in the shared calls of every customer on the page), and put in order here.
 */
export const createPaymentsByCustomerId = (
  invoicesOfCustomer: RelationLoader<Invoice, InvoiceFilter, InvoiceSortField>,
  paymentsOfInvoice: RelationLoader<Payment, PaymentFilter, PaymentSortField>,
): Omit<RelationLoader<Payment, PaymentFilter, PaymentSortField>, 'clearAll'> => {
  const load = async ({ parentId, filter, sort, window }: RelationQuery<PaymentFilter, PaymentSortField>): Promise<WindowPage<Payment>> => {
    const invoices = wholeRows(await invoicesOfCustomer.load({ parentId, filter: ALL, sort: BY_ID, window: WHOLE, withTotal: true }));
    const { invoiceIds, ...rest } = filter;
    const wanted = invoices.map(({ id }) => id).filter((id) => invoiceIds?.includes(id) !== false);
    const pages = await paymentsOfInvoice.loadMany({ filter: rest, sort, window: WHOLE, withTotal: true }, wanted);
    const field = sort[0]?.field ?? 'id';
    const sign = sort[0]?.direction === 'asc' ? 1 : -1;
    const rank = (payment: Payment): number => paymentShape.rank(payment, field) ?? payment.id;
    const rows = pages
      .flatMap((page) => {
        if (page instanceof Error) throw page;
        return wholeRows(page);
      })
      .sort((a, b) => sign * (rank(a) - rank(b) || a.id - b.id));
    return sliceWindow(
      {
        rows,
        anchorOf: (row, offset) => ({ id: row.id, rank: rank(row), offset }),
        compare: (row, anchor) => sign * (rank(row) - (anchor.rank ?? 0) || row.id - Number(anchor.id)),
      },
      window,
    );
  };
  return { load, loadMany: (question, parentIds) => Promise.all(parentIds.map((parentId) => load({ parentId, ...question }).catch(asError))) };
};
