import { builder } from '../builder.ts';

export const PaymentStatus = builder.enumType('PaymentStatus', {
  description: 'Where a payment stands.',
  values: {
    WAITING: { description: 'Begun, not confirmed.' },
    CONFIRMED: { description: 'The money is there.' },
    FAILED: { description: 'It did not go through.' },
    REVERSED: { description: 'All of it was paid back.' },
    UNKNOWN: { description: 'A status that this version has no name for; it cannot be filtered by.' },
  } as const,
});
