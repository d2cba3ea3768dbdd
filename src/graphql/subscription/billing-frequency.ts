import { builder } from '../builder.ts';

export const BillingFrequency = builder.enumType('BillingFrequency', {
  description: 'How often a subscription is billed.',
  values: {
    MONTHLY: { description: 'Once a month.' },
    YEARLY: { description: 'Once a year.' },
    UNKNOWN: { description: 'A frequency that this version has no name for.' },
  } as const,
});
