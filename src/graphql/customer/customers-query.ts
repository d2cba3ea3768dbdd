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
      resolve: (_root, args, { loaders }, info) => {
        const order = customerListOrder(args);
        return readConnection({ identity: { list: 'customers', ...order }, read: (window) => loaders.customers(order, window) }, args, info);
      },
    },
    CustomerConnection,
  ),
);
