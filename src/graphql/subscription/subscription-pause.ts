import { addSubscriptionStatusChange } from './subscription-status-change.ts';

addSubscriptionStatusChange({
  name: 'subscriptionPause',
  action: 'PAUSE',
  becomes: 'SUSPENDED',
  description: 'Pauses a subscription: no invoices are issued for it until `subscriptionResume`.',
  done: 'The subscription is SUSPENDED.',
  takes: 'It is ACTIVE.',
});
