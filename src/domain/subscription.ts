import type { CurrencyCode } from './currency.ts';
import type { Instant } from './dates.ts';
import type { Decimal } from './decimal.ts';
import type { InvoiceLine, InvoiceOrderLine } from './invoice.ts';
import type { LocalizedText } from './language.ts';
import type { DecimalRange, InstantRange, ListQuery } from './list-query.ts';

export const SUBSCRIPTION_STATUSES = ['PENDING', 'DEMO', 'ACTIVE', 'SUSPENDED', 'CANCELLED', 'UNKNOWN'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

export const BILLING_FREQUENCIES = ['MONTHLY', 'YEARLY', 'UNKNOWN'] as const;
export type BillingFrequency = (typeof BILLING_FREQUENCIES)[number];

/** A price plan. Its identity is its alias. */
export interface Tariff {
  readonly alias: string;
  readonly name: LocalizedText;
  readonly currency: CurrencyCode;
  readonly frequency: BillingFrequency;
  readonly rate: Decimal;
  readonly extensionRate: Decimal | null;
  readonly isVisible: boolean;
  readonly limits: readonly { readonly name: string; readonly value: string }[];
}

export interface Subscription {
  readonly id: number;
  readonly customerId: number | null;
  readonly tariffAlias: string | null;
  readonly status: SubscriptionStatus;
  readonly currency: CurrencyCode;
  /** Per period. */
  readonly amount: Decimal;
  readonly frequency: BillingFrequency;
  readonly startsAt: Instant | null;
  /** `null`: open-ended. */
  readonly endsAt: Instant | null;
  readonly nextInvoiceAt: Instant | null;
  readonly lastInvoiceId: number | null;
  readonly lines: readonly InvoiceLine[];
  readonly createdAt: Instant | null;
}

export const SUBSCRIPTION_SORT_FIELDS = ['id', 'startsAt', 'nextInvoiceAt', 'createdAt'] as const;
export type SubscriptionSortField = (typeof SUBSCRIPTION_SORT_FIELDS)[number];

export interface SubscriptionFilter {
  readonly ids?: readonly number[];
  readonly customerIds?: readonly number[];
  readonly tariffAliases?: readonly string[];
  readonly statuses?: readonly SubscriptionStatus[];
  readonly startsAt?: InstantRange;
  readonly nextInvoiceAt?: InstantRange;
  readonly createdAt?: InstantRange;
  readonly amount?: DecimalRange;
  readonly search?: string;
}
export type SubscriptionListQuery = ListQuery<SubscriptionFilter, SubscriptionSortField>;

/** What `put/subscription` takes; with `id` it updates, without it creates. */
export interface SubscriptionDraft {
  readonly id?: number;
  readonly customerId?: number;
  readonly tariffAlias?: string;
  readonly currency?: CurrencyCode;
  readonly amount?: Decimal;
  readonly frequency?: Exclude<BillingFrequency, 'UNKNOWN'>;
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
  readonly lines?: readonly InvoiceOrderLine[];
}

export interface TariffFilter {
  readonly aliases?: readonly string[];
  readonly isVisible?: boolean;
  readonly search?: string;
}
/** The contract names no sort field of a tariff, so its list is read in the upstream's own order. */
export type TariffListQuery = ListQuery<TariffFilter, never>;
