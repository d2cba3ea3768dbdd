import DataLoader from 'dataloader';

import type { Customer, CustomerFilter, CustomerSelector, CustomerSortField } from '../domain/customer.ts';
import type { Department } from '../domain/department.ts';
import type { Invoice, InvoiceFilter, InvoiceSelector, InvoiceSortField } from '../domain/invoice.ts';
import type { Payment, PaymentFilter, PaymentSortField } from '../domain/payment.ts';
import type { Subscription, SubscriptionFilter, SubscriptionSortField } from '../domain/subscription.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import type { ListOrder } from './anchor.ts';
import { asError } from './as-error.ts';
import { canonicalKey } from '../domain/canonical-key.ts';
import type { EntityLoader } from './entity-loader.ts';
import { createEntityLoader } from './entity-loader.ts';
import { invoicesByCustomerId } from './invoices-by-customer-id.ts';
import { invoicesBySubscriptionId } from './invoices-by-subscription-id.ts';
import type { ListSource } from './list-source.ts';
import { createListSource } from './list-source.ts';
import { createPaymentsByCustomerId } from './payments-by-customer-id.ts';
import { paymentsByInvoiceId } from './payments-by-invoice-id.ts';
import type { RelationLoader } from './relation-pages.ts';
import { createRelationLoader } from './relation-pages.ts';
import { rowsByIds } from './rows-by-ids.ts';
import { customerShape, invoiceShape, paymentShape, subscriptionShape } from './shapes.ts';
import { subscriptionsByCustomerId } from './subscriptions-by-customer-id.ts';
import type { TariffLoaders } from './tariffs.ts';
import { createTariffLoaders } from './tariffs.ts';
import type { Window, WindowPage } from './window.ts';
import { readWindow } from './window.ts';

type ReadPage<Row, Filter, SortField extends string> = (order: ListOrder<Filter, SortField>, window: Window) => Promise<WindowPage<Row>>;

/** Every way to read billing data within one request. Nothing outlives the request or crosses to another. */
export interface Loaders extends Omit<TariffLoaders, 'forget'> {
  readonly invoiceById: EntityLoader<Invoice>;
  readonly customerById: EntityLoader<Customer>;
  readonly subscriptionById: EntityLoader<Subscription>;
  readonly paymentById: EntityLoader<Payment>;
  readonly invoiceBySelector: DataLoader<InvoiceSelector, Invoice | null, string>;
  readonly customerBySelector: DataLoader<CustomerSelector, Customer | null, string>;
  readonly department: () => Promise<Department>;

  readonly invoices: ReadPage<Invoice, InvoiceFilter, InvoiceSortField>;
  readonly customers: ReadPage<Customer, CustomerFilter, CustomerSortField>;
  readonly subscriptions: ReadPage<Subscription, SubscriptionFilter, SubscriptionSortField>;
  readonly payments: ReadPage<Payment, PaymentFilter, PaymentSortField>;

  readonly invoicesByCustomerId: RelationLoader<Invoice, InvoiceFilter, InvoiceSortField>;
  readonly invoicesBySubscriptionId: RelationLoader<Invoice, InvoiceFilter, InvoiceSortField>;
  readonly subscriptionsByCustomerId: RelationLoader<Subscription, SubscriptionFilter, SubscriptionSortField>;
  readonly paymentsByInvoiceId: RelationLoader<Payment, PaymentFilter, PaymentSortField>;
  readonly paymentsByCustomerId: Omit<RelationLoader<Payment, PaymentFilter, PaymentSortField>, 'clearAll'>;

  /** Drops everything read so far: after a write, whatever is read next is read afresh. */
  readonly forget: () => void;
}

/** Loads each distinct key once, each with a call of its own; what came is told to `onRow`. */
const createSelectorLoader = <Selector, Row>(read: (selector: Selector) => Promise<Row | null>, onRow: (row: Row) => void): DataLoader<Selector, Row | null, string> => {
  const readOne = async (selector: Selector): Promise<Row | null | Error> => {
    try {
      const row = await read(selector);
      if (row !== null) onRow(row);
      return row;
    } catch (error) {
      return asError(error);
    }
  };
  return new DataLoader<Selector, Row | null, string>((selectors) => Promise.all(selectors.map(readOne)), { cacheKeyFn: canonicalKey, maxBatchSize: Infinity });
};

