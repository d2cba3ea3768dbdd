import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';

import { FIELDS, ROOTS } from './shared/fields.mjs';
import { reads, tell, typeDefs } from './shared/parts.mjs';

/** Apollo Server as its guide starts it, with DataLoaders for each request. */
const listLoader = (read) => {
  const loaders = new Map();
  return (id, first) => {
    const loader = loaders.get(first) ?? new DataLoader((ids) => read(ids, first), { maxBatchSize: Infinity });
    loaders.set(first, loader);
    return loader.load(id);
  };
};
const resolvers = {
  ...ROOTS,
  ...FIELDS,
  Invoice: {
    ...FIELDS.Invoice,
    customer: ({ buyer_id }, _args, { customerById }) => customerById.load(buyer_id),
    payments: async ({ id }, { first }, { paymentsOfInvoice }) => ({ nodes: await paymentsOfInvoice(id, first) }),
  },
  Customer: { ...FIELDS.Customer, invoices: async ({ id }, { first }, { invoicesOfCustomer }) => ({ nodes: await invoicesOfCustomer(id, first) }) },
};
const context = async () => ({
  customerById: new DataLoader(reads.customersByIds, { maxBatchSize: Infinity }),
  paymentsOfInvoice: listLoader(reads.paymentsOfInvoices),
  invoicesOfCustomer: listLoader(reads.invoicesOfCustomers),
});

const { url } = await startStandaloneServer(new ApolloServer({ typeDefs, resolvers }), { listen: { port: 0, host: '127.0.0.1' }, context });
tell(url);
