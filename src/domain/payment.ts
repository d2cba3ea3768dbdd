import type { CurrencyCode } from './currency.ts';
import type { Instant } from './dates.ts';
import type { Decimal } from './decimal.ts';
import type { DecimalRange, InstantRange, ListQuery } from './list-query.ts';

export const PAYMENT_STATUSES = ['WAITING', 'CONFIRMED', 'FAILED', 'REVERSED', 'UNKNOWN'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_TRANSACTION_TYPES = ['AUTH', 'CONFIRM', 'REFUND', 'REVERSE', 'UNKNOWN'] as const;
export type PaymentTransactionType = (typeof PAYMENT_TRANSACTION_TYPES)[number];

/** A transaction on an invoice. */
export interface Payment {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly invoiceKey: string | null;
  /** `maib`, `mia_bpay`, `cash`, `bank_transfer`, … (ASSUMED): an open list, so text and not an enum. */
  readonly method: string | null;
  readonly terminal: string | null;
  readonly transactionId: string | null;
  readonly amount: Decimal;
  /** What of the invoice was left to pay after this payment. */
  readonly remaining: Decimal | null;
  readonly amountRefunded: Decimal;
  readonly currency: CurrencyCode;
  readonly transactionType: PaymentTransactionType;
  readonly status: PaymentStatus;
  readonly approvalCode: string | null;
  readonly referenceNumber: string | null;
  readonly maskedCard: string | null;
  readonly createdAt: Instant | null;
  readonly reversedAt: Instant | null;
}

export const PAYMENT_SORT_FIELDS = ['id', 'amount', 'createdAt'] as const;
export type PaymentSortField = (typeof PAYMENT_SORT_FIELDS)[number];

export interface PaymentFilter {
  readonly ids?: readonly number[];
  readonly invoiceIds?: readonly number[];
  readonly methods?: readonly string[];
  readonly transactionIds?: readonly string[];
  readonly statuses?: readonly PaymentStatus[];
  readonly createdAt?: InstantRange;
  readonly amount?: DecimalRange;
  readonly search?: string;
}
export type PaymentListQuery = ListQuery<PaymentFilter, PaymentSortField>;

/** A payment received outside the gateways. */
export interface PaymentDraft {
  readonly invoiceId: number;
  readonly method: string;
  readonly transactionId?: string;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  readonly paidAt?: Instant;
}
