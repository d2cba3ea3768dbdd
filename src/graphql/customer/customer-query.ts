import type { Customer as CustomerModel } from '../../domain/customer.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { argumentError } from '../errors/coded-error.ts';
import { found } from '../node/found.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import { textArgument } from '../shared/argument-checks.ts';
import { Customer } from './customer-ref.ts';

const readCustomer = (id: string | number | null | undefined, idno: string | null | undefined, context: GraphContext): Promise<CustomerModel | null> => {
  const { loaders } = context;
  if ((id == null) === (idno == null)) throw argumentError('INVALID_INPUT', 'id', 'Exactly one of `id` and `idno` is needed.');
  if (idno != null) return loaders.customerBySelector.load({ idno: textArgument('idno', idno) ?? '' });
  const upstreamId = upstreamIdOf(context, 'Customer', `${id ?? ''}`);
  return upstreamId === null ? Promise.resolve(null) : loaders.customerById.load(upstreamId);
};

builder.queryField('customer', (t) =>
  t.field({
    type: Customer,
    nullable: true,
    description: 'One customer, by exactly one of the arguments. An unknown one answers `null` with the code `NOT_FOUND`.',
    args: {
      id: t.arg.id({ description: 'The `id` of the customer.' }),
      idno: t.arg.string({ description: 'Its IDNO or IDNP.' }),
    },
    resolve: async (_root, { id, idno }, context) => found('customer', await readCustomer(id, idno, context)),
  }),
);
