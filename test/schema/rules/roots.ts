import type { Rule } from './offence.ts';

/** Our `Subscription` bills a customer each period; GraphQL would take it for the root of its own subscriptions by its name alone. */
export const noSubscriptionRoot: Rule = (schema) => {
  const root = schema.getSubscriptionType();
  return root == null ? [] : [{ at: root.name, rule: 'is the root of GraphQL subscriptions, which are not served' }];
};