/** Each is made when it is asked for first: most requests need one or two. */
class RequestLoaders implements Loaders {
  readonly #upstream: UpstreamClient;
  readonly #scope: UpstreamScope;
  #invoiceById: EntityLoader<Invoice> | undefined;
  #customerById: EntityLoader<Customer> | undefined;
  #subscriptionById: EntityLoader<Subscription> | undefined;
  #paymentById: EntityLoader<Payment> | undefined;
  #invoiceBySelector: DataLoader<InvoiceSelector, Invoice | null, string> | undefined;
  #customerBySelector: DataLoader<CustomerSelector, Customer | null, string> | undefined;
  #invoiceSource: ListSource<Invoice, InvoiceFilter, InvoiceSortField> | undefined;
  #customerSource: ListSource<Customer, CustomerFilter, CustomerSortField> | undefined;
  #subscriptionSource: ListSource<Subscription, SubscriptionFilter, SubscriptionSortField> | undefined;
  #paymentSource: ListSource<Payment, PaymentFilter, PaymentSortField> | undefined;
  #invoicesByCustomerId: RelationLoader<Invoice, InvoiceFilter, InvoiceSortField> | undefined;
  #invoicesBySubscriptionId: RelationLoader<Invoice, InvoiceFilter, InvoiceSortField> | undefined;
  #subscriptionsByCustomerId: RelationLoader<Subscription, SubscriptionFilter, SubscriptionSortField> | undefined;
  #paymentsByInvoiceId: RelationLoader<Payment, PaymentFilter, PaymentSortField> | undefined;
  #tariffs: TariffLoaders | undefined;
  #department: Promise<Department> | undefined;

  constructor(upstream: UpstreamClient, scope: UpstreamScope) {
    this.#upstream = upstream;
    this.#scope = scope;
  }

