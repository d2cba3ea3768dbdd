import { money } from '../../domain/money.ts';
import { builder } from '../builder.ts';
import { Customer } from '../customer/customer-ref.ts';
import { InvoiceLine, pricedLines } from '../invoice/invoice-line.ts';
import { InvoiceConnection, invoiceListArgs, invoiceListOrder } from '../invoice/invoice-list.ts';
import { Invoice } from '../invoice/invoice-ref.ts';
import { relatedConnection } from '../pagination/related-connection.ts';
import { Money } from '../shared/money.ts';
import { Tariff } from '../tariff/tariff-ref.ts';
import { BillingFrequency } from './billing-frequency.ts';
import { Subscription } from './subscription-ref.ts';
import { SubscriptionStatus } from './subscription-status.ts';

builder.node(Subscription, {
  description: 'A customer billed each period: e-Cont.md issues the invoices by itself.',
  id: { resolve: ({ id }) => id },
  fields: (t) => ({
    upstreamId: t.exposeInt('id', { description: 'The number that e-Cont.md knows it by.' }),
    status: t.field({ type: SubscriptionStatus, description: 'Where it stands.', resolve: ({ status }) => status }),
    amount: t.field({ type: Money, description: 'Price of one period.', resolve: ({ amount, currency }) => money(amount, currency) }),
    frequency: t.field({ type: BillingFrequency, description: 'How long a period is.', resolve: ({ frequency }) => frequency }),
    startsAt: t.expose('startsAt', { type: 'DateTime', nullable: true, description: 'When it starts.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'When it ends; `null`: it has no end.' }),
    nextInvoiceAt: t.expose('nextInvoiceAt', { type: 'DateTime', nullable: true, description: 'When its next invoice is issued; `null` when none is planned.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
    lines: t.field({ type: [InvoiceLine], description: 'What each of its invoices sells.', resolve: pricedLines }),
    customer: t.field({
      type: Customer,
      nullable: true,
      description: 'Who is billed.',
      resolve: ({ customerId }, _args, { loaders }) => (customerId === null ? null : loaders.customerById.load(customerId)),
    }),
    tariff: t.field({
      type: Tariff,
      nullable: true,
      description: 'The price plan it follows.',
      resolve: ({ tariffAlias }, _args, { loaders }) => (tariffAlias === null ? null : loaders.tariffByAlias.load(tariffAlias)),
    }),
    lastInvoice: t.field({
      type: Invoice,
      nullable: true,
      description: 'The invoice it issued last; `null` before the first.',
      resolve: ({ lastInvoiceId }, _args, { loaders }) => (lastInvoiceId === null ? null : loaders.invoiceById.load(lastInvoiceId)),
    }),
    invoices: t.connection({
      type: Invoice,
      nullable: true,
      description: 'The invoices it issued, newest first unless ordered otherwise.',
      args: invoiceListArgs,
      ...relatedConnection({ name: 'Subscription.invoices', orderOf: invoiceListOrder, pagesIn: ({ invoicesBySubscriptionId }) => invoicesBySubscriptionId }),
    }, InvoiceConnection),
  }),
});
