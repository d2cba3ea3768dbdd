import type { Payment as PaymentModel } from '../../domain/payment.ts';
import { builder } from '../builder.ts';

export const Payment = builder.objectRef<PaymentModel>('Payment');
