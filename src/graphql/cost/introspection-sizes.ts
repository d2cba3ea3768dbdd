import type { GraphQLSchema } from 'graphql';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from 'graphql';

const mean = (total: number, count: number): number => Math.max(1, Math.ceil(total / Math.max(1, count)));

/** How long the lists of introspection are in this schema: those of one type on average, so that a walk over all types costs what it returns. */
export const introspectionSizes = (schema: GraphQLSchema): Readonly<Record<string, number>> => {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []));
  const sum = (sizeOf: (type: (typeof types)[number]) => number): number => types.reduce((total, type) => total + sizeOf(type), 0);
  return {
    '__Schema.types': types.length,
    '__Schema.directives': schema.getDirectives().length,
    '__Directive.args': mean(schema.getDirectives().flatMap(({ args }) => args).length, schema.getDirectives().length),
    '__Type.fields': mean(fields.length, types.length),
    '__Field.args': mean(fields.flatMap(({ args }) => args).length, fields.length),
    '__Type.inputFields': mean(sum((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0)), types.length),
    '__Type.enumValues': mean(sum((type) => (isEnumType(type) ? type.getValues().length : 0)), types.length),
    '__Type.possibleTypes': mean(sum((type) => (isUnionType(type) || isInterfaceType(type) ? schema.getPossibleTypes(type).length : 0)), types.length),
    '__Type.interfaces': mean(sum((type) => (isObjectType(type) ? type.getInterfaces().length : 0)), types.length),
  };
};
