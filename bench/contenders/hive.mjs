import { createServer } from 'node:http';

import { createGatewayRuntime, Logger } from '@graphql-hive/gateway';
import { getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli';
import { DefaultLogger } from '@graphql-mesh/utils';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';
import DataLoader from 'dataloader';

import { CONNECT } from '../../.cache/tools/bench/shared/account.js';
import { upstreamIdOf } from '../../.cache/tools/src/graphql/node/global-id.js';
import { createReads } from '../../.cache/tools/bench/shared/reads.js';
import { FIELDS } from './shared/fields.mjs';
import { apiUrl, seal, tell, typeDefs } from './shared/parts.mjs';

/** Hive Gateway over a REST source that is composed from samples; relations are read through the source's own fields, in batches. */
const SOURCE = 'econt';

const sampleOf = async (path, body) => (await fetch(`${apiUrl}/facturare/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ connect: CONNECT, ...body }) })).json();
const LIST = { filter: { id: [1], buyer_id: [1], invoice_id: [1], issue_date_to: '', moment_to: '' }, sort: [['id', 'desc']], start: 0, length: 10 };

/** `items` is an object with numbers for names, which GraphQL cannot have. */
const withoutItems = ({ items: _items, ...row }) => row;
const operation = async (field, path, request) => {
  const { status, data } = await sampleOf(path, request);
  const sample = data.records === undefined ? withoutItems(data) : { ...data, records: data.records.slice(0, 1).map(withoutItems) };
  return { type: 'Query', field, path: `/facturare/v1/${path}`, method: 'POST', requestBaseBody: { connect: CONNECT }, responseSample: { status, data: sample }, responseTypeName: `${field}Reply` };
};
const invoiceSample = (await sampleOf('list/invoice', { filter: {}, sort: LIST.sort, start: 0, length: 1 })).data.records[0];
const operations = [
  await operation('listInvoice', 'list/invoice', { ...LIST, filter: {} }),
  await operation('listCustomer', 'list/customer', { ...LIST, filter: {} }),
  await operation('listPayment', 'list/payment', { ...LIST, filter: {} }),
  await operation('getInvoice', 'get/invoice', { outer_number: invoiceSample.outer_number }),
].map((each) => ({ ...each, requestSample: each.field === 'getInvoice' ? { id: 1, outer_number: '' } : LIST }));

const supergraph = await getComposedSchemaFromConfig(
  { subgraphs: [{ sourceHandler: loadJSONSchemaSubgraph(SOURCE, { endpoint: apiUrl, operationHeaders: { 'content-type': 'application/json' }, operations }) }] },
  new DefaultLogger(),
);

const INVOICE = 'id outer_number inner_hash supplier_idno topic status issue_date due_on currency buyer_id amount amount_paid tva_amount wtva_amount';
const SELECTIONS = {
  'list/invoice': `{ data { recordsFiltered records { ${INVOICE} } } }`,
  'list/customer': '{ data { recordsFiltered records { id caption idno contact_email } } }',
  'list/payment': '{ data { recordsFiltered records { id invoice_id bank transaction_id moment amount currency } } }',
  'get/invoice': `{ data { ${INVOICE} } }`,
};
const FIELD_OF = { 'list/invoice': 'listInvoice', 'list/customer': 'listCustomer', 'list/payment': 'listPayment', 'get/invoice': 'getInvoice' };

/** The reads of a request through the fields of the source. */
const readsOf = (context, info) => createReads(async (path, input) => (await context[SOURCE].Query[FIELD_OF[path]]({ root: {}, args: { input }, context, info, selectionSet: SELECTIONS[path] })).data);

const loadersOf = (context, info) => {
  const reads = readsOf(context, info);
  const lists = new Map();
  const ofParents = (read, id, first) => {
    const loader = lists.get(read) ?? new DataLoader((ids) => read(ids, first), { maxBatchSize: Infinity });
    lists.set(read, loader);
    return loader.load(id);
  };
  return { reads, ofParents, customers: new DataLoader(reads.customersByIds, { maxBatchSize: Infinity }) };
};
const byContext = new WeakMap();
const loaders = (context, info) => {
  const known = byContext.get(context) ?? loadersOf(context, info);
  byContext.set(context, known);
  return known;
};

const { Invoice, Customer } = FIELDS;
const resolvers = {
  ...FIELDS,
  Query: {
    invoices: async (_root, { first, filter }, context, info) => ({ nodes: await readsOf(context, info).invoices(first, filter?.issuedAt?.to) }),
    customers: async (_root, { first, filter }, context, info) => ({ nodes: await readsOf(context, info).customers(first, filter?.createdAt?.to) }),
    invoice: (_root, { id, number }, context, info) => readsOf(context, info).invoice(number == null ? { id: upstreamIdOf({ seal }, 'Invoice', id) } : { outer_number: number }),
  },
  Invoice: {
    ...Invoice,
    topic: ({ topic }) => topic,
    currency: ({ currency }) => currency,
    customer: ({ buyer_id }, _args, context, info) => loaders(context, info).customers.load(buyer_id),
    payments: async ({ id }, { first }, context, info) => {
      const { ofParents, reads } = loaders(context, info);
      return { nodes: await ofParents(reads.paymentsOfInvoices, id, first) };
    },
  },
  Customer: {
    ...Customer,
    idno: ({ idno }) => idno,
    invoices: async ({ id }, { first }, context, info) => {
      const { ofParents, reads } = loaders(context, info);
      return { nodes: await ofParents(reads.invoicesOfCustomers, id, first) };
    },
  },
};

const additionalTypeDefs = typeDefs.replace('type Query {', 'extend type Query {').replace(/type Mutation \{[^}]*\}/, '');
const gateway = createGatewayRuntime({ supergraph, additionalTypeDefs, additionalResolvers: resolvers, logging: new Logger({ level: false }), jit: true });
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => tell(`http://127.0.0.1:${server.address().port}/graphql`));
