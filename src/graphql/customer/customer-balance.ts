import type { CurrencyCode } from '../../domain/currency.ts';
import { dayOf } from '../../domain/dates.ts';
import type { CustomerBalance as CustomerBalanceModel } from '../../domain/invoice-totals.ts';
import { balanceOf, PAYABLE_STATUSES } from '../../domain/invoice-totals.ts';
import { money } from '../../domain/money.ts';
import { WHOLE, wholeRows } from '../../loaders/whole-list.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { totalOrder } from '../pagination/order.ts';
import { Money } from '../shared/money.ts';

type Balance = CustomerBalanceModel & { readonly currency: CurrencyCode };

/** Adds up a customer's open invoices; those of every customer on the page are read together. */
export const readBalance = async (customerId: number, { loaders, now }: GraphContext): Promise<Balance> => {
  const page = await loaders.invoicesByCustomerId.load({
    parentId: customerId,
    filter: { statuses: PAYABLE_STATUSES },
    sort: totalOrder('id', 'desc'),
    window: WHOLE,
    withTotal: true,
  });
  const invoices = wholeRows(page);
  const currency = invoices[0]?.currency ?? (await loaders.department()).currency;
  return { ...balanceOf(invoices, dayOf(now())), currency };
};

export const CustomerBalance = builder.objectRef<Balance>('CustomerBalance').implement({
  description: 'What a customer owes the department: the invoices that are open, sent or paid in part. One department has one currency.',
  fields: (t) => ({
    due: t.field({ type: Money, description: 'Left to pay in all.', resolve: ({ due, currency }) => money(due, currency) }),
    overdue: t.field({ type: Money, description: 'Left to pay on invoices past their last day.', resolve: ({ overdue, currency }) => money(overdue, currency) }),
    openInvoiceCount: t.exposeInt('openInvoiceCount', { description: 'How many invoices wait for money.' }),
    overdueInvoiceCount: t.exposeInt('overdueInvoiceCount', { description: 'How many of them are past their last day.' }),
  }),
});
