import { execute, lambda, list, loadMany, loadOne, makeGrafastSchema, object } from 'grafast';
import { parse, validate } from 'graphql';

import { FIELDS } from './shared/fields.mjs';
import { issueInvoice, readInvoice, reads, servePosts, typeDefs } from './shared/parts.mjs';

/** Grafast: the fields are plans, which read a level at once. Served by node:http alone, documents parsed and validated once. */
const each = (read) => (lookups) => Promise.all(lookups.map((lookup) => read(lookup)));
const readInvoices = each(([first, to]) => reads.invoices(first, to ?? undefined));
const readCustomers = each(([first, to]) => reads.customers(first, to ?? undefined));
const readOne = each(([id, number]) => readInvoice({ id, number }));
const issueEach = each(issueInvoice);
const readCustomersByIds = (ids) => reads.customersByIds(ids);
const readInvoicesOf = (lookups) => reads.invoicesOfCustomers(lookups.map(([id]) => id), lookups[0][1]);
const readPaymentsOf = (lookups) => reads.paymentsOfInvoices(lookups.map(([id]) => id), lookups[0][1]);

const member = (name) => ($row) => $row.get(name);
/** Computed from some columns of a row. */
const from = (columns, compute) => ($row) => lambda(list(columns.map((column) => $row.get(column))), (values) => compute(Object.fromEntries(values.map((value, i) => [columns[i], value]))), true);
const money = (column) => ($row) => object({ amount: $row.get(column), currency: $row.get('currency') });
const nodes = { plans: { nodes: ($list) => $list } };
const { Invoice, InvoiceTotals, Customer, Payment } = FIELDS;

const schema = makeGrafastSchema({
  typeDefs,
  objects: {
    Query: {
      plans: {
        invoices: (_$root, args) => loadMany(list([args.getRaw('first'), args.getRaw(['filter', 'issuedAt', 'to'])]), readInvoices),
        customers: (_$root, args) => loadMany(list([args.getRaw('first'), args.getRaw(['filter', 'createdAt', 'to'])]), readCustomers),
        invoice: (_$root, args) => loadOne(list([args.getRaw('id'), args.getRaw('number')]), readOne),
      },
    },
    Mutation: { plans: { invoiceIssue: (_$root, args) => loadOne(args.getRaw('input'), issueEach) } },
    InvoiceIssuePayload: { plans: { invoice: ($row) => $row } },
    InvoiceConnection: nodes,
    CustomerConnection: nodes,
    PaymentConnection: nodes,
    Invoice: {
      plans: {
        id: from(['id'], Invoice.id),
        upstreamId: member('id'),
        number: member('outer_number'),
        publicKey: member('inner_hash'),
        supplierIdno: member('supplier_idno'),
        topic: member('topic'),
        status: from(['status'], Invoice.status),
        currency: member('currency'),
        issuedAt: from(['issue_date'], Invoice.issuedAt),
        dueOn: from(['due_on'], Invoice.dueOn),
        totals: ($row) => $row,
        customer: ($row) => loadOne($row.get('buyer_id'), readCustomersByIds),
        payments: ($row, args) => loadMany(list([$row.get('id'), args.getRaw('first')]), readPaymentsOf),
      },
    },
    InvoiceTotals: { plans: { net: money('wtva_amount'), tax: money('tva_amount'), gross: money('amount'), paid: money('amount_paid'), due: from(['status', 'amount', 'amount_paid', 'currency'], InvoiceTotals.due) } },
    Customer: {
      plans: {
        id: from(['id'], Customer.id),
        upstreamId: member('id'),
        name: member('caption'),
        idno: member('idno'),
        email: member('contact_email'),
        invoices: ($row, args) => loadMany(list([$row.get('id'), args.getRaw('first')]), readInvoicesOf),
      },
    },
    Payment: { plans: { id: from(['id'], Payment.id), upstreamId: member('id'), method: member('bank'), transactionId: member('transaction_id'), createdAt: from(['moment'], Payment.createdAt), amount: money('amount') } },
  },
  unions: { InvoiceIssueResult: { planType: ($row) => ({ $__typename: lambda($row, () => 'InvoiceIssuePayload', true), planForType: () => $row }) } },
});

const documents = new Map();
const documentOf = (query) => {
  const known = documents.get(query);
  if (known !== undefined) return known;
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error !== undefined) throw error;
  documents.set(query, document);
  return document;
};

servePosts(({ query, variables, operationName }) => execute({ schema, document: documentOf(query), variableValues: variables, operationName }));
