import { lexicographicSortSchema, printSchema } from 'graphql';

import { schema } from './schema.ts';

const header = '# The published contract. Printed from src/graphql by `npm run codegen`; never edited by hand.\n\n';

/** graphql-js leaves the root types out where their names are the usual ones, and readers would then take our `Subscription` for a root. */
const roots = `schema {
  query: Query
  mutation: Mutation
}

`;

/** The sorted SDL of the graph, as it is published in `schema/schema.graphql`. */
export const printedSchema = (): string => `${header}${roots}${printSchema(lexicographicSortSchema(schema))}\n`;
