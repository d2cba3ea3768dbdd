import type { DefinitionNode, DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

/** How large a document is, told by its tree alone: without the schema, before it is validated. */
export interface DocumentMeasure {
  readonly operations: number;
  readonly fragments: number;
  readonly directives: number;
  /** Of them in the place that has most. */
  readonly placeDirectives: number;
  /** Fields within each other, fragments followed. */
  readonly depth: number;
  /** Fields with all fragments written out. */
  readonly fields: number;
  /** Fields at the root of the widest operation. */
  readonly rootFields: number;
  /** Keys of the field that stands under most keys in one place. */
  readonly aliases: number;
  /** Fields that stand in one place once more, over all places. */
  readonly duplicates: number;
  /** Fragments that lead back to themselves, in their order; `null` where none does. */
  readonly cycle: readonly string[] | null;
}

/** Stands for any larger number: JSON has no other. */
const MOST = Number.MAX_SAFE_INTEGER;
const plus = (a: number, b: number): number => Math.min(MOST, a + b);

interface Extent {
  readonly depth: number;
  readonly fields: number;
}
const NOTHING: Extent = { depth: 0, fields: 0 };

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Thrown out of the walk at the first cycle: what follows assumes that there is none. */
class FoundCycle extends Error {
  readonly names: readonly string[];
  constructor(names: readonly string[]) {
    super('a fragment leads to itself');
    this.names = names;
  }
}

/** Measures depth and size, each fragment once: also where writing it out would never end. */
const createExtents = (fragments: Fragments): ((set: SelectionSetNode | undefined) => Extent) => {
  const known = new Map<string, Extent>();
  const trail: string[] = [];
  const ofFragment = (name: string): Extent => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (trail.includes(name)) throw new FoundCycle([...trail.slice(trail.indexOf(name)), name]);
    trail.push(name);
    const extent = of(fragments.get(name)?.selectionSet);
    trail.pop();
    known.set(name, extent);
    return extent;
  };
  const of = (set: SelectionSetNode | undefined): Extent => {
    let { depth, fields } = NOTHING;
    for (const selection of set?.selections ?? []) {
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : of(selection.selectionSet);
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      depth = Math.max(depth, inner.depth + own);
      fields = plus(fields, plus(inner.fields, own));
    }
    return { depth, fields };
  };
  return of;
};

/** The fields of one place, fragments written out, by their keys. */
const fieldsByKey = (sets: readonly SelectionSetNode[], fragments: Fragments): ReadonlyMap<string, readonly FieldNode[]> => {
  const byKey = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const add = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const fields = byKey.get(key);
        if (fields === undefined) byKey.set(key, [selection]);
        else fields.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        add(fragments.get(selection.name.value)?.selectionSet);
      }
    }
  };
  sets.forEach(add);
  return byKey;
};

interface Repeats {
  readonly keys: number;
  readonly aliases: number;
  readonly duplicates: number;
}

/** What stands several times in one place, here and below. Takes as many steps as there are fields with fragments written out. */
const repeatsIn = (sets: readonly SelectionSetNode[], fragments: Fragments): Repeats => {
  const byKey = fieldsByKey(sets, fragments);
  const keysOf = new Map<string, number>();
  let aliases = 0;
  let duplicates = 0;
  for (const fields of byKey.values()) {
    const name = fields[0]?.name.value ?? '';
    const keys = (keysOf.get(name) ?? 0) + 1;
    keysOf.set(name, keys);
    const below = repeatsIn(fields.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet])), fragments);
    aliases = Math.max(aliases, keys, below.aliases);
    duplicates += fields.length - 1 + below.duplicates;
  }
  return { keys: byKey.size, aliases, duplicates };
};

const isOperation = (definition: DefinitionNode): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION;
const isFragment = (definition: DefinitionNode): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION;

interface NodeCounts {
  readonly directives: number;
  readonly placeDirectives: number;
  /** Fragments that something spreads. */
  readonly spread: ReadonlySet<string>;
}

const countNodes = (definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): NodeCounts => {
  let directives = 0;
  let placeDirectives = 0;
  const spread = new Set<string>();
  const note = (node: { readonly directives?: readonly unknown[] | undefined }): void => {
    const count = node.directives?.length ?? 0;
    directives += count;
    placeDirectives = Math.max(placeDirectives, count);
  };
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      note(selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value);
      else walk(selection.selectionSet);
    }
  };
  for (const definition of definitions) {
    note(definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) definition.variableDefinitions?.forEach(note);
    walk(definition.selectionSet);
  }
  return { directives, placeDirectives, spread };
};

/** Measures a document of at most so many fields that each can be looked at; a larger one tells no repeats. */
export const measureDocument = (document: DocumentNode, mostFields: number): DocumentMeasure => {
  const operations = document.definitions.filter(isOperation);
  const fragmentNodes = document.definitions.filter(isFragment);
  const fragments: Fragments = new Map(fragmentNodes.map((fragment) => [fragment.name.value, fragment]));
  const { directives, placeDirectives, spread } = countNodes([...operations, ...fragmentNodes]);
  // Validation looks at fragments that nothing spreads too.
  const roots = [...operations, ...fragmentNodes.filter((fragment) => !spread.has(fragment.name.value) || fragments.get(fragment.name.value) !== fragment)];
  const counted = { operations: operations.length, fragments: fragmentNodes.length, directives, placeDirectives };
  const untold = { rootFields: 0, aliases: 0, duplicates: 0 };
  const extentOf = createExtents(fragments);
  let depth = 0;
  let fields = 0;
  try {
    for (const { selectionSet } of roots) {
      const extent = extentOf(selectionSet);
      depth = Math.max(depth, extent.depth);
      fields = plus(fields, extent.fields);
    }
    // Where all fragments spread each other, no root leads to them.
    for (const { selectionSet } of fragmentNodes) extentOf(selectionSet);
  } catch (found) {
    if (!(found instanceof FoundCycle)) throw found;
    return { ...counted, ...untold, depth, fields, cycle: found.names };
  }
  if (fields > mostFields) return { ...counted, ...untold, depth, fields, cycle: null };
  const repeats = roots.map((root) => ({ ...repeatsIn([root.selectionSet], fragments), isOperation: isOperation(root) }));
  return {
    ...counted,
    depth,
    fields,
    rootFields: Math.max(0, ...repeats.filter((each) => each.isOperation).map(({ keys }) => keys)),
    aliases: Math.max(0, ...repeats.map(({ aliases }) => aliases)),
    duplicates: repeats.reduce((sum, { duplicates }) => sum + duplicates, 0),
    cycle: null,
  };
};
