import { builder } from '../builder.ts';
import { readConnection } from '../pagination/read-connection.ts';
import { PaymentConnection, paymentListArgs, paymentListOrder } from './payment-list.ts';
import { Payment } from './payment-ref.ts';

builder.queryField('payments', (t) =>
  t.connection(
    {
      type: Payment,
      nullable: true,
      description: 'Payments to the department, newest first unless ordered otherwise.',
      args: paymentListArgs,
      resolve: (_root, args, { loaders }, info) => {
        const order = paymentListOrder(args);
        return readConnection({ identity: { list: 'payments', ...order }, read: (window) => loaders.payments(order, window) }, args, info);
      },
    },
    PaymentConnection,
  ),
);
