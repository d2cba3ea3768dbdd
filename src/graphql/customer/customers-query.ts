import { builder } from '../builder.ts';
import { readConnection } from '../pagination/read-connection.ts';
import { CustomerConnection, customerListArgs, customerListOrder } from './customer-list.ts';
import { Customer } from './customer-ref.ts';

builder.queryField('customers', (t) =>
  t.connection(
    {
      type: Customer,
      nullable: true,
      description: 'Customers of the department, newest first unless ordered otherwise.',
      args: customerListArgs,
      resolve: (_root, args, context, info) => {
        const order = customerListOrder(args, context);
        return readConnection({ identity: { list: 'customers', ...order }, read: (window) => context.loaders.customers(order, window) }, args, context, info);
      },
    },
    CustomerConnection,
  ),
);
