import type { SubscriptionStatus } from './subscription.ts';

export const SUBSCRIPTION_ACTIONS = ['PAUSE', 'RESUME', 'CANCEL'] as const;
/** What can be done with a subscription that is there. */
export type SubscriptionAction = (typeof SUBSCRIPTION_ACTIONS)[number];

/** The statuses from which an action leads on (ASSUMED). */
const FROM: Readonly<Record<SubscriptionAction, readonly SubscriptionStatus[]>> = {
  PAUSE: ['ACTIVE'],
  RESUME: ['SUSPENDED'],
  CANCEL: ['PENDING', 'DEMO', 'ACTIVE', 'SUSPENDED'],
};

const DONE: Readonly<Record<SubscriptionAction, string>> = { PAUSE: 'paused', RESUME: 'resumed', CANCEL: 'cancelled' };

/** Why a subscription in this status does not allow the action; `null` when it does. A status without a name here is left to the upstream to judge. */
export const faultOfSubscriptionAction = (action: SubscriptionAction, status: SubscriptionStatus): string | null => {
  const from = FROM[action];
  if (status === 'UNKNOWN' || from.includes(status)) return null;
  if (action === 'CANCEL') return 'The subscription is CANCELLED already.';
  return `The subscription is ${status}; only one that is ${from.join('')} can be ${DONE[action]}.`;
};
