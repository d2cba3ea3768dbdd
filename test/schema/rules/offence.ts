import type { GraphQLArgument, GraphQLEnumType, GraphQLField, GraphQLInputField, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql';

/** A place in the schema and the rule that it breaks, printed as `Type.field: rule`. */
export interface Offence {
  readonly at: string;
  readonly rule: string;
}

/** A rule looks at the whole schema and answers what breaks it. */
export type Rule = (schema: GraphQLSchema) => readonly Offence[];

export const printOffence = ({ at, rule }: Offence): string => `${at}: ${rule}`;

/** The types that are ours. */
export const ownTypes = (schema: GraphQLSchema): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

export type Composite = GraphQLObjectType | GraphQLInterfaceType;

export const compositesOf = (schema: GraphQLSchema): readonly Composite[] =>
  ownTypes(schema).filter((type) => isObjectType(type) || isInterfaceType(type));

export const inputsOf = (schema: GraphQLSchema): readonly GraphQLInputObjectType[] => ownTypes(schema).filter(isInputObjectType);

export const enumsOf = (schema: GraphQLSchema): readonly GraphQLEnumType[] => ownTypes(schema).filter(isEnumType);

export interface FieldAt {
  readonly at: string;
  readonly parent: Composite;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Every field that can be selected. */
export const fieldsOf = (schema: GraphQLSchema): readonly FieldAt[] =>
  compositesOf(schema).flatMap((parent) => Object.values(parent.getFields()).map((field) => ({ at: `${parent.name}.${field.name}`, parent, field })));

/** The fields that a type declares itself: what an interface of it declares is judged there. */
export const declaredFieldsOf = (schema: GraphQLSchema): readonly FieldAt[] =>
  fieldsOf(schema).filter(({ parent, field }) => !parent.getInterfaces().some((each) => field.name in each.getFields()));

export interface InputAt {
  readonly at: string;
  /** The input type; `null` for an argument. */
  readonly parent: GraphQLInputObjectType | null;
  readonly value: GraphQLArgument | GraphQLInputField;
}

/** Everything that a client can give: arguments and the fields of inputs. */
export const givenOf = (schema: GraphQLSchema): readonly InputAt[] => [
  ...fieldsOf(schema).flatMap(({ at, field }) => field.args.map((value) => ({ at: `${at}(${value.name})`, parent: null, value }))),
  ...inputsOf(schema).flatMap((parent) => Object.values(parent.getFields()).map((value) => ({ at: `${parent.name}.${value.name}`, parent, value }))),
];

/** Exceptions of a rule: a place and the reason why it may differ. */
export type Allowed = Readonly<Record<string, string>>;

/** An exception that no place needs is an offence of its own, so that the lists stay short. */
export const unused = (allowed: Allowed, needed: ReadonlySet<string>, list: string): readonly Offence[] =>
  Object.keys(allowed)
    .filter((at) => !needed.has(at))
    .map((at) => ({ at, rule: `is excepted in ${list}, but needs no exception` }));
