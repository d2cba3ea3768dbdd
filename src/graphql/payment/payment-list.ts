import type { InputShapeFromFields } from '@pothos/core';

import type { PaymentFilter as PaymentFilterModel, PaymentSortField } from '../../domain/payment.ts';
import type { ListOrder } from '../../loaders/anchor.ts';
import { builder } from '../builder.ts';
import { OrderDirection, totalOrder } from '../pagination/order.ts';
import { perArguments } from '../pagination/per-arguments.ts';
import type { Sealed } from '../seal.ts';
import { idsArgument, knownValues, rangeArgument, textArgument, textsArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { DateTimeRange, DecimalRange } from '../shared/ranges.ts';
import { Payment } from './payment-ref.ts';
import { PaymentStatus } from './payment-status.ts';

export const PaymentConnection = builder.connectionObject(
  {
    type: Payment,
    name: 'PaymentConnection',
    description: 'A page of payments.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many payments the filter leaves in all. May cost a call to the upstream.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'PaymentEdge', description: 'A payment in a page.' },
);

const PaymentFilter = builder.inputType('PaymentFilter', {
  description: 'Which payments. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    id: t.idList({ description: 'Payments with these ids.' }),
    invoiceId: t.idList({ description: 'Payments on these invoices.' }),
    method: t.stringList({ description: 'Payments made in these ways: `maib`, `mia_bpay`, `cash`, `bank_transfer` and others.' }),
    transactionId: t.stringList({ description: 'Payments with these transaction ids.' }),
    status: t.field({ type: [PaymentStatus], description: 'Payments in these statuses.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'When the payment was made.' }),
    amount: t.field({ type: DecimalRange, description: 'The amount of the payment.' }),
  }),
});

const PaymentOrderField = builder.enumType('PaymentOrderField', {
  description: 'What payments can be ordered by.',
  values: {
    UPSTREAM_ID: { value: 'id', description: 'The number that the upstream gave it: the order of making.' },
    AMOUNT: { value: 'amount', description: 'The amount of the payment, as a number.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was made.' },
  } as const,
});

const PaymentOrder = builder.inputType('PaymentOrder', {
  description: 'The order of payments. Equal ones are ordered by upstream id.',
  fields: (t) => ({
    field: t.field({ type: PaymentOrderField, required: true, description: 'What to order by.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'desc', description: 'Which end comes first.' }),
  }),
});

/** Arguments of every list of payments, beside paging. */
export const paymentListArgs = builder.args((t) => ({
  filter: t.field({ type: PaymentFilter, description: 'Which payments; all when left out.' }),
  search: t.string({ description: "Text to look for, as the upstream's own search does; up to 200 characters." }),
  orderBy: t.field({ type: PaymentOrder, description: 'The order; newest first when left out.' }),
}));

type ListArguments = InputShapeFromFields<typeof paymentListArgs>;

/** The arguments as the loaders take them; throws a coded error naming the argument that cannot be used. */
export const paymentListOrder = perArguments(({ filter, search, orderBy }: ListArguments, context: Sealed): ListOrder<PaymentFilterModel, PaymentSortField> => ({
  filter: withoutAbsent({
    ids: idsArgument(context, 'filter.id', 'Payment', filter?.id),
    invoiceIds: idsArgument(context, 'filter.invoiceId', 'Invoice', filter?.invoiceId),
    methods: textsArgument('filter.method', filter?.method),
    transactionIds: textsArgument('filter.transactionId', filter?.transactionId),
    statuses: knownValues('filter.status', filter?.status),
    createdAt: rangeArgument(filter?.createdAt),
    amount: rangeArgument(filter?.amount),
    search: textArgument('search', search),
  }),
  sort: totalOrder<PaymentSortField>(orderBy?.field ?? 'createdAt', orderBy?.direction ?? 'desc'),
}));
