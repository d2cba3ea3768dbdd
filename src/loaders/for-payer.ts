import type { Invoice } from '../domain/invoice.ts';
import type { ListPage } from '../domain/list-query.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import type { EndpointName } from '../upstream/endpoints.ts';
import { UpstreamError } from '../upstream/errors.ts';

const NONE = { total: 0, rows: [] } as const;

/** Rows that the upstream gave although it was asked for others: it does not hold the filter that keeps a payer to what is its own. */
const onlyOwn = <Row>(endpoint: EndpointName, page: ListPage<Row>, isOwn: (row: Row) => boolean): ListPage<Row> => {
  if (page.rows.every(isOwn)) return page;
  throw new UpstreamError({ kind: 'protocol', endpoint, message: `e-Cont.md ignored the customer at ${endpoint}, so nothing of it is shown.`, sent: 'answered', attempts: 1 });
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
  const isOwn = ({ customerId: of }: { readonly customerId: number | null }): boolean => of === customerId;
  const seen = (invoice: Invoice): Invoice => {
    own.add(invoice.id);
    return invoice;
  };

  const listInvoices: UpstreamClient['listInvoices'] = async (scope, query) => {
    const customerIds = narrowed(query.filter.customerIds, customerId);
    if (customerIds.length === 0) return NONE;
    const page = onlyOwn('invoice.list', await upstream.listInvoices(scope, { ...query, filter: { ...query.filter, customerIds } }), isOwn);
    page.rows.forEach(seen);
    return page;
  };

  /** Those of these invoices that are the customer's; what is not known yet is asked for. */
  const ownOf = async (scope: UpstreamScope, invoiceIds: readonly number[]): Promise<readonly number[]> => {
    const unknown = [...new Set(invoiceIds)].filter((id) => !own.has(id));
    for (let start = 0; start < unknown.length; start += 100) {
      const ids = unknown.slice(start, start + 100);
      if (upstream.capabilities('invoice.list').batchById) await listInvoices(scope, { filter: { ids }, sort: [{ field: 'id', direction: 'asc' }], start: 0, length: ids.length });
      else await Promise.all(ids.map((id) => getInvoice(scope, { id })));
    }
    return invoiceIds.filter((id) => own.has(id));
  };

  const getInvoice: UpstreamClient['getInvoice'] = async (scope, selector) => {
    const invoice = await upstream.getInvoice(scope, selector);
    return invoice === null || !isOwn(invoice) ? null : seen(invoice);
  };

  return {
    ...bound(upstream),
    getInvoice,
    listInvoices,
    async openInvoicePdf(scope, selector) {
      if ((await getInvoice(scope, selector)) === null) throw new UpstreamError({ kind: 'notFound', endpoint: 'invoice.get', message: 'There is no such invoice.', sent: 'answered', attempts: 1 });
      return upstream.openInvoicePdf(scope, selector);
    },
    async getCustomer(scope, selector) {
      const customer = await upstream.getCustomer(scope, selector);
      return customer?.id === customerId ? customer : null;
    },
    async listCustomers(scope, query) {
      const ids = narrowed(query.filter.ids, customerId);
      return ids.length === 0 ? NONE : onlyOwn('customer.list', await upstream.listCustomers(scope, { ...query, filter: { ...query.filter, ids } }), ({ id }) => id === customerId);
    },
    async getSubscription(scope, id) {
      const subscription = await upstream.getSubscription(scope, id);
      return subscription !== null && isOwn(subscription) ? subscription : null;
    },
    async listSubscriptions(scope, query) {
      const customerIds = narrowed(query.filter.customerIds, customerId);
      return customerIds.length === 0 ? NONE : onlyOwn('subscription.list', await upstream.listSubscriptions(scope, { ...query, filter: { ...query.filter, customerIds } }), isOwn);
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
        return wanted.length === 0 ? NONE : onlyOwn('payment.list', await upstream.listPayments(scope, { ...query, filter: { ...query.filter, invoiceIds: wanted } }), (row) => row.invoiceId !== null && own.has(row.invoiceId));
      }
      if (ids === undefined) throw new Error('a payer reads payments by their invoices or ids alone');
      const { rows } = await upstream.listPayments(scope, query);
      await ownOf(scope, rows.flatMap(({ invoiceId }) => (invoiceId === null ? [] : [invoiceId])));
      const mine = rows.filter(({ invoiceId }) => invoiceId !== null && own.has(invoiceId));
      return { total: mine.length, rows: mine };
    },
    putInvoice: writesNothing, setInvoice: writesNothing, sendInvoice: writesNothing, pushInvoice: writesNothing, signInvoice: writesNothing,
    putCustomer: writesNothing, putSubscription: writesNothing, setSubscription: writesNothing, putPayment: writesNothing, refundPayment: writesNothing,
  };
};

/** What is the same for everybody. Named one by one: what is added to the client later is closed to payers until somebody thinks of it. */
const bound = (upstream: UpstreamClient): Pick<UpstreamClient, 'capabilities' | 'noteUnsupported' | 'paymentUrl' | 'getTariff' | 'listTariffs' | 'getDepartment' | 'close'> => ({
  capabilities: (endpoint) => upstream.capabilities(endpoint),
  noteUnsupported: (endpoint, capability) => upstream.noteUnsupported(endpoint, capability),
  paymentUrl: (publicKey) => upstream.paymentUrl(publicKey),
  getTariff: (scope, alias) => upstream.getTariff(scope, alias),
  listTariffs: (scope, query) => upstream.listTariffs(scope, query),
  getDepartment: (scope) => upstream.getDepartment(scope),
  close: () => upstream.close(),
});
