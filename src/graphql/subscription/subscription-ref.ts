import type { Subscription as SubscriptionModel } from '../../domain/subscription.ts';
import { builder } from '../builder.ts';

export const Subscription = builder.objectRef<SubscriptionModel>('Subscription');
