import type { Window } from '../../loaders/window.ts';
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
        const { caller, loaders } = context;
        // A payer's are those of its own invoices: the upstream knows payments by invoice alone.
        const read = (window: Window, withTotal: boolean) =>
          caller.payerOf === null ? loaders.payments(order, window) : loaders.paymentsByCustomerId.load({ parentId: caller.payerOf, window, withTotal, ...order });
        return readConnection({ identity: { list: 'payments', payer: caller.payerOf, ...order }, read }, args, context, info);
      },
    },
    PaymentConnection,
  ),
);
