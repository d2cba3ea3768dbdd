import type { PaymentStatus as PaymentStatusName } from '../../domain/payment.ts';
import { builder } from '../builder.ts';
import { PaymentStatus } from '../payment/payment-status.ts';
import type { UserErrorModel } from './user-error.ts';
import { UserError } from './user-error.ts';

export interface PaymentTransitionErrorModel extends UserErrorModel {
  readonly kind: 'PaymentTransitionError';
  readonly currentStatus: PaymentStatusName;
}

/** A payment that cannot be paid back as it stands. */
export const notRefundable = (currentStatus: PaymentStatusName): PaymentTransitionErrorModel => ({
  kind: 'PaymentTransitionError',
  code: 'INVALID_STATUS_TRANSITION',
  message: `The payment is ${currentStatus}; only a payment that is CONFIRMED can be paid back.`,
  path: ['input', 'paymentId'],
  currentStatus,
});

export const PaymentTransitionError = builder.objectRef<PaymentTransitionErrorModel>('PaymentTransitionError').implement({
  description: 'The status of the payment does not allow this. Nothing was sent.',
  interfaces: [UserError],
  fields: (t) => ({
    currentStatus: t.field({ type: PaymentStatus, description: 'Where the payment stands, read just before.', resolve: ({ currentStatus }) => currentStatus }),
  }),
});
