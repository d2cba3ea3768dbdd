import type { Invoice } from '../domain/invoice.ts';
import type { ListPage } from '../domain/list-query.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import type { EndpointName } from '../upstream/endpoints.ts';
import { UpstreamError } from '../upstream/errors.ts';
import type { EntityLoader } from './entity-loader.ts';
import { createEntityLoader } from './entity-loader.ts';
import { createListSource } from './list-source.ts';
import { payerTariffs } from './payer-tariffs.ts';
import { readRange } from './read-range.ts';
import { rowsByIds } from './rows-by-ids.ts';
import { invoiceShape, paymentShape, subscriptionShape } from './shapes.ts';

const NONE = { total: 0, rows: [] } as const;
/** Subscriptions of a payer that are read to know its tariffs. */
const MAX_SUBSCRIPTIONS = 500;

/**
 * The upstream gave rows although it was asked for others: it does not hold the filter that keeps a payer to what is its own, so nothing
 * is shown. Where several ids were asked for at once, that counts as a refusal of the list, and the loaders ask for one after the other.
 */
const notHeld = (endpoint: EndpointName, wasBatch: boolean): UpstreamError =>
  new UpstreamError({ kind: wasBatch ? 'rejected' : 'protocol', endpoint, message: `e-Cont.md answered ${endpoint} with rows that were not asked for.`, sent: 'answered', attempts: 1 });

const onlyOwn = <Row>(endpoint: EndpointName, page: ListPage<Row>, isOwn: (row: Row) => boolean, ids: readonly number[] | undefined): ListPage<Row> => {
  if (!page.rows.every(isOwn)) throw notHeld(endpoint, (ids?.length ?? 0) > 1);
  return page;
};

/** The ids asked for that are the payer's; `undefined`, all: just the payer's own. */
const narrowed = (ids: readonly number[] | undefined, own: number): readonly number[] => (ids === undefined || ids.includes(own) ? [own] : []);

const writesNothing = (): never => {
  throw new Error('a payer writes nothing');
};

/**
 * The upstream as one customer may see it: every list is narrowed to the customer, every object that is another's is as one that is not
 * there, and what comes back is looked at once more. One place for every path to it. Made for one request: it remembers what it saw.
 */
