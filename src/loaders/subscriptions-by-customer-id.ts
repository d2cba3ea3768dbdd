import type { Subscription, SubscriptionFilter } from '../domain/subscription.ts';
import type { Relation } from './relation-pages.ts';

/** `customer.subscriptions`. */
export const subscriptionsByCustomerId: Relation<Subscription, SubscriptionFilter> = {
  parentsIn: (filter) => filter.customerIds,
  filterBy: (filter, customerIds) => ({ ...filter, customerIds }),
  parentOf: (subscription) => subscription.customerId,
};
