import type { GraphQLSchema } from 'graphql';

import { connections, nodeIds } from './connections.ts';
import { deprecationsDated, described } from './descriptions.ts';
import { mutations, resultsNamed } from './mutations.ts';
import { booleansNamed, casing, enumsUpperSnake, inputsNamed, timesNamed } from './names.ts';
import { callsNullable, listsBounded, listsNonNull, noFloat, valuesNonNull } from './nullability.ts';
import { printOffence, type Rule } from './offence.ts';
import { noSubscriptionRoot } from './roots.ts';

/** The conventions of the graph, each with its exceptions. */
export const RULES: readonly Rule[] = [
  described,
  deprecationsDated,
  casing,
  enumsUpperSnake,
  timesNamed(),
  booleansNamed(),
  inputsNamed,
  noFloat,
  connections,
  nodeIds(),
  callsNullable,
  valuesNonNull(),
  listsNonNull(),
  listsBounded(),
  mutations,
  resultsNamed,
  noSubscriptionRoot,
];

/** Everything that breaks a convention, as `Type.field: rule`, in alphabetical order. */
export const lintSchema = (schema: GraphQLSchema, rules: readonly Rule[] = RULES): readonly string[] =>
  rules.flatMap((rule) => rule(schema).map(printOffence)).sort();