export const forPayer = (upstream: UpstreamClient, customerId: number): UpstreamClient => {
  /** Invoices that are the customer's, as far as they were seen: their payments are, too. */
  const own = new Set<number>();
  const invoicesById = new WeakMap<UpstreamScope, EntityLoader<Invoice>>();
  const isOwn = ({ customerId: of }: { readonly customerId: number | null }): boolean => of === customerId;
  const seen = (invoice: Invoice): Invoice => {
    own.add(invoice.id);
    return invoice;
  };

  /** Invoices by id as everybody's loaders read them: in one list where the upstream takes lists of ids, whatever its pages. */
  const loaderOf = (scope: UpstreamScope): EntityLoader<Invoice> => {
    const known = invoicesById.get(scope);
    if (known !== undefined) return known;
    const source = createListSource(invoiceShape, narrow, scope, () => undefined);
    const loader = createEntityLoader<Invoice>({
      listEndpoint: 'invoice.list',
      getOne: (id) => narrow.getInvoice(scope, { id }),
      getMany: (ids) => rowsByIds(source, ids),
      idOf: ({ id }) => id,
    }, upstream);
    invoicesById.set(scope, loader);
    return loader;
  };

  /** Those of these invoices that are the customer's; what is not known yet is asked for. */
  const ownOf = async (scope: UpstreamScope, invoiceIds: readonly number[]): Promise<readonly number[]> => {
    const unknown = invoiceIds.filter((id) => !own.has(id));
    const answers = unknown.length === 0 ? [] : await loaderOf(scope).loadMany(unknown);
    for (const answer of answers) if (answer instanceof Error) throw answer;
    return invoiceIds.filter((id) => own.has(id));
  };

  /** The newest; nobody has as many. */
  const ownSubscriptions = async (scope: UpstreamScope): Promise<readonly Subscription[]> =>
    (await readRange(createListSource(subscriptionShape, narrow, scope, () => undefined), { filter: {}, sort: [{ field: 'id', direction: 'desc' }] }, 0, MAX_SUBSCRIPTIONS)).rows;

  const narrow: UpstreamClient = {
    ...bound(upstream),
    ...payerTariffs(upstream, ownSubscriptions),
    async getInvoice(scope, selector) {
      const invoice = await upstream.getInvoice(scope, selector);
      return invoice === null || !isOwn(invoice) ? null : seen(invoice);
    },
    async listInvoices(scope, query) {
      const customerIds = narrowed(query.filter.customerIds, customerId);
      if (customerIds.length === 0) return NONE;
      const page = onlyOwn('invoice.list', await upstream.listInvoices(scope, { ...query, filter: { ...query.filter, customerIds } }), isOwn, query.filter.ids);
      page.rows.forEach(seen);
      return page;
    },
    async openInvoicePdf(scope, selector) {
      if ((await narrow.getInvoice(scope, selector)) === null) throw new UpstreamError({ kind: 'notFound', endpoint: 'invoice.get', message: 'There is no such invoice.', sent: 'answered', attempts: 1 });
      return upstream.openInvoicePdf(scope, selector);
    },
    async getCustomer(scope, selector) {
      const customer = await upstream.getCustomer(scope, selector);
      return customer?.id === customerId ? customer : null;
    },
    async listCustomers(scope, query) {
      const { ids: asked, ...rest } = query.filter;
      const ids = narrowed(asked, customerId);
      if (ids.length === 0) return NONE;
      // One customer needs no list, and not every upstream finds customers by id in one.
      if (Object.keys(rest).length === 0) {
        const customer = await narrow.getCustomer(scope, { id: customerId });
        return customer === null ? NONE : { total: 1, rows: [customer].slice(query.start, query.start + query.length) };
      }
      return onlyOwn('customer.list', await upstream.listCustomers(scope, { ...query, filter: { ...rest, ids } }), ({ id }) => id === customerId, asked);
    },
    async getSubscription(scope, id) {
      const subscription = await upstream.getSubscription(scope, id);
      return subscription !== null && isOwn(subscription) ? subscription : null;
    },
    async listSubscriptions(scope, query) {
      const customerIds = narrowed(query.filter.customerIds, customerId);
      if (customerIds.length === 0) return NONE;
      return onlyOwn('subscription.list', await upstream.listSubscriptions(scope, { ...query, filter: { ...query.filter, customerIds } }), isOwn, query.filter.ids);
    },
    async getPayment(scope, id) {
      const payment = await upstream.getPayment(scope, id);
      if (payment?.invoiceId == null) return null;
      return (await ownOf(scope, [payment.invoiceId])).length === 1 ? payment : null;
    },
    // The upstream knows payments by invoice, not by customer.
    async listPayments(scope, query) {
      const { invoiceIds, ids } = query.filter;
      if (invoiceIds !== undefined) {
        const wanted = await ownOf(scope, invoiceIds);
        if (wanted.length === 0) return NONE;
        const page = await upstream.listPayments(scope, { ...query, filter: { ...query.filter, invoiceIds: wanted } });
        return onlyOwn('payment.list', page, ({ invoiceId }) => invoiceId !== null && wanted.includes(invoiceId), wanted);
      }
      if (ids === undefined) throw new Error('a payer reads payments by their invoices or ids alone');
      // Read whole, since what is another's leaves gaps.
      const rows = await rowsByIds(createListSource(paymentShape, upstream, scope, () => undefined), ids);
      if (!rows.every(({ id }) => ids.includes(id))) throw notHeld('payment.list', ids.length > 1);
      await ownOf(scope, rows.flatMap(({ invoiceId }) => invoiceId ?? []));
      const mine = rows.filter(({ invoiceId }) => invoiceId !== null && own.has(invoiceId));
      return { total: mine.length, rows: mine.slice(query.start, query.start + query.length) };
    },
    putInvoice: writesNothing, setInvoice: writesNothing, sendInvoice: writesNothing, pushInvoice: writesNothing, signInvoice: writesNothing,
    putCustomer: writesNothing, putSubscription: writesNothing, setSubscription: writesNothing, putPayment: writesNothing, refundPayment: writesNothing, noteChanged: writesNothing,
  };
  return narrow;
};

/** What is the same for everybody. Named one by one: what is added to the client later is closed to payers until somebody thinks of it. */
const bound = (upstream: UpstreamClient): Pick<UpstreamClient, 'capabilities' | 'noteUnsupported' | 'paymentUrl' | 'getDepartment' | 'close'> => ({
  capabilities: (endpoint) => upstream.capabilities(endpoint),
  noteUnsupported: (endpoint, capability) => upstream.noteUnsupported(endpoint, capability),
  paymentUrl: (publicKey) => upstream.paymentUrl(publicKey),
  getDepartment: (scope) => upstream.getDepartment(scope),
  close: () => upstream.close(),
});
