import DataLoader from 'dataloader';

import type { Customer, CustomerFilter, CustomerSelector, CustomerSortField } from '../domain/customer.ts';
import type { Department } from '../domain/department.ts';
import type { Invoice, InvoiceFilter, InvoiceSelector, InvoiceSortField } from '../domain/invoice.ts';
import type { Payment, PaymentFilter, PaymentSortField } from '../domain/payment.ts';
import type { Subscription, SubscriptionFilter, SubscriptionSortField } from '../domain/subscription.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import type { ListOrder } from './anchor.ts';
import { canonicalKey } from '../domain/canonical-key.ts';
import type { EntityLoader } from './entity-loader.ts';
import { createEntityLoader } from './entity-loader.ts';
import { invoicesByCustomerId } from './invoices-by-customer-id.ts';
import { invoicesBySubscriptionId } from './invoices-by-subscription-id.ts';
import type { ListSource } from './list-source.ts';
import { createListSource } from './list-source.ts';
import { createPaymentsByCustomerId } from './payments-by-customer-id.ts';
import { paymentsByInvoiceId } from './payments-by-invoice-id.ts';
import type { RelationLoader, RelationQuery } from './relation-pages.ts';
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
  readonly paymentsByCustomerId: (query: RelationQuery<PaymentFilter, PaymentSortField>) => Promise<WindowPage<Payment>>;

  /** Drops everything read so far: after a write, whatever is read next is read afresh. */
  readonly forget: () => void;
}

const readPage =
  <Row, Filter, SortField extends string>(source: ListSource<Row, Filter, SortField>): ReadPage<Row, Filter, SortField> =>
  (order, window) =>
    readWindow(source, order, window);

/** Loads each distinct key once, each with a call of its own; what came is told to `onRow`. */
const createSelectorLoader = <Selector, Row>(read: (selector: Selector) => Promise<Row | null>, onRow: (row: Row) => void): DataLoader<Selector, Row | null, string> => {
  const readOne = async (selector: Selector): Promise<Row | null | Error> => {
    try {
      const row = await read(selector);
      if (row !== null) onRow(row);
      return row;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  return new DataLoader<Selector, Row | null, string>((selectors) => Promise.all(selectors.map(readOne)), { cacheKeyFn: canonicalKey, maxBatchSize: Infinity });
};

/** The loaders of one request. */
export const createLoaders = (upstream: UpstreamClient, scope: UpstreamScope): Loaders => {
  const invoiceById = createEntityLoader<Invoice>({
    listEndpoint: 'invoice.list',
    getOne: (id) => upstream.getInvoice(scope, { id }),
    getMany: (ids) => rowsByIds(invoiceSource, ids),
    idOf: (row) => row.id,
  }, upstream);
  const customerById = createEntityLoader<Customer>({
    listEndpoint: 'customer.list',
    getOne: (id) => upstream.getCustomer(scope, { id }),
    getMany: (ids) => rowsByIds(customerSource, ids),
    idOf: (row) => row.id,
  }, upstream);
  const subscriptionById = createEntityLoader<Subscription>({
    listEndpoint: 'subscription.list',
    getOne: (id) => upstream.getSubscription(scope, id),
    getMany: (ids) => rowsByIds(subscriptionSource, ids),
    idOf: (row) => row.id,
  }, upstream);
  const paymentById = createEntityLoader<Payment>({
    listEndpoint: 'payment.list',
    getOne: (id) => upstream.getPayment(scope, id),
    getMany: (ids) => rowsByIds(paymentSource, ids),
    idOf: (row) => row.id,
  }, upstream);

  const invoiceSource = createListSource(invoiceShape, upstream, scope, (row) => invoiceById.note(row.id, row));
  const customerSource = createListSource(customerShape, upstream, scope, (row) => customerById.note(row.id, row));
  const subscriptionSource = createListSource(subscriptionShape, upstream, scope, (row) => subscriptionById.note(row.id, row));
  const paymentSource = createListSource(paymentShape, upstream, scope, (row) => paymentById.note(row.id, row));

  const relations = {
    invoicesByCustomerId: createRelationLoader(invoiceSource, invoicesByCustomerId, upstream),
    invoicesBySubscriptionId: createRelationLoader(invoiceSource, invoicesBySubscriptionId, upstream),
    subscriptionsByCustomerId: createRelationLoader(subscriptionSource, subscriptionsByCustomerId, upstream),
    paymentsByInvoiceId: createRelationLoader(paymentSource, paymentsByInvoiceId, upstream),
  };
  const selectors = {
    invoiceBySelector: createSelectorLoader<InvoiceSelector, Invoice>((selector) => upstream.getInvoice(scope, selector), (row) => invoiceById.note(row.id, row)),
    customerBySelector: createSelectorLoader<CustomerSelector, Customer>((selector) => upstream.getCustomer(scope, selector), (row) => customerById.note(row.id, row)),
  };
  const tariffs = createTariffLoaders(upstream, scope);
  let department: Promise<Department> | undefined;

  return {
    invoiceById,
    customerById,
    subscriptionById,
    paymentById,
    ...selectors,
    tariffByAlias: tariffs.tariffByAlias,
    tariffs: tariffs.tariffs,
    department: () => (department ??= upstream.getDepartment(scope)),
    invoices: readPage(invoiceSource),
    customers: readPage(customerSource),
    subscriptions: readPage(subscriptionSource),
    payments: readPage(paymentSource),
    ...relations,
    paymentsByCustomerId: createPaymentsByCustomerId(relations.invoicesByCustomerId, relations.paymentsByInvoiceId),
    forget: () => {
      for (const loader of [invoiceById, customerById, subscriptionById, paymentById]) loader.clearAll();
      for (const loader of Object.values(relations)) loader.clearAll();
      for (const loader of Object.values(selectors)) loader.clearAll();
      for (const source of [invoiceSource, customerSource, subscriptionSource, paymentSource]) source.forget();
      tariffs.forget();
      department = undefined;
    },
  };
};
