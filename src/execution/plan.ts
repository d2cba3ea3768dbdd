import type { FieldNode, GraphQLAbstractType, GraphQLField, GraphQLFieldResolver, GraphQLLeafType, GraphQLObjectType, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { isAbstractType, isLeafType, isObjectType, TypeNameMetaFieldDef } from 'graphql';

import type { Selecting } from './collect-fields.ts';
import { collectFields } from './collect-fields.ts';
import type { Project } from './projection.ts';
import { buildProjection, inlineResolvers, isInline } from './projection.ts';
import type { Shape } from './shape.ts';
import { depthOf, namedTypeOf, shapeOf } from './shape.ts';

/** Whether what it stands before may be read in this operation: an error that says why not, or `null`. The same for every object. */
export type Gate = (context: unknown) => Error | null;

/**
 * The values of one field for many objects of one place, in their order, where that is less work than one after the other. They are what its
 * resolver would answer, and there at once. If it throws, or answers fewer, the resolver is asked for each object.
 */
export type ResolveMany = (sources: readonly unknown[], context: unknown) => readonly unknown[];

/**
 * The same for a field whose values are waited for: one promise for all objects, not one for each. A value that is an error is that of its
 * object alone. `null`, or thrown: the resolver is to be asked for each object.
 */
export type LoadMany<Source = unknown, Args = Readonly<Record<string, unknown>>, Context = unknown> = (sources: readonly Source[], args: Args, context: Context, info: GraphQLResolveInfo) => PromiseLike<readonly unknown[]> | null;

/** What the schema says of itself to whoever executes it, beside what GraphQL knows. */
export interface Traits {
  /** A field's resolver without what stands before it, and what that is. */
  readonly ofField: (field: GraphQLField<unknown, unknown>) => { readonly gate: Gate; readonly resolve: GraphQLFieldResolver<unknown, unknown> } | null;
  /** What a type's `isTypeOf` asks, where it asks nothing of the object. */
  readonly ofType: (type: GraphQLObjectType) => Gate | null;
  /** The member of the source that a field shows as it is. */
  readonly exposed: (field: GraphQLField<unknown, unknown>) => string | null;
  /** How a field is resolved for many objects together; it must have no arguments. */
  readonly many: (field: GraphQLField<unknown, unknown>) => ResolveMany | null;
  /** How what it answers is read for many objects together. */
  readonly loadMany: (field: GraphQLField<unknown, unknown>) => LoadMany | null;
}

/** Thrown while an operation is planned: it needs what only graphql-js can do. */
export class NotPlanned extends Error {
  override readonly name = 'NotPlanned';
}

/** One field of one type at one place of an operation. */
export interface FieldPlan {
  /** Its place among all fields of the operation: arguments and infos are kept by it. */
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  readonly shape: Shape;
  readonly gate: Gate | null;
  /** The member of the source that is its value; `null`: it has a resolver. */
  readonly member: string | null;
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null;
  readonly many: ResolveMany | null;
  readonly loadMany: LoadMany | null;
  readonly leaf: GraphQLLeafType | null;
  readonly abstract: GraphQLAbstractType | null;
  /** The one type of its objects, where it is not abstract. */
  readonly object: GraphQLObjectType | null;
  readonly sets: readonly SelectionSetNode[];
  /** Its plans for each type that its objects may have. */
  readonly below: Map<GraphQLObjectType, ObjectPlan>;
  /** It answered with a promise once: from then on it is not expected to answer at once. */
  isAsync: boolean;
}

/** What is selected on objects of one type at one place. */
export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly gate: Gate | null;
  readonly fields: readonly FieldPlan[];
  /** Made anew when a field turns out to be slower than it looked. */
  projection: Projection | null;
}

/** How the reply's object is made of all that is there at once. */
export interface Projection {
  readonly project: Project;
  /** The fields that it leaves open. */
  readonly open: ReadonlySet<FieldPlan>;
  /** The fields whose resolvers it calls, at any depth. */
  readonly calls: readonly FieldPlan[];
  /** Those of its own that are resolved for many objects together. */
  readonly many: readonly FieldPlan[];
}

/** The plan of one operation with one outcome of its `@skip` and `@include`. */
export interface Plan {
  readonly selecting: Selecting;
  readonly traits: Traits;
  readonly root: ObjectPlan;
  /** By their ids. */
  readonly fields: FieldPlan[];
}

/** Fields of a plan at most, counted for each type that an object may have: what is larger is not worth it. */
const MAX_FIELDS = 5_000;

const AsyncFunction = (async () => Promise.resolve()).constructor;

const planField = (plan: Omit<Plan, 'root'>, parentType: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan | null => {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__schema' || name === '__type') throw new NotPlanned('introspection');
  const field = name === '__typename' ? TypeNameMetaFieldDef : parentType.getFields()[name];
  if (field === undefined) return null;
  const type = namedTypeOf(field.type);
  const shape = shapeOf(field.type);
  if (!isLeafType(type) && depthOf(shape) > 1) throw new NotPlanned('lists of lists of objects');
  const trait = plan.traits.ofField(field);
  const resolve = trait?.resolve ?? field.resolve ?? null;
  const member = resolve === null ? name : plan.traits.exposed(field);
  const loadMany = resolve === null ? null : plan.traits.loadMany(field);
  const id = plan.fields.length;
  if (id === MAX_FIELDS) throw new NotPlanned('too many fields');
  const planned: FieldPlan = {
    id, key, name, nodes, field, parentType, shape, resolve, member,
    gate: trait?.gate ?? null,
    many: resolve === null ? null : plan.traits.many(field),
    loadMany,
    leaf: isLeafType(type) ? type : null,
    abstract: isAbstractType(type) ? type : null,
    object: isObjectType(type) ? type : null,
    sets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    below: new Map(),
    isAsync: loadMany !== null || resolve instanceof AsyncFunction,
  };
  plan.fields.push(planned);
  for (const each of isAbstractType(type) ? plan.selecting.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []) planned.below.set(each, planObject(plan, each, planned.sets));
  return planned;
};

/** What is selected on a type at a place. */
const planObject = (plan: Omit<Plan, 'root'>, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ObjectPlan => {
  const gate = plan.traits.ofType(type);
  if (type.isTypeOf != null && gate === null) throw new NotPlanned('isTypeOf');
  const fields = [...collectFields(plan.selecting, type, sets)].flatMap(([key, nodes]) => planField(plan, type, key, nodes) ?? []);
  return { type, gate, fields, projection: null };
};

/** The projection of a plan, made where it is not there yet. */
export const projectionOf = (object: ObjectPlan): Projection => {
  const { fields } = object;
  object.projection ??= { project: buildProjection(object), open: new Set(fields.filter((field) => !isInline(field))), calls: inlineResolvers(fields), many: fields.filter((field) => field.many !== null && isInline(field)) };
  return object.projection;
};

/** Plans an operation for one outcome of its conditions. Throws `NotPlanned`. */
export const planOperation = (selecting: Selecting, traits: Traits, type: GraphQLObjectType, set: SelectionSetNode): Plan => {
  const begun: Omit<Plan, 'root'> = { selecting, traits, fields: [] };
  return { ...begun, root: planObject(begun, type, [set]) };
};
