import type { GraphQLArgument, GraphQLInputField, GraphQLInputType, GraphQLObjectType } from 'graphql';
import { getNamedType, isInputObjectType, isListType, isNonNullType, isObjectType } from 'graphql';

import { schema } from '../../src/graphql/schema.ts';

/** A place in the schema where a client hands in an id, found by walking it: whatever is added to the schema is found too. */
export interface IdPlace {
  /** Such as `Query.invoices(filter.customerId)`. */
  readonly name: string;
  /** The type that has the field. */
  readonly parent: string;
  readonly field: string;
  readonly argument: string;
  readonly argumentType: string;
  /** The member of the argument that holds the id, from outside to inside; `[]` where the argument is the id itself. */
  readonly path: readonly string[];
  /** The argument with this id in it and nothing else. */
  readonly valueOf: (id: string) => unknown;
}

/** A field that is paged through. */
export interface PagedField {
  readonly parent: string;
  readonly field: string;
}

interface Leaf {
  readonly path: readonly string[];
  readonly wrap: (id: string) => unknown;
}

/** Every member of this input that holds ids of objects. Keys of writes are chosen by the client, and looked for in its own ledger. */
const leavesOf = (name: string, type: GraphQLInputType): readonly Leaf[] => {
  if (isNonNullType(type)) return leavesOf(name, type.ofType);
  if (isListType(type)) return leavesOf(name, type.ofType).map(({ path, wrap }) => ({ path, wrap: (id) => [wrap(id)] }));
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap((member: GraphQLInputField) =>
      leavesOf(member.name, member.type).map(({ path, wrap }) => ({ path: [member.name, ...path], wrap: (id: string) => ({ [member.name]: wrap(id) }) })),
    );
  }
  return type.name === 'ID' && name !== 'idempotencyKey' ? [{ path: [], wrap: (id) => id }] : [];
};

const objectTypes = (): readonly GraphQLObjectType[] => Object.values(schema.getTypeMap()).filter((type) => isObjectType(type)).filter(({ name }) => !name.startsWith('__'));

const placesOf = (parent: string, field: string, { name: argument, type }: GraphQLArgument): readonly IdPlace[] =>
  leavesOf(argument, type).map(({ path, wrap }) => ({ name: `${parent}.${field}(${[argument, ...path].join('.')})`, parent, field, argument, argumentType: type.toString(), path, valueOf: wrap }));

export const ID_PLACES: readonly IdPlace[] = objectTypes().flatMap((type) =>
  Object.values(type.getFields()).flatMap((field) => field.args.flatMap((argument) => placesOf(type.name, field.name, argument))),
);

export const PAGED_FIELDS: readonly PagedField[] = objectTypes().flatMap((type) =>
  Object.values(type.getFields()).flatMap((field) => (getNamedType(field.type).name.endsWith('Connection') ? [{ parent: type.name, field: field.name }] : [])),
);
