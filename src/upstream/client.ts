import type { Readable } from 'node:stream';

import type { Customer, CustomerDraft, CustomerListQuery, CustomerSelector } from '../domain/customer.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { Department } from '../domain/department.ts';
import type { Invoice, InvoiceChange, InvoiceListQuery, InvoiceOrder, InvoiceSelector } from '../domain/invoice.ts';
import type { Language } from '../domain/language.ts';
import type { ListPage } from '../domain/list-query.ts';
import type { Payment, PaymentDraft, PaymentListQuery } from '../domain/payment.ts';
import type { WriteOutcome } from '../domain/result.ts';
import type { Subscription, SubscriptionDraft, SubscriptionListQuery, SubscriptionStatus, Tariff, TariffListQuery } from '../domain/subscription.ts';
import type { GoneSignal } from './departure.ts';
import type { EndpointName } from './endpoints.ts';
import type { UpstreamError } from './errors.ts';
import type { UpstreamUse } from './upstream-use.ts';

/** What goes with every call: in whose language, and until when anybody wants the answer. */
export interface UpstreamScope {
  readonly language: Language;
  readonly signal?: GoneSignal;
  /** When the time that the caller gave is over, by `performance.now()`: nothing goes on beyond it. */
  readonly givenUntil?: number | undefined;
  /** A reply kept from before will do while the upstream is down. */
  readonly mayBeStale?: boolean;
  /** Where the call is counted. */
  readonly use?: UpstreamUse;
  /** The customer whose view it is read for, where it is one's: shared with nobody else, and never kept. */
  readonly payerOf?: number | null | undefined;
}

/** What an endpoint of this upstream can do; from the endpoint table, or learnt from its answers. */
export interface EndpointCapabilities {
  readonly batchById: boolean;
  readonly batchByRelation: boolean;
}

/** A PDF on its way: the bytes have not been read yet. Whoever takes it must read or destroy `body`. */
export interface PdfStream {
  readonly body: Readable;
  readonly contentLength: number | null;
}

/** One attempt at one endpoint, for logs and metrics. Holds nothing of the body. */
export interface UpstreamCall {
  readonly endpoint: EndpointName;
  readonly attempt: number;
  readonly outcome: 'ok' | UpstreamError['kind'];
  readonly httpStatus: number | null;
  readonly durationMs: number;
}

/** Named so that one that was created can be read again; at least one of the two is there. `invoice`: the reply told it whole, so it need not be. */
export type InvoiceReference = { readonly id: number; readonly invoice?: Invoice } | { readonly publicKey: string };

/** What a request sets for all that is done upstream on its behalf. */
export type CallTerms = Pick<UpstreamScope, 'givenUntil' | 'use'>;

type Written<Value> = Promise<WriteOutcome<Value, UpstreamError>>;

/**
 * The e-Cont.md API as functions. Reads throw `UpstreamError`; a read of one object answers `null` when there is none.
 * Writes never throw for what the upstream does: they answer done, refused or unknown, and are never repeated once a byte was sent.
 */
export interface UpstreamClient {
  capabilities(endpoint: EndpointName): EndpointCapabilities;
  /** Called by a loader that saw the upstream ignore or refuse a batch; holds for the life of the process. */
  noteUnsupported(endpoint: EndpointName, capability: keyof EndpointCapabilities): void;
  /** Called where somebody else is known to have changed something of this tenant: what was read before answers nobody who asks from now on. */
  noteChanged(): void;
  /** The payer's page of an invoice: a link to hand out, never fetched. */
  paymentUrl(publicKey: string): string;

  getInvoice(scope: UpstreamScope, selector: InvoiceSelector): Promise<Invoice | null>;
  listInvoices(scope: UpstreamScope, query: InvoiceListQuery): Promise<ListPage<Invoice>>;
  putInvoice(scope: UpstreamScope, order: InvoiceOrder): Written<InvoiceReference>;
  setInvoice(scope: UpstreamScope, id: number, change: InvoiceChange): Written<Invoice | null>;
  sendInvoice(scope: UpstreamScope, publicKey: string): Written<null>;
  pushInvoice(scope: UpstreamScope, publicKey: string): Written<null>;
  signInvoice(scope: UpstreamScope, publicKey: string): Written<{ readonly signUrl: string | null }>;
  /** Throws `UpstreamError` of kind `protocol` when the reply is no PDF. `signal` ends the stream, down to the socket. */
  openInvoicePdf(scope: UpstreamScope, selector: InvoiceSelector): Promise<PdfStream>;

  getCustomer(scope: UpstreamScope, selector: CustomerSelector): Promise<Customer | null>;
  listCustomers(scope: UpstreamScope, query: CustomerListQuery): Promise<ListPage<Customer>>;
  putCustomer(scope: UpstreamScope, draft: CustomerDraft): Written<{ readonly id: number }>;

  getTariff(scope: UpstreamScope, alias: string): Promise<Tariff | null>;
  listTariffs(scope: UpstreamScope, query: TariffListQuery): Promise<ListPage<Tariff>>;

  getSubscription(scope: UpstreamScope, id: number): Promise<Subscription | null>;
  listSubscriptions(scope: UpstreamScope, query: SubscriptionListQuery): Promise<ListPage<Subscription>>;
  putSubscription(scope: UpstreamScope, draft: SubscriptionDraft): Written<{ readonly id: number }>;
  setSubscription(scope: UpstreamScope, id: number, status: Exclude<SubscriptionStatus, 'UNKNOWN'>): Written<Subscription | null>;

  getPayment(scope: UpstreamScope, id: number): Promise<Payment | null>;
  listPayments(scope: UpstreamScope, query: PaymentListQuery): Promise<ListPage<Payment>>;
  putPayment(scope: UpstreamScope, draft: PaymentDraft): Written<{ readonly id: number }>;
  refundPayment(scope: UpstreamScope, paymentId: number, amount: Decimal): Written<Payment | null>;

  getDepartment(scope: UpstreamScope): Promise<Department>;

  /** Waits for what is under way, then closes the sockets. */
  close(): Promise<void>;
}
