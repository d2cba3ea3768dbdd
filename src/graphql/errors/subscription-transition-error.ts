import type { SubscriptionStatus as SubscriptionStatusName } from '../../domain/subscription.ts';
import { builder } from '../builder.ts';
import { SubscriptionStatus } from '../subscription/subscription-status.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface SubscriptionTransitionErrorModel extends UserErrorModel {
  readonly kind: 'SubscriptionTransitionError';
  readonly currentStatus: SubscriptionStatusName;
}

/** The status of a subscription forbids what was asked; the message says what it is, and what would be right. */
export const subscriptionTransition = (currentStatus: SubscriptionStatusName, message: string): SubscriptionTransitionErrorModel => ({
  kind: 'SubscriptionTransitionError',
  code: 'INVALID_STATUS_TRANSITION',
  message,
  path: ['input', 'subscriptionId'],
  currentStatus,
});

export const SubscriptionTransitionError = builder.objectRef<SubscriptionTransitionErrorModel>('SubscriptionTransitionError').implement({
  description: 'The status of the subscription does not allow this. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({
    currentStatus: t.field({ type: SubscriptionStatus, description: 'Where the subscription stands, read just before.', resolve: ({ currentStatus }) => currentStatus }),
  }),
});
