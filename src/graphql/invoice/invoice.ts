import { dayOf } from '../../domain/dates.ts';
import { isOverdue } from '../../domain/invoice-totals.ts';
import { builder } from '../builder.ts';
import { Customer } from '../customer/customer-ref.ts';
import { Department } from '../department/department.ts';
import { relatedConnection } from '../pagination/related-connection.ts';
import { PaymentConnection, paymentListArgs, paymentListOrder } from '../payment/payment-list.ts';
import { Payment } from '../payment/payment-ref.ts';
import { Language } from '../shared/language.ts';
import { Vat } from '../shared/vat.ts';
import { Subscription } from '../subscription/subscription-ref.ts';
import { InvoiceBuyer } from './invoice-buyer.ts';
import { InvoiceLine, pricedLines } from './invoice-line.ts';
import { InvoicePdf } from './invoice-pdf.ts';
import { Invoice } from './invoice-ref.ts';
import { InvoiceStatus } from './invoice-status.ts';
import { InvoiceTotals, invoiceTotals } from './invoice-totals.ts';

builder.node(Invoice, {
  description: 'An electronic invoice for payment (*cont de plată*).',
  id: { resolve: ({ id }) => id },
  fields: (t) => ({
    upstreamId: t.exposeInt('id', { description: 'The number that e-Cont.md knows it by.' }),
    publicKey: t.exposeString('publicKey', { nullable: true, description: 'The key in its public addresses: 32 hexadecimal digits. Whoever has it can see the invoice.' }),
    number: t.exposeString('number', { nullable: true, description: "The invoice number: the department's prefix and a running number, such as `MDL-1042`." }),
    orderId: t.exposeInt('orderId', { nullable: true, description: "The id of the caller's own order that it was issued for." }),
    orderNumber: t.exposeString('orderNumber', { nullable: true, description: "The number of the caller's own order that it was issued for." }),
    status: t.field({ type: InvoiceStatus, description: 'Where it stands.', resolve: ({ status }) => status }),
    isArchived: t.exposeBoolean('isArchived', { description: 'It is in the archive, whatever its status.' }),
    isOverdue: t.boolean({ description: 'It waits for money and its last day to pay has passed, by the calendar of Moldova.', resolve: (invoice, _args, { now }) => isOverdue(invoice, dayOf(now())) }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', nullable: true, description: 'When it was issued: the date on it.' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true, description: 'The last day to pay.' }),
    paidAt: t.expose('paidAt', { type: 'DateTime', nullable: true, description: 'When it was paid in full; `null` before that.' }),
    refundedAt: t.expose('refundedAt', { type: 'DateTime', nullable: true, description: 'When it was refunded; `null` before that.' }),
    currency: t.expose('currency', { type: 'CurrencyCode', description: 'The currency of every amount of it.' }),
    totals: t.field({ type: InvoiceTotals, description: 'What it costs, and what is paid.', resolve: invoiceTotals }),
    vat: t.field({ type: Vat, description: 'How VAT is charged on it.', resolve: ({ vatMode, vatRate }) => ({ mode: vatMode, rate: vatRate }) }),
    supplierIdno: t.exposeString('supplierIdno', { nullable: true, description: 'IDNO of the seller.' }),
    buyer: t.field({ type: InvoiceBuyer, description: "The payer's details as printed.", resolve: ({ buyer }) => buyer }),
    topic: t.exposeString('topic', { nullable: true, description: 'What it is about.' }),
    remark: t.exposeString('remark', { nullable: true, description: 'A note of the seller.' }),
    language: t.field({ type: Language, nullable: true, description: 'The language that it is printed in.', resolve: ({ patternLanguage }) => patternLanguage }),
    source: t.exposeString('source', { nullable: true, description: 'What made it, as the upstream names it; `self`: by hand.' }),
    lines: t.field({ type: [InvoiceLine], description: 'What is sold, at most 20 lines.', resolve: pricedLines }),
    paymentUrl: t.field({
      type: 'URL',
      nullable: true,
      description: "The payer's page with the pay button, at e-Cont.md: an address to hand out.",
      resolve: ({ publicKey }, _args, { links }) => (publicKey === null ? null : links.invoicePage(publicKey)),
    }),
    pdf: t.field({ type: InvoicePdf, nullable: true, description: 'A short-lived address of its PDF file. Asking costs nothing upstream; reading the file does.', resolve: (invoice, _args, { links }) => links.invoicePdf(invoice) }),
    customer: t.field({
      type: Customer,
      nullable: true,
      description: 'The payer; `null` when the upstream linked no customer.',
      resolve: ({ customerId }, _args, { loaders }) => (customerId === null ? null : loaders.customerById.load(customerId)),
    }),
    subscription: t.field({
      type: Subscription,
      nullable: true,
      description: 'The subscription that issued it; `null` for any other invoice.',
      resolve: ({ subscriptionId }, _args, { loaders }) => (subscriptionId === null ? null : loaders.subscriptionById.load(subscriptionId)),
    }),
    department: t.field({ type: Department, nullable: true, description: "The seller's office that it belongs to.", resolve: (_invoice, _args, { loaders }) => loaders.department() }),
    payments: t.connection({
      type: Payment,
      nullable: true,
      description: 'Payments on it, newest first unless ordered otherwise.',
      args: paymentListArgs,
      ...relatedConnection({ name: 'Invoice.payments', orderOf: paymentListOrder, pagesIn: ({ paymentsByInvoiceId }) => paymentsByInvoiceId }),
    }, PaymentConnection),
  }),
});
