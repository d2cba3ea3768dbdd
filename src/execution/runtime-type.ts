import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { GraphQLError, isObjectType } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

import type { FieldPlan } from './plan.ts';

/** The object type that an abstract type's resolver named; throws what graphql-js says where it is none. */
export const runtimeTypeOf = (named: unknown, { abstract, nodes, parentType, name }: FieldPlan, { schema }: Pick<GraphQLResolveInfo, 'schema'>, value: unknown): GraphQLObjectType => {
  if (abstract === null) throw new Error(`${parentType.name}.${name} is not abstract`);
  const of = abstract.name;
  if (named == null) {
    throw new GraphQLError(
      `Abstract type "${of}" must resolve to an Object type at runtime for field "${parentType.name}.${name}". Either the "${of}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  if (isObjectType(named)) throw new GraphQLError('Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.');
  if (typeof named !== 'string') {
    throw new GraphQLError(`Abstract type "${of}" must resolve to an Object type at runtime for field "${parentType.name}.${name}" with value ${inspect(value)}, received "${inspect(named)}".`);
  }
  const type = schema.getType(named);
  if (type === undefined) throw new GraphQLError(`Abstract type "${of}" was resolved to a type "${named}" that does not exist inside the schema.`, { nodes });
  if (!isObjectType(type)) throw new GraphQLError(`Abstract type "${of}" was resolved to a non-object type "${named}".`, { nodes });
  if (!schema.isSubType(abstract, type)) throw new GraphQLError(`Runtime Object type "${type.name}" is not a possible type for "${of}".`, { nodes });
  return type;
};
