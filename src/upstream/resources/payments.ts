import type { Payment, PaymentFilter, PaymentSortField } from '../../domain/payment.ts';
import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import { PAYMENT_FILTER, PAYMENT_SORT } from '../wire/list-tables.ts';
import { parsePayment, parsePaymentLazily } from '../wire/payment.ts';
import { writePaymentDraft } from '../wire/payment-draft.ts';
import { writtenId, writtenRow } from '../wire/written.ts';
import { getOne } from './get-one.ts';
import type { ListSpec } from './list-rows.ts';
import { inList, listRows } from './list-rows.ts';

const LIST: ListSpec<Payment, PaymentFilter, PaymentSortField> = {
  endpoint: 'payment.list',
  filter: PAYMENT_FILTER,
  sort: PAYMENT_SORT,
  parse: parsePaymentLazily,
};

/** `payment.get`, `.list`, `.put` and `.refund`. */
export const payments = (sender: Sender): Pick<UpstreamClient, 'getPayment' | 'listPayments' | 'putPayment' | 'refundPayment'> => ({
  getPayment: (scope, id) => getOne(sender, scope, 'payment.get', { id }, parsePaymentLazily, inList(LIST, id)),
  listPayments: (scope, query) => listRows(sender, scope, LIST, query),
  putPayment: (scope, draft) =>
    sender.write(scope, { endpoint: 'payment.put', body: writePaymentDraft(draft), read: (data) => writtenId(data, undefined) }),
  refundPayment: (scope, paymentId, amount) =>
    sender.write(scope, {
      endpoint: 'payment.refund',
      body: { payment_id: paymentId, amount },
      read: (data, parsing) => writtenRow(data, parsePayment, parsing),
    }),
});