  get invoiceById(): EntityLoader<Invoice> {
    return (this.#invoiceById ??= createEntityLoader<Invoice>({
      listEndpoint: 'invoice.list',
      getOne: (id) => this.#upstream.getInvoice(this.#scope, { id }),
      getMany: (ids) => rowsByIds(this.#listOfInvoices, ids),
      idOf: (row) => row.id,
    }, this.#upstream));
  }

  get customerById(): EntityLoader<Customer> {
    return (this.#customerById ??= createEntityLoader<Customer>({
      listEndpoint: 'customer.list',
      getOne: (id) => this.#upstream.getCustomer(this.#scope, { id }),
      getMany: (ids) => rowsByIds(this.#listOfCustomers, ids),
      idOf: (row) => row.id,
    }, this.#upstream));
  }

  get subscriptionById(): EntityLoader<Subscription> {
    return (this.#subscriptionById ??= createEntityLoader<Subscription>({
      listEndpoint: 'subscription.list',
      getOne: (id) => this.#upstream.getSubscription(this.#scope, id),
      getMany: (ids) => rowsByIds(this.#listOfSubscriptions, ids),
      idOf: (row) => row.id,
    }, this.#upstream));
  }

  get paymentById(): EntityLoader<Payment> {
    return (this.#paymentById ??= createEntityLoader<Payment>({
      listEndpoint: 'payment.list',
      getOne: (id) => this.#upstream.getPayment(this.#scope, id),
      getMany: (ids) => rowsByIds(this.#listOfPayments, ids),
      idOf: (row) => row.id,
    }, this.#upstream));
  }

  get invoiceBySelector(): DataLoader<InvoiceSelector, Invoice | null, string> {
    return (this.#invoiceBySelector ??= createSelectorLoader<InvoiceSelector, Invoice>((selector) => this.#upstream.getInvoice(this.#scope, selector), (row) => this.invoiceById.note(row.id, row)));
  }

  get customerBySelector(): DataLoader<CustomerSelector, Customer | null, string> {
    return (this.#customerBySelector ??= createSelectorLoader<CustomerSelector, Customer>((selector) => this.#upstream.getCustomer(this.#scope, selector), (row) => this.customerById.note(row.id, row)));
  }

  get #listOfInvoices(): ListSource<Invoice, InvoiceFilter, InvoiceSortField> {
    return (this.#invoiceSource ??= createListSource(invoiceShape, this.#upstream, this.#scope, (row) => this.invoiceById.note(row.id, row)));
  }

  get #listOfCustomers(): ListSource<Customer, CustomerFilter, CustomerSortField> {
    return (this.#customerSource ??= createListSource(customerShape, this.#upstream, this.#scope, (row) => this.customerById.note(row.id, row)));
  }

  get #listOfSubscriptions(): ListSource<Subscription, SubscriptionFilter, SubscriptionSortField> {
    return (this.#subscriptionSource ??= createListSource(subscriptionShape, this.#upstream, this.#scope, (row) => this.subscriptionById.note(row.id, row)));
  }

  get #listOfPayments(): ListSource<Payment, PaymentFilter, PaymentSortField> {
    return (this.#paymentSource ??= createListSource(paymentShape, this.#upstream, this.#scope, (row) => this.paymentById.note(row.id, row)));
  }

  get #allTariffs(): TariffLoaders {
    return (this.#tariffs ??= createTariffLoaders(this.#upstream, this.#scope));
  }

  get tariffByAlias(): TariffLoaders['tariffByAlias'] {
    return this.#allTariffs.tariffByAlias;
  }

  get tariffs(): TariffLoaders['tariffs'] {
    return this.#allTariffs.tariffs;
  }

  department(): Promise<Department> {
    return (this.#department ??= this.#upstream.getDepartment(this.#scope));
  }

  invoices(order: ListOrder<InvoiceFilter, InvoiceSortField>, window: Window): Promise<WindowPage<Invoice>> {
    return readWindow(this.#listOfInvoices, order, window);
  }

  customers(order: ListOrder<CustomerFilter, CustomerSortField>, window: Window): Promise<WindowPage<Customer>> {
    return readWindow(this.#listOfCustomers, order, window);
  }

  subscriptions(order: ListOrder<SubscriptionFilter, SubscriptionSortField>, window: Window): Promise<WindowPage<Subscription>> {
    return readWindow(this.#listOfSubscriptions, order, window);
  }

  payments(order: ListOrder<PaymentFilter, PaymentSortField>, window: Window): Promise<WindowPage<Payment>> {
    return readWindow(this.#listOfPayments, order, window);
  }

  get invoicesByCustomerId(): RelationLoader<Invoice, InvoiceFilter, InvoiceSortField> {
    return (this.#invoicesByCustomerId ??= createRelationLoader(this.#listOfInvoices, invoicesByCustomerId, this.#upstream));
  }

  get invoicesBySubscriptionId(): RelationLoader<Invoice, InvoiceFilter, InvoiceSortField> {
    return (this.#invoicesBySubscriptionId ??= createRelationLoader(this.#listOfInvoices, invoicesBySubscriptionId, this.#upstream));
  }

  get subscriptionsByCustomerId(): RelationLoader<Subscription, SubscriptionFilter, SubscriptionSortField> {
    return (this.#subscriptionsByCustomerId ??= createRelationLoader(this.#listOfSubscriptions, subscriptionsByCustomerId, this.#upstream));
  }

  get paymentsByInvoiceId(): RelationLoader<Payment, PaymentFilter, PaymentSortField> {
    return (this.#paymentsByInvoiceId ??= createRelationLoader(this.#listOfPayments, paymentsByInvoiceId, this.#upstream));
  }

  get paymentsByCustomerId(): Loaders['paymentsByCustomerId'] {
    return createPaymentsByCustomerId(this.invoicesByCustomerId, this.paymentsByInvoiceId);
  }

  forget(): void {
    for (const loader of [this.#invoiceById, this.#customerById, this.#subscriptionById, this.#paymentById]) loader?.clearAll();
    for (const loader of [this.#invoicesByCustomerId, this.#invoicesBySubscriptionId, this.#subscriptionsByCustomerId, this.#paymentsByInvoiceId]) loader?.clearAll();
    for (const loader of [this.#invoiceBySelector, this.#customerBySelector]) loader?.clearAll();
    for (const source of [this.#invoiceSource, this.#customerSource, this.#subscriptionSource, this.#paymentSource]) source?.forget();
    this.#tariffs?.forget();
    this.#department = undefined;
  }
}

/** The loaders of one request. */
export const createLoaders = (upstream: UpstreamClient, scope: UpstreamScope): Loaders => new RequestLoaders(upstream, scope);
