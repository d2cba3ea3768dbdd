import type { BillingFrequency, SubscriptionStatus } from '../../domain/subscription.ts';
import type { DepartmentMode } from '../../domain/department.ts';
import type { InvoiceStatus, InvoiceView, VatMode } from '../../domain/invoice.ts';
import type { PaymentStatus, PaymentTransactionType } from '../../domain/payment.ts';
import type { Parsing } from './parsing.ts';

/** The upstream's spelling of each name of an enum. */
type Spelling<Name extends string> = Readonly<Record<Exclude<Name, 'UNKNOWN'>, string>>;

/** An enum of the upstream, both ways. */
export interface Literals<Name extends string> {
  readonly write: Spelling<Name>;
  readonly read: ReadonlyMap<string, Exclude<Name, 'UNKNOWN'>>;
}

const literals = <Name extends string>(write: Spelling<Name>): Literals<Name> => ({
  write,
  read: new Map(Object.entries(write).map(([name, literal]) => [literal as string, name as Exclude<Name, 'UNKNOWN'>])),
});

/** Spelling as is: `sended`, `rejected` for what was cancelled. */
export const INVOICE_STATUS = literals<InvoiceStatus>({
  DRAFT: 'draft',
  OPEN: 'actual',
  SUSPENDED: 'suspended',
  SENT: 'sended',
  PARTIALLY_PAID: 'part',
  PAID: 'full',
  REVERSED: 'reverse',
  REFUNDED: 'refunded',
  CANCELLED: 'rejected',
  DENIED: 'denied',
  ARCHIVED: 'archived',
});

export const INVOICE_VIEW = literals<InvoiceView>({
  ALL: 'all',
  ACTUAL: 'actual',
  DEADLINE: 'deadline',
  EXPIRED: 'expired',
  REJECTED: 'rejected',
  ARCHIVED: 'archived',
});

export const VAT_MODE = literals<VatMode>({ NONE: 'none', INNER: 'inner', OVER: 'over' });

export const SUBSCRIPTION_STATUS = literals<SubscriptionStatus>({
  PENDING: 'pending',
  DEMO: 'demo',
  ACTIVE: 'active',
  SUSPENDED: 'suspended',
  CANCELLED: 'cancelled',
});

export const FREQUENCY = literals<BillingFrequency>({ MONTHLY: 'monthly', YEARLY: 'yearly' });

export const PAYMENT_STATUS = literals<PaymentStatus>({ WAITING: 'WAITING', CONFIRMED: 'CONFIRMED', FAILED: 'FAILED', REVERSED: 'REVERSED' });

export const TRANSACTION_TYPE = literals<PaymentTransactionType>({ AUTH: 'AUTH', CONFIRM: 'CONFIRM', REFUND: 'REFUND', REVERSE: 'REVERSE' });

export const DEPARTMENT_MODE = literals<DepartmentMode>({ TEST: 'test', PRODUCTION: 'prod' });

/** The name of a literal; one without a name becomes `UNKNOWN` and is told. */
export const literalOf = <Name extends string>(table: Literals<Name>, value: unknown, member: string, parsing: Parsing): Exclude<Name, 'UNKNOWN'> | 'UNKNOWN' => {
  const name = typeof value === 'string' ? table.read.get(value) : undefined;
  if (name !== undefined) return name;
  parsing.oddity(member, value);
  return 'UNKNOWN';
};

/** How VAT is computed; the upstream leaves it blank where there is none. */
export const vatModeOf = (value: unknown, member: string, parsing: Parsing): VatMode =>
  value === undefined || value === null || value === '' ? 'NONE' : literalOf(VAT_MODE, value, member, parsing);
