import type { InputShapeFromFields } from '@pothos/core';

import type { CustomerFilter as CustomerFilterModel, CustomerSortField } from '../../domain/customer.ts';
import type { ListOrder } from '../../loaders/anchor.ts';
import { builder } from '../builder.ts';
import { OrderDirection, totalOrder } from '../pagination/order.ts';
import { perArguments } from '../pagination/per-arguments.ts';
import type { Sealed } from '../seal.ts';
import { idsArgument, listArgument, rangeArgument, textArgument, textsArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { Language } from '../shared/language.ts';
import { DateTimeRange } from '../shared/ranges.ts';
import { Customer } from './customer-ref.ts';

export const CustomerConnection = builder.connectionObject(
  {
    type: Customer,
    name: 'CustomerConnection',
    description: 'A page of customers.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many customers the filter leaves in all. May cost a call to the upstream.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'CustomerEdge', description: 'A customer in a page.' },
);

const CustomerFilter = builder.inputType('CustomerFilter', {
  description: 'Which customers. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    id: t.idList({ description: 'Customers with these ids.' }),
    isIndividual: t.boolean({ description: 'Only persons, or only companies.' }),
    idno: t.stringList({ description: 'Customers with these IDNO or IDNP.' }),
    email: t.stringList({ description: 'Customers with these e-mail addresses.' }),
    preferredLanguage: t.field({ type: [Language], description: 'Customers who want to be written to in these languages.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'When the customer was made.' }),
  }),
});

const CustomerOrderField = builder.enumType('CustomerOrderField', {
  description: 'What customers can be ordered by.',
  values: {
    UPSTREAM_ID: { value: 'id', description: 'The number that the upstream gave it: the order of making.' },
    NAME: { value: 'name', description: 'The short name, as the upstream orders text.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was made.' },
  } as const,
});

const CustomerOrder = builder.inputType('CustomerOrder', {
  description: 'The order of customers. Equal ones are ordered by upstream id.',
  fields: (t) => ({
    field: t.field({ type: CustomerOrderField, required: true, description: 'What to order by.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'desc', description: 'Which end comes first.' }),
  }),
});

/** Arguments of every list of customers, beside paging. */
export const customerListArgs = builder.args((t) => ({
  filter: t.field({ type: CustomerFilter, description: 'Which customers; all when left out.' }),
  search: t.string({ description: "Text to look for in names, IDNO and e-mail addresses, as the upstream's own search does; up to 200 characters." }),
  orderBy: t.field({ type: CustomerOrder, description: 'The order; newest first when left out.' }),
}));

type ListArguments = InputShapeFromFields<typeof customerListArgs>;

/** The arguments as the loaders take them; throws a coded error naming the argument that cannot be used. */
export const customerListOrder = perArguments(({ filter, search, orderBy }: ListArguments, context: Sealed): ListOrder<CustomerFilterModel, CustomerSortField> => ({
  filter: withoutAbsent({
    ids: idsArgument(context, 'filter.id', 'Customer', filter?.id),
    isIndividual: filter?.isIndividual ?? undefined,
    idnos: textsArgument('filter.idno', filter?.idno),
    emails: textsArgument('filter.email', filter?.email),
    preferredLanguages: listArgument('filter.preferredLanguage', filter?.preferredLanguage),
    createdAt: rangeArgument(filter?.createdAt),
    search: textArgument('search', search),
  }),
  sort: totalOrder<CustomerSortField>(orderBy?.field ?? 'id', orderBy?.direction ?? 'desc'),
}));
