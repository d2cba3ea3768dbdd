import type { Decimal } from '../../domain/decimal.ts';
import { isZero } from '../../domain/decimal.ts';
import type { InvoiceStatus } from '../../domain/invoice.ts';
import { faultOfMoney, faultOfRefund, isRefundable, refundableOf, REFUNDABLE_STATUSES } from '../../domain/payment-rules.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { InvoiceTransitionErrorModel } from '../errors/invoice-transition-error.ts';
import { invoiceTransition, InvoiceTransitionError } from '../errors/invoice-transition-error.ts';
import type { PaymentTransitionErrorModel } from '../errors/payment-transition-error.ts';
import { notRefundable, PaymentTransitionError } from '../errors/payment-transition-error.ts';
import { plainNumber } from '../mutation/canonical-input.ts';
import { runWrite } from '../mutation/run-write.ts';
import { REQUIRED_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { idMember, noteNoObject } from '../shared/id-member.ts';
import { Payment } from './payment-ref.ts';

const PaymentRefundInput = builder.inputType('PaymentRefundInput', {
  description: 'Money to pay back.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: REQUIRED_KEY }),
    paymentId: t.id({ required: true, description: 'The payment to pay back, by its `id`. It is CONFIRMED, and its invoice is PARTIALLY_PAID or PAID.' }),
    amount: t.field({ type: 'Decimal', description: 'How much of it, in its currency: more than 0, at most 2 decimals, no more than is left of it. All that is left when left out or `null`.' }),
  }),
});

interface PaymentRefundPayloadModel {
  readonly kind: 'PaymentRefundPayload';
  readonly reference: ObjectReference;
}

const PaymentRefundPayload = builder.objectRef<PaymentRefundPayloadModel>('PaymentRefundPayload').implement({
  description: 'The money was paid back.',
  fields: (t) => ({
    payment: t.field({
      type: Payment,
      nullable: true,
      description: 'The payment, read afresh: its `refunds` show what went back in all. `null` with an error when that reading fails: the refund was made all the same.',
      resolve: async ({ reference: { id } }, _args, { loaders }) => found('payment', id === null ? null : await loaders.paymentById.load(id)),
    }),
  }),
});

type Refusal = InvoiceTransitionErrorModel | PaymentTransitionErrorModel;

const PaymentRefundResult = builder.unionType('PaymentRefundResult', {
  description: 'What became of `paymentRefund`.',
  types: [PaymentRefundPayload, PaymentTransitionError, InvoiceTransitionError, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

interface RefundInput {
  readonly paymentId: string | number;
  readonly amount?: Decimal | null | undefined;
}

const notRefundableInvoice = (status: InvoiceStatus): InvoiceTransitionErrorModel =>
  invoiceTransition(status, `The invoice of the payment is ${status}; only payments of one that is ${REFUNDABLE_STATUSES.join(' or ')} can be paid back.`, ['input', 'paymentId']);

const prepareRefund = async (input: RefundInput, context: GraphContext, faults: FaultCollector): Promise<Preparation<'paymentRefund', Refusal> | null> => {
  const { loaders } = context;
  const paymentId = idMember(context, 'paymentId', 'Payment', input.paymentId, faults);
  faults.shaped(['amount'], input.amount, faultOfMoney);
  if (faults.faults.length > 0 || paymentId === null) return null;

  const payment = await loaders.paymentById.load(paymentId);
  if (payment === null) {
    noteNoObject('paymentId', 'Payment', faults);
    return null;
  }
  if (!isRefundable(payment)) return { ok: false, refusal: notRefundable(payment.status) };
  // An invoice that cannot be found is the upstream's to judge.
  const invoice = payment.invoiceId === null ? null : await loaders.invoiceById.load(payment.invoiceId);
  if (invoice !== null && !REFUNDABLE_STATUSES.includes(invoice.status)) return { ok: false, refusal: notRefundableInvoice(invoice.status) };

  const left = refundableOf(payment);
  const amount = input.amount ?? left;
  if (isZero(left)) faults.add(['paymentId'], '`paymentId` names a payment that was paid back already, all of it.');
  else faults.note(['amount'], faultOfRefund(payment, amount));
  return {
    ok: true,
    draft: { paymentId, amount, refundedBefore: payment.amountRefunded },
    defaults: { amount: plainNumber(left) },
    lock: `payment:${paymentId}`,
  };
};

builder.mutationField('paymentRefund', (t) =>
  t.field({
    type: PaymentRefundResult,
    nullable: true,
    description: 'Pays a payment back, all that is left of it or a part. With one key it is paid back at most once, and refunds of one payment exclude each other.',
    args: { input: t.arg({ type: PaymentRefundInput, required: true, description: 'The refund.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'paymentRefund', PaymentRefundPayloadModel, Refusal>(
        {
          operation: 'paymentRefund',
          input,
          prepare: (faults) => prepareRefund(input, context, faults),
          payload: (reference) => ({ kind: 'PaymentRefundPayload', reference }),
        },
        context,
        info,
      ),
  }),
);
