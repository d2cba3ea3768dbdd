import { addSubscriptionStatusChange } from './subscription-status-change.ts';

addSubscriptionStatusChange({
  name: 'subscriptionResume',
  action: 'RESUME',
  becomes: 'ACTIVE',
  description: 'Takes a paused subscription up again.',
  done: 'The subscription is ACTIVE.',
  takes: 'It is SUSPENDED.',
});
