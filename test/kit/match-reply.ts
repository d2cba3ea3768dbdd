import type { DocumentNode, FragmentDefinitionNode, GraphQLOutputType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { getNamedType, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType, Kind } from 'graphql';

import { TYPENAME_ALIAS } from './random-operation.ts';

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  ID: (value) => typeof value === 'string' && value !== '',
  String: (value) => typeof value === 'string',
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_648,
  Boolean: (value) => typeof value === 'boolean',
  Decimal: (value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/.test(value),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  CurrencyCode: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
  URL: (value) => typeof value === 'string' && URL.canParse(value),
};

type Data = Readonly<Record<string, unknown>>;

/** What of a reply does not fit the schema and the document, as `path: what is wrong`; nothing when all does. */
export const mismatches = (schema: GraphQLSchema, document: DocumentNode, variables: Data, data: Data): readonly string[] => {
  const found: string[] = [];
  const fragments = new Map(document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));

  const isLeftOut = (directives: FragmentDefinitionNode['directives']): boolean =>
    (directives ?? []).some(({ name, arguments: [argument] = [] }) => {
      const value = argument?.value.kind === Kind.VARIABLE ? variables[argument.value.name.value] : argument?.value.kind === Kind.BOOLEAN && argument.value.value;
      return name.value === 'skip' ? value === true : name.value === 'include' && value === false;
    });

  const fits = (condition: string | undefined, typename: string): boolean => {
    if (condition === undefined || condition === typename) return true;
    const type = schema.getType(condition);
    const object = schema.getType(typename);
    return isAbstractType(type) && isObjectType(object) && schema.isSubType(type, object);
  };

  const selection = (set: SelectionSetNode, typename: string, object: Data, path: string, seen: Set<string>): void => {
    for (const node of set.selections) {
      if (isLeftOut(node.directives)) continue;
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value;
        seen.add(key);
        if (!(key in object)) {
          found.push(`${path}.${key}: is missing`);
          continue;
        }
        if (node.name.value === '__typename') {
          if (object[key] !== typename) found.push(`${path}.${key}: is ${String(object[key])}, not ${typename}`);
          continue;
        }
        const type = schema.getType(typename);
        const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
        if (field !== undefined) value(field.type, object[key], node.selectionSet, `${path}.${key}`);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (fragment !== undefined && fits(fragment.typeCondition?.name.value, typename)) selection(fragment.selectionSet, typename, object, path, seen);
    }
  };

  const value = (type: GraphQLOutputType, given: unknown, set: SelectionSetNode | undefined, path: string): void => {
    if (isNonNullType(type)) {
      if (given === null) found.push(`${path}: is null, but ${type.toString()}`);
      else value(type.ofType, given, set, path);
      return;
    }
    if (given === null) return;
    if (isListType(type)) {
      if (Array.isArray(given)) given.forEach((item, i) => value(type.ofType, item, set, `${path}.${i}`));
      else found.push(`${path}: is no list`);
      return;
    }
    if (set === undefined) {
      const isRight = isEnumType(type) ? typeof given === 'string' && type.getValue(given) != null : SCALARS[type.toString()]?.(given);
      if (isRight !== true) found.push(`${path}: ${JSON.stringify(given)} is no ${type.toString()}`);
      return;
    }
    if (typeof given !== 'object') {
      found.push(`${path}: is no object`);
      return;
    }
    const object = given as Data;
    const named = getNamedType(type);
    const typename = isAbstractType(named) ? String(object[TYPENAME_ALIAS]) : named.name;
    const seen = new Set<string>();
    selection(set, typename, object, path, seen);
    for (const key of Object.keys(object)) if (!seen.has(key)) found.push(`${path}.${key}: was not asked for`);
  };

  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation?.kind === Kind.OPERATION_DEFINITION ? schema.getRootType(operation.operation) : undefined;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || root == null) throw new Error('the document has no operation');
  const seen = new Set<string>();
  selection(operation.selectionSet, root.name, data, operation.operation, seen);
  for (const key of Object.keys(data)) if (!seen.has(key)) found.push(`${operation.operation}.${key}: was not asked for`);
  return found;
};
