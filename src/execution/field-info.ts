import type { GraphQLResolveInfo } from 'graphql';

import type { FieldPlan } from './plan.ts';
import type { RunTerms } from './run.ts';

/**
 * What resolvers are told of their field, but for its path: it is the same for all objects of the place. A class, and no object with an
 * accessor of its own: V8 makes a hidden class for each of those.
 */
export class FieldInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: GraphQLResolveInfo['fieldNodes'];
  readonly returnType: GraphQLResolveInfo['returnType'];
  readonly parentType: GraphQLResolveInfo['parentType'];
  readonly schema: GraphQLResolveInfo['schema'];
  readonly fragments: GraphQLResolveInfo['fragments'];
  readonly rootValue: unknown;
  readonly operation: GraphQLResolveInfo['operation'];
  readonly variableValues: GraphQLResolveInfo['variableValues'];

  constructor(field: FieldPlan, { plan, fragments, rootValue, operation, variableValues }: RunTerms) {
    this.fieldName = field.name;
    this.fieldNodes = field.nodes;
    this.returnType = field.field.type;
    this.parentType = field.parentType;
    this.schema = plan.selecting.schema;
    this.fragments = fragments;
    this.rootValue = rootValue;
    this.operation = operation;
    this.variableValues = variableValues;
  }

  get path(): never {
    throw new Error(`${this.parentType.name}.${this.fieldName} is resolved for many objects at once, which have no path in common`);
  }
}
