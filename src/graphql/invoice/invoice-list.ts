import type { InputShapeFromFields } from '@pothos/core';

import type { InvoiceFilter as InvoiceFilterModel, InvoiceSortField } from '../../domain/invoice.ts';
import type { ListOrder } from '../../loaders/anchor.ts';
import { builder } from '../builder.ts';
import { OrderDirection, totalOrder } from '../pagination/order.ts';
import { perArguments } from '../pagination/per-arguments.ts';
import type { Sealed } from '../seal.ts';
import { idsArgument, knownValues, listArgument, rangeArgument, textArgument, textsArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { DateRange, DateTimeRange, DecimalRange } from '../shared/ranges.ts';
import { Invoice } from './invoice-ref.ts';
import { InvoiceStatus } from './invoice-status.ts';
import { InvoiceView } from './invoice-view.ts';

export const InvoiceConnection = builder.connectionObject(
  {
    type: Invoice,
    name: 'InvoiceConnection',
    description: 'A page of invoices.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many invoices the filter leaves in all. May cost a call to the upstream.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'InvoiceEdge', description: 'An invoice in a page.' },
);

const InvoiceFilter = builder.inputType('InvoiceFilter', {
  description: 'Which invoices. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    id: t.idList({ description: 'Invoices with these ids.' }),
    publicKey: t.stringList({ description: 'Invoices with these public keys.' }),
    number: t.stringList({ description: 'Invoices with these numbers, such as `MDL-1042`.' }),
    orderId: t.intList({ description: "Invoices for these orders of the caller's own." }),
    orderNumber: t.stringList({ description: "Invoices for orders with these numbers of the caller's own." }),
    customerId: t.idList({ description: 'Invoices of these customers.' }),
    subscriptionId: t.idList({ description: 'Invoices that these subscriptions issued.' }),
    status: t.field({ type: [InvoiceStatus], description: 'Invoices in these statuses.' }),
    isArchived: t.boolean({ description: 'Only invoices in the archive, or only those outside it.' }),
    buyerIdno: t.stringList({ description: 'Invoices printed for these IDNO or IDNP.' }),
    buyerEmail: t.stringList({ description: 'Invoices sent to these e-mail addresses.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'When the invoice was made.' }),
    issuedAt: t.field({ type: DateTimeRange, description: 'When the invoice was issued.' }),
    dueOn: t.field({ type: DateRange, description: 'The last day to pay.' }),
    paidAt: t.field({ type: DateTimeRange, description: 'When it was paid in full.' }),
    refundedAt: t.field({ type: DateTimeRange, description: 'When it was refunded.' }),
    amount: t.field({ type: DecimalRange, description: 'The amount of the invoice.' }),
  }),
});

const InvoiceOrderField = builder.enumType('InvoiceOrderField', {
  description: 'What invoices can be ordered by.',
  values: {
    UPSTREAM_ID: { value: 'id', description: 'The number that the upstream gave it: the order of making.' },
    NUMBER: { value: 'number', description: "The invoice number, as the upstream orders text." },
    CREATED_AT: { value: 'createdAt', description: 'When it was made.' },
    ISSUED_AT: { value: 'issuedAt', description: 'When it was issued.' },
    DUE_ON: { value: 'dueOn', description: 'The last day to pay.' },
    AMOUNT: { value: 'amount', description: 'The amount of the invoice, as a number.' },
  } as const,
});

const InvoiceOrder = builder.inputType('InvoiceOrder', {
  description: 'The order of invoices. Equal ones are ordered by upstream id.',
  fields: (t) => ({
    field: t.field({ type: InvoiceOrderField, required: true, description: 'What to order by.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'desc', description: 'Which end comes first.' }),
  }),
});

/** Arguments of every list of invoices, beside paging. */
export const invoiceListArgs = builder.args((t) => ({
  filter: t.field({ type: InvoiceFilter, description: 'Which invoices; all when left out.' }),
  view: t.field({ type: InvoiceView, description: 'A ready selection on top of `filter`.' }),
  search: t.string({ description: "Text to look for in numbers, names, e-mail addresses and topics, as the upstream's own search does; up to 200 characters." }),
  orderBy: t.field({ type: InvoiceOrder, description: 'The order; newest issue first when left out.' }),
}));

type ListArguments = InputShapeFromFields<typeof invoiceListArgs>;

/** The arguments as the loaders take them; throws a coded error naming the argument that cannot be used. */
export const invoiceListOrder = perArguments(({ filter, view, search, orderBy }: ListArguments, context: Sealed): ListOrder<InvoiceFilterModel, InvoiceSortField> => ({
  filter: withoutAbsent({
    ids: idsArgument(context, 'filter.id', 'Invoice', filter?.id),
    publicKeys: textsArgument('filter.publicKey', filter?.publicKey),
    numbers: textsArgument('filter.number', filter?.number),
    orderIds: listArgument('filter.orderId', filter?.orderId),
    orderNumbers: textsArgument('filter.orderNumber', filter?.orderNumber),
    customerIds: idsArgument(context, 'filter.customerId', 'Customer', filter?.customerId),
    subscriptionIds: idsArgument(context, 'filter.subscriptionId', 'Subscription', filter?.subscriptionId),
    statuses: knownValues('filter.status', filter?.status),
    isArchived: filter?.isArchived ?? undefined,
    buyerIdnos: textsArgument('filter.buyerIdno', filter?.buyerIdno),
    buyerEmails: textsArgument('filter.buyerEmail', filter?.buyerEmail),
    createdAt: rangeArgument(filter?.createdAt),
    issuedAt: rangeArgument(filter?.issuedAt),
    dueOn: rangeArgument(filter?.dueOn),
    paidAt: rangeArgument(filter?.paidAt),
    refundedAt: rangeArgument(filter?.refundedAt),
    amount: rangeArgument(filter?.amount),
    search: textArgument('search', search),
    view: view ?? undefined,
  }),
  sort: totalOrder<InvoiceSortField>(orderBy?.field ?? 'issuedAt', orderBy?.direction ?? 'desc'),
}));
