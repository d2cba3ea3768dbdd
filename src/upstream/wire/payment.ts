import type { Payment } from '../../domain/payment.ts';
import { accumulatedOf, decimalOf, optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, idOf, instantOf, referenceOf, textOf } from './fields.ts';
import { literalOf, PAYMENT_STATUS, TRANSACTION_TYPE } from './literals.ts';
import type { Parsing } from './parsing.ts';

/** A row of contract section 6 as a payment. */
export const parsePayment = (row: Wire, parsing: Parsing): Payment => ({
  id: idOf(row.id, 'id'),
  invoiceId: referenceOf(row.invoice_id, 'invoice_id'),
  invoiceKey: textOf(row.hash),
  method: textOf(row.bank),
  terminal: textOf(row.terminal),
  transactionId: textOf(row.transaction_id),
  amount: decimalOf(row.amount, 'amount'),
  remaining: optionalDecimalOf(row.rest, 'rest', parsing),
  amountRefunded: accumulatedOf(row.refund, 'refund'),
  currency: currencyOf(row.currency, 'currency', parsing),
  transactionType: literalOf(TRANSACTION_TYPE, row.trtype, 'trtype', parsing),
  status: literalOf(PAYMENT_STATUS, row.status, 'status', parsing),
  approvalCode: textOf(row.approval),
  referenceNumber: textOf(row.rrn),
  maskedCard: textOf(row.card),
  createdAt: instantOf(row.moment, 'moment', parsing),
  reversedAt: instantOf(row.reverse_moment, 'reverse_moment', parsing),
});
