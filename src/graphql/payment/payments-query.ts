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
      resolve: (_root, args, context, info) => {
        const order = paymentListOrder(args, context);
        return readConnection({ identity: { list: 'payments', ...order }, read: (window) => context.loaders.payments(order, window) }, args, context, info);
      },
    },
    PaymentConnection,
  ),
);
