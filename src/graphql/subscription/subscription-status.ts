import { builder } from '../builder.ts';

export const SubscriptionStatus = builder.enumType('SubscriptionStatus', {
  description: 'Where a subscription stands.',
  values: {
    PENDING: { description: 'Not started.' },
    DEMO: { description: 'Free trial, 14 days.' },
    ACTIVE: { description: 'Runs: an invoice is issued each period.' },
    SUSPENDED: { description: 'Paused: no invoices are issued.' },
    CANCELLED: { description: 'Ended for good.' },
    UNKNOWN: { description: 'A status that this version has no name for; it cannot be filtered by.' },
  } as const,
});
