import { builder } from '../builder.ts';
import { readConnection } from '../pagination/read-connection.ts';
import { InvoiceConnection, invoiceListArgs, invoiceListOrder } from './invoice-list.ts';
import { Invoice } from './invoice-ref.ts';

builder.queryField('invoices', (t) =>
  t.connection(
    {
      type: Invoice,
      nullable: true,
      description: 'Invoices of the department, newest issue first unless ordered otherwise.',
      args: invoiceListArgs,
      resolve: (_root, args, context, info) => {
        const order = invoiceListOrder(args, context);
        return readConnection({ identity: { list: 'invoices', ...order }, read: (window) => context.loaders.invoices(order, window) }, args, context, info);
      },
    },
    InvoiceConnection,
  ),
);
