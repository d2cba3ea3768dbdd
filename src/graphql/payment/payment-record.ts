import type { Instant } from '../../domain/dates.ts';
import { dayOf } from '../../domain/dates.ts';
import type { Decimal } from '../../domain/decimal.ts';
import { PAYABLE_STATUSES } from '../../domain/invoice-totals.ts';
import { faultOfMethod, faultOfPaidAmount, faultOfPaymentOn, takesPayments } from '../../domain/payment-rules.ts';
import type { Preparation } from '../../ledger/ledger.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import type { InvoiceTransitionErrorModel } from '../errors/invoice-transition-error.ts';
import { invoiceTransition, InvoiceTransitionError } from '../errors/invoice-transition-error.ts';
import { runWrite } from '../mutation/run-write.ts';
import { REQUIRED_KEY, WRITE_ERRORS } from '../mutation/write-result.ts';
import { found } from '../node/found.ts';
import { encodeGlobalId } from '../node/global-id.ts';
import { withoutAbsent } from '../shared/argument-checks.ts';
import { idMember, noteNoObject } from '../shared/id-member.ts';
import { Payment } from './payment-ref.ts';

const PaymentRecordInput = builder.inputType('PaymentRecordInput', {
  description: 'A payment that was received outside the gateways.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: REQUIRED_KEY }),
    invoiceId: t.id({ required: true, description: 'What was paid, by the `id` of an invoice that is OPEN, SENT or PARTIALLY_PAID.' }),
    amount: t.field({ type: 'Decimal', required: true, description: 'What was received, in the currency of the invoice: more than 0, at most 2 decimals, and no more than is left to pay. A part is fine.' }),
    method: t.string({ required: true, description: 'The way it was made, such as `cash` or `bank_transfer`, up to 32 characters. What begins with `mia` is a payment by MIA: in MDL, at most 500 000.' }),
    transactionId: t.string({ description: 'The number that the bank or the cash desk gave it, up to 64 characters, once per invoice; one of our own when left out or `null`.' }),
    paidAt: t.field({ type: 'DateTime', description: 'When it was received, today or before; now when left out or `null`.' }),
  }),
});

interface PaymentRecordPayloadModel {
  readonly kind: 'PaymentRecordPayload';
  readonly reference: ObjectReference;
}

const PaymentRecordPayload = builder.objectRef<PaymentRecordPayloadModel>('PaymentRecordPayload').implement({
  description: 'The payment was recorded.',
  fields: (t) => ({
    payment: t.field({
      type: Payment,
      nullable: true,
      description: 'The new payment, read back from e-Cont.md; its `invoice` shows what is left to pay. `null` with an error when that reading fails: the payment exists all the same.',
      resolve: async ({ reference: { id } }, _args, { loaders }) => found('payment', id === null ? null : await loaders.paymentById.load(id)),
    }),
  }),
});

const PaymentRecordResult = builder.unionType('PaymentRecordResult', {
  description: 'What became of `paymentRecord`.',
  types: [PaymentRecordPayload, InvoiceTransitionError, ...WRITE_ERRORS],
  resolveType: ({ kind }) => kind,
});

interface RecordInput {
  readonly invoiceId: string | number;
  readonly amount: Decimal;
  readonly method: string;
  readonly transactionId?: string | null | undefined;
  readonly paidAt?: Instant | null | undefined;
}

/** The payment of this invoice that has the transaction id already. The rows are looked at once more: an upstream may ignore a filter. */
const twinOf = async (invoiceId: number, transactionId: string | undefined, loaders: Loaders): Promise<number | null> => {
  if (transactionId === undefined) return null;
  const order = { filter: { invoiceIds: [invoiceId], transactionIds: [transactionId] }, sort: [{ field: 'id', direction: 'asc' }] } as const;
  const { rows } = await loaders.payments(order, { from: 'start', count: 100 });
  return rows.find(({ row }) => row.invoiceId === invoiceId && row.transactionId === transactionId)?.row.id ?? null;
};

const prepareRecord = async (input: RecordInput, context: GraphContext, faults: FaultCollector): Promise<Preparation<'paymentRecord', InvoiceTransitionErrorModel> | null> => {
  const { loaders, now } = context;
  const { amount, method } = input;
  const invoiceId = idMember(context, 'invoiceId', 'Invoice', input.invoiceId, faults);
  faults.text(['method'], method, { maxLength: 32 });
  faults.note(['amount'], faultOfPaidAmount(amount, method));
  const transactionId = faults.text(['transactionId'], input.transactionId, { maxLength: 64 });
  const paidAt = faults.shaped(['paidAt'], input.paidAt, (at) => (dayOf(at) > dayOf(now()) ? `is ${at}, which is still to come` : null));
  if (faults.faults.length > 0 || invoiceId === null) return null;

  const [invoice, twin] = await Promise.all([loaders.invoiceById.load(invoiceId), twinOf(invoiceId, transactionId, loaders)]);
  if (invoice === null) {
    noteNoObject('invoiceId', 'Invoice', faults);
    return null;
  }
  if (twin !== null) faults.add(['transactionId'], `\`transactionId\` is ${transactionId ?? ''}, which the payment ${encodeGlobalId('Payment', twin, context)} of this invoice has already.`);
  if (!takesPayments(invoice)) return { ok: false, refusal: invoiceTransition(invoice.status, `The invoice is ${invoice.status}; only one that is ${PAYABLE_STATUSES.join(' or ')} takes payments.`) };
  faults.note(['method'], faultOfMethod(method, invoice.currency));
  faults.note(['amount'], faultOfPaymentOn(invoice, amount));
  return {
    ok: true,
    draft: { invoiceId, method, amount, currency: invoice.currency, ...withoutAbsent({ transactionId, paidAt }) },
    // The same transaction under another key waits until it is known what became of the first.
    ...(transactionId === undefined ? {} : { lock: `transaction:${invoiceId}:${transactionId}` }),
  };
};

builder.mutationField('paymentRecord', (t) =>
  t.field({
    type: PaymentRecordResult,
    nullable: true,
    description: 'Records money that was received for an invoice outside the gateways, all that is due or a part. With one key at most one payment is recorded.',
    args: { input: t.arg({ type: PaymentRecordInput, required: true, description: 'The payment.' }) },
    resolve: (_root, { input }, context, info) =>
      runWrite<'paymentRecord', PaymentRecordPayloadModel, InvoiceTransitionErrorModel>(
        {
          operation: 'paymentRecord',
          input,
          prepare: (faults) => prepareRecord(input, context, faults),
          payload: (reference) => ({ kind: 'PaymentRecordPayload', reference }),
        },
        context,
        info,
      ),
  }),
);
