import { lexicographicSortSchema, printSchema } from 'graphql';

import { schema } from './schema.ts';

const header = '# The published contract. Printed from src/graphql by `npm run codegen`; never edited by hand.\n\n';

/** The sorted SDL of the graph, as it is published in `schema/schema.graphql`. */
export const printedSchema = (): string => `${header}${printSchema(lexicographicSortSchema(schema))}\n`;
