/** The lists of the upstream that answer for several ids or parents at once, unless it is known that this upstream does not. */
export type BatchEndpoint = 'invoice.list' | 'customer.list' | 'subscription.list' | 'payment.list';

/**
 * How many calls a field needs at worst, asked of `n` objects with pages of `p`. The loaders are what makes this so;
 * `docs/adr/0016-cost-in-the-open.md` states the rule.
 * - `each`: one for each object.
 * - `byId`: one for one object, one for a hundred ids; for each where the upstream does not batch.
 * - `page`: a page of a list of the whole department.
 * - `children`: a page of each parent’s rows: shared readings, at most one call more than there are parents (ADR 0004).
 * - `whole`: all rows of each parent, reckoned as a page for each.
 * - `paymentsOfCustomer`: the parents’ invoices, then the payments of those.
 * - `once`: one in an operation, however often and wherever `of` is asked for.
 * - `nodes`: at most one for each type of object.
 * - `write`, `writeMany`: what a mutation reads and sends before it answers.
 */
export type CallRule =
  | { readonly kind: 'each' | 'page' | 'nodes' | 'write' | 'writeMany' | 'paymentsOfCustomer' }
  | { readonly kind: 'once'; readonly of: 'department' | 'tariffs' }
  | { readonly kind: 'byId' | 'children' | 'whole'; readonly endpoint: BatchEndpoint };

/** What a field costs beyond the one point for each object that it leads to. */
export interface FieldCost {
  readonly calls?: CallRule;
  /** Most objects in a list that has no page size. */
  readonly most?: number;
  /** The argument whose values are the objects of the list. */
  readonly listArgument?: string;
  /** Points of the field itself, for each value of `rowsArgument` where there is one. */
  readonly points?: number;
  /** The path of a list in the arguments. */
  readonly rowsArgument?: readonly [argument: string, member: string];
}

const EACH = { calls: { kind: 'each' } } as const;
const PAGE = { calls: { kind: 'page' } } as const;
const DEPARTMENT = { calls: { kind: 'once', of: 'department' } } as const;
const TARIFFS = { calls: { kind: 'once', of: 'tariffs' } } as const;
const FREE = {} as const;
const byId = (endpoint: BatchEndpoint): FieldCost => ({ calls: { kind: 'byId', endpoint } });
const children = (endpoint: BatchEndpoint): FieldCost => ({ calls: { kind: 'children', endpoint } });

/** Ten reads: a write takes a place upstream, a transaction of the ledger, and cannot be repeated for free. */
export const WRITE_POINTS = 10;

/** Fields that lead to the upstream or to lists, by coordinate. A test holds it together with the schema. Other mutations cost what `MUTATION` says. */
export const FIELD_COSTS: Readonly<Record<string, FieldCost>> = {
  'Query.invoice': EACH,
  'Query.invoices': PAGE,
  'Query.customer': EACH,
  'Query.customers': PAGE,
  'Query.subscription': EACH,
  'Query.subscriptions': PAGE,
  'Query.payment': EACH,
  'Query.payments': PAGE,
  'Query.tariff': EACH,
  // A price list is read as a whole: it is short.
  'Query.tariffs': EACH,
  'Query.department': DEPARTMENT,
  'Query.node': EACH,
  'Query.nodes': { calls: { kind: 'nodes' }, listArgument: 'ids' },
  // The ledger answers; where the outcome is not known, it looks upstream.
  'Query.mutationOutcome': EACH,
  'Query.mutationOutcomes': FREE,
  'Query.auditLog': FREE,
  'Query.invoiceIssueJob': FREE,
  'Customer.balance': { calls: { kind: 'whole', endpoint: 'invoice.list' } },
  'Customer.invoices': children('invoice.list'),
  'Customer.subscriptions': children('subscription.list'),
  'Customer.payments': { calls: { kind: 'paymentsOfCustomer' } },
  'Invoice.customer': byId('customer.list'),
  'Invoice.subscription': byId('subscription.list'),
  'Invoice.department': DEPARTMENT,
  'Invoice.payments': children('payment.list'),
  'Invoice.lines': { most: 20 },
  'Subscription.customer': byId('customer.list'),
  'Subscription.lastInvoice': byId('invoice.list'),
  'Subscription.invoices': children('invoice.list'),
  // One is read by itself, several by the list, which is short.
  'Subscription.tariff': TARIFFS,
  'Subscription.lines': { most: 20 },
  'Payment.invoice': byId('invoice.list'),
  'Tariff.limits': { most: 10 },
  'InvoiceIssueJob.rows': FREE,
  // By its public key where the upstream told no more: then one by one.
  'InvoiceIssueJobRow.invoice': EACH,
  'MutationOutcome.object': EACH,
  'AuditRecord.object': EACH,
  'InvoicePreviewPayload.customer': byId('customer.list'),
  'InvoicePreviewPayload.lines': { most: 20 },
  'InvoicePreviewPayload.warnings': { most: 10 },
  // The job is in the ledger.
  'InvoiceIssueManyPayload.job': FREE,
  'InvalidInputError.faults': { most: 20 },
  'MutationFailure.upstreamFields': { most: 20 },
  'UpstreamRejectedError.upstreamFields': { most: 20 },
  'Mutation.invoiceIssueMany': { calls: { kind: 'writeMany' }, points: WRITE_POINTS, rowsArgument: ['input', 'invoices'] },
};

export const MUTATION: FieldCost = { calls: { kind: 'write' }, points: WRITE_POINTS };

/** The object of a payload is read afresh after the write. */
export const PAYLOAD_OBJECT: FieldCost = EACH;
