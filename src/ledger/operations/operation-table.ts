import type { OperationName } from '../operations.ts';
import { customerCreate, customerUpdate } from './customer-writes.ts';
import { invoicePush, invoiceSend, invoiceSign } from './invoice-acts.ts';
import { invoiceArchiveChange, invoiceStatusChange } from './invoice-changes.ts';
import { invoiceIssue } from './invoice-issue.ts';
import type { OperationSpec, Payloads } from './operation-spec.ts';
import { paymentRecord } from './payment-record.ts';
import { paymentRefund } from './payment-refund.ts';
import { subscriptionCreate, subscriptionStatusChange, subscriptionUpdate } from './subscription-writes.ts';

/** How each write is sent and found again. */
export const OPERATION_TABLE: { readonly [Operation in OperationName]: OperationSpec<Payloads[Operation]> } = {
  invoiceIssue,
  invoiceSend,
  invoiceCancel: invoiceStatusChange,
  invoiceSuspend: invoiceStatusChange,
  invoiceResume: invoiceStatusChange,
  invoiceArchive: invoiceArchiveChange,
  invoiceUnarchive: invoiceArchiveChange,
  invoicePush,
  invoiceSign,
  paymentRecord,
  paymentRefund,
  customerCreate,
  customerUpdate,
  subscriptionCreate,
  subscriptionUpdate,
  subscriptionPause: subscriptionStatusChange,
  subscriptionResume: subscriptionStatusChange,
  subscriptionCancel: subscriptionStatusChange,
};

/** The entry of an operation by its name alone, for payloads that come out of the store. */
export const specOf = (operation: OperationName): OperationSpec<Payloads[OperationName]> => OPERATION_TABLE[operation] as OperationSpec<unknown>;
