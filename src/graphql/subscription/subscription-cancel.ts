import { addSubscriptionStatusChange } from './subscription-status-change.ts';

addSubscriptionStatusChange({
  name: 'subscriptionCancel',
  action: 'CANCEL',
  becomes: 'CANCELLED',
  description: 'Ends a subscription for good. Invoices that were issued stay as they are.',
  done: 'The subscription is CANCELLED.',
  takes: 'It is not CANCELLED yet.',
});
