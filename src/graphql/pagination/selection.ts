import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';

/** What was told once: many objects of one place ask with the same info. */
const told = new WeakMap<GraphQLResolveInfo, ReadonlySet<string>>();

/** The names of the fields selected directly below a field, through fragments, without those that a directive leaves out. */
export const selectedFields = (info: GraphQLResolveInfo): ReadonlySet<string> => {
  const before = told.get(info);
  if (before !== undefined) return before;
  const names = new Set<string>();
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues)?.['if'] === false) continue;
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else walk(info.fragments[selection.name.value]?.selectionSet);
    }
  };
  for (const node of info.fieldNodes) walk(node.selectionSet);
  told.set(info, names);
  return names;
};
