import fastify from 'fastify';
import mercurius from 'mercurius';

import { FIELDS, ROOTS } from './shared/fields.mjs';
import { reads, tell, typeDefs } from './shared/parts.mjs';

/** Mercurius with its JIT and its loaders, which batch the fields of a level. */
const { Mutation, Query, InvoiceIssueResult } = ROOTS;
const firstOf = ([{ params }]) => params.first;
const connections = (lists) => lists.map((nodes) => ({ nodes }));

const app = fastify();
app.register(mercurius, {
  schema: typeDefs,
  jit: 1,
  resolvers: { Query, Mutation, InvoiceIssueResult: { resolveType: InvoiceIssueResult.__resolveType }, ...FIELDS },
  loaders: {
    Invoice: {
      customer: (queries) => reads.customersByIds(queries.map(({ obj }) => obj.buyer_id)),
      payments: async (queries) => connections(await reads.paymentsOfInvoices(queries.map(({ obj }) => obj.id), firstOf(queries))),
    },
    Customer: { invoices: async (queries) => connections(await reads.invoicesOfCustomers(queries.map(({ obj }) => obj.id), firstOf(queries))) },
  },
});
await app.listen({ port: 0, host: '127.0.0.1' });
tell(`http://127.0.0.1:${app.server.address().port}/graphql`);
