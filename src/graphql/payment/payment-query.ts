import { builder } from '../builder.ts';
import { found } from '../node/found.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import { Payment } from './payment-ref.ts';

builder.queryField('payment', (t) =>
  t.field({
    type: Payment,
    nullable: true,
    description: 'One payment. An unknown id answers `null` with the code `NOT_FOUND`.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of the payment.' }) },
    resolve: async (_root, { id }, context) => {
      const upstreamId = upstreamIdOf(context, 'Payment', id);
      return found('payment', upstreamId === null ? null : await context.loaders.paymentById.load(upstreamId));
    },
  }),
);
