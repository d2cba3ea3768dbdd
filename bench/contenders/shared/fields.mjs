import { dayOf, dueOf, instantOf, statusOf } from '../../../.cache/tools/bench/shared/wire-values.js';
import { issueInvoice, readInvoice, reads, seal } from './parts.mjs';

const idOf = (type) => ({ id }) => seal.close('id', `${type}:${id}`);
const money = (member) => (row) => ({ amount: row[member], currency: row.currency });

/** Fields of rows that need nothing else, as graphql-js resolves them. */
export const FIELDS = {
  Invoice: {
    id: idOf('Invoice'),
    upstreamId: ({ id }) => id,
    number: ({ outer_number }) => outer_number,
    publicKey: ({ inner_hash }) => inner_hash,
    supplierIdno: ({ supplier_idno }) => supplier_idno,
    status: statusOf,
    issuedAt: ({ issue_date }) => instantOf(issue_date),
    dueOn: ({ due_on }) => dayOf(due_on),
    totals: (row) => row,
  },
  InvoiceTotals: { net: money('wtva_amount'), tax: money('tva_amount'), gross: money('amount'), paid: money('amount_paid'), due: (row) => ({ amount: dueOf(row), currency: row.currency }) },
  Customer: { id: idOf('Customer'), upstreamId: ({ id }) => id, name: ({ caption }) => caption, email: ({ contact_email }) => contact_email },
  Payment: { id: idOf('Payment'), upstreamId: ({ id }) => id, method: ({ bank }) => bank, transactionId: ({ transaction_id }) => transaction_id, createdAt: ({ moment }) => instantOf(moment), amount: money('amount') },
};

const issued = async (input) => ({ __typename: 'InvoiceIssuePayload', invoice: await issueInvoice(input) });

/** Fields at the root. */
export const ROOTS = {
  Query: {
    invoices: async (_root, { first, filter }) => ({ nodes: await reads.invoices(first, filter?.issuedAt?.to) }),
    customers: async (_root, { first, filter }) => ({ nodes: await reads.customers(first, filter?.createdAt?.to) }),
    invoice: (_root, args) => readInvoice(args),
  },
  Mutation: { invoiceIssue: (_root, { input }) => issued(input) },
  InvoiceIssueResult: { __resolveType: ({ __typename }) => __typename },
};
