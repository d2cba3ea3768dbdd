import { builder } from '../builder.ts';
import { found } from '../node/found.ts';
import { upstreamIdOf } from '../node/global-id.ts';
import { Subscription } from './subscription-ref.ts';

builder.queryField('subscription', (t) =>
  t.field({
    type: Subscription,
    nullable: true,
    description: 'One subscription. An unknown id answers `null` with the code `NOT_FOUND`.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of the subscription.' }) },
    resolve: async (_root, { id }, context) => {
      const upstreamId = upstreamIdOf(context, 'Subscription', id);
      return found('subscription', upstreamId === null ? null : await context.loaders.subscriptionById.load(upstreamId));
    },
  }),
);
