import type { DirectiveNode, FieldNode, FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema, SelectionSetNode, ValueNode } from 'graphql';
import { isAbstractType, Kind, valueFromASTUntyped } from 'graphql';

/** The variables of an operation, with the defaults of those that were not given. */
export type Variables = Readonly<Record<string, unknown>>;

/** Told once the variables are known. */
export type Told<Value> = (variables: Variables) => Value;

export const literalOrVariable = (node: ValueNode | undefined): Told<unknown> => {
  if (node === undefined) return () => undefined;
  if (node.kind !== Kind.VARIABLE) return (variables) => valueFromASTUntyped(node, variables);
  const name = node.name.value;
  return (variables) => variables[name];
};

/** Everything that must hold for a selection to count. */
type Conditions = readonly Told<boolean>[];

const conditionsOf = (directives: readonly DirectiveNode[] | undefined): Conditions =>
  (directives ?? []).flatMap(({ name, arguments: args }) => {
    const condition = literalOrVariable(args?.find((argument) => argument.name.value === 'if')?.value);
    if (name.value === 'include') return [(variables) => condition(variables) !== false];
    return name.value === 'skip' ? [(variables) => condition(variables) !== true] : [];
  });

/** A selection set, and when it counts. */
export interface PlacedSet {
  readonly set: SelectionSetNode;
  readonly when: Conditions;
}

/** One key of one place, with all selections that it stands for. */
export interface PlacedField {
  readonly key: string;
  readonly node: FieldNode;
  /** `null`: always. */
  readonly counts: Told<boolean> | null;
  readonly sets: readonly PlacedSet[];
}

interface Gathered {
  readonly node: FieldNode;
  readonly alternatives: Conditions[];
  readonly sets: PlacedSet[];
}

const anyOf = (alternatives: readonly Conditions[]): Told<boolean> | null =>
  alternatives.some((conditions) => conditions.length === 0) ? null : (variables) => alternatives.some((conditions) => conditions.every((holds) => holds(variables)));

export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The fields of one place as the executor will find them on an object of this type. */
export const fieldsOfPlace = ({ schema, fragments }: Selecting, type: GraphQLObjectType, placed: readonly PlacedSet[]): readonly PlacedField[] => {
  const byKey = new Map<string, Gathered>();
  const seen = new Set<string>();
  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const other = schema.getType(condition);
    return other !== undefined && isAbstractType(other) && schema.isSubType(other, type);
  };
  const add = (set: SelectionSetNode, inherited: Conditions): void => {
    for (const selection of set.selections) {
      const when = [...inherited, ...conditionsOf(selection.directives)];
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = byKey.get(key);
        const gathered: Gathered = known ?? { node: selection, alternatives: [], sets: [] };
        if (known === undefined) byKey.set(key, gathered);
        gathered.alternatives.push(when);
        if (selection.selectionSet !== undefined) gathered.sets.push({ set: selection.selectionSet, when });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) add(selection.selectionSet, when);
      } else {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (fragment === undefined || seen.has(name) || !applies(fragment.typeCondition.name.value)) continue;
        if (when.length === 0) seen.add(name);
        add(fragment.selectionSet, when);
      }
    }
  };
  for (const { set, when } of placed) add(set, when);
  return [...byKey].map(([key, { node, alternatives, sets }]) => ({ key, node, counts: anyOf(alternatives), sets }));
};
