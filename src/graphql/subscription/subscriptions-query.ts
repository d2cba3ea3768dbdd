import { builder } from '../builder.ts';
import { readConnection } from '../pagination/read-connection.ts';
import { SubscriptionConnection, subscriptionListArgs, subscriptionListOrder } from './subscription-list.ts';
import { Subscription } from './subscription-ref.ts';

builder.queryField('subscriptions', (t) =>
  t.connection(
    {
      type: Subscription,
      nullable: true,
      description: 'Subscriptions of the department, newest first unless ordered otherwise.',
      args: subscriptionListArgs,
      resolve: (_root, args, context, info) => {
        const order = subscriptionListOrder(args, context);
        return readConnection({ identity: { list: 'subscriptions', ...order }, read: (window) => context.loaders.subscriptions(order, window) }, args, context, info);
      },
    },
    SubscriptionConnection,
  ),
);
