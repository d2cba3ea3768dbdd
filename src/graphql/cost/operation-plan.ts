import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLArgument, GraphQLField, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getNamedType, getNullableType, isAbstractType, isLeafType, isListType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef, valueFromASTUntyped } from 'graphql';

import type { CallRule, FieldCost } from './field-costs.ts';
import { FIELD_COSTS, MUTATION, PAYLOAD_OBJECT } from './field-costs.ts';
import { introspectionSizes } from './introspection-sizes.ts';
import { holdsLists, longestList } from './list-lengths.ts';
import type { PlacedSet, Selecting, Told, Variables } from './selected-places.ts';
import { fieldsOfPlace, literalOrVariable } from './selected-places.ts';

/** The paging arguments of a connection, as they come. */
export interface Paging {
  readonly first: Told<unknown>;
  readonly last: Told<unknown>;
  readonly after: Told<unknown>;
  readonly before: Told<unknown>;
}

/** One key of one place of an operation, and what it costs. */
export interface PlanField {
  readonly key: string;
  /** `null`: always. */
  readonly counts: Told<boolean> | null;
  /** Points of each object that it leads to; none for leaves, and for what only wraps objects. */
  readonly objectPoints: number;
  /** Points of the field itself. */
  readonly points: Told<number> | null;
  /** Objects in its list; pages are told by `paging`. */
  readonly size: Told<number> | null;
  readonly paging: Paging | null;
  readonly calls: CallRule | null;
  /** Arguments that may hold lists: how long the longest is. */
  readonly lists: readonly { readonly argument: string; readonly longest: Told<number> }[];
  /** What is selected below: of each type that the object may have. */
  readonly branches: readonly (readonly PlanField[])[];
}

/** What an operation costs, but for its variables. */
export interface OperationPlan {
  readonly fields: readonly PlanField[];
  readonly defaults: Variables;
}

const WRAPPERS = /(?:Connection|Edge)$|^PageInfo$/;

const isNode = (field: GraphQLField<unknown, unknown>): boolean => {
  const type = getNullableType(field.type);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
};

const costOf = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldCost => {
  const known = FIELD_COSTS[`${parent.name}.${field.name}`];
  if (known !== undefined) return known;
  if (parent.name === 'Mutation') return MUTATION;
  return parent.name.endsWith('Payload') && isNode(field) ? PAYLOAD_OBJECT : {};
};

const fieldOf = (schema: GraphQLSchema, parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined => {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  const fields = parent.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
};

/** Makes the plans of one schema. */
export const createPlanner = (schema: GraphQLSchema) => {
  const introspection = introspectionSizes(schema);

  const argumentOf = (node: FieldNode, name: string): Told<unknown> => literalOrVariable(node.arguments?.find((argument) => argument.name.value === name)?.value);

  const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 1);

  const sizeOf = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, node: FieldNode, cost: FieldCost): Told<number> | null => {
    const { listArgument, most } = cost;
    if (listArgument !== undefined) {
      const list = argumentOf(node, listArgument);
      return (variables) => lengthOf(list(variables));
    }
    const fixed = most ?? introspection[`${parent.name}.${field.name}`];
    return fixed === undefined ? null : () => fixed;
  };

  const pointsOf = ({ points, rowsArgument }: FieldCost, node: FieldNode): Told<number> | null => {
    if (points === undefined) return null;
    if (rowsArgument === undefined) return () => points;
    const [name, member] = rowsArgument;
    const argument = argumentOf(node, name);
    return (variables) => {
      const value = argument(variables);
      const rows = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : undefined;
      return points * Math.max(1, lengthOf(rows));
    };
  };

  const listsOf = (args: readonly GraphQLArgument[], node: FieldNode): PlanField['lists'] =>
    args.flatMap(({ name, type }) => {
      if (!holdsLists(type) || node.arguments?.some((argument) => argument.name.value === name) !== true) return [];
      const argument = argumentOf(node, name);
      return [{ argument: name, longest: (variables: Variables) => longestList(type, argument(variables)) }];
    });

  const pagingOf = (node: FieldNode): Paging => ({ first: argumentOf(node, 'first'), last: argumentOf(node, 'last'), after: argumentOf(node, 'after'), before: argumentOf(node, 'before') });

  const place = (selecting: Selecting, parent: GraphQLObjectType, sets: readonly PlacedSet[]): readonly PlanField[] => {
    const leaves = new Set<string>();
    return fieldsOfPlace(selecting, parent, sets).flatMap(({ key, node, counts, sets: inner }): PlanField[] => {
      const field = fieldOf(schema, parent, node.name.value);
      // Validation will say that there is no such field.
      if (field === undefined) return [];
      const type = getNamedType(field.type);
      if (isLeafType(type)) {
        // A leaf comes with its object; the same once more is a column of its own.
        const isRepeat = leaves.has(field.name);
        leaves.add(field.name);
        return isRepeat ? [{ key, counts, objectPoints: 1, points: null, size: null, paging: null, calls: null, lists: [], branches: [] }] : [];
      }
      const cost = costOf(parent, field);
      const isList = isListType(getNullableType(field.type));
      const isWrapper = WRAPPERS.test(type.name) || (type.name.startsWith('__') && !isList);
      const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
      return [
        {
          key,
          counts,
          objectPoints: isWrapper ? 0 : 1,
          points: pointsOf(cost, node),
          size: sizeOf(parent, field, node, cost),
          paging: type.name.endsWith('Connection') ? pagingOf(node) : null,
          calls: cost.calls ?? null,
          lists: listsOf(field.args, node),
          branches: types.map((each) => place(selecting, each, inner)),
        },
      ];
    });
  };

  /** The plan of one operation of a document whose measure is within the limits. */
  return (document: DocumentNode, operation: OperationDefinitionNode): OperationPlan => {
    const root = schema.getRootType(operation.operation);
    const isFragment = (definition: DocumentNode['definitions'][number]): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION;
    const fragments = new Map(document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
    const defaults = Object.create(null) as Record<string, unknown>;
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) if (defaultValue !== undefined) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
    return { fields: root == null ? [] : place({ schema, fragments }, root, [{ set: operation.selectionSet, when: [] }]), defaults };
  };
};
