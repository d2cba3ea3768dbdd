import { globalIdOf } from '../kit/ids.ts';
import type { Stack } from '../kit/start-stack.ts';

/** The sandbox's own rows, as the graph must show them: clients are checked against the upstream, not against themselves. */
export interface SeededInvoice {
  readonly id: string;
  readonly number: string;
  readonly buyer: string;
  readonly customer: { readonly id: string; readonly name: string } | null;
}

/** The newest invoices of the department that the server works for, newest issue first. */
export const newestInvoices = ({ sandbox }: Stack, count: number): readonly SeededInvoice[] => {
  const [department] = sandbox.departments;
  return sandbox.state.invoices
    .find(({ id }) => sandbox.state.invoices.departmentOf(id) === department?.id)
    .sort((a, b) => (a.issue_date === b.issue_date ? b.id - a.id : a.issue_date < b.issue_date ? 1 : -1))
    .slice(0, count)
    .map(({ id, outer_number: number, buyer_name: buyer, buyer_id: buyerId }) => {
      const payer = sandbox.state.customers.get(buyerId);
      return { id: globalIdOf('Invoice', id), number, buyer, customer: payer === undefined ? null : { id: globalIdOf('Customer', payer.id), name: payer.caption } };
    });
};

/** How many invoices that department has. */
export const invoiceCount = ({ sandbox }: Stack): number => sandbox.state.invoices.count(sandbox.departments[0]?.id);
