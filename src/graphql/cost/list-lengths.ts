import type { GraphQLInputType } from 'graphql';
import { getNullableType, isInputObjectType, isLeafType, isListType } from 'graphql';

/** Whether a value of this type may hold a list of plain values: of ids, numbers, texts or enum values. */
const mayHoldList = (type: GraphQLInputType, seen: ReadonlySet<GraphQLInputType> = new Set()): boolean => {
  const inner = getNullableType(type);
  if (isListType(inner)) return isLeafType(getNullableType(inner.ofType)) || mayHoldList(inner.ofType, seen);
  if (!isInputObjectType(inner) || seen.has(inner)) return false;
  return Object.values(inner.getFields()).some((field) => mayHoldList(field.type, new Set([...seen, inner])));
};

const known = new WeakMap<GraphQLInputType, boolean>();

/** The same, worked out once for each type. */
export const holdsLists = (type: GraphQLInputType): boolean => {
  const before = known.get(type);
  if (before !== undefined) return before;
  const holds = mayHoldList(type);
  known.set(type, holds);
  return holds;
};

/** The length of the longest list of plain values in a value, which need not fit its type. */
export const longestList = (type: GraphQLInputType, value: unknown): number => {
  const inner = getNullableType(type);
  if (isListType(inner)) {
    if (!Array.isArray(value)) return 0;
    return isLeafType(getNullableType(inner.ofType)) ? value.length : value.reduce<number>((longest, item) => Math.max(longest, longestList(inner.ofType, item)), 0);
  }
  if (!isInputObjectType(inner) || typeof value !== 'object' || value === null) return 0;
  const fields = inner.getFields();
  return Object.entries(value).reduce((longest, [name, member]) => {
    const field = fields[name];
    return field === undefined || !holdsLists(field.type) ? longest : Math.max(longest, longestList(field.type, member));
  }, 0);
};
