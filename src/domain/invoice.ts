import type { CurrencyCode } from './currency.ts';
import type { CalendarDate, Instant } from './dates.ts';
import type { Decimal } from './decimal.ts';
import type { Language } from './language.ts';
import type { DecimalRange, InstantRange, ListQuery } from './list-query.ts';

export const INVOICE_STATUSES = [
  'DRAFT', 'OPEN', 'SUSPENDED', 'SENT', 'PARTIALLY_PAID', 'PAID', 'REVERSED', 'REFUNDED', 'CANCELLED', 'DENIED', 'ARCHIVED', 'UNKNOWN',
] as const;
/** Where an invoice stands. `UNKNOWN` is a status that the upstream sent and this version has no name for. */
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const VAT_MODES = ['NONE', 'INNER', 'OVER', 'UNKNOWN'] as const;
/** How VAT relates to the line prices: none, contained in them, or added on top. */
export type VatMode = (typeof VAT_MODES)[number];

export const INVOICE_VIEWS = ['ALL', 'ACTUAL', 'DEADLINE', 'EXPIRED', 'REJECTED', 'ARCHIVED'] as const;
export type InvoiceView = (typeof INVOICE_VIEWS)[number];

/** One line; its place in the invoice is its identity. */
export interface InvoiceLine {
  readonly position: number;
  readonly productCode: number | null;
  readonly sku: string | null;
  readonly name: string;
  readonly unitPrice: Decimal;
  readonly quantity: Decimal;
  readonly unit: string;
  readonly total: Decimal;
  readonly vatRate: Decimal | null;
  readonly vatAmount: Decimal | null;
}

/** The buyer's details as printed on the invoice; they stay as they were when it was issued. */
export interface InvoiceBuyer {
  readonly name: string | null;
  readonly idno: string | null;
  readonly vatCode: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export interface Invoice {
  readonly id: number;
  /** `inner_hash`: 32 lower-case hex, the key of public links. */
  readonly publicKey: string | null;
  readonly number: string | null;
  readonly orderId: number | null;
  readonly orderNumber: string | null;
  /** `null` when the invoice is not linked to a customer (`buyer_id` 0). */
  readonly customerId: number | null;
  readonly subscriptionId: number | null;
  readonly status: InvoiceStatus;
  readonly isArchived: boolean;
  readonly createdAt: Instant | null;
  readonly issuedAt: Instant | null;
  readonly dueOn: CalendarDate | null;
  readonly paidAt: Instant | null;
  readonly refundedAt: Instant | null;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  readonly amountPaid: Decimal;
  readonly amountRefunded: Decimal;
  readonly vatMode: VatMode;
  readonly vatRate: Decimal | null;
  readonly vatAmount: Decimal | null;
  readonly netAmount: Decimal | null;
  readonly supplierIdno: string | null;
  readonly buyer: InvoiceBuyer;
  readonly topic: string | null;
  readonly remark: string | null;
  readonly patternLanguage: Language | null;
  readonly source: string | null;
  readonly pdfUrl: string | null;
  readonly lines: readonly InvoiceLine[];
}

/** ▲ of contract section 3, and `id`. */
export const INVOICE_SORT_FIELDS = ['id', 'number', 'createdAt', 'issuedAt', 'dueOn', 'amount'] as const;
export type InvoiceSortField = (typeof INVOICE_SORT_FIELDS)[number];

/** ● of contract section 3; members are joined by AND, the values of one by OR. */
export interface InvoiceFilter {
  readonly ids?: readonly number[];
  readonly publicKeys?: readonly string[];
  readonly numbers?: readonly string[];
  readonly orderIds?: readonly number[];
  readonly orderNumbers?: readonly string[];
  readonly customerIds?: readonly number[];
  readonly subscriptionIds?: readonly number[];
  readonly statuses?: readonly InvoiceStatus[];
  readonly isArchived?: boolean;
  readonly buyerIdnos?: readonly string[];
  readonly buyerEmails?: readonly string[];
  readonly createdAt?: InstantRange;
  readonly issuedAt?: InstantRange;
  readonly dueOn?: { readonly from?: CalendarDate; readonly to?: CalendarDate };
  readonly paidAt?: InstantRange;
  readonly refundedAt?: InstantRange;
  readonly amount?: DecimalRange;
  readonly search?: string;
  readonly view?: InvoiceView;
}
export type InvoiceListQuery = ListQuery<InvoiceFilter, InvoiceSortField>;

/** How a single invoice may be named to the upstream. */
export type InvoiceSelector =
  | { readonly id: number }
  | { readonly publicKey: string }
  | { readonly number: string }
  | { readonly orderId: number };

/** The buyer block of `put/invoice`; only `email` is required. */
export interface InvoiceBilling {
  readonly id?: number;
  readonly company?: string;
  readonly idno?: string;
  readonly idnp?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly countryCode?: string;
  readonly email: string;
  readonly phone?: string;
}

export interface InvoiceOrderLine {
  readonly productCode?: number;
  readonly sku?: string;
  readonly name: string;
  readonly unitPrice: Decimal;
  readonly quantity: number;
  readonly unit?: string;
  readonly total: Decimal;
}

/** What `put/invoice` is told. `amount` equals the sum of the line totals. */
export interface InvoiceOrder {
  readonly orderId: number;
  readonly orderNumber: string;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  readonly createdAt: Instant;
  /** The caller's own order status, not the invoice's. */
  readonly orderStatus: string;
  readonly note?: string;
  readonly billing: InvoiceBilling;
  readonly lines: readonly InvoiceOrderLine[];
  /** ASSUMED additions; left out of the request unless set. */
  readonly dueOn?: CalendarDate;
  readonly subscriptionId?: number;
  readonly patternLanguage?: Language;
  readonly remark?: string;
}

/** What `set/invoice` may change. */
export interface InvoiceChange {
  readonly status?: Exclude<InvoiceStatus, 'UNKNOWN'>;
  readonly isArchived?: boolean;
  readonly remark?: string;
}
