import type { Customer } from '../../src/domain/customer.ts';
import type { Department } from '../../src/domain/department.ts';
import type { Invoice, InvoiceOrder } from '../../src/domain/invoice.ts';
import type { ListPage, ListQuery } from '../../src/domain/list-query.ts';
import type { Payment } from '../../src/domain/payment.ts';
import type { WriteOutcome } from '../../src/domain/result.ts';
import { done } from '../../src/domain/result.ts';
import type { Subscription, Tariff } from '../../src/domain/subscription.ts';
import type { EndpointCapabilities, InvoiceReference, UpstreamClient } from '../../src/upstream/client.ts';
import type { EndpointName } from '../../src/upstream/endpoints.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import type { UpstreamFailure, UpstreamFailureKind } from '../../src/upstream/errors.ts';
import { UpstreamError } from '../../src/upstream/errors.ts';
import { makeDepartment, makeInvoice } from './domain-rows.ts';
import type { FakeList } from './fake-lists.ts';
import { customerList, invoiceList, pageOf, paymentList, subscriptionList } from './fake-lists.ts';

/** How the fake takes a filter with several values: it does, the endpoint table says no, it answers 400, or it answers as if the filter were not there. */
export type Batching = 'yes' | 'table' | 'refused' | 'ignored';

export interface FakeRows {
  readonly invoices: Invoice[];
  readonly customers: Customer[];
  readonly subscriptions: Subscription[];
  readonly payments: Payment[];
  readonly tariffs: Tariff[];
}

export interface FakeOptions extends Partial<{ readonly [Name in keyof FakeRows]: readonly FakeRows[Name][number][] }> {
  readonly department?: Department;
  readonly pageCap?: number;
  readonly batchById?: Batching;
  readonly batchByRelation?: Batching;
  /** What `putInvoice` tells of the new invoice; without it the row. */
  readonly putReply?: 'row' | 'id';
  /** Milliseconds that the upstream keeps behind the day of `dueOn`. */
  readonly hiddenTime?: (row: Invoice) => number;
}

export interface FakeCall {
  readonly endpoint: EndpointName;
  readonly query: unknown;
}

/** An upstream in memory. `rows` may be changed between calls; a read sees them as they are when it is made. */
export interface FakeUpstream extends UpstreamClient {
  readonly rows: FakeRows;
  readonly calls: FakeCall[];
  /** What `noteUnsupported` was told, each time. */
  readonly noted: string[];
  /** Orders that `putInvoice` was given. */
  readonly orders: InvoiceOrder[];
  /** Calls so far, by endpoint. */
  counted(): Record<string, number>;
  /** The next `times` calls of the endpoint for which `when` holds fail. */
  fail(endpoint: EndpointName, error: Error, options?: { readonly times?: number; readonly when?: (query: unknown) => boolean }): void;
  /** Runs before each call is answered: a place for somebody else's changes. */
  beforeAnswer: (call: FakeCall) => void;
  /** What the next writes come to; without it an invoice is made. */
  putOutcome: WriteOutcome<InvoiceReference, UpstreamError> | null;
}

export const upstreamError = (kind: UpstreamFailureKind, over: Partial<UpstreamFailure> = {}): UpstreamError =>
  new UpstreamError({ kind, endpoint: 'invoice.list', message: `it is ${kind}`, sent: 'answered', attempts: 1, ...over });

const notFaked = (): never => {
  throw new Error('the fake has no such endpoint');
};

const RELATIONS = ['customerIds', 'subscriptionIds', 'invoiceIds'] as const;
const severalOf = (filter: object, members: readonly string[]): string | undefined =>
  members.find((member) => ((filter as Readonly<Record<string, readonly unknown[] | undefined>>)[member]?.length ?? 0) > 1);

