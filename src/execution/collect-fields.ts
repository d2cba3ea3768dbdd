import type { DirectiveNode, FieldNode, FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { isAbstractType, Kind, typeFromAST } from 'graphql';

/** What is the same for a whole operation: its fragments, and what the variables of its `@skip` and `@include` are. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: ReadonlyMap<string, boolean>;
}

const conditionOf = (directive: DirectiveNode): string | boolean | null => {
  const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE) return value.name.value;
  return value?.kind === Kind.BOOLEAN ? value.value : null;
};

const isSelected = (directives: readonly DirectiveNode[] | undefined, conditions: ReadonlyMap<string, boolean>): boolean =>
  (directives ?? []).every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    const condition = conditionOf(directive);
    const value = typeof condition === 'string' ? conditions.get(condition) === true : condition === true;
    return value === (name === 'include');
  });

/** The variables that decide what is selected, in the order of their names. */
export const conditionVariables = (operation: OperationDefinitionNode, fragments: Iterable<FragmentDefinitionNode>): readonly string[] => {
  const names = new Set<string>();
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      for (const directive of selection.directives ?? []) {
        const condition = directive.name.value === 'skip' || directive.name.value === 'include' ? conditionOf(directive) : null;
        if (typeof condition === 'string') names.add(condition);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD) walk(selection.selectionSet);
    }
  };
  walk(operation.selectionSet);
  for (const fragment of fragments) walk(fragment.selectionSet);
  return [...names].sort();
};

/** The fields that are selected on an object of one type, by the key of the reply, in the order in which the keys first come. */
export const collectFields = (selecting: Selecting, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> => {
  const { schema, fragments, conditions } = selecting;
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const applies = (condition: FragmentDefinitionNode['typeCondition'] | undefined): boolean => {
    const named = condition === undefined ? type : typeFromAST(schema, condition);
    return named === type || (isAbstractType(named) && schema.isSubType(named, type));
  };
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isSelected(selection.directives, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const known = fields.get(key);
        if (known === undefined) fields.set(key, [selection]);
        else known.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition)) walk(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined && applies(fragment.typeCondition)) walk(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) walk(set);
  return fields;
};
