import type { InvoiceSelector } from '../../domain/invoice.ts';
import type { Invoice as InvoiceModel } from '../../domain/invoice.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { argumentError } from '../errors/coded-error.ts';
import { found } from '../node/found.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import { textArgument } from '../shared/argument-checks.ts';
import { Invoice } from './invoice-ref.ts';

interface InvoiceKeys {
  readonly id?: string | number | null | undefined;
  readonly number?: string | null | undefined;
  readonly publicKey?: string | null | undefined;
  readonly orderId?: number | null | undefined;
}

/** The one way by which the caller names an invoice. */
const selectorOf = ({ number, publicKey, orderId }: InvoiceKeys): InvoiceSelector | null => {
  if (number != null) return { number: textArgument('number', number) ?? '' };
  if (publicKey != null) return { publicKey: textArgument('publicKey', publicKey) ?? '' };
  return orderId == null ? null : { orderId };
};

const readInvoice = (keys: InvoiceKeys, context: GraphContext): Promise<InvoiceModel | null> => {
  const { loaders } = context;
  const given = Object.entries(keys).filter(([, value]) => value != null);
  if (given.length !== 1) throw argumentError('INVALID_INPUT', 'id', `Exactly one of \`id\`, \`number\`, \`publicKey\` and \`orderId\` is needed; ${given.length} were given.`);
  const selector = selectorOf(keys);
  // Order 0 is how the upstream writes that an invoice has none.
  if (selector !== null && 'orderId' in selector && selector.orderId < 1) return Promise.resolve(null);
  if (selector !== null) return loaders.invoiceBySelector.load(selector);
  const id = upstreamIdOf(context, 'Invoice', `${keys.id ?? ''}`);
  return id === null ? Promise.resolve(null) : loaders.invoiceById.load(id);
};

builder.queryField('invoice', (t) =>
  t.field({
    type: Invoice,
    nullable: true,
    description: 'One invoice, by exactly one of the arguments. An unknown one answers `null` with the code `NOT_FOUND`.',
    args: {
      id: t.arg.id({ description: 'The `id` of the invoice.' }),
      number: t.arg.string({ description: 'Its number, such as `MDL-1042`.' }),
      publicKey: t.arg.string({ description: 'Its public key: 32 hexadecimal digits.' }),
      orderId: t.arg.int({ description: "The id of the caller's own order. Several invoices may bear it; the upstream chooses." }),
    },
    resolve: async (_root, args, context) => found('invoice', await readInvoice(args, context)),
  }),
);
