import { builder } from '../builder.ts';

export const PaymentTransactionType = builder.enumType('PaymentTransactionType', {
  description: 'The last step that a payment took at its gateway.',
  values: {
    AUTH: { description: 'The amount was reserved.' },
    CONFIRM: { description: 'The amount was taken.' },
    REFUND: { description: 'Some or all of it was paid back.' },
    REVERSE: { description: 'It was undone.' },
    UNKNOWN: { description: 'A step that this version has no name for.' },
  } as const,
});
