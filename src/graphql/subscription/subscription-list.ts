import type { InputShapeFromFields } from '@pothos/core';

import type { SubscriptionFilter as SubscriptionFilterModel, SubscriptionSortField } from '../../domain/subscription.ts';
import type { ListOrder } from '../../loaders/anchor.ts';
import { builder } from '../builder.ts';
import { OrderDirection, totalOrder } from '../pagination/order.ts';
import { perArguments } from '../pagination/per-arguments.ts';
import type { Sealed } from '../seal.ts';
import { idsArgument, knownValues, rangeArgument, textArgument, textsArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { DateTimeRange } from '../shared/ranges.ts';
import { Subscription } from './subscription-ref.ts';
import { SubscriptionStatus } from './subscription-status.ts';

export const SubscriptionConnection = builder.connectionObject(
  {
    type: Subscription,
    name: 'SubscriptionConnection',
    description: 'A page of subscriptions.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many subscriptions the filter leaves in all. May cost a call to the upstream.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'SubscriptionEdge', description: 'A subscription in a page.' },
);

const SubscriptionFilter = builder.inputType('SubscriptionFilter', {
  description: 'Which subscriptions. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    id: t.idList({ description: 'Subscriptions with these ids.' }),
    customerId: t.idList({ description: 'Subscriptions of these customers.' }),
    tariffAlias: t.stringList({ description: 'Subscriptions to the tariffs with these aliases.' }),
    status: t.field({ type: [SubscriptionStatus], description: 'Subscriptions in these statuses.' }),
    startsAt: t.field({ type: DateTimeRange, description: 'When it starts.' }),
    nextInvoiceAt: t.field({ type: DateTimeRange, description: 'When its next invoice is issued.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'When it was made.' }),
  }),
});

const SubscriptionOrderField = builder.enumType('SubscriptionOrderField', {
  description: 'What subscriptions can be ordered by.',
  values: {
    UPSTREAM_ID: { value: 'id', description: 'The number that the upstream gave it: the order of making.' },
    STARTS_AT: { value: 'startsAt', description: 'When it starts.' },
    NEXT_INVOICE_AT: { value: 'nextInvoiceAt', description: 'When its next invoice is issued.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was made.' },
  } as const,
});

const SubscriptionOrder = builder.inputType('SubscriptionOrder', {
  description: 'The order of subscriptions. Equal ones are ordered by upstream id.',
  fields: (t) => ({
    field: t.field({ type: SubscriptionOrderField, required: true, description: 'What to order by.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'desc', description: 'Which end comes first.' }),
  }),
});

/** Arguments of every list of subscriptions, beside paging. */
export const subscriptionListArgs = builder.args((t) => ({
  filter: t.field({ type: SubscriptionFilter, description: 'Which subscriptions; all when left out.' }),
  search: t.string({ description: "Text to look for, as the upstream's own search does; up to 200 characters." }),
  orderBy: t.field({ type: SubscriptionOrder, description: 'The order; newest first when left out.' }),
}));

type ListArguments = InputShapeFromFields<typeof subscriptionListArgs>;

/** The arguments as the loaders take them; throws a coded error naming the argument that cannot be used. */
export const subscriptionListOrder = perArguments(({ filter, search, orderBy }: ListArguments, context: Sealed): ListOrder<SubscriptionFilterModel, SubscriptionSortField> => ({
  filter: withoutAbsent({
    ids: idsArgument(context, 'filter.id', 'Subscription', filter?.id),
    customerIds: idsArgument(context, 'filter.customerId', 'Customer', filter?.customerId),
    tariffAliases: textsArgument('filter.tariffAlias', filter?.tariffAlias),
    statuses: knownValues('filter.status', filter?.status),
    startsAt: rangeArgument(filter?.startsAt),
    nextInvoiceAt: rangeArgument(filter?.nextInvoiceAt),
    createdAt: rangeArgument(filter?.createdAt),
    search: textArgument('search', search),
  }),
  sort: totalOrder<SubscriptionSortField>(orderBy?.field ?? 'id', orderBy?.direction ?? 'desc'),
}));