export const createFakeUpstream = (options: FakeOptions = {}): FakeUpstream => {
  const { pageCap = 100, batchById = 'yes', batchByRelation = 'yes', putReply = 'row', department = makeDepartment() } = options;
  const rows: FakeRows = {
    invoices: [...(options.invoices ?? [])],
    customers: [...(options.customers ?? [])],
    subscriptions: [...(options.subscriptions ?? [])],
    payments: [...(options.payments ?? [])],
    tariffs: [...(options.tariffs ?? [])],
  };
  const learnt = new Set<string>();
  const failures: { endpoint: EndpointName; error: Error; left: number; when: (query: unknown) => boolean }[] = [];

  const answer = async <Value>(endpoint: EndpointName, query: unknown, read: () => Value): Promise<Value> => {
    const call = { endpoint, query };
    fake.calls.push(call);
    fake.beforeAnswer(call);
    const failure = failures.find((candidate) => candidate.endpoint === endpoint && candidate.left > 0 && candidate.when(query));
    if (failure !== undefined) {
      failure.left -= 1;
      throw failure.error;
    }
    const value = read();
    await Promise.resolve();
    return value;
  };

  const list = <Row, Filter extends object, SortField extends string>(
    endpoint: EndpointName,
    shape: FakeList<Row, Filter, SortField>,
    all: readonly Row[],
    query: ListQuery<Filter, SortField>,
  ): Promise<ListPage<Row>> =>
    answer(endpoint, query, () => {
      let { filter } = query;
      for (const [mode, members] of [[batchById, ['ids']], [batchByRelation, RELATIONS]] as const) {
        const several = severalOf(filter, members);
        if (several === undefined) continue;
        if (mode === 'refused') throw upstreamError('rejected', { endpoint, message: `${several} takes one value` });
        if (mode === 'ignored') filter = { ...filter, [several]: undefined };
      }
      return pageOf(shape, [...all], { ...query, filter }, pageCap);
    });

  const invoices = invoiceList(options.hiddenTime ?? (() => 0));
  const fake: FakeUpstream = {
    rows,
    calls: [],
    noted: [],
    orders: [],
    beforeAnswer: () => undefined,
    putOutcome: null,
    counted() {
      const counts: Record<string, number> = {};
      for (const { endpoint } of fake.calls) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
      return counts;
    },
    fail(endpoint, error, { times = Infinity, when = () => true } = {}) {
      failures.push({ endpoint, error, left: times, when });
    },

    capabilities(endpoint): EndpointCapabilities {
      const can = (name: keyof EndpointCapabilities, mode: Batching): boolean => ENDPOINTS[endpoint][name] && mode !== 'table' && !learnt.has(`${endpoint} ${name}`);
      return { batchById: can('batchById', batchById), batchByRelation: can('batchByRelation', batchByRelation) };
    },
    noteUnsupported(endpoint, capability) {
      learnt.add(`${endpoint} ${capability}`);
      fake.noted.push(`${endpoint} ${capability}`);
    },
    noteChanged: () => undefined,
    paymentUrl: (publicKey) => `https://api.diginet.md/order/${publicKey}`,

    getInvoice: (_scope, selector) =>
      answer('invoice.get', selector, () => {
        const [[name, value] = ['', undefined]] = Object.entries(selector);
        return rows.invoices.find((row) => row[name as keyof Invoice] === value) ?? null;
      }),
    listInvoices: (_scope, query) => list('invoice.list', invoices, rows.invoices, query),
    putInvoice: (_scope, order) =>
      answer('invoice.put', order, () => {
        fake.orders.push(order);
        if (fake.putOutcome !== null) return fake.putOutcome;
        const id = Math.max(0, ...rows.invoices.map((row) => row.id)) + 1;
        const invoice = makeInvoice({ id, orderId: order.orderId, orderNumber: order.orderNumber, amount: order.amount, customerId: order.billing.id ?? null });
        rows.invoices.push(invoice);
        return done(putReply === 'row' ? { id, invoice } : { id });
      }),
    setInvoice: notFaked,
    sendInvoice: notFaked,
    pushInvoice: notFaked,
    signInvoice: notFaked,
    openInvoicePdf: notFaked,

    getCustomer: (_scope, selector) =>
      answer('customer.get', selector, () => rows.customers.find((row) => ('id' in selector ? row.id === selector.id : row.idno === selector.idno)) ?? null),
    listCustomers: (_scope, query) => list('customer.list', customerList, rows.customers, query),
    putCustomer: notFaked,

    getTariff: (_scope, alias) => answer('tariff.get', alias, () => rows.tariffs.find((row) => row.alias === alias) ?? null),
    listTariffs: (_scope, query) =>
      answer('tariff.list', query, () => {
        const passing = rows.tariffs.filter(({ alias }) => query.filter.search === undefined || alias.includes(query.filter.search));
        return { total: passing.length, rows: passing.slice(query.start, query.start + Math.min(query.length, pageCap)) };
      }),

    getSubscription: (_scope, id) => answer('subscription.get', id, () => rows.subscriptions.find((row) => row.id === id) ?? null),
    listSubscriptions: (_scope, query) => list('subscription.list', subscriptionList, rows.subscriptions, query),
    putSubscription: notFaked,
    setSubscription: notFaked,

    getPayment: (_scope, id) => answer('payment.get', id, () => rows.payments.find((row) => row.id === id) ?? null),
    listPayments: (_scope, query) => list('payment.list', paymentList, rows.payments, query),
    putPayment: notFaked,
    refundPayment: notFaked,

    getDepartment: () => answer('department.get', null, () => department),
    close: () => Promise.resolve(),
  };
  return fake;
};
