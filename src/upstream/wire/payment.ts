import type { Payment } from '../../domain/payment.ts';
import { accumulatedOf, decimalOf, optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, idOf, instantOf, referenceOf, textOf } from './fields.ts';
import type { Readers } from './lazy-row.ts';
import { lazyRows, readAll } from './lazy-row.ts';
import { literalOf, PAYMENT_STATUS, TRANSACTION_TYPE } from './literals.ts';
import type { Parsing } from './parsing.ts';

type Sure = Pick<Payment, 'id' | 'invoiceId' | 'amount' | 'amountRefunded'>;

/** Members that a payment cannot do without: where one cannot be read, the row cannot. */
const SURE: Readers<Sure> = {
  id: (row) => idOf(row.id, 'id'),
  invoiceId: (row) => referenceOf(row.invoice_id, 'invoice_id'),
  amount: (row) => decimalOf(row.amount, 'amount'),
  amountRefunded: (row) => accumulatedOf(row.refund, 'refund'),
};

/** The others, none of which throws. */
const READERS: Readers<Omit<Payment, keyof Sure>> = {
  invoiceKey: (row) => textOf(row.hash),
  method: (row) => textOf(row.bank),
  terminal: (row) => textOf(row.terminal),
  transactionId: (row) => textOf(row.transaction_id),
  remaining: (row, parsing) => optionalDecimalOf(row.rest, 'rest', parsing),
  currency: (row, parsing) => currencyOf(row.currency, 'currency', parsing),
  transactionType: (row, parsing) => literalOf(TRANSACTION_TYPE, row.trtype, 'trtype', parsing),
  status: (row, parsing) => literalOf(PAYMENT_STATUS, row.status, 'status', parsing),
  approvalCode: (row) => textOf(row.approval),
  referenceNumber: (row) => textOf(row.rrn),
  maskedCard: (row) => textOf(row.card),
  createdAt: (row, parsing) => instantOf(row.moment, 'moment', parsing),
  reversedAt: (row, parsing) => instantOf(row.reverse_moment, 'reverse_moment', parsing),
};

/** A row of contract section 6 as a payment. */
export const parsePayment = (row: Wire, parsing: Parsing): Payment => ({ ...readAll(SURE, row, parsing), ...readAll(READERS, row, parsing) });

/** The same, each member read when it is asked for. */
export const parsePaymentLazily: (row: Wire, parsing: Parsing) => Payment = lazyRows(SURE, READERS);
