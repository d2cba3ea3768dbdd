import type { CustomerDraft } from '../domain/customer.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { InvoiceOrder, InvoiceStatus } from '../domain/invoice.ts';
import type { PaymentDraft } from '../domain/payment.ts';
import type { SubscriptionDraft, SubscriptionStatus } from '../domain/subscription.ts';

/** Every write of the API, by the name of its mutation. */
export const OPERATION_NAMES = [
  'invoiceIssue', 'invoiceSend', 'invoiceCancel', 'invoiceSuspend', 'invoiceResume', 'invoiceArchive', 'invoiceUnarchive', 'invoicePush', 'invoiceSign',
  'paymentRecord', 'paymentRefund', 'customerCreate', 'customerUpdate',
  'subscriptionCreate', 'subscriptionUpdate', 'subscriptionPause', 'subscriptionResume', 'subscriptionCancel',
] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

/** An order without what the ledger decides: its `order.id`, and its number where the caller has none. */
export interface OrderIntent extends Omit<InvoiceOrder, 'orderId' | 'orderNumber'> {
  readonly orderNumber?: string;
  /** Order ids are unique within it. */
  readonly departmentId: number;
}

/** An act on an invoice that the upstream knows by its public key. */
export interface InvoiceActDraft {
  readonly invoiceId: number;
  readonly publicKey: string;
  /** As it stood before. */
  readonly status: InvoiceStatus;
}

export interface InvoiceStatusDraft {
  readonly invoiceId: number;
  /** What it shall become. */
  readonly status: Exclude<InvoiceStatus, 'UNKNOWN'>;
}

export interface InvoiceArchiveDraft {
  readonly invoiceId: number;
  readonly isArchived: boolean;
}

/** Without a transaction id the ledger gives it one of its own: by it the payment can be found again. */
export type PaymentRecordDraft = PaymentDraft;

export interface PaymentRefundDraft {
  readonly paymentId: number;
  readonly amount: Decimal;
  /** What had been refunded of the payment before: by the difference the refund is recognised. */
  readonly refundedBefore: Decimal;
}

/** A new object that the upstream gives no mark of ours; it is recognised by its data. */
export interface CreateDraft<Draft> {
  readonly draft: Draft;
  /** Objects alike that were there before: none of them is the new one. */
  readonly knownIds: readonly number[];
}

export interface UpdateDraft<Draft> {
  readonly draft: Draft & { readonly id: number };
}

export interface SubscriptionStatusDraft {
  readonly subscriptionId: number;
  /** What it shall become. */
  readonly status: Exclude<SubscriptionStatus, 'UNKNOWN'>;
}

/** What each write is told before the ledger adds its own. */
export interface Drafts {
  readonly invoiceIssue: OrderIntent;
  readonly invoiceSend: InvoiceActDraft;
  readonly invoiceCancel: InvoiceStatusDraft;
  readonly invoiceSuspend: InvoiceStatusDraft;
  readonly invoiceResume: InvoiceStatusDraft;
  readonly invoiceArchive: InvoiceArchiveDraft;
  readonly invoiceUnarchive: InvoiceArchiveDraft;
  readonly invoicePush: InvoiceActDraft;
  readonly invoiceSign: InvoiceActDraft;
  readonly paymentRecord: PaymentRecordDraft;
  readonly paymentRefund: PaymentRefundDraft;
  readonly customerCreate: CreateDraft<CustomerDraft>;
  readonly customerUpdate: UpdateDraft<CustomerDraft>;
  readonly subscriptionCreate: CreateDraft<SubscriptionDraft>;
  readonly subscriptionUpdate: UpdateDraft<SubscriptionDraft>;
  readonly subscriptionPause: SubscriptionStatusDraft;
  readonly subscriptionResume: SubscriptionStatusDraft;
  readonly subscriptionCancel: SubscriptionStatusDraft;
}

/** The object that a write made or changed. A new invoice may be known by its public key alone. */
export interface ObjectReference {
  readonly type: 'Invoice' | 'Customer' | 'Subscription' | 'Payment';
  readonly id: number | null;
  readonly publicKey?: string;
  /** Of `invoiceSign`: where the signer goes on. */
  readonly signUrl?: string | null;
}
